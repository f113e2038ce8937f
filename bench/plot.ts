export interface Plot {
  readonly title: string;
  readonly across: readonly number[];
  readonly lines: readonly { readonly name: string; readonly of: readonly number[]; readonly dashed?: true }[];
}

const width = 640;
const height = 400;
const left = 48;
const right = 200;
const top = 40;
const bottom = 40;
const colours = ['#888888', '#1b6ca8', '#c4520c', '#3b8a3b', '#7a3b8a'];

/** A line plot as SVG, both axes from zero and of one scale, so that what grows with the files is a line to the corner. */
export function plot({ title, across, lines }: Plot): string {
  const most = Math.ceil(Math.max(...across, ...lines.flatMap(line => line.of)));
  const x = (value: number): string => (left + ((width - left - right) * value) / most).toFixed(1);
  const y = (value: number): string => (height - bottom - ((height - top - bottom) * value) / most).toFixed(1);
  const ticks = Array.from({ length: most + 1 }, (_, i) => i);
  const text = (at: string, to: string, words: string, anchor = 'middle'): string => `<text x="${at}" y="${to}" text-anchor="${anchor}">${words}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    text(String(left), '20', title, 'start'),
    ...ticks.flatMap(tick => [
      `<path d="M${x(tick)} ${y(0)}V${y(most)}M${x(0)} ${y(tick)}H${x(most)}" stroke="#e4e4e4"/>`,
      text(x(tick), String(height - bottom + 18), `${tick} ×`), text(String(left - 8), y(tick), `${tick} ×`, 'end'),
    ]),
    ...lines.flatMap(({ of, dashed, name }, i) => {
      const colour = colours[i % colours.length]!;
      const points = of.map((value, at) => `${x(across[at]!)},${y(value)}`);
      return [
        `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${dashed ? ' stroke-dasharray="5 4"' : ''}/>`,
        `<text x="${width - right + 12}" y="${top + 16 + i * 20}" fill="${colour}">${name}</text>`,
      ];
    }),
    '</svg>', '',
  ].join('\n');
}

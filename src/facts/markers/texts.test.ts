import { expect, it } from 'vitest';
import { markersInText } from './texts.ts';

const brief = (path: string, text: string): string[] => markersInText(path, text).map(({ rules, reason, at, reaches, malformed }) => `${at.line}:${at.column} ${rules.join()} reaches ${reaches.join()}${malformed === undefined ? ` -- ${reason}` : ' void'}`);

it('finds markers behind `#`, on the line itself and above it', () => {
  expect(brief('.env.example', '# lint-allow: env-inventory -- read by the old image,\n# which is still deployed\nOLD=1\nPORT=2 # lint-allow: env-inventory -- set for the host\n')).toEqual([
    '1:1 env-inventory reaches 3 -- read by the old image, which is still deployed', '4:8 env-inventory reaches 4 -- set for the host',
  ]);
  expect(brief('app/Dockerfile', '# lint-allow: env-inventory\nENV OLD=1')).toEqual(['1:1 env-inventory reaches 2 void']);
  expect(brief('docker-compose.yml', '      # lint-allow: env-inventory -- read by the old image\n\n      OLD: 1')).toEqual(['1:7 env-inventory reaches  -- read by the old image']);
});

it('takes a variable that is commented out for what is excused', () => {
  expect(brief('.env.example', '# lint-allow: env-inventory -- read by the old image\n# OLD=1')).toEqual(['1:1 env-inventory reaches 2 -- read by the old image']);
});

it('finds markers in comments of Markdown and not in its text', () => {
  expect(brief('docs/env.md', '| `OLD` | x | <!-- lint-allow: env-inventory -- read by the old image -->\n`# lint-allow: env-inventory -- no`\n// lint-allow: env-inventory -- no')).toEqual(['1:15 env-inventory reaches 1 -- read by the old image']);
  expect(markersInText('deploy.sh', '# lint-allow: env-inventory -- in a script')).toEqual([]);
});

it('reads a line with a hundred thousand openings or spaces once', () => {
  const marker = '<!-- lint-allow: env-inventory -- read by the old image -->';
  expect(brief('docs/env.md', `${'<!-- '.repeat(100_000)}\n${`<!--${' '.repeat(100_000)}`.repeat(3)}\n| x | ${marker}`)).toEqual(['3:7 env-inventory reaches 3 -- read by the old image']);
  expect(brief('.env.example', `A=1 # lint-allow: env-inventory -- read${' '.repeat(100_000)}by the old image`)).toHaveLength(1);
  expect(brief('.env.example', `A=1 # lint-allow: env-inventory -- todo${'.'.repeat(100_000)}x`)).toHaveLength(1);
});

import fs from 'node:fs';
import path from 'node:path';

/** Appends an ending to the name of every package of a checkout, in manifests and wherever sources and configurations import it. */
export function renamePackages(root: string, ending: string): void {
  const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' });
  const manifests = files.filter(file => path.basename(file) === 'package.json');
  const names = new Set(manifests.flatMap(file => nameIn(path.join(root, file)) ?? []));
  if (names.size === 0) return;
  const spelled = [...names].sort((a, b) => b.length - a.length).map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const quoted = new RegExp(`(["'\`])(${spelled})(?=\\1|/)`, 'g');
  for (const file of files.filter(each => /\.([cm]?[jt]sx?|json)$/.test(each))) {
    const at = path.join(root, file);
    if (!fs.lstatSync(at).isFile()) continue;
    const text = fs.readFileSync(at, 'utf8');
    const renamed = text.replace(quoted, `$1$2${ending}`);
    if (renamed !== text) fs.writeFileSync(at, renamed);
  }
}

function nameIn(manifest: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(fs.readFileSync(manifest, 'utf8'));
    return typeof parsed === 'object' && parsed !== null && 'name' in parsed && typeof parsed.name === 'string' && parsed.name !== '' ? parsed.name : undefined;
  } catch {
    return undefined; // A template, or broken on purpose.
  }
}

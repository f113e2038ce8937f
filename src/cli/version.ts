import fs from 'node:fs';
import path from 'node:path';
import { ownPackage } from '../config/own-package.ts';

/** As the manifest of the package says. */
export function version(): string {
  const manifest: { readonly version: string } = JSON.parse(fs.readFileSync(path.join(ownPackage(), 'package.json'), 'utf8'));
  return manifest.version;
}

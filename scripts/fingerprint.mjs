/** Says whether files changed, by their contents. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * All files under a folder, as sorted absolute paths; a file is itself, what is absent is nothing.
 * @param {string} path
 * @returns {string[]}
 */
export function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

/**
 * One hash over names and contents.
 * @param {string} folder names are taken relative to it
 * @param {string[]} paths files and folders in it
 */
export function fingerprint(folder, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesUnder(join(folder, path)))) {
    const contents = readFileSync(file);
    hash.update(`${relative(folder, file)}\0${contents.length}\0`).update(contents);
  }
  return hash.digest('hex');
}

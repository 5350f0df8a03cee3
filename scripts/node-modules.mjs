/** npm packages: installed by `npm ci` when what is there is not what the lock says. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModules, root } from './checkout.mjs';
import { lastWords, run } from './commands.mjs';
import { problem } from './problems.mjs';

/** @typedef {Record<string, { version?: string, optional?: boolean, peer?: boolean, devOptional?: boolean }>} Packages */

/**
 * Compares contents, not times: a checkout or a copy gives files new times. Packages for other platforms are optional and may be absent.
 * @param {Packages} locked
 * @param {Packages} installed
 */
export function isUpToDate(locked, installed) {
  return Object.entries(locked).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional === true),
  );
}

export async function installNodeModules() {
  if (isUpToDate(packages(join(root, 'package-lock.json')), packages(join(nodeModules, '.package-lock.json')))) return;
  console.log('Installing npm packages …');
  try {
    await run(...npm(['ci', '--no-audit', '--no-fund', '--loglevel=error']), { cwd: root });
  } catch (error) {
    throw problem(`The npm packages could not be installed; npm says: ${reason(error.output ?? error.message)}`, error);
  }
}

/** npm says what is wrong first, then how npm is used, then where its log is. */
const reason = (output) =>
  lastWords(
    output
      .split('\n')
      .filter((line) => !/^npm error( code .*)?$/.test(line))
      .slice(0, 2)
      .join('\n'),
  );

/**
 * The npm that started us, else the one on PATH.
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function npm(args) {
  const own = process.env.npm_execpath;
  return own?.endsWith('npm-cli.js') ? [process.execPath, [own, ...args]] : ['npm', args];
}

/** @returns {Packages} */
function packages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {};
}

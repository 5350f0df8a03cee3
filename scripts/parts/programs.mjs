/** Programs that are already on the machine. */
import { accessSync, closeSync, constants, openSync, readSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from '../commands.mjs';

/**
 * @param {string} name
 * @param {string} [path]
 * @returns {string | null}
 */
export function onPath(name, path = process.env.PATH ?? '') {
  return (
    path
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, name))
      .find(isExecutable) ?? null
  );
}

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether a file is machine code. A shell wrapper that does not `exec` leaves the real program behind when it is killed.
 * @param {string} file
 */
export function isBinary(file) {
  const head = Buffer.alloc(4);
  const descriptor = openSync(realpathSync(file), 'r');
  try {
    readSync(descriptor, head, 0, 4, 0);
  } finally {
    closeSync(descriptor);
  }
  return head.toString('latin1') === '\x7fELF' || ['cffaedfe', 'cafebabe'].includes(head.toString('hex'));
}

/**
 * The first version number that `program --version` prints, as [major, minor]; null when it does not run.
 * @param {string} program
 * @returns {Promise<[number, number] | null>}
 */
export async function versionOf(program) {
  const output = await run(program, ['--version'], { timeout: 10_000 }).catch(() => '');
  const [, major, minor] = /(\d+)\.(\d+)/.exec(output) ?? [];
  return major === undefined ? null : [Number(major), Number(minor)];
}

/**
 * @param {[number, number] | null} version
 * @param {[number, number]} least
 */
export function isAtLeast(version, least) {
  return version !== null && (version[0] > least[0] || (version[0] === least[0] && version[1] >= least[1]));
}

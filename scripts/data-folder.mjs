/** The folder that holds an installation's state. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './checkout.mjs';
import { problem } from './problems.mjs';

const MB = 1024 * 1024;

/** A new database takes 300 MB for its journal at once. */
const ROOM = { first: 350 * MB, later: 50 * MB };

/**
 * Creates the folder for its owner only, for it holds keys, tokens and mails.
 * @param {NodeJS.ProcessEnv} env
 */
export function openDataFolder(env) {
  const data = resolve(env.QUOTEWRIGHT_DATA || join(root, '.data'));
  const folders = { data, run: join(data, 'run'), logs: join(data, 'logs') };
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { bavail, bsize } = statfsSync(data);
  const room = existsSync(join(data, 'mongodb')) ? ROOM.later : ROOM.first;
  if (bavail * bsize < room) {
    throw problem(
      `Only ${Math.floor((bavail * bsize) / MB)} MB are free on the disk of ${data}: make room for at least ${room / MB} MB.`,
    );
  }
  return folders;
}

/**
 * The path segment under which the Web UI reaches the codec route; made once.
 * @param {string} data
 */
export function codecSecret(data) {
  const file = join(data, 'codec-secret');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

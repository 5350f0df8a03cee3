/** Programs that come in a vendor's .tar.gz. */
import { createWriteStream, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { run } from '../commands.mjs';
import { problem } from '../problems.mjs';

/**
 * Downloads and unpacks into `target`, whole or not at all.
 * @param {string} url
 * @param {string} target
 * @param {number} [strip] leading folders in the archive to leave out
 */
export async function installArchive(url, target, strip = 0) {
  const work = mkdtempSync(`${target}-`);
  const archive = join(work, 'archive.tar.gz');
  const unpacked = join(work, 'unpacked');
  try {
    await pipeline(Readable.fromWeb(await download(url)), createWriteStream(archive));
    mkdirSync(unpacked);
    await run('tar', ['-xzf', archive, '-C', unpacked, `--strip-components=${strip}`]);
    rmSync(target, { recursive: true, force: true });
    renameSync(unpacked, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function download(url) {
  const { host } = new URL(url);
  const response = await fetch(url).catch((error) => {
    throw problem(`${host} cannot be reached (${error.cause?.code ?? error.message})`, error);
  });
  if (!response.ok || !response.body) throw problem(`${host} answers ${response.status}`);
  return response.body;
}

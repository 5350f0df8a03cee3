/** Everything that must be there before anything is started: packages, parts, build. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { partsFolder, root } from './checkout.mjs';
import { takeLock } from './locks.mjs';
import { installNodeModules } from './node-modules.mjs';
import { chromium } from './parts/chromium.mjs';
import { findPart } from './parts/find.mjs';
import { mongod } from './parts/mongod.mjs';
import { temporal } from './parts/temporal.mjs';
import { problem } from './problems.mjs';

/**
 * Installs what is missing; one at a time per checkout, while others wait.
 * @param {{ need: { temporal: boolean, mongod: boolean }, env?: NodeJS.ProcessEnv, afterPackages?: () => Promise<unknown> }} options
 *   afterPackages: what only needs the npm packages and may run beside the rest
 * @returns {Promise<{ temporal: string | null, mongod: string | null, chromium: string }>} paths of programs
 */
export async function prepare({ need, env = process.env, afterPackages = async () => {} }) {
  checkPlatform();
  const release = await waitForLock();
  try {
    const find = (part) => findPart(part, { folder: partsFolder, env });
    const packages = installNodeModules();
    const [temporalPath, mongodPath, chromiumPath] = await Promise.all([
      need.temporal ? find(temporal) : null,
      need.mongod ? find(mongod) : null,
      packages.then(() => find(chromium)),
      packages.then(afterPackages),
    ]);
    return { temporal: temporalPath, mongod: mongodPath, chromium: chromiumPath };
  } finally {
    release();
  }
}

function checkPlatform() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw problem(`Quotewright needs Node 20.19 or newer; this is ${process.versions.node}.`);
  }
  if (process.platform === 'win32') throw problem('Quotewright runs on Linux and macOS; on Windows use WSL.');
}

async function waitForLock() {
  const folder = join(root, '.data');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (let waits = 0; ; waits++) {
    const { release, holder } = takeLock(join(folder, 'preparing.json'));
    if (release) return release;
    if (waits === 0) console.log(`Waiting for process ${holder.pid}, which is installing …`);
    await sleep(200);
  }
}

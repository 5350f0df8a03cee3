/** A MongoDB and a Temporal for one test run: on ports and data of their own, gone afterwards. */
import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, identify, isAlive } from '../processes.mjs';
import { ensureServer, readRecord, writeRecord } from './embedded.mjs';
import { mongodb, mongodbUri } from './mongodb.mjs';
import { temporalAddress, temporalServer } from './temporal.mjs';

const PREFIX = 'quotewright-test-';
const MEMORY = '/dev/shm';
const ROOM = 1024 ** 3;

/**
 * @param {{ temporal: string, mongod: string, chromium: string }} programs
 * @param {AbortSignal} [calledOff]
 * @returns {Promise<{ folder: string, env: Record<string, string>, close: () => Promise<void> }>} env: what tests read
 */
export async function openTestServers(programs, calledOff) {
  const base = baseFolder();
  await sweep(base);
  const folder = mkdtempSync(join(base, PREFIX));
  writeRecord(join(folder, 'owner.json'), identify(process.pid));
  const close = () => closeFolder(folder);
  const places = { run: folder, logs: folder };
  const parameters = ['ttlMonitorSleepSecs=1'];
  const started = await Promise.allSettled([
    ensureServer(
      mongodb({ ...places, program: programs.mongod, data: join(folder, 'mongodb'), parameters }),
      calledOff,
    ),
    ensureServer(temporalServer({ ...places, program: programs.temporal, timeSkipping: true }), calledOff),
  ]);
  const failed = started.find(({ status }) => status === 'rejected');
  if (failed) {
    await close();
    throw failed.reason;
  }
  const [mongo, temporal] = started.map(({ value }) => value);
  const env = {
    TEST_MONGODB_URI: mongodbUri(mongo),
    TEST_TEMPORAL_ADDRESS: temporalAddress(temporal),
    CHROMIUM_PATH: programs.chromium,
  };
  return { folder, env, close };
}

/** Memory where we may write and there is enough: containers often give /dev/shm 64 MB, and an empty database takes 300. */
function baseFolder() {
  try {
    accessSync(MEMORY, constants.W_OK);
  } catch {
    return tmpdir();
  }
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize > ROOM ? MEMORY : tmpdir();
}

/** What runs that were killed left behind. */
async function sweep(base) {
  const folders = readdirSync(base).filter((name) => name.startsWith(PREFIX));
  for (const folder of folders.map((name) => join(base, name))) {
    const owner = readRecord(join(folder, 'owner.json'));
    if (owner && !isAlive(owner)) await closeFolder(folder);
  }
}

async function closeFolder(folder) {
  await Promise.all(['temporal.json', 'mongod.json'].map((record) => end(readRecord(join(folder, record)), 5_000)));
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

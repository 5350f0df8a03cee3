/** `npm start`: installs what is missing, starts everything, stops everything. */
import { join } from 'node:path';
import { build } from './build.mjs';
import { stopCommands } from './commands.mjs';
import { openDataFolder } from './data-folder.mjs';
import { runInstallation, stopInstallation } from './installation.mjs';
import { takeLock } from './locks.mjs';
import { prepare } from './prepare.mjs';
import { inWords, problem } from './problems.mjs';

/** The terminal may be gone before we are. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

/** Ctrl-C reaches us from the terminal and again from npm: the first counts, the others change nothing. */
const calledOff = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    calledOff.abort();
    stopCommands();
  });
}

async function main(env) {
  const folders = openDataFolder(env);
  const lock = takeLock(join(folders.run, 'start.json'));
  if (!lock.release) {
    throw problem(
      `Quotewright already runs on ${folders.data} (process ${lock.holder.pid}): use that one, or set QUOTEWRIGHT_DATA to another folder.`,
    );
  }
  try {
    const need = { temporal: !env.TEMPORAL_ADDRESS, mongod: !env.MONGODB_URI };
    const programs = await prepare({ need, env, afterPackages: build });
    return await runInstallation({ folders, programs, env, calledOff: calledOff.signal });
  } finally {
    await stopInstallation(folders);
    lock.release();
  }
}

main(process.env).then(
  (code) => process.exit(code),
  (error) => {
    if (calledOff.signal.aborted) process.exit(0);
    console.error(inWords(error));
    process.exit(1);
  },
);

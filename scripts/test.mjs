/** `npm test [-- Jest's arguments]`: checks, build and tests against servers of their own; the last line counts. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { nodeModules, root } from './checkout.mjs';
import { run, stopCommands } from './commands.mjs';
import { withoutSettings } from './environment.mjs';
import { TALLY_FILE } from './jest-tally.mjs';
import { npm } from './node-modules.mjs';
import { prepare } from './prepare.mjs';
import { inWords } from './problems.mjs';
import { end, identify, launch } from './processes.mjs';
import { openTestServers } from './servers/test-servers.mjs';
import { addUp, inALine, ofJest, ofSettled } from './tally.mjs';

/** A test that hangs must not hang the build server. */
const JEST_LIMIT = 8 * 60_000;

const calledOff = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    calledOff.abort();
    stopCommands();
  });
}

/** With arguments only what they name is run; without, everything a change must pass. */
async function main(patterns) {
  const programs = await prepare({ need: { temporal: true, mongod: true }, env: withoutSettings(process.env) });
  const servers = await openTestServers(programs, calledOff.signal);
  try {
    const checked = patterns.length > 0 ? [] : await check();
    const built = await settle('build', build());
    const tested = built.status === 'fulfilled' ? [await jest(patterns, servers)] : [];
    return addUp([ofSettled([...checked, built]), ...tested]);
  } finally {
    await servers.close();
  }
}

/** Each script `check:…` of package.json counts as one. */
async function check() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const names = Object.keys(scripts).filter((name) => name.startsWith('check:'));
  console.log(`Checking: ${names.map((name) => name.slice('check:'.length)).join(', ')} …`);
  return Promise.all(names.map((name) => settle(name, run(...npm(['run', '--silent', name]), { cwd: root }))));
}

async function settle(name, promise) {
  const [settled] = await Promise.allSettled([promise]);
  if (settled.status === 'rejected')
    console.error(`${name} failed:\n${settled.reason.output ?? inWords(settled.reason)}`);
  return settled;
}

async function jest(patterns, { folder, env }) {
  const tally = join(folder, 'tally.json');
  const program = join(nodeModules, 'jest', 'bin', 'jest.js');
  // After the patterns: Jest takes every word that follows `--reporters` for another one.
  const reporters = ['default', join(root, 'scripts', 'jest-tally.mjs')].map((reporter) => `--reporters=${reporter}`);
  const child = launch([process.execPath, program, ...patterns, ...reporters, '--ci'], {
    cwd: root,
    env: { ...withoutSettings(process.env), ...env, [TALLY_FILE]: tally },
  });
  const identity = identify(child.pid);
  const stop = () => end(identity);
  const limit = setTimeout(() => {
    console.error(`The tests did not end within ${JEST_LIMIT / 60_000} minutes.`);
    stop();
  }, JEST_LIMIT);
  calledOff.signal.addEventListener('abort', stop, { once: true });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  clearTimeout(limit);
  return ofJest(existsSync(tally) ? JSON.parse(readFileSync(tally, 'utf8')) : null, code);
}

main(process.argv.slice(2)).then(
  (tally) => finish(tally),
  (error) => {
    if (!calledOff.signal.aborted) console.error(inWords(error));
    finish({ passed: 0, failed: 1, skipped: 0 });
  },
);

function finish(tally) {
  if (calledOff.signal.aborted) {
    console.error('Called off.');
    process.exit(130);
  }
  console.log(inALine(tally));
  process.exit(tally.failed > 0 ? 1 : 0);
}

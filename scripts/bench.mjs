/** `npm run bench [-- names]`: each benchmark in bench/ against servers of its own; one JSON line a figure. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { nodeModules, root } from './checkout.mjs';
import { stopCommands } from './commands.mjs';
import { withoutSettings } from './environment.mjs';
import { prepare } from './prepare.mjs';
import { inWords, problem } from './problems.mjs';
import { launch } from './processes.mjs';
import { openTestServers } from './servers/test-servers.mjs';

/** Those that have been written; the longest last. */
const all = ['pdf', 'reading', 'items', 'api', 'idle', 'decision', 'waiting', 'inquiries'];

const calledOff = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    calledOff.abort();
    stopCommands();
  });
}

async function main(names) {
  const unknown = names.find((name) => !existsSync(join(root, 'bench', `${name}.ts`)));
  if (unknown) throw problem(`There is no benchmark ${unknown}: ${all.join(', ')}.`);
  const programs = await prepare({
    need: { temporal: true, mongod: true },
    env: withoutSettings(process.env),
    afterPackages: build,
  });
  const servers = await openTestServers(programs, calledOff.signal);
  try {
    let failed = 0;
    for (const name of names) {
      if (calledOff.signal.aborted) break;
      const child = launch([process.execPath, join(nodeModules, 'tsx/dist/cli.mjs'), join('bench', `${name}.ts`)], {
        cwd: root,
        env: { ...withoutSettings(process.env), ...servers.env },
      });
      calledOff.signal.addEventListener('abort', () => child.kill(), { once: true });
      const code = await new Promise((resolve) => child.once('exit', resolve));
      if (code !== 0) failed += 1;
    }
    return failed;
  } finally {
    await servers.close();
  }
}

const wanted = process.argv.slice(2);
main(wanted.length > 0 ? wanted : all).then(
  (failed) => process.exit(failed > 0 ? 1 : 0),
  (error) => {
    console.error(inWords(error));
    process.exit(1);
  },
);

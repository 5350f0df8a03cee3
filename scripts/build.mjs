/** `npm run build`: TypeScript to dist/, the files that stand beside it, and the workflow bundle. Skipped when no source changed. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeModules, root } from './checkout.mjs';
import { run } from './commands.mjs';
import { filesUnder, fingerprint } from './fingerprint.mjs';
import { inWords, problem } from './problems.mjs';

const dist = join(root, 'dist');
const stamp = join(dist, 'fingerprint');
const bundle = join(dist, 'workflow-bundle.js');
const sources = ['src', 'temporal', 'scripts/build.mjs', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Read at run time from beside the code that needs them. */
const isAsset = (file) => /\.(hbs|json|css|svg|woff2)$/.test(file);

/** Returns whether anything had to be built. */
export async function build() {
  const now = fingerprint(root, sources);
  if (existsSync(stamp) && existsSync(bundle) && readFileSync(stamp, 'utf8') === now) return false;
  console.log('Building …');
  rmSync(stamp, { force: true });
  await compile();
  copyAssets();
  removeStale();
  await bundleWorkflows();
  writeFileSync(stamp, now);
  return true;
}

async function compile() {
  try {
    await run(process.execPath, [join(nodeModules, '@typescript/native/bin/tsc'), '-p', 'tsconfig.build.json'], {
      cwd: root,
    });
  } catch (error) {
    throw problem(`The build failed:\n${error.output ?? error.message}`, error);
  }
}

function copyAssets() {
  for (const asset of filesUnder(join(root, 'src')).filter(isAsset)) {
    const copy = join(dist, relative(root, asset));
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(asset, copy);
  }
}

/** Files whose source is gone. The others were overwritten in place, so that an app that runs from here never misses one. */
function removeStale() {
  for (const file of ['src', 'temporal'].flatMap((folder) => filesUnder(join(dist, folder)))) {
    const source = join(root, relative(dist, file)).replace(/\.map$/, '');
    const origins = [source, source.replace(/\.js$/, '.ts'), source.replace(/\.js$/, '.mts')];
    if (!origins.some((origin) => existsSync(origin))) rmSync(file);
  }
}

async function bundleWorkflows() {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({
    workflowsPath: join(dist, 'src/workflows/index.js'),
    failureConverterPath: join(dist, 'src/failure-converter.js'),
    logger: new DefaultLogger('WARN'),
  });
  writeFileSync(bundle, code);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  build().then(
    (built) => console.log(built ? 'Built dist/.' : 'dist/ is up to date.'),
    (error) => {
      console.error(inWords(error));
      process.exitCode = 1;
    },
  );
}

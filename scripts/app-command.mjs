/** `npm run token`, `import`, `setup`: a command of the app, on the servers that a running `npm start` keeps or on configured ones. */
import { join, resolve } from 'node:path';
import { spawn } from 'node:child_process';
import { root } from './checkout.mjs';
import { isAlive } from './processes.mjs';
import { readRecord } from './servers/embedded.mjs';
import { mongodbUri } from './servers/mongodb.mjs';
import { temporalAddress } from './servers/temporal.mjs';

const run = join(resolve(process.env.QUOTEWRIGHT_DATA || join(root, '.data')), 'run');

/** The record of a server that runs now. */
const running = (name) => {
  const record = readRecord(join(run, `${name}.json`));
  return record && isAlive(record) ? record : null;
};
const database = running('mongod');
const temporal = running('temporal');
if (!database && !process.env.MONGODB_URI) {
  console.error('Quotewright does not run here: start it with npm start, or set MONGODB_URI.');
  process.exit(1);
}

const env = {
  ...(database && { MONGODB_URI: mongodbUri(database, 'quotewright') }),
  ...(temporal && { TEMPORAL_ADDRESS: temporalAddress(temporal) }),
  ...Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== '')),
};
const app = spawn(process.execPath, [join(root, 'dist/src/main.js'), ...process.argv.slice(2)], {
  env,
  stdio: 'inherit',
});
app.once('exit', (code) => process.exit(code ?? 1));

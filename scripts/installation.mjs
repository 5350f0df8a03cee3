/** One running installation: its embedded servers and the app, started in order and stopped in the other. */
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { root } from './checkout.mjs';
import { codecSecret } from './data-folder.mjs';
import { choosePorts, isFree } from './ports.mjs';
import { problem } from './problems.mjs';
import { end, identify, launch } from './processes.mjs';
import { ensureServer, readRecord, writeRecord } from './servers/embedded.mjs';
import { mongodb, mongodbUri } from './servers/mongodb.mjs';
import { temporalAddress, temporalServer, temporalUiUrl } from './servers/temporal.mjs';
import { keepRunning } from './servers/watch.mjs';

/** The app has several isolates (API, reading, workflows), and each keeps its young generation resident: 8 MB each instead of 16. */
const APP = ['--max-semi-space-size=8', 'dist/src/main.js', 'up'];

/** glibc keeps an arena per thread otherwise; with 18 threads that is some 20 MB of nothing. */
const APP_ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

/** Open requests and activities are brought to an end first. */
const APP_PATIENCE = 30_000;

/**
 * @typedef {{ data: string, run: string, logs: string }} Folders
 * @typedef {{ temporal: string | null, mongod: string | null, chromium: string }} Programs null: a server given by its address
 */

/**
 * Runs until the app ends or the run is called off; resolves to the exit code. What it started still runs then: see `stopInstallation`.
 * @param {{ folders: Folders, programs: Programs, env: NodeJS.ProcessEnv, calledOff: AbortSignal }} options
 */
export async function runInstallation({ folders, programs, env, calledOff }) {
  const ports = await appPorts(folders, env);
  const secret = programs.temporal ? env.CODEC_SECRET || codecSecret(folders.data) : env.CODEC_SECRET;
  const servers = await startServers({ folders, programs, ports, secret, calledOff });
  const app = startApp(folders, ports, {
    ...env,
    ...(servers.temporal && {
      TEMPORAL_ADDRESS: temporalAddress(servers.temporal.running),
      TEMPORAL_UI_URL: temporalUiUrl(servers.temporal.running),
    }),
    ...(servers.mongodb && { MONGODB_URI: mongodbUri(servers.mongodb.running, 'quotewright') }),
    ...(secret && { CODEC_SECRET: secret }),
    ...(env.COMPANY_DIR && { COMPANY_DIR: resolve(env.COMPANY_DIR) }),
    CHROMIUM_PATH: programs.chromium,
    QUOTEWRIGHT_DATA: folders.data,
    PORT: String(ports.PORT),
    SMTP_PORT: String(ports.SMTP_PORT),
  });
  const exited = new Promise((resolve, reject) => {
    app.once('error', reject);
    app.once('exit', (code, signal) => {
      if (signal && !calledOff.aborted)
        console.error(`The app was ended by ${signal}. Nothing is lost: npm start goes on where it stopped.`);
      resolve(code ?? (calledOff.aborted && signal === 'SIGTERM' ? 0 : 128 + constants.signals[signal]));
    });
  });
  const stopped = new Promise((resolve) => calledOff.addEventListener('abort', resolve, { once: true }));
  const finished = new AbortController();
  const embedded = Object.values(servers).filter((server) => server !== null);
  const watching = keepRunning(embedded, AbortSignal.any([calledOff, finished.signal]));
  try {
    return await Promise.race([
      exited,
      stopped.then(() => end(appRecord(folders), APP_PATIENCE)).then(() => exited),
      watching.then(() => exited),
    ]);
  } finally {
    finished.abort();
    // A failure of the watch has ended the race already; here only its last look is waited for.
    await watching.catch(() => undefined);
  }
}

/**
 * Ends what runs on this folder, whoever started it: the app, then Temporal, then MongoDB.
 * @param {Folders} folders
 */
export async function stopInstallation(folders) {
  await end(appRecord(folders), APP_PATIENCE);
  await end(readRecord(join(folders.run, 'temporal.json')));
  await end(readRecord(join(folders.run, 'mongod.json')));
}

const appRecord = ({ run }) => readRecord(join(run, 'app.json'));

/** The app's own ports. An app that a killed start left behind is ended first: it holds them. */
async function appPorts(folders, env) {
  const left = appRecord(folders);
  await end(left, APP_PATIENCE);
  const wanted = { PORT: Number(env.PORT || 8080), SMTP_PORT: Number(env.SMTP_PORT || 2525) };
  const open = Object.keys(wanted).filter((name) => wanted[name] === 0);
  for (const [name, port] of Object.entries(wanted)) {
    if (port !== 0 && !(await isFree(port, env.HOST || '127.0.0.1'))) {
      throw problem(`Port ${port} is taken by another program: end it, or set ${name} to a free port.`);
    }
  }
  return { ...wanted, ...(await choosePorts(open, left?.ports)) };
}

async function startServers({ folders: { data, run, logs }, programs, ports, secret, calledOff }) {
  const start = async (server) => server && { server, running: await ensureServer(server, calledOff) };
  const started = await Promise.allSettled([
    start(programs.mongod && mongodb({ program: programs.mongod, data: join(data, 'mongodb'), run, logs })),
    start(
      programs.temporal &&
        temporalServer({
          program: programs.temporal,
          run,
          logs,
          dbFilename: join(data, 'temporal.db'),
          codecEndpoint: `http://127.0.0.1:${ports.PORT}/v1/codec/${secret}`,
        }),
    ),
  ]);
  const failed = started.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  const [mongodbStarted, temporalStarted] = started.map(({ value }) => value || null);
  return { mongodb: mongodbStarted, temporal: temporalStarted };
}

function startApp({ run }, ports, env) {
  const command = [process.execPath, ...APP];
  const app = launch(command, { cwd: root, env: { ...APP_ENVIRONMENT, ...env } });
  writeRecord(join(run, 'app.json'), { ...(app.pid === undefined ? {} : identify(app.pid)), command, ports });
  return app;
}

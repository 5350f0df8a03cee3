/** API and worker as processes of their own, on the benchmark's servers: what `main.js setup`, `api` and `worker` start. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporalAddress } from '../test/helpers/servers.ts';
import { eventually } from '../test/helpers/temporal.ts';

const main = join(import.meta.dirname, '../dist/src/main.js');
const READY_SECONDS = 60;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts one part; resolves when it says that it is ready. `setup` is ready when it has ended. */
export async function startPart(name: string, env: NodeJS.ProcessEnv, ready?: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [main, name], {
    env: { ...process.env, TEMPORAL_ADDRESS: temporalAddress(), DEBOUNCE_SECONDS: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await eventually(
    async () => {
      if (child.exitCode !== null && (ready !== undefined || child.exitCode !== 0))
        throw new Error(`${name} ended with ${child.exitCode}: ${output}`);
      return ready === undefined ? child.exitCode === 0 : output.includes(ready);
    },
    { seconds: READY_SECONDS, what: name },
  );
  return child;
}

export async function stopPart(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** `worker`: where its database is, if another way leads there than the API's. */
export async function startParts({
  data,
  database,
  worker = database,
}: Record<'data' | 'database', string> & { worker?: string }) {
  const port = await freePort();
  const env = { QUOTEWRIGHT_DATA: data, MONGODB_URI: database, PORT: String(port), LOG_LEVEL: 'info' };
  await startPart('setup', env);
  const parts = [
    await startPart('api', env, 'the API is ready'),
    await startPart('worker', { ...env, MONGODB_URI: worker }, 'the workers are ready'),
  ];
  const token = readFileSync(join(data, 'admin-token'), 'utf8').trim();
  return {
    api: `http://127.0.0.1:${port}/v1`,
    headers: { authorization: `Bearer ${token}` },
    worker: parts[1]!,
    stop: () => Promise.all(parts.map(stopPart)),
  };
}

/** `npm start` as a user has it: what it starts, what it leaves, and what it does about what a killed one left. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { root } from '../../scripts/checkout.mjs';
import { withoutSettings } from '../../scripts/environment.mjs';
import { choosePorts, isFree } from '../../scripts/ports.mjs';
import { end, isAlive } from '../../scripts/processes.mjs';
import { readRecord } from '../../scripts/servers/embedded.mjs';

const PATIENCE = 60_000;
const SERVERS = ['temporal', 'mongod'];
const NAMES = ['app', ...SERVERS];

let data: string;
let ports: Record<string, number>;
let started: ChildProcess[] = [];

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'quotewright-start-'));
  ports = await choosePorts(['PORT', 'SMTP_PORT']);
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  started = [];
  for (const name of NAMES) await end(record(name), 10_000);
  rmSync(data, { recursive: true, force: true });
}, PATIENCE);

const record = (name: string) => readRecord(join(data, 'run', `${name}.json`));

/** What the user sees, and the exit code once there is one. */
function start(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(root, 'scripts/start.mjs')], {
    cwd: root,
    env: {
      ...withoutSettings(process.env),
      QUOTEWRIGHT_DATA: data,
      PORT: String(ports.PORT),
      SMTP_PORT: String(ports.SMTP_PORT),
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const run = { child, output: '', code: new Promise<number | null>((resolve) => child.once('exit', resolve)) };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (run.output += text));
  return run;
}

/** Looks until it is so; a jest timeout would not say what was waited for. */
async function until(holds: () => boolean | Promise<boolean>, otherwise = () => 'waited in vain'): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(otherwise());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function ready(run: ReturnType<typeof start>): Promise<void> {
  const health = `http://127.0.0.1:${ports.PORT}/v1/health/ready`;
  await until(
    async () => {
      if (run.child.exitCode !== null) throw new Error(`ended: ${run.output}`);
      return fetch(health).then(
        (answer) => answer.ok,
        () => false,
      );
    },
    () => `not ready: ${run.output}`,
  );
}

async function expectNothingLeft(before: ReturnType<typeof record>[]): Promise<void> {
  for (const each of before) {
    expect(isAlive(each)).toBe(false);
    for (const port of Object.values(each?.ports ?? {})) expect([port, await isFree(port)]).toEqual([port, true]);
  }
}

describe('npm start', () => {
  test(
    'runs until it is told to stop, alone on its folder, and leaves nothing behind',
    async () => {
      const run = start();
      await ready(run);
      const running = NAMES.map(record);
      expect(running.every(isAlive)).toBe(true);

      const second = start();
      expect(await second.code).toBe(1);
      expect(second.output).toMatch(/^Quotewright already runs on .* \(process \d+\): [^\n]*\n$/);

      // The terminal's Ctrl-C and the one that npm passes on.
      run.child.kill('SIGINT');
      run.child.kill('SIGINT');
      expect(await run.code).toBe(0);
      await expectNothingLeft(running);
      expect(existsSync(join(data, 'run', 'start.json'))).toBe(false);
    },
    2 * PATIENCE,
  );

  test(
    'adopts what a killed one left, starts again what dies, and ends with the app',
    async () => {
      const killed = start();
      await ready(killed);
      const left = NAMES.map(record);
      killed.child.kill('SIGKILL');
      await killed.code;
      expect(left.every(isAlive)).toBe(true);

      const run = start();
      await until(() => record('app')?.pid !== left[0]?.pid);
      await ready(run);
      expect(isAlive(left[0])).toBe(false);
      expect(SERVERS.map(record)).toEqual(left.slice(1));

      for (const server of left.slice(1)) process.kill(server?.pid ?? 0, 'SIGKILL');
      await until(() => SERVERS.every((name, index) => record(name)?.pid !== left[index + 1]?.pid));
      await ready(run);
      expect(SERVERS.map((name) => record(name)?.ports)).toEqual(left.slice(1).map((server) => server?.ports));
      expect(run.output).toMatch('Temporal ended unexpectedly and is started again.');

      const running = NAMES.map(record);
      process.kill(running[0]?.pid ?? 0, 'SIGKILL');
      expect(await run.code).toBe(128 + 9);
      await expectNothingLeft([...left, ...running]);
    },
    3 * PATIENCE,
  );

  test(
    'servers that are given are used, and none are started',
    async () => {
      const uri = (process.env.TEST_MONGODB_URI ?? '').replace('/?', `/start-${process.pid}?`);
      const run = start({
        MONGODB_URI: uri,
        TEMPORAL_ADDRESS: process.env.TEST_TEMPORAL_ADDRESS ?? '',
      });
      await ready(run);
      expect(record('app')).not.toBeNull();
      expect([record('temporal'), record('mongod')]).toEqual([null, null]);
      run.child.kill('SIGTERM');
      expect(await run.code).toBe(0);
      const client = await new mongoose.mongo.MongoClient(uri).connect();
      await client.db().dropDatabase();
      await client.close();
    },
    2 * PATIENCE,
  );

  describe('a port that is taken', () => {
    let stranger: Server;
    afterEach(() => new Promise((resolve) => stranger.close(resolve)));

    test.each(['PORT', 'SMTP_PORT'])('%s: one sentence, and nothing is left running', async (name) => {
      stranger = createServer();
      await new Promise<void>((resolve) => stranger.listen(ports[name], '127.0.0.1', resolve));
      const run = start();
      expect(await run.code).toBe(1);
      expect(run.output).toBe(
        `Port ${ports[name]} is taken by another program: end it, or set ${name} to a free port.\n`,
      );
      expect(NAMES.map(record)).toEqual([null, null, null]);
    });
  });

  test('a data folder that cannot be made: one sentence', async () => {
    const run = start({ QUOTEWRIGHT_DATA: '/dev/null/quotewright' });
    expect(await run.code).toBe(1);
    expect(run.output).toMatch(/^\/dev\/null\/quotewright cannot be written \(ENOTDIR\): [^\n]*\n$/);
  });
});

import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import mongoose from 'mongoose';
import { partsFolder } from '../../../scripts/checkout.mjs';
import { findPart } from '../../../scripts/parts/find.mjs';
import { mongod } from '../../../scripts/parts/mongod.mjs';
import { temporal } from '../../../scripts/parts/temporal.mjs';
import { end, identify, isAlive } from '../../../scripts/processes.mjs';
import { ensureServer, readRecord } from '../../../scripts/servers/embedded.mjs';
import { mongodb, mongodbUri } from '../../../scripts/servers/mongodb.mjs';
import { temporalServer } from '../../../scripts/servers/temporal.mjs';
import { retention } from '../../../temporal/dev-server.mjs';

type Running = Awaited<ReturnType<typeof ensureServer>>;

let programs: { mongod: string; temporal: string };
let folder: string;
const records: string[] = [];

beforeAll(async () => {
  const find = (part: Parameters<typeof findPart>[0]) => findPart(part, { folder: partsFolder, say: () => undefined });
  programs = { mongod: await find(mongod), temporal: await find(temporal) };
}, 120_000);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quotewright-servers-'));
});
afterEach(async () => {
  for (const record of records.splice(0)) await end(readRecord(record), 5_000);
  rmSync(folder, { recursive: true, force: true });
});

const known = <T extends { record: string }>(server: T): T => {
  records.push(server.record);
  return server;
};
const mongo = (program = programs.mongod) =>
  known(mongodb({ program, data: join(folder, 'mongodb'), run: folder, logs: folder }));
const flow = (codecEndpoint: string) =>
  known(
    temporalServer({
      program: programs.temporal,
      run: folder,
      logs: folder,
      dbFilename: join(folder, 'temporal.db'),
      codecEndpoint,
    }),
  );

const withDatabase = async <T>(running: Running, work: (db: mongoose.mongo.Db) => Promise<T>): Promise<T> => {
  const client = await new mongoose.mongo.MongoClient(mongodbUri(running)).connect();
  try {
    return await work(client.db('quotewright'));
  } finally {
    await client.close();
  }
};
const kill = async ({ pid, started }: Running): Promise<void> => {
  process.kill(pid, 'SIGKILL');
  while (isAlive({ pid, started })) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('the embedded MongoDB', () => {
  test('is adopted while it lives, comes back after kill -9 with what it had acknowledged, and follows to another port', async () => {
    const first = await ensureServer(mongo());
    await withDatabase(first, (db) => db.collection<{ _id: string }>('mails').insertOne({ _id: 'm1' }));

    expect(await ensureServer(mongo())).toEqual(first);

    await kill(first);
    const second = await ensureServer(mongo());
    expect(second.pid).not.toBe(first.pid);
    expect(second.ports).toEqual(first.ports);

    await end(second);
    const stranger = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => stranger.listen(second.ports.port, '127.0.0.1', resolve));
    const third = await ensureServer(mongo());
    stranger.close();
    expect(third.ports.port).not.toBe(second.ports.port);

    const kept = await withDatabase(third, async (db) => {
      await db.collection<{ _id: string }>('mails').insertOne({ _id: 'm2' });
      return db.collection<{ _id: string }>('mails').find().toArray();
    });
    expect(kept).toEqual([{ _id: 'm1' }, { _id: 'm2' }]);
  }, 60_000);

  test('says that another one works on its files', async () => {
    await ensureServer(mongo());
    const other = join(folder, 'other');
    mkdirSync(other);
    const second = known(mongodb({ program: programs.mongod, data: join(folder, 'mongodb'), run: other, logs: other }));
    await expect(ensureServer(second)).rejects.toMatchObject({
      forTheUser: true,
      message: expect.stringMatching(
        /^MongoDB did not start: another mongod works on the same data folder\. Its log is .*mongod\.log\.$/,
      ),
    });
  }, 60_000);

  test('says which library is missing', async () => {
    const program = join(folder, 'mongod');
    writeFileSync(
      program,
      '#!/bin/sh\necho "mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file" >&2\nexit 127\n',
    );
    chmodSync(program, 0o755);
    await expect(ensureServer(mongo(program))).rejects.toThrow(
      /MongoDB did not start: mongod needs the library libcurl4/,
    );
  });

  test('is not started any more once the start is called off', async () => {
    const calledOff = AbortSignal.abort();
    const server = mongo();
    await expect(ensureServer(server, calledOff)).rejects.toThrow();
    expect(readRecord(server.record)).toBeNull();
  });
});

describe('the embedded Temporal', () => {
  test('is adopted when its command is the wanted one, else replaced on the same ports; keeps closed inquiries', async () => {
    const first = await ensureServer(flow('http://127.0.0.1:1/v1/codec/a'));
    expect(await ensureServer(flow('http://127.0.0.1:1/v1/codec/a'))).toEqual(first);

    const second = await ensureServer(flow('http://127.0.0.1:2/v1/codec/a'));
    expect(isAlive(first)).toBe(false);
    expect(identify(second.pid)).toEqual({ pid: second.pid, started: second.started });
    expect(second.ports).toEqual(first.ports);

    const answer = await fetch(`http://127.0.0.1:${second.ports.httpPort}/api/v1/namespaces/default`);
    expect(await answer.json()).toMatchObject({ config: { workflowExecutionRetentionTtl: retention } });
  }, 60_000);

  test('its record is for its owner only and names the command', async () => {
    const server = flow('http://127.0.0.1:1/v1/codec/a');
    const running = await ensureServer(server);
    expect(JSON.parse(readFileSync(server.record, 'utf8'))).toEqual(running);
    expect(running.command).toContain('http://127.0.0.1:1/v1/codec/a');
  }, 60_000);
});

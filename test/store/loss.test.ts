/** What happens while the database is away, and when it is back. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { ulid } from 'ulid';
import { createEmbedded } from '../../src/connectors/embedded/index.ts';
import { connectStore, type ConnectedStore } from '../../src/store/index.ts';
import { databaseUri } from './database.ts';
import { aLine, aMail, anInquiry } from './examples.ts';
import { lossyLine } from './lossy-line.ts';

const log = pino({ level: 'silent' });
const raw = Buffer.from('Subject: x\r\n\r\nx');
let line: Awaited<ReturnType<typeof lossyLine>>;
let store: ConnectedStore;
beforeAll(async () => {
  line = await lossyLine();
  store = await connectStore({ uri: databaseUri(`test-loss-${ulid()}`, line.port), log });
  await store.setUp();
});
afterEach(() => line.mend());
afterAll(async () => {
  await store.connection.dropDatabase();
  await store.close();
  await line.close();
});

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; failure: unknown }> {
  const start = performance.now();
  const failure = await work().then(
    () => null,
    (error: unknown) => error,
  );
  return { seconds: (performance.now() - start) / 1000, failure };
}
const unavailable = expect.objectContaining({ name: 'Failure', type: 'Unavailable', retryAfterSeconds: 5 });

describe('a cut line', () => {
  test('every operation is refused within seconds as Unavailable, and works when the line is mended', async () => {
    const kept = await store.files.put({ name: 'x', type: 'text/plain', content: Buffer.from('x'), inquiry: null });
    const { crm } = createEmbedded(store);
    const operations: Record<string, () => Promise<unknown>> = {
      find: () => store.inquiries.find(ulid()),
      list: () => store.inquiries.list({}, { limit: 5 }),
      attention: () => store.inquiries.attention(),
      project: () => store.inquiries.project(anInquiry(), []),
      keep: () => store.mails.keep(aMail(), raw, { inquiry: null }),
      'lines in a transaction': () => store.lines.replace(ulid(), [aLine(1)]),
      read: () => store.files.read(kept.id),
      token: () => store.people.byToken('x'),
      ping: () => store.ping(),
      'set-up': () => store.setUp(),
      crm: () => crm.account('A1'),
    };
    line.cut();
    const results = await Promise.all(
      Object.entries(operations).map(async ([name, work]) => ({ name, ...(await timed(work)) })),
    );
    for (const { name, seconds, failure } of results) {
      expect({ name, failure }).toEqual({
        name,
        failure: expect.objectContaining({ name: 'Failure', type: 'Unavailable' }),
      });
      expect({ name, seconds, inTime: seconds < (name === 'ping' ? 2 : 12) }).toMatchObject({ inTime: true });
    }
    line.mend();
    for (const work of [operations.keep!, operations.project!, operations.read!, operations['lines in a transaction']!])
      expect(await timed(work)).toMatchObject({ failure: null });
  }, 40_000);

  test('a store is not had while the database is away, within 6 s and in one sentence', async () => {
    line.cut();
    const { seconds, failure } = await timed(() => connectStore({ uri: databaseUri('test-never', line.port), log }));
    expect(failure).toEqual(unavailable);
    expect(seconds).toBeLessThan(6);
  });

  test('watching goes on afterwards, with what was published meanwhile', async () => {
    const other = await connectStore({ uri: databaseUri(store.connection.name), log });
    const stop = new AbortController();
    const head = anInquiry();
    const seen: number[] = [];
    const watching = (async () => {
      for await (const { id, version } of store.inquiries.watch(stop.signal)) if (id === head.id) seen.push(version);
    })();
    let version = 0;
    const publish = () => other.inquiries.project({ ...head, version: ++version }, []);
    const until = async (there: () => boolean) => {
      while (!there()) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    while (seen.length === 0) {
      await publish();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await until(() => seen.at(-1) === version);
    line.cut();
    const first = version + 1;
    for (let n = 0; n < 3; n++) await publish();
    await new Promise((resolve) => setTimeout(resolve, 6500));
    await publish();
    line.mend();
    await until(() => seen.at(-1) === version);
    stop.abort();
    await watching;
    await other.close();
    expect(seen).toEqual(expect.arrayContaining([first, first + 1, first + 2, first + 3]));
    expect(new Set(seen).size).toBe(seen.length);
  }, 60_000);
});

describe('a silent line', () => {
  test('an operation under way is given up, and works when the line is mended', async () => {
    line.silence();
    const { seconds, failure } = await timed(() => store.mails.list({}, { limit: 1 }));
    expect(failure).toEqual(unavailable);
    expect(seconds).toBeLessThan(25);
    expect(await timed(() => store.ping())).toMatchObject({
      failure: expect.objectContaining({ type: 'Unavailable' }),
    });
    line.mend();
    expect(await timed(() => store.mails.list({}, { limit: 1 }))).toMatchObject({ failure: null });
  }, 60_000);
});

/**
 * `GET /v1/inquiries` over 100,000 inquiries at 50 connections, against a bare Fastify route with the driver's find of the same
 * page: one process, one database, in turns. Prints one JSON line, and fails where a query of the API runs without an index.
 * Needs TEST_MONGODB_URI.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import Fastify from 'fastify';
import { pino } from 'pino';
import { ulid } from 'ulid';
import { buildApi } from '../src/api/app.ts';
import { connectStore, type ConnectedStore } from '../src/store/index.ts';
import { rowOf, type InquiryRow } from '../src/store/inquiry-row.ts';
import { dependenciesOf, state, summary } from '../test/api/fakes.ts';
import { databaseUri } from '../test/helpers/servers.ts';

const INQUIRIES = 100_000;
const BATCH = 5_000;
const ROUNDS = 5;
const SECONDS = 3;
const token = 'bench-token';
const log = pino({ level: 'silent' });

interface Servers {
  ours: string;
  limit: string;
}

/** One in fifty waits for a person; a tenth has ended; customers have about a hundred inquiries each. */
async function seed({ connection }: ConnectedStore): Promise<void> {
  const begun = Date.now() - INQUIRIES * 60_000;
  for (let from = 0; from < INQUIRIES; from += BATCH) {
    const rows = Array.from({ length: BATCH }, (_, index): InquiryRow => {
      const number = from + index;
      const attention = number % 50 === 0;
      const status = attention ? 'waiting-for-review' : number % 10 === 1 ? 'ended' : 'waiting-for-customer';
      const customer = { ...summary.customer!, account: `A${number % 1_000}`, name: `Customer ${number % 1_000}` };
      const { draftId, ...inquiry } = structuredClone(summary);
      const review = attention ? summary.review : null;
      return rowOf({ ...inquiry, id: ulid(begun + number * 60_000), attention, status, review, customer }, draftId);
    });
    await connection.collection<InquiryRow>('inquiries').insertMany(rows, { ordered: false });
  }
}

/** Asks the API everything it lists, with MongoDB's profiler on, and gives back what was read without an index or sorted in memory. */
async function unindexed({ connection }: ConnectedStore, url: string): Promise<unknown[]> {
  const { db } = connection;
  if (!db) throw new Error('The database is not connected.');
  await db.command({ profile: 2 });
  const lists = ['', '&attention=true', '&attention=false', '&status=ended', '&customer=A7', '&q=Customer', '&q=Q-000'];
  const pages = lists.map((filter) => `/v1/inquiries?limit=20${filter}`);
  for (const page of [...pages, '/v1/attention', '/v1/mails', '/v1/people']) {
    const answer = await fetch(url + page, { headers: { authorization: `Bearer ${token}` } });
    const { items, next } = (await answer.json()) as { items?: { id: string }[]; next?: string | null };
    if (!answer.ok) throw new Error(`${page} answers ${answer.status}`);
    const [first] = items ?? [];
    if (next) await fetch(`${url}${page}&after=${next}`, { headers: { authorization: `Bearer ${token}` } });
    if (first && next)
      await fetch(`${url}/v1/inquiries/${first.id}`, { headers: { authorization: `Bearer ${token}` } });
  }
  await db.command({ profile: 0 });
  const bad = { $or: [{ planSummary: /COLLSCAN/ }, { hasSortStage: true }] };
  const own = { ns: { $not: /system\.|\.people$/ } }; // Everybody, by name: tens of rows, in one read.
  return db
    .collection('system.profile')
    .find({ ...own, ...bad }, { projection: { ns: 1, command: 1, planSummary: 1 } })
    .toArray();
}

/** The child: both servers, on the same connection to the same rows. */
async function serve(): Promise<void> {
  const store = await connectStore({ uri: databaseUri(`bench_api_${process.pid}`), log });
  await store.setUp();
  await seed(store);
  const person = await store.people.add({ name: 'Bench', role: 'admin' });
  await store.people.giveToken(person.id, token);

  const ours = await buildApi(dependenciesOf(state(), { store, log, limits: { perMinute: 1e9 } }));
  const bare = Fastify();
  const rows = store.connection.collection<InquiryRow>('inquiries');
  bare.get('/', async () => {
    const found = await rows
      .find({}, { projection: { place: 0, words: 0, draftId: 0 } })
      .sort({ place: -1 })
      .limit(51)
      .toArray();
    return { items: found.slice(0, 50), next: found[50]?._id };
  });

  const listen = { host: '127.0.0.1', port: 0 };
  const urls: Servers = { ours: await ours.listen(listen), limit: await bare.listen(listen) };
  process.once('message', () => {
    void (async () => {
      const bad = await unindexed(store, urls.ours);
      await store.connection.dropDatabase();
      await Promise.all([ours.close(), bare.close()]);
      await store.close();
      process.send?.(bad);
      process.disconnect();
    })();
  });
  process.send?.(urls);
}

async function requestsPerSecond(url: string, seconds: number): Promise<number> {
  const result = await autocannon({
    url,
    connections: 50,
    duration: seconds,
    headers: { authorization: `Bearer ${token}` },
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  return result['2xx'] / result.duration;
}

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

async function measure(): Promise<void> {
  const child = fork(fileURLToPath(import.meta.url), ['serve']);
  const [servers] = (await once(child, 'message')) as [Servers];
  const urls: Servers = { ours: `${servers.ours}/v1/inquiries`, limit: servers.limit };
  await requestsPerSecond(urls.ours, 2);
  await requestsPerSecond(urls.limit, 2);

  const rounds: { ours: number; limit: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const limit = await requestsPerSecond(urls.limit, SECONDS);
    rounds.push({ limit, ours: await requestsPerSecond(urls.ours, SECONDS) });
  }
  child.send('done');
  const [bad] = (await once(child, 'message')) as [unknown[]];

  const ours = median(rounds.map((round) => round.ours));
  const limit = median(rounds.map((round) => round.limit));
  const ratio = median(rounds.map((round) => round.ours / round.limit));
  const rounded = { ours: Math.round(ours), limit: Math.round(limit), ratio: Number(ratio.toFixed(3)) };
  console.log(JSON.stringify({ name: 'api', ...rounded, unit: 'req/s', target: 0.7, unindexed: bad.length }));
  if (bad.length > 0) throw new Error(`Queries without an index: ${JSON.stringify(bad)}`);
}

await (process.argv[2] === 'serve' ? serve() : measure());

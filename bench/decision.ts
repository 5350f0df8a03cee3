/**
 * How long a person waits for the answer to a decision: POST confirm to its 200, against a bare update through a bare Fastify
 * route on the same Temporal server, in turns; then the same while the worker's publishing hangs. Needs the servers of `npm run bench`.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { InquiryView } from '../src/domain/inquiry.ts';
import { written } from '../test/e2e/customer.ts';
import { dataFolder, removeFolder } from '../test/helpers/installation.ts';
import { databaseUri, temporalAddress } from '../test/helpers/servers.ts';
import { eventually } from '../test/helpers/temporal.ts';
import { lossyLine } from '../test/store/lossy-line.ts';
import { openBareDecisions } from './bare-decision.ts';
import { startParts } from './parts.ts';

const [CALM, HANGING, WARM, WIDTH] = [40, 40, 6, 10];
const MOST = 1.5;

const data = dataFolder();
const database = databaseUri(`bench_decision_${process.pid}`);
const line = await lossyLine();
const throughLine = new URL(database);
throughLine.port = String(line.port);
const house = await startParts({ data, database, worker: throughLine.toString() });
const bare = await openBareDecisions(temporalAddress());

async function request<T>(method: string, path: string, body?: string, type = 'application/json'): Promise<T> {
  const response = await fetch(`${house.api}${path}`, {
    method,
    headers: { ...house.headers, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** The view once a person is asked about `kind`, or, for null, once it is the customer's turn. */
const at = (id: string, kind: string | null): Promise<InquiryView> =>
  eventually(
    async () => {
      const view = await request<InquiryView>('GET', `/inquiries/${id}`);
      return (kind ? view.review?.kind === kind : view.status === 'waiting-for-customer') && view;
    },
    { seconds: 60, what: `${kind ?? 'the end'} of ${id}` },
  );

interface Pair {
  inquiry: string;
  bare: string;
}

let mails = 0;
async function begin(): Promise<Pair> {
  const raw = written(`Decision ${(mails += 1)}`, {
    text: `Please quote:\r\n\r\n- ${mails} m rubber air hose 8 mm\r\n`,
  });
  const { inquiry } = await request<{ inquiry: string }>('POST', '/mails', raw, 'message/rfc822');
  await at(inquiry, 'incoming');
  return { inquiry, bare: await bare.begin() };
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

const times: Record<'calm' | 'hanging', { ours: number[]; limit: number[] }> = {
  calm: { ours: [], limit: [] },
  hanging: { ours: [], limit: [] },
};

/** One decision of each, from rest: which goes first takes turns. */
async function decideBoth({ inquiry, bare: path }: Pair, step: string, into?: 'calm' | 'hanging'): Promise<void> {
  const ours = () => request('POST', `/inquiries/${inquiry}/confirm`, JSON.stringify({ step }));
  const limit = () => bare.post(path);
  const count = into ? times[into].ours.length : 0;
  const took = { ours: 0, limit: 0 };
  if (count % 2 === 0) took.limit = await timed(limit);
  took.ours = await timed(ours);
  if (count % 2 === 1) took.limit = await timed(limit);
  if (!into) return;
  times[into].ours.push(took.ours);
  times[into].limit.push(took.limit);
}

for (let index = 0; index < WARM + CALM; index += 1) {
  const pair = await begin();
  const into = index < WARM ? undefined : 'calm';
  for (const kind of ['incoming', 'outgoing']) {
    const { review } = await at(pair.inquiry, kind);
    await sleep(50);
    await decideBoth(pair, review!.step, into);
  }
  await at(pair.inquiry, null);
}

/** Half of them decide on the mail, half on the draft; all were published before the line went silent. */
const waiting: { pair: Pair; step: string }[] = [];
while (waiting.length < HANGING) {
  const batch = await Promise.all(Array.from({ length: Math.min(WIDTH, HANGING - waiting.length) }, begin));
  for (const [index, pair] of batch.entries()) {
    let { review } = await at(pair.inquiry, 'incoming');
    if (index % 2 === 1) {
      await request('POST', `/inquiries/${pair.inquiry}/confirm`, JSON.stringify({ step: review!.step }));
      ({ review } = await at(pair.inquiry, 'outgoing'));
      await bare.post(pair.bare);
    }
    waiting.push({ pair, step: review!.step });
  }
}
await sleep(500);
line.silence();
for (const { pair, step } of waiting) await decideBoth(pair, step, 'hanging');
line.mend();

const percentile = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1]!;
const rounded = (value: number): number => Number(value.toFixed(2));

let worst = 0;
for (const [name, { ours, limit }] of Object.entries(times)) {
  const ratio = percentile(ours, 0.95) / percentile(limit, 0.95);
  worst = Math.max(worst, ratio);
  console.log(
    JSON.stringify({
      name: name === 'calm' ? 'decision' : 'decision-while-publishing-hangs',
      ours: rounded(percentile(ours, 0.95)),
      limit: rounded(percentile(limit, 0.95)),
      ratio: rounded(ratio),
      unit: 'ms p95',
      median: { ours: rounded(percentile(ours, 0.5)), limit: rounded(percentile(limit, 0.5)) },
      decisions: ours.length,
      atMost: MOST,
    }),
  );
}

await bare.close();
await house.stop();
await line.close();
const { connection } = await mongoose.connect(database);
await connection.dropDatabase();
await mongoose.disconnect();
removeFolder(data);
process.exit(worst <= MOST ? 0 : 1);

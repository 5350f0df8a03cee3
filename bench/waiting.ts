/**
 * What 10,000 waiting inquiries cost the worker in memory: they are begun where they wait, as a continued run begins, for a
 * person or for their customer; its resident size with a few hundred, and with all. Then one of the first is decided on.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import mongoose from 'mongoose';
import { ulid } from 'ulid';
import { createCodec, dataConverter, keysOf } from '../src/codec.ts';
import type { InquiryState } from '../src/domain/state.ts';
import { INQUIRY, inquiryWorkflowId, TASK_QUEUE, type InquiryInput } from '../src/workflows/messages.ts';
import { answersTo, PureStory, startOf } from '../test/domain/pure-story.ts';
import { dataFolder, removeFolder } from '../test/helpers/installation.ts';
import { databaseUri, temporalAddress } from '../test/helpers/servers.ts';
import { eventually } from '../test/helpers/temporal.ts';
import { inParallel } from './in-parallel.ts';
import { startParts } from './parts.ts';

const [FEW, ALL, WIDTH] = [300, 10_000, 40];
/** MB: 10,000 in memory at about 1 MB each would be a hundred times that. */
const MOST = 100;

/** An inquiry at rest, driven there by the rules: before the first review, at the draft, and at the customer's turn. */
function waitingAt(kind: string): InquiryState {
  const story = new PureStory(startOf());
  story.at = Date.now();
  story.mail('mail-1');
  for (let step = story.upToWork(); ; step = story.upToWork()) {
    const { review, stage } = story.state;
    if ((review?.kind ?? stage) === kind) return story.state;
    if (step.do === 'wait') story.decide({ verb: 'confirm', step: review!.step });
    else story.perform(step, answersTo(step, story.state)[0]!);
  }
}
const rests = ['incoming', 'outgoing', 'customer-turn'].map(waitingAt);

const data = dataFolder();
const database = databaseUri(`bench_waiting_${process.pid}`);
const house = await startParts({ data, database });
const connection = await Connection.connect({ address: temporalAddress() });
const client = new Client({ connection, dataConverter: dataConverter(createCodec(keysOf(data))) });
const rows = (await mongoose.connect(database)).connection.collection('inquiries');

const ids: string[] = [];
async function begin(): Promise<void> {
  const id = ulid();
  const state: InquiryState = {
    ...rests[ids.length % rests.length]!,
    id,
    quoteEnds: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  };
  const { mailbox, subject, createdAt, follows, policy } = state;
  const input: InquiryInput = { id, mailbox, subject, createdAt, follows, policy, state };
  ids.push(id);
  await client.workflow.start(INQUIRY, { taskQueue: TASK_QUEUE, workflowId: inquiryWorkflowId(id), args: [input] });
}

const resident = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${house.worker.pid}/status`, 'utf8'))![1]) / 1024;

/** Resident size once all of them wait and nothing has happened for a while. */
async function settled(): Promise<number> {
  await eventually(async () => (await rows.countDocuments()) === ids.length, { seconds: 300, what: 'all to wait' });
  await sleep(15_000);
  return resident();
}

await inParallel(FEW, WIDTH, begin);
const before = await settled();
const seconds = await inParallel(ALL - FEW, WIDTH, begin);
const after = await settled();

const started = performance.now();
const response = await fetch(`${house.api}/inquiries/${ids[0]}/confirm`, {
  method: 'POST',
  headers: { ...house.headers, 'content-type': 'application/json' },
  body: JSON.stringify({ step: rests[0]!.review!.step }),
});
const answered = performance.now() - started;

const ours = Math.round(after - before);
console.log(
  JSON.stringify({
    name: 'waiting',
    ours,
    limit: MOST,
    ratio: Number((ours / MOST).toFixed(3)),
    unit: 'MB more resident',
    before: Math.round(before),
    after: Math.round(after),
    inquiries: ids.length,
    begunPerSecond: Math.round((ALL - FEW) / seconds),
    oldestDecided: { status: response.status, ms: Math.round(answered) },
  }),
);

await house.stop();
await connection.close();
await mongoose.connection.dropDatabase();
await mongoose.disconnect();
removeFolder(data);
process.exit(ours <= MOST && response.ok ? 0 : 1);

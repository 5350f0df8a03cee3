/**
 * Mails to confirmed, sent replies, 30 at a time, autoconfirmed through the API of what `npm start` starts; against bare
 * workflows on the same server. Rounds of both in turn. Then: what one inquiry costs on Temporal, and the app's idle memory.
 */
import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { createCodec, dataConverter, keysOf } from '../src/codec.ts';
import type { InquirySummary } from '../src/domain/inquiry.ts';
import { sheet } from '../src/documents/sheet.ts';
import type { SalesDocument } from '../src/domain/sales.ts';
import type { Policy } from '../src/domain/policy.ts';
import type { Company } from '../src/domain/settings.ts';
import { inquiryWorkflowId } from '../src/workflows/messages.ts';
import { dataFolder, removeFolder, startInstallation, type Installation } from '../test/helpers/installation.ts';
import { openBare } from './bare-inquiries.ts';
import { cpuBetween, cpuOf, medians, type Cpu } from './cpu.ts';
import { historyCost } from './history-cost.ts';
import { inParallel, median } from './in-parallel.ts';

const [ROUNDS, COUNT, WIDTH] = [5, 60, 30];

const data = dataFolder();
const house = await startInstallation(data);
const record = JSON.parse(readFileSync(`${data}/run/temporal.json`, 'utf8')) as { ports: Record<string, number> };
const address = `127.0.0.1:${Object.values(record.ports)[0]}`;

let mails = 0;
const raw = (): string => {
  mails += 1;
  return [
    'From: Graham Ackroyd <graham.ackroyd@pennine-fabrications.example>',
    'To: sales@kranenwaard.example',
    `Subject: Request for quotation`,
    'Date: Mon, 23 Nov 2026 09:14:27 +0000',
    `Message-ID: <bench-${process.pid}-${mails}@customers.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Dear team,\r\n\r\nplease quote us for these:\r\n\r\n- 250 m rubber air hose 8 mm\r\n\r\nOur reference B-${mails}.\r\n\r\nKind regards\r\nGraham`,
  ].join('\r\n');
};

/** Follows the event stream: whoever waits for an inquiry is told of each view. Resolves once the stream is open. */
async function follow({ api, token }: Installation) {
  const waiting = new Map<string, (view: InquirySummary) => void>();
  const stopping = new AbortController();
  const response = await fetch(`${api}/v1/events`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stopping.signal,
  });
  const listen = async () => {
    let buffer = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      buffer += chunk;
      const messages = buffer.split('\n\n');
      buffer = messages.pop()!;
      for (const message of messages) {
        const line = message.split('\n').find((one) => one.startsWith('data:'));
        const view = line ? (JSON.parse(line.slice(5)) as InquirySummary) : null;
        if (view) waiting.get(view.id)?.(view);
      }
    }
  };
  listen().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error;
  });
  return {
    /** Events before this call are not told: who begins to wait reads the view once. */
    on: (id: string, listener: (view: InquirySummary) => void) => waiting.set(id, listener),
    off: (id: string) => waiting.delete(id),
    stop: () => stopping.abort(),
  };
}

// More mails than a day's limit allows.
const { policy } = await house.request<{ policy: Policy }>('GET', '/v1/settings');
const headers = { 'if-match': `"${policy.version}"` };
await house.request('PUT', '/v1/settings', { policy: { ...policy, dailyLimit: 100_000 } }, { headers });

const events = await follow(house);
const ids: string[] = [];

/** One mail to its sent reply; a person who always says yes. */
async function ours(): Promise<void> {
  const response = await fetch(`${house.api}/v1/mails`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.token}`, 'content-type': 'message/rfc822' },
    body: raw(),
  });
  const { inquiry } = (await response.json()) as { inquiry: string };
  if (!inquiry) throw new Error(`The mail was not taken: ${response.status}`);
  ids.push(inquiry);
  const done = new Set<string>();
  await new Promise<void>((resolve, reject) => {
    const told = ({ review, status }: InquirySummary) => {
      if (status === 'waiting-for-customer') return resolve();
      if (review?.kind === 'assistance') return reject(new Error(`${inquiry} asks: ${review.reason?.sentence}`));
      if (!review || done.has(review.step)) return;
      done.add(review.step);
      house.request('POST', `/v1/inquiries/${inquiry}/confirm`, { step: review.step }).catch(reject);
    };
    events.on(inquiry, told);
    house.view(inquiry).then(told, reject);
    setTimeout(() => reject(new Error(`${inquiry} is not done after a minute`)), 60_000).unref();
  });
  events.off(inquiry);
}

await inParallel(10, 10, ours);
const first = await house.request<SalesDocument>('GET', `/v1/inquiries/${ids[0]}/quote`);
const { company } = await house.request<{ company: Company }>('GET', '/v1/settings');
const bare = await openBare({ address, html: sheet(first, company), executablePath: process.env['CHROMIUM_PATH']! });
await inParallel(10, 10, bare.one);

const rounds: { ours: number; limit: number; ratio: number; cpu: Cpu; bareCpu: Cpu }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const before = cpuOf(data);
  const mine = COUNT / (await inParallel(COUNT, WIDTH, ours));
  const between = cpuOf(data);
  const limit = COUNT / (await inParallel(COUNT, WIDTH, bare.one));
  const cpu = cpuBetween(before, between, COUNT);
  const bareCpu = cpuBetween(between, cpuOf(data), COUNT);
  rounds.push({ ours: mine, limit, ratio: mine / limit, cpu, bareCpu });
  console.error(`round ${round + 1}: ${mine.toFixed(2)}/s of ${limit.toFixed(2)}/s`);
}
await bare.close();

const connection = await Connection.connect({ address });
const client = new Client({ connection, dataConverter: dataConverter(createCodec(keysOf(data))) });
const cost = await historyCost(client, inquiryWorkflowId(ids.at(-1)!));
await connection.close();

const figure = (key: 'ours' | 'limit' | 'ratio') => Number(median(rounds.map((round) => round[key])).toFixed(3));
console.log(
  JSON.stringify({
    name: 'inquiries',
    ours: figure('ours'),
    limit: figure('limit'),
    ratio: figure('ratio'),
    unit: 'inquiries/s',
    atLeast: 0.6,
    cpu: medians(rounds.map(({ cpu }) => cpu)),
    bareCpu: medians(rounds.map(({ bareCpu }) => bareCpu)),
    ...cost,
    mostActions: 25,
    mostPayloadBytes: 30_000,
  }),
);

events.stop();
await house.stop();
removeFolder(data);
process.exit(figure('ratio') >= 0.6 && cost.actions <= 25 && cost.payloadBytes <= 30_000 ? 0 : 1);

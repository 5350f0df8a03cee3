/** A server that hangs: the API says so within seconds, takes what it can, and work goes on when the server is back. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { InquirySummary } from '../../src/domain/inquiry.ts';
import type { Mail } from '../../src/domain/mail.ts';
import { dataFolder, removeFolder, startInstallation, type Installation } from '../helpers/installation.ts';
import { eventually } from '../helpers/temporal.ts';
import { posted, sentBySmtp, written } from './customer.ts';
import { signalTo } from './processes.ts';

/** Longest time to an honest answer: a hang is noticed after a missed heartbeat, and one more try is made. */
const SECONDS = 20;

const data = dataFolder();
let house: Installation;
beforeAll(async () => (house = await startInstallation(data)), 120_000);
afterEach(() => ['mongod', 'temporal'].forEach((part) => signalTo(data, part as 'mongod', 'SIGCONT')));
afterAll(async () => {
  await house?.stop();
  removeFolder(data);
}, 60_000);

const opened = async (subject: string): Promise<string> =>
  ((await (await posted(house, written(subject))).json()) as { inquiry: string }).inquiry;

const decision = (id: string, step: string) => () =>
  fetch(`${house.api}/v1/inquiries/${id}/confirm`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${house.token}`,
      'content-type': 'application/json',
      'idempotency-key': `${id}-${step}`,
    },
    body: JSON.stringify({ step }),
  });

const got = (path: string) => () =>
  fetch(`${house.api}${path}`, { headers: { authorization: `Bearer ${house.token}` } });

/** 503 as RFC 9110 and RFC 9457 want it, soon. */
async function expectAway(asks: Record<string, () => Promise<Response>>): Promise<void> {
  await Promise.all(
    Object.entries(asks).map(async ([what, ask]) => {
      const begun = performance.now();
      const response = await ask();
      const seconds = (performance.now() - begun) / 1000;
      const type = response.headers.get('content-type')?.split(';')[0];
      expect({ what, status: response.status, type }).toEqual({ what, status: 503, type: 'application/problem+json' });
      expect({ what, again: Number(response.headers.get('retry-after')) > 0 }).toEqual({ what, again: true });
      expect(await response.json()).toMatchObject({ code: 'Unavailable', status: 503 });
      expect({ what, seconds, soon: seconds < SECONDS }).toMatchObject({ soon: true });
    }),
  );
}

/** A signal takes its time to stop all of a process's threads. */
const hangs = async (part: 'mongod' | 'temporal'): Promise<void> => {
  signalTo(data, part, 'SIGSTOP');
  await eventually(async () => (await got('/v1/health/ready')()).status === 503, { what: `${part} to hang` });
};

const isReady = () => eventually(async () => (await got('/v1/health/ready')()).ok, { what: 'readiness' });

const inquiriesAbout = async (subject: string): Promise<number> => {
  const { items } = await house.request<{ items: InquirySummary[] }>('GET', '/v1/inquiries?limit=100');
  return items.filter((inquiry) => inquiry.subject === subject).length;
};

const replied = async (id: string): Promise<void> => {
  await eventually(async () => (await house.view(id)).status === 'waiting-for-customer', { seconds: 30 });
  const { items } = await house.request<{ items: Mail[] }>('GET', `/v1/mails?direction=out&inquiry=${id}`);
  expect(items).toHaveLength(1);
};

test('MongoDB hangs', async () => {
  const id = await opened('Before the hang');
  const step = (await house.waitsFor(id, 'incoming')).review!.step;
  const byApi = written('Posted while it hangs');
  const bySmtp = written('Sent while it hangs');
  await hangs('mongod');
  const refused = sentBySmtp(house, bySmtp);
  await expectAway({
    list: got('/v1/inquiries'),
    view: got(`/v1/inquiries/${id}`),
    decision: decision(id, step),
    mail: () => posted(house, byApi),
    quote: got('/v1/sales/quotes/Q-000001'),
    readiness: got('/v1/health/ready'),
  });
  expect((await refused).code).toBe(451);
  expect((await got('/v1/health/live')()).status).toBe(200);

  signalTo(data, 'mongod', 'SIGCONT');
  await isReady();
  // What was refused is sent again, and is there once, whether or not the first time was kept after all.
  expect((await posted(house, byApi)).status).toBe(202);
  expect((await sentBySmtp(house, bySmtp)).code).toBe(250);
  expect((await decision(id, step)()).status).toBe(200);
  await house.waitsFor(id, 'outgoing');
  await house.decide(id, 'confirm');
  await replied(id);
  for (const subject of ['Posted while it hangs', 'Sent while it hangs'])
    expect(await eventually(() => inquiriesAbout(subject))).toBe(1);
}, 120_000);

test('Temporal hangs', async () => {
  const id = await opened('Before the second hang');
  const step = (await house.waitsFor(id, 'incoming')).review!.step;
  await hangs('temporal');
  const mail = written('Taken while it hangs');
  const taken = posted(house, mail);
  await expectAway({ decision: decision(id, step), readiness: got('/v1/health/ready') });
  expect((await got('/v1/inquiries')()).status).toBe(200);
  // Stored is what counts; its inquiry hears of it later.
  expect((await taken).status).toBe(202);

  signalTo(data, 'temporal', 'SIGCONT');
  await isReady();
  // Taken at the first try or at this one, never twice.
  await eventually(async () => (await decision(id, step)()).ok, { what: 'the decision' });
  await house.waitsFor(id, 'outgoing');
  await house.decide(id, 'confirm');
  await replied(id);
  const { inquiry } = (await (await posted(house, mail)).json()) as { inquiry: string };
  await house.waitsFor(inquiry, 'incoming');
  expect(await inquiriesAbout('Taken while it hangs')).toBe(1);
}, 120_000);

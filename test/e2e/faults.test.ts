/** kill -9 in mid-flow: every inquiry goes on as if nothing had happened, with one quote and one mail. */
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { InquiryView } from '../../src/domain/inquiry.ts';
import type { Mail } from '../../src/domain/mail.ts';
import type { SalesDocument } from '../../src/domain/sales.ts';
import { dataFolder, removeFolder, startInstallation, type Installation } from '../helpers/installation.ts';
import { eventually } from '../helpers/temporal.ts';
import { posted, written } from './customer.ts';
import { browsersOf, left, parts, recordOf, signalTo } from './processes.ts';

type Victim = 'Chromium' | 'MongoDB' | 'Temporal' | 'the app' | 'npm start';

/** While the other requests are still being answered, or when all are and their work has just begun. */
const moments = {
  'at the first answer': (begun: readonly Promise<unknown>[]) => Promise.race(begun),
  'at the last answer': (begun: readonly Promise<unknown>[]) => Promise.all(begun),
};
const cases: [Victim, keyof typeof moments][] = [
  ['Chromium', 'at the first answer'],
  ['Chromium', 'at the last answer'],
  ['MongoDB', 'at the first answer'],
  ['MongoDB', 'at the last answer'],
  ['Temporal', 'at the first answer'],
  ['Temporal', 'at the last answer'],
  ['the app', 'at the first answer'],
  ['the app', 'at the last answer'],
  ['npm start', 'at the last answer'],
];

const data = dataFolder();
let house: Installation;
/** We ended it ourselves, and start it again. */
let restarting = false;
/** What every inquiry's timeline must be in the end: that of one that nothing befell. */
let undisturbed: string[];
/** Of each case: an inquiry that waits for its incoming review, and one that waits for its outgoing one. */
const waiting = new Map<string, { quoting: string; sending: string }>();

beforeAll(async () => {
  house = await startInstallation(data);
  const first = await opened('Undisturbed');
  await confirmedAt('incoming', first);
  await confirmedAt('outgoing', first);
  undisturbed = story(await replied(first));
  expect(undisturbed).toContain('sent done');
  for (const [victim, moment] of cases) {
    const name = `${victim} ${moment}`;
    const [quoting, sending] = await Promise.all([opened(`${name}: quoting`), opened(`${name}: sending`)]);
    await Promise.all([waitsFor(quoting, 'incoming'), confirmedAt('incoming', sending)]);
    await waitsFor(sending, 'outgoing');
    waiting.set(name, { quoting, sending });
  }
}, 120_000);
afterAll(async () => {
  await house?.stop();
  removeFolder(data);
}, 60_000);

const story = ({ timeline }: InquiryView): string[] => timeline.map(({ kind, status }) => `${kind} ${status}`);

/**
 * Asks until it is taken, as a client that obeys 503 does. What cannot be reached is no answer; any other refusal is a fault
 * of ours, but two: a view is published before Temporal has the workflow's last steps, so that after a crash it may be ahead
 * of the workflow for a moment, which then does not wait yet; and a mail that was stored just before the database went is
 * answered with an inquiry that the mailbox schedule opens later.
 */
async function insist<T>(ask: () => Promise<Response>): Promise<T> {
  return await eventually(
    async () => {
      const response = await ask().catch(() => null);
      if (house.process.exitCode !== null && !restarting) throw new Error(`npm start ended:\n${house.output()}`);
      if (response === null) return null;
      const text = await response.text().catch(() => null);
      if (text === null || response.status === 503) return null;
      if (response.status === 409 && text.includes('"code":"NotWaiting"')) return null;
      if (response.status === 404 && text.includes('There is no inquiry')) return null;
      if (!response.ok) throw new Error(`${response.status} ${text}`);
      return JSON.parse(text) as T;
    },
    { seconds: 60, what: 'a part to come back' },
  );
}

async function opened(subject: string): Promise<string> {
  const raw = written(subject);
  const { inquiry } = await insist<{ inquiry: string | null; mail: string }>(() => posted(house, raw));
  return inquiry!;
}

/** The same decision under the same key, however often it takes. */
async function confirmed(id: string, step: string): Promise<void> {
  const key = randomUUID();
  await insist(() =>
    fetch(`${house.api}/v1/inquiries/${id}/confirm`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify({ step }),
    }),
  );
}

const viewOf = (id: string): Promise<InquiryView> =>
  insist(() => fetch(`${house.api}/v1/inquiries/${id}`, { headers: { authorization: `Bearer ${house.token}` } }));

const waitsFor = (id: string, kind: string): Promise<InquiryView> =>
  eventually(
    async () => {
      const view = await viewOf(id);
      return view.review?.kind === kind && view.review.allowed.includes('confirm') ? view : null;
    },
    { seconds: 60, what: `the ${kind} review of ${id}` },
  );

/** Confirms the review of this kind as soon as it is there. */
async function confirmedAt(kind: string, id: string): Promise<void> {
  const { review } = await waitsFor(id, kind);
  await confirmed(id, review!.step);
}

const replied = (id: string): Promise<InquiryView> =>
  eventually(
    async () => {
      const now = await viewOf(id);
      return now.status === 'waiting-for-customer' ? now : null;
    },
    { seconds: 60, what: `the reply of ${id} to leave` },
  );

const kill: Record<Victim, () => Promise<void>> = {
  Chromium: async () => {
    const browsers = browsersOf(data);
    expect(browsers).not.toEqual([]);
    browsers.forEach((pid) => process.kill(pid, 'SIGKILL'));
  },
  MongoDB: async () => void signalTo(data, 'mongod', 'SIGKILL'),
  Temporal: async () => void signalTo(data, 'temporal', 'SIGKILL'),
  /** `npm start` ends with its app, and stops the servers. */
  'the app': () => restartedAfter(() => signalTo(data, 'app', 'SIGKILL')),
  'npm start': () => restartedAfter(() => house.process.kill('SIGKILL')),
};

async function restartedAfter(killed: () => boolean): Promise<void> {
  restarting = true;
  const ended = once(house.process, 'exit');
  killed();
  await ended;
  house = await startInstallation(data);
  restarting = false;
}

describe('kill -9 while mails are read, quotes made and replies sent', () => {
  test.each(cases)(
    '%s, %s',
    async (victim, moment) => {
      const name = `${victim} ${moment}`;
      const { quoting, sending } = waiting.get(name)!;
      const [first, last] = await Promise.all([viewOf(quoting), viewOf(sending)]);
      const begun = [
        opened(`${name}: reading`),
        confirmed(quoting, first.review!.step),
        confirmed(sending, last.review!.step),
      ] as const;
      await moments[moment](begun);
      await kill[victim]();
      const [reading] = await Promise.all(begun);
      await confirmedAt('incoming', reading);
      await Promise.all([reading, quoting].map((id) => confirmedAt('outgoing', id)));
      for (const view of await Promise.all([reading, quoting, sending].map(replied))) {
        expect(story(view)).toEqual(undisturbed);
        expect(view.quote).toMatchObject({ revision: 1, file: expect.any(String) as unknown });
      }
    },
    120_000,
  );
});

test('every inquiry has one quote and one mail', async () => {
  const inquiries = [...waiting.values()].flatMap(({ quoting, sending }) => [quoting, sending]);
  for (const inquiry of inquiries) {
    const { items } = await house.request<{ items: Mail[] }>('GET', `/v1/mails?direction=out&inquiry=${inquiry}`);
    expect(items).toHaveLength(1);
  }
  const quotes: SalesDocument[] = [];
  for (let number = 1; number <= 3 * cases.length + 5; number += 1) {
    const path = `/v1/sales/quotes/Q-${String(number).padStart(6, '0')}`;
    const response = await fetch(`${house.api}${path}`, { headers: { authorization: `Bearer ${house.token}` } });
    if (response.ok) quotes.push((await response.json()) as SalesDocument);
  }
  expect(quotes).toHaveLength(3 * cases.length + 1);
  expect(new Set(quotes.map(({ inquiry }) => inquiry)).size).toBe(quotes.length);
  const { items } = await house.request<{ items: unknown[] }>('GET', '/v1/inquiries?limit=100');
  expect(items).toHaveLength(quotes.length);
}, 30_000);

test('after all that, it stops as ever and leaves nothing behind', async () => {
  const running = parts.map((part) => recordOf(data, part));
  expect(await house.stop()).toBe(0);
  expect(await left(running)).toEqual([]);
  expect(browsersOf(data)).toEqual([]);
}, 60_000);

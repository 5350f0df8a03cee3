import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Fact } from '../../src/domain/kpis.ts';
import { documented } from './documented.ts';
import { api, as, closeAll, state } from './fakes.ts';

const at = '2026-11-10T10:00:00.000Z';
const fact: Fact = {
  inquiry: 'i1',
  mailbox: 'sales@ours.example',
  mailsIn: [at],
  mailsOut: [at],
  quote: { at, total: '12.50', currency: 'EUR' },
  order: null,
  drafts: [at],
  edits: 1,
  reviews: [{ at, seconds: 60 }],
  ended: { at, outcome: 'declined' },
};
const now = state();
let app: FastifyInstance;
beforeAll(async () => {
  now.facts.push(fact);
  app = await api(now);
});
afterAll(closeAll);
const get = (query: string) => app.inject({ url: `/v1/kpis${query}`, headers: as('reader') });

test('a period has its counts, and the answer says how the time saved is computed', async () => {
  const answer = await get('?from=2026-11-01&to=2026-11-30');
  expect(documented(app)('/v1/kpis', 'get', answer)).toBeNull();
  expect(answer.json()).toMatchObject({
    period: { from: '2026-11-01', to: '2026-11-30', timeZone: 'Europe/Zurich', mailbox: null },
    counts: { inquiries: 1, mailsIn: 1, mailsOut: 1, quotes: 1, orders: 0 },
    outcomes: { declined: 1 },
    amounts: { quotes: { EUR: '12.50' } },
    timeSaved: { minutes: 12, inputs: { minutesPerMail: 3, minutesPerQuote: 6, mailsIn: 1, mailsOut: 1, quotes: 1 } },
  });
  expect(answer.json<{ days: unknown[] }>().days).toHaveLength(30);
});

test('without days it is the last thirty, today included', async () => {
  const { period, days } = (await get('')).json<{ period: { to: string }; days: { day: string }[] }>();
  expect(days).toHaveLength(30);
  expect(days.at(-1)?.day).toBe(period.to);
});

test.each([
  ['?from=2026-11-30&to=2026-11-01', 'after'],
  ['?from=2000-01-01&to=2026-11-01', '1100'],
  ['?from=yesterday', 'from'],
  ['?from=2026-02-30', 'from'],
  ['?mailbx=sales@ours.example', 'mailbx'],
])('%s is refused', async (query, word) => {
  expect((await get(query)).json()).toMatchObject({ code: 'Invalid', detail: expect.stringContaining(word) });
});

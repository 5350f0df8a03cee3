import { describe, expect, test } from '@jest/globals';
import { countKpis, daysBetween, timeSavedFormula, type Fact } from '../../src/domain/kpis.ts';
import { percentile } from '../../src/domain/percentile.ts';

const fact = (values: Partial<Fact> = {}): Fact => ({
  inquiry: 'i1',
  mailbox: 'sales@ours.example',
  mailsIn: [],
  mailsOut: [],
  quote: null,
  order: null,
  drafts: [],
  edits: 0,
  reviews: [],
  ended: null,
  ...values,
});
const november = { from: '2026-11-01', to: '2026-11-30', timeZone: 'Europe/Zurich' };
const minutes = { minutesPerMail: 3, minutesPerQuote: 6 };
const kpis = (facts: Fact[], period = november) => {
  const counting = countKpis(period);
  facts.forEach((one) => counting.add(one));
  return counting.result(minutes);
};

describe('which day an instant counts on', () => {
  const on = (at: string, day: string, timeZone: string) =>
    kpis([fact({ mailsIn: [at] })], { from: day, to: day, timeZone }).counts.mailsIn;
  test.each([
    ['2026-11-20T23:30:00.000Z', 'Europe/Zurich', '2026-11-21'],
    ['2026-11-20T22:30:00.000Z', 'Europe/Zurich', '2026-11-20'],
    ['2026-07-20T22:30:00.000Z', 'Europe/Zurich', '2026-07-21'],
    ['2026-11-20T02:00:00.000Z', 'America/New_York', '2026-11-19'],
    ['2026-11-20T11:00:00.000Z', 'Pacific/Kiritimati', '2026-11-21'],
  ])('%s in %s is %s', (at, timeZone, day) => {
    expect(on(at, day, timeZone)).toBe(1);
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    expect(on(at, next, timeZone)).toBe(0);
  });
});

test('each event counts in its own period: an inquiry of October, its quote of November, its order of December', () => {
  const long = fact({
    mailsIn: ['2026-10-31T10:00:00.000Z', '2026-11-02T10:00:00.000Z'],
    mailsOut: ['2026-11-01T12:00:00.000Z', '2026-12-01T12:00:00.000Z'],
    quote: { at: '2026-11-01T11:00:00.000Z', total: '0.10', currency: 'EUR' },
    order: { at: '2026-12-01T11:00:00.000Z', total: '0.10', currency: 'EUR' },
    ended: { at: '2026-12-01T12:00:00.000Z', outcome: 'ordered' },
  });
  const found = kpis([long]);
  expect(found.counts).toEqual({ inquiries: 0, mailsIn: 1, mailsOut: 1, quotes: 1, orders: 0 });
  expect(found.conversion).toEqual({ quotes: 1, ordered: 1, rate: '1.0000' });
  expect(found.outcomes).toEqual({});
  expect(found.firstAnswer).toEqual({ count: 1, medianSeconds: 26 * 3600, p90Seconds: 26 * 3600 });
});

test('amounts are exact and by currency', () => {
  const at = '2026-11-10T10:00:00.000Z';
  const quoted = (total: string, currency: string) => fact({ quote: { at, total, currency } });
  const { amounts } = kpis([quoted('0.10', 'EUR'), quoted('0.20', 'EUR'), quoted('1200', 'JPY')]);
  expect(amounts).toEqual({ quotes: { EUR: '0.30', JPY: '1200' }, orders: {} });
});

test('time saved follows its formula from the inputs it gives', () => {
  const at = '2026-11-10T10:00:00.000Z';
  const { timeSaved } = kpis([
    fact({ mailsIn: [at, at], mailsOut: [at], quote: { at, total: '1', currency: 'EUR' } }),
    fact({ mailsIn: [at] }),
  ]);
  expect(timeSaved).toEqual({
    minutes: 3 * 4 + 6,
    formula: timeSavedFormula,
    inputs: { minutesPerMail: 3, minutesPerQuote: 6, mailsIn: 3, mailsOut: 1, quotes: 1 },
  });
});

test('an inquiry that we began ourselves is none of a customer’s; its mail counts', () => {
  const ours = fact({ mailsIn: ['2026-11-11T10:00:00.000Z'], mailsOut: ['2026-11-10T10:00:00.000Z'] });
  const { counts, firstAnswer } = kpis([ours, fact({ mailsOut: ['2026-11-10T10:00:00.000Z'] })]);
  expect(counts).toMatchObject({ inquiries: 0, mailsIn: 1, mailsOut: 2 });
  expect(firstAnswer.count).toBe(0);
});

test('edits per draft, and how long reviews waited', () => {
  const at = '2026-11-10T10:00:00.000Z';
  const found = kpis([
    fact({
      drafts: [at, at],
      edits: 1,
      reviews: [
        { at, seconds: 10 },
        { at, seconds: 30 },
      ],
    }),
    fact({ drafts: ['2026-12-10T10:00:00.000Z'], edits: 5, reviews: [{ at: '2026-12-10T10:00:00.000Z', seconds: 1 }] }),
  ]);
  expect(found.drafts).toEqual({ drafts: 2, edits: 1, editsPerDraft: '0.5000' });
  expect(found.reviews).toEqual({ count: 2, medianSeconds: 10, p90Seconds: 30 });
});

test('of nothing there is nothing, not a division by zero', () => {
  expect(kpis([])).toMatchObject({
    conversion: { rate: null },
    firstAnswer: { count: 0, medianSeconds: null, p90Seconds: null },
    drafts: { editsPerDraft: null },
    timeSaved: { minutes: 0 },
  });
});

test('the days are whole and add up to the counts', () => {
  const facts = Array.from({ length: 60 }, (_, n) =>
    fact({ mailsIn: [new Date(Date.UTC(2026, 9, 10 + n)).toISOString()] }),
  );
  const { days, counts } = kpis(facts);
  expect(days.map(({ day }) => day)).toEqual(daysBetween('2026-11-01', '2026-11-30'));
  expect(days.reduce((all, { inquiries }) => all + inquiries, 0)).toBe(counts.inquiries);
  expect(counts.inquiries).toBe(30);
});

test.each([
  [[], 50, null],
  [[7], 90, 7],
  [[4, 1, 3, 2], 50, 2],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90, 9],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 90, 10],
] as [number[], number, number | null][])('of %j the %i % value is %s', (values, percent, value) => {
  expect(percentile(values, percent)).toBe(value);
});

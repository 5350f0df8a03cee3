import { describe, expect, test } from '@jest/globals';
import { consequences } from '../../src/domain/follow-up.ts';
import { openAfterStopping } from '../../src/domain/stop-all.ts';

const document = (number: string) => ({
  number,
  revision: 1,
  hash: 'h',
  total: '1.00',
  currency: 'EUR',
  validUntil: null,
  file: null,
});
const customer = { account: 'A1', name: 'Riders', contact: 'Kim', email: 'kim@riders.example', registered: true };
const nothing = { quote: null, order: null, written: null };

describe('what an ended inquiry leaves behind', () => {
  test.each([
    ['open', ['cancel-quote', 'lose-quote']],
    ['cancelled', []],
    ['lost', []],
    ['ordered', []],
    [null, []],
  ])('a quote that is %s offers %j', (status, ids) => {
    const ended = { outcome: 'stopped' as const, quote: document('Q-1'), order: null, customer: null };
    const [quote, ...more] = consequences(ended, { ...nothing, quote: status });
    expect(more).toEqual([]);
    expect(quote?.sentence).toContain(`Quote Q-1 is ${status ?? 'no longer in the sales system'}.`);
    expect(quote?.choices.map(({ id }) => id)).toEqual(ids);
  });

  test('an order is left to the sales system, and the customer is written to once', () => {
    const ended = { outcome: 'handed-over' as const, quote: null, order: document('O-1'), customer };
    const offered = (written: string | null) =>
      consequences(ended, { ...nothing, order: 'open', written }).map(({ about, choices }) => [about, choices.length]);
    expect(offered(null)).toEqual([
      ['order', 0],
      ['customer', 1],
    ]);
    expect(offered('01JD8ZK3M4N5P6Q7R8S9T0V1W3')).toEqual([
      ['order', 0],
      ['customer', 0],
    ]);
  });

  test('an inquiry of nobody we know with nothing made leaves nothing', () => {
    expect(consequences({ outcome: 'stopped', quote: null, order: null, customer: null }, nothing)).toEqual([]);
  });
});

test.each([
  [{ inquiries: 0, quotes: 0, orders: 0, drafts: 0 }, 0, ''],
  [{ inquiries: 3, quotes: 0, orders: 0, drafts: 0 }, 1, 'Timelines'],
  [{ inquiries: 3, quotes: 1, orders: 0, drafts: 0 }, 2, '1 quote stays open'],
  [{ inquiries: 9, quotes: 2, orders: 1, drafts: 2 }, 4, '2 drafts will not be sent'],
])('stopping %j leaves %i sentences', (running, count, words) => {
  const open = openAfterStopping(running);
  expect(open).toHaveLength(count);
  expect(open.join(' ')).toContain(words);
});

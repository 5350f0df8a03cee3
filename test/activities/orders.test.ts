import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createActivities } from '../../src/activities/index.ts';
import { made } from '../../src/activities/made.ts';
import type { ReadLine } from '../../src/domain/reading.ts';
import { files } from '../connectors/embedded/company-folder.ts';
import { activitiesWorld, aLine, aReading, failureOf, read, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
const accounts = [
  ...files['accounts.csv'],
  'A8,Tokyo Bikes,,Tokyo,JP,JPY,en,no,1000,0,export,',
  'A9,Lees Ltd,,Leeds,GB,GBP,en,no,100,0,export,',
];
const items = files['items.csv'].map((line) => line.replace('12.50,EUR,100,', '12.50,EUR,100000,'));
beforeAll(async () => (world = await activitiesWorld({ 'accounts.csv': accounts, 'items.csv': items })));
afterAll(() => world.drop());

interface Acceptance {
  account?: string;
  /** The account that accepts; absent: the one that was quoted. */
  by?: string | null;
  overrides?: string[];
}

const accept = async (lines: ReadLine[], { account = 'A2', by, overrides = [] }: Acceptance = {}) => {
  const quoted = await world.quoteFor(lines, account);
  const input = {
    inquiry: quoted.inquiry,
    mail: quoted.mail,
    quote: quoted.quote,
    account: by === undefined ? account : by,
    overrides,
  };
  return { ...quoted, input, order: (more: Partial<typeof input> = {}) => world.act.makeOrder({ ...input, ...more }) };
};
const hammers = (quantity: string) => [aLine('l1', 'HAMMER', quantity)];
const reload = (changes: Record<string, string[]>) =>
  world.reload({ ...files, 'accounts.csv': accounts, 'items.csv': items, ...changes });
const forgetOrders = () => world.store.connection.collection('sales-documents').deleteMany({ kind: 'order' });
const accountAs = (number: string, blocked: string) =>
  accounts.map((line) => (line.startsWith(`${number},`) ? line.replace(/,(no|order|all),/, `,${blocked},`) : line));

describe('an accepted quote becomes its order', () => {
  test('of exactly that revision, once, with the customer’s reference; stock is taken', async () => {
    const before = await world.stockOf('HAMMER');
    const { order, quote, inquiry, mail } = await accept(hammers('3'));
    await world.store.readings.keep(mail, aReading([], { of: 'acceptance', reference: read('PO-77') }));
    const first = await order();
    expect(await order()).toEqual(first);
    expect(first).toMatchObject({ ref: { revision: 1, validUntil: null }, endsAt: null });
    const { ref } = first as { ref: { number: string } };
    expect(await world.sales.order(ref.number)).toMatchObject({ quote, reference: 'PO-77', inquiry });
    expect((await world.sales.quote(quote.number))!.status).toBe('ordered');
    expect(Number(before) - Number(await world.stockOf('HAMMER'))).toBe(3);
  });

  test('its answer was lost, and stock and credit are used up by itself: the same order', async () => {
    const { order, quote } = await accept([aLine('l1', 'GONE', '1')], { account: 'A2' });
    expect(await order()).toMatchObject({ trouble: { code: 'stock-short-at-order' } });
    const first = await order({ overrides: ['order-short'] });
    expect(first).toMatchObject({ ref: { revision: 1 } });
    await reload({ 'accounts.csv': accountAs('A2', 'all') });
    expect(await order()).toEqual(first);
    await reload({});
    expect((await world.sales.quote(quote.number))!.status).toBe('ordered');
  });

  test('ten at once make one', async () => {
    const { order } = await accept(hammers('1'));
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => order()));
    const numbers = new Set(
      all.flatMap((one) => (one.status === 'fulfilled' && 'ref' in one.value ? [one.value.ref.number] : [])),
    );
    expect(numbers.size).toBe(1);
    for (const one of all) if (one.status === 'fulfilled') expect(one.value).toHaveProperty('ref');
  });
});

describe('what speaks against an order is a person’s to settle', () => {
  test.each(['order', 'all'])('account blocked since (%s): no override helps, unblocking does', async (blocked) => {
    const { order } = await accept(hammers('1'));
    await reload({ 'accounts.csv': accountAs('A2', blocked) });
    expect(await order({ overrides: ['over-credit', 'order-short', 'other-account'] })).toMatchObject({
      trouble: { code: 'account-cannot-order' },
    });
    await reload({});
    expect(await order()).toHaveProperty('ref');
  });

  test('the account that was quoted is looked at, whoever accepts', async () => {
    const { order } = await accept(hammers('1'), { account: 'A2' });
    await reload({ 'accounts.csv': accountAs('A2', 'order') });
    expect(await order({ account: 'A3', overrides: ['other-account'] })).toMatchObject({
      trouble: { code: 'account-cannot-order' },
    });
    await reload({});
  });

  test.each([
    ['A3', /account A3/],
    [null, /no account/],
  ])('an acceptance of account %p asks', async (by, words) => {
    const { order } = await accept(hammers('1'), { account: 'A2', by });
    expect(await order()).toMatchObject({
      trouble: { code: 'accepted-by-another', sentence: expect.stringMatching(words) },
    });
    expect(await order({ overrides: ['other-account'] })).toHaveProperty('ref');
  });

  test.each<[string, string, string, boolean]>([
    ['within', 'A1', '10', false],
    ['over', 'A1', '99', true],
    ['no limit', 'A2', '99', false],
    ['within, in yen: 10 hammers are 20,300 of them', 'A8', '10', false],
    ['over, in yen', 'A8', '81', true],
    ['over, in pounds: 10 hammers are 107.50 of them, and 125 euro', 'A9', '10', true],
    ['over, in pounds, though the figure is below 100', 'A9', '9', true],
    ['within, in pounds', 'A9', '8', false],
  ])('credit %s', async (_, account, quantity, asks) => {
    await forgetOrders();
    const { order } = await accept(hammers(quantity), { account });
    const first = await order();
    if (!asks) return expect(first).toHaveProperty('ref');
    expect(first).toMatchObject({ trouble: { code: 'over-credit-limit', sentence: expect.stringContaining('EUR') } });
    expect(await order({ overrides: ['over-credit'] })).toHaveProperty('ref');
  });

  test('a limit that cannot be compared, for want of a rate, asks', async () => {
    await forgetOrders();
    const { order, input } = await accept(hammers('1'), { account: 'A9' });
    const { store, dependencies } = world;
    const act = createActivities({
      ...dependencies,
      store: {
        ...store,
        settings: {
          ...store.settings,
          company: async () => ({ ...(await store.settings.company()), exchangeRates: {} }),
        },
      },
    });
    expect(await act.makeOrder(input)).toMatchObject({
      trouble: { code: 'over-credit-limit', sentence: expect.stringContaining('no exchange rate for GBP') },
    });
    expect(await order()).toHaveProperty('ref');
  });

  test('two lines of one item that only together are too much', async () => {
    await reload({});
    const { order } = await accept([aLine('l1', 'ROPE', '30'), aLine('l2', 'ROPE', '30')]);
    expect(await order()).toMatchObject({
      trouble: { code: 'stock-short-at-order', sentence: 'Not enough in stock now: ROPE.' },
    });
  });
});

describe('another quote than was accepted', () => {
  test.each<[string, (number: string) => Promise<unknown>]>([
    ['changed', (number) => world.put(number, () => ({ requestedDate: '2099-03-01' }))],
    ['cancelled', (number) => world.put(number, () => ({ status: 'cancelled' }))],
    ['deleted', (number) => world.store.connection.collection('sales-documents').deleteOne({ _id: number as never })],
    [
      'expired',
      (number) =>
        world.store.connection
          .collection('sales-documents')
          .updateOne({ _id: number as never }, { $set: { 'document.validUntil': '2020-01-01' } }),
    ],
    [
      'of an item no longer sold',
      () =>
        reload({
          'items.csv': items.map((line) =>
            line.startsWith('HAMMER') ? line.replace(',100000,,,', ',100000,,2020-01-01,') : line,
          ),
        }),
    ],
  ])('%s meanwhile: a person decides, no order', async (_, change) => {
    const { order, quote } = await accept(hammers('1'));
    await change(quote.number);
    expect(await order()).toMatchObject({
      trouble: { code: 'quote-not-as-accepted', sentence: expect.stringMatching(/\w/) },
    });
    await reload({});
  });
});

describe('a document as the workflow takes it in', () => {
  test.each([
    ['2026-12-22', 'Europe/Amsterdam', '2026-12-22T23:00:00.000Z'],
    ['2026-07-01', 'Europe/Amsterdam', '2026-07-01T22:00:00.000Z'],
    ['2026-10-24', 'Europe/Amsterdam', '2026-10-24T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Amsterdam', '2026-10-25T23:00:00.000Z'],
    ['2026-03-28', 'Europe/Amsterdam', '2026-03-28T23:00:00.000Z'],
    ['2026-03-29', 'Europe/Amsterdam', '2026-03-29T22:00:00.000Z'],
    ['2026-12-31', 'Asia/Kolkata', '2026-12-31T18:30:00.000Z'],
    ['2026-12-31', 'America/Los_Angeles', '2027-01-01T08:00:00.000Z'],
    ['2026-12-31', 'UTC', '2027-01-01T00:00:00.000Z'],
    ['2026-04-24', 'Africa/Cairo', '2026-04-24T21:00:00.000Z'],
  ])(
    'the last day %s in %s ends at %s, where the customer’s country is not known',
    async (validUntil, timeZone, endsAt) => {
      const { quote } = await accept(hammers('1'));
      const document = (await world.sales.quote(quote.number))!;
      const company = await world.store.settings.company();
      const account = { ...document.account, address: {} };
      expect(made({ ...document, account, validUntil }, { ...company, timeZone }).endsAt).toBe(endsAt);
    },
  );

  test.each([
    ['12.50', 'EUR', 1250],
    ['1250', 'JPY', 1250],
    ['99999999999999.99', 'EUR', null],
  ])('%s %s is %p of the smallest unit', async (total, currency, minor) => {
    const { quote } = await accept(hammers('1'));
    const document = (await world.sales.quote(quote.number))!;
    expect(made({ ...document, total, currency }, await world.store.settings.company()).amountMinor).toBe(minor);
  });
});

test('a sales system that is away is tried again, not asked about', async () => {
  const { input } = await accept(hammers('1'));
  const { dependencies } = world;
  const { Failure } = await import('../../src/domain/failures.ts');
  const act = createActivities({
    ...dependencies,
    sales: { ...dependencies.sales, makeOrder: async () => Promise.reject(new Failure('ConnectorAway')) },
  });
  expect(await failureOf(act.makeOrder(input))).toMatchObject({ type: 'ConnectorAway', nonRetryable: false });
});

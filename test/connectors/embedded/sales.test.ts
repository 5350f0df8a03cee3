import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { SalesDocument } from '../../../src/domain/sales.ts';
import { files } from './company-folder.ts';
import { allItems, embeddedCompany, type EmbeddedCompany } from './embedded-company.ts';

let company: EmbeddedCompany;
beforeAll(async () => (company = await embeddedCompany()));
afterAll(() => company.store.drop());

const line = (item: string, quantity: string, unit: string | null = null) => ({ item, quantity, unit });
const quoteFor = async (account: string, lines = [line('HAMMER', '2')], key = ulid()) =>
  company.sales.createQuote(await company.wish(account, lines, key));
const accepted = ({ number, revision, hash }: SalesDocument) => ({ number, revision, hash });
const order = (quote: SalesDocument, key: string = randomUUID()) =>
  company.sales.makeOrder(accepted(quote), { key, reference: null });

describe('quotes', () => {
  test('have a number, a revision, figures, and a last day', async () => {
    const key = ulid();
    const quote = await quoteFor('A1', [line('BOLT', '20'), line('ROPE', '12.5', 'M')], key);
    expect(quote).toMatchObject({
      number: expect.stringMatching(/^Q-\d{6}$/),
      revision: 1,
      status: 'open',
      inquiry: key,
      currency: 'EUR',
      lines: [
        { id: 'l1', unit: 'BOX100', unitPrice: '7.40', discountPercent: '7.5', total: '136.90' },
        { id: 'l2', unit: 'M', unitPrice: '0.85', discountPercent: '2', total: '10.41' },
      ],
      subtotal: '147.31',
      taxes: [{ percent: '21', base: '147.31', amount: '30.94', note: 'standard' }],
      total: '178.25',
    });
    expect(Date.parse(quote.validUntil!) - Date.now()).toBeGreaterThan(28 * 86_400_000);
    expect(await company.sales.quote(quote.number)).toEqual(quote);
    expect(await company.sales.order(quote.number)).toBeNull();
    expect(await company.sales.quote('Q-999999')).toBeNull();
  });

  test.each([
    ['A2', 'EUR', '0.00', 'reverse-charge'],
    ['A3', 'GBP', '0.00', 'export'],
    ['A6', 'JPY', '0', 'export'],
    ['A7', 'EUR', '0.00', 'export'],
  ])('for %s are in %s', async (account, currency, amount, note) => {
    expect(await quoteFor(account)).toMatchObject({ currency, taxes: [{ amount, note }] });
  });

  test('reserve nothing', async () => {
    const before = await company.stockOf('HAMMER');
    await quoteFor('A1', [line('HAMMER', '7')]);
    expect(await company.stockOf('HAMMER')).toBe(before);
  });

  test('one per key, though asked for 20 times at once, and numbers without gaps', async () => {
    const before = await quoteFor('A1');
    const key = ulid();
    const same = await Promise.all(Array.from({ length: 20 }, () => quoteFor('A1', undefined, key)));
    expect(new Set(same.map(({ number }) => number)).size).toBe(1);
    expect(await quoteFor('A1', [line('BOLT', '1')], key)).toEqual(same[0]);
    const several = await Promise.all(Array.from({ length: 10 }, () => quoteFor('A1')));
    expect(new Set(several.map(({ number }) => number)).size).toBe(10);
    expect(same[0]!.number > before.number).toBe(true);
  });

  test.each([
    ['nothing', [], 'lines', /at least one line/],
    ['an unknown item', [line('NOPE', '1')], 'lines/0/item', /no item NOPE/],
    [
      'a discontinued item',
      [line('HAMMER', '1'), line('SAW', '1')],
      'lines/1/item',
      /discontinued.*successor is SAW-2/,
    ],
    ['one without successor', [line('OLD', '1')], 'lines/0/item', /discontinued since 2020-01-31$/],
    ['an item not for sale', [line('PART', '1')], 'lines/0/item', /not sold on its own/],
    ['an item not sold yet', [line('SOON', '1')], 'lines/0/item', /before 2099-01-01/],
    ['another unit', [line('BOLT', '1', 'EA')], 'lines/0/unit', /by BOX100, not by EA/],
    ['half a box', [line('BOLT', '0.5')], 'lines/0/quantity', /whole BOX100/],
    ['nothing of an item', [line('BOLT', '0')], 'lines/0/quantity', /above 0/],
    ['words for a number', [line('BOLT', 'many')], 'lines/0/quantity', /not a quantity/],
  ])('are refused for %s', async (_, lines, field, detail) => {
    await expect(quoteFor('A1', lines)).rejects.toMatchObject({
      type: 'EditRefused',
      message: expect.stringMatching(detail),
      details: { errors: [expect.objectContaining({ field })] },
    });
  });

  test('name the successor as data', () =>
    expect(quoteFor('A1', [line('SAW', '1')])).rejects.toMatchObject({
      details: { errors: [{ item: 'SAW', successor: 'SAW-2' }] },
    }));

  test('are refused to an account that is blocked, not to one that is blocked for orders', async () => {
    await expect(quoteFor('A5')).rejects.toMatchObject({
      type: 'EditRefused',
      message: expect.stringMatching(/blocked/),
    });
    const quote = await quoteFor('A4');
    await expect(order(quote)).rejects.toMatchObject({
      type: 'EditRefused',
      message: expect.stringMatching(/blocked for orders/),
    });
    expect((await company.sales.quote(quote.number))!.status).toBe('open');
  });
});

describe('changes', () => {
  test('make a revision each, priced again, and keep the ones before', async () => {
    const quote = await quoteFor('A1', [line('HAMMER', '2'), line('BOLT', '1')]);
    const change = {
      lines: [
        { id: 'l2', quantity: '20' },
        { item: 'ROPE', quantity: '5' },
        { id: 'l1', remove: true },
      ],
    };
    const second = await company.sales.change('quote', quote.number, change, { key: 'c1', expected: 1 });
    expect(second).toMatchObject({
      revision: 2,
      lines: [
        { id: 'l2', quantity: '20', discountPercent: '7.5' },
        { id: 'l3', item: 'ROPE', unit: 'M' },
      ],
    });
    expect(second.hash).not.toBe(quote.hash);
    const third = await company.sales.change(
      'quote',
      quote.number,
      { lines: [{ item: 'SAW-2', quantity: '1' }] },
      { key: 'c2', expected: 2 },
    );
    expect(third.lines.at(-1)!.id).toBe('l4');
    expect(await company.sales.quote(quote.number, 1)).toEqual(quote);
    expect(await company.sales.quote(quote.number, 2)).toEqual(second);
    expect(await company.sales.quote(quote.number, 9)).toBeNull();
  });

  test('with the same key happen once, also when they race', async () => {
    const quote = await quoteFor('A1');
    const change = () =>
      company.sales.change('quote', quote.number, { discountPercent: '5' }, { key: 'same', expected: 1 });
    const made = await Promise.all([change(), change(), change()]);
    expect(made.map(({ revision }) => revision)).toEqual([2, 2, 2]);
    expect(await change()).toEqual(made[0]);
    expect((await company.sales.quote(quote.number))!.revision).toBe(2);
  });

  test('made against another revision are refused; of two at once one wins', async () => {
    const quote = await quoteFor('A1');
    const results = await Promise.allSettled(
      ['a', 'b'].map((key) =>
        company.sales.change('quote', quote.number, { discountPercent: '1' }, { key, expected: 1 }),
      ),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find((result) => result.status === 'rejected');
    expect(lost).toMatchObject({ reason: { type: 'VersionMismatch', details: { now: { revision: 2 } } } });
  });

  test('of price: a discount given stands, the same one given back changes nothing', async () => {
    const quote = await quoteFor('A1', [line('BOLT', '20')]);
    const asGot = {
      lines: quote.lines.map(({ id, item, quantity, unit, discountPercent }) => ({
        id,
        item,
        quantity,
        unit,
        discountPercent,
      })),
    };
    expect(await company.sales.put('quote', quote.number, asGot, { expected: 1 })).toEqual(quote);
    const more = { lines: [{ ...asGot.lines[0]!, quantity: '100' }] };
    const put = await company.sales.put('quote', quote.number, more, { expected: 1 });
    expect(put.lines[0]).toMatchObject({ quantity: '100', discountPercent: '12' });
    const own = { lines: [{ ...asGot.lines[0]!, quantity: '100', discountPercent: '15' }] };
    const set = await company.sales.put('quote', quote.number, own, { expected: 2 });
    expect(set.lines[0]).toMatchObject({ discountPercent: '15', total: '629.00' });
    const kept = await company.sales.change(
      'quote',
      quote.number,
      { lines: [{ id: 'l1', quantity: '5' }] },
      { key: 'k', expected: 3 },
    );
    expect(kept.lines[0]!.discountPercent).toBe('15');
    const other = await company.sales.change(
      'quote',
      quote.number,
      { lines: [{ id: 'l1', item: 'ROPE' }] },
      { key: 'l', expected: 4 },
    );
    expect(other.lines[0]).toMatchObject({ item: 'ROPE', unit: 'M', discountPercent: '2' });
  });

  test.each([
    ['no such line', { lines: [{ id: 'l9', quantity: '1' }] }, 'lines/0/id'],
    [
      'a line twice',
      {
        lines: [
          { id: 'l1', quantity: '1' },
          { id: 'l1', quantity: '2' },
        ],
      },
      'lines/1/id',
    ],
    ['a line without item', { lines: [{ quantity: '1' }] }, 'lines/0/item'],
    ['a line without quantity', { lines: [{ item: 'BOLT' }] }, 'lines/0/quantity'],
    ['the last line away', { lines: [{ id: 'l1', remove: true }] }, 'lines'],
    ['a discontinued item', { lines: [{ item: 'SAW', quantity: '1' }] }, 'lines/1/item'],
  ])('are refused: %s', async (_, change, field) => {
    const quote = await quoteFor('A1');
    await expect(company.sales.change('quote', quote.number, change, { key: 'x', expected: 1 })).rejects.toMatchObject({
      type: 'EditRefused',
      details: { errors: [expect.objectContaining({ field })] },
    });
    expect(await company.sales.quote(quote.number)).toEqual(quote);
  });

  test('of a document that is closed or not there are refused', async () => {
    const quote = await quoteFor('A1');
    const asIs = { lines: [{ id: 'l1', item: 'HAMMER', quantity: '2' }] };
    const lost = await company.sales.put('quote', quote.number, { ...asIs, status: 'lost' }, { expected: 1 });
    expect(lost).toMatchObject({ status: 'lost', revision: 2, hash: quote.hash });
    await expect(company.sales.put('quote', quote.number, asIs, { expected: 2 })).rejects.toMatchObject({
      type: 'DocumentClosed',
    });
    await expect(order(lost)).rejects.toMatchObject({ type: 'DocumentClosed' });
    await expect(company.sales.change('quote', 'Q-999999', {}, { key: 'k', expected: 1 })).rejects.toMatchObject({
      type: 'NoSuchDocument',
    });
  });
});

describe('hash', () => {
  test('is of the content: there and back again is the same, times and revision do not count', async () => {
    const quote = await quoteFor('A1');
    const to = (quantity: string, expected: number) =>
      company.sales.change(
        'quote',
        quote.number,
        { lines: [{ id: 'l1', quantity }] },
        { key: `to${expected}`, expected },
      );
    const other = await to('3', 1);
    const back = await to('2.0', 2);
    expect([other.hash === quote.hash, back.hash === quote.hash]).toEqual([false, true]);
  });
  test.each([
    ['day', { requestedDate: '2030-01-01' }],
    ['address', { shipTo: { city: 'Urk', country: 'NL' } }],
    ['discount', { discountPercent: '1' }],
  ])('changes with the %s', async (_, change) => {
    const quote = await quoteFor('A1');
    const changed = await company.sales.change('quote', quote.number, change, { key: 'h', expected: 1 });
    expect(changed.hash).not.toBe(quote.hash);
    expect(changed).toMatchObject(change);
  });
});

describe('orders', () => {
  test('are made of exactly the accepted revision, take stock, and close the quote', async () => {
    const quote = await quoteFor('A2', [line('HAMMER', '3'), line('ROPE', '10.5'), line('HAMMER', '1')]);
    const [hammers, rope] = [await company.stockOf('HAMMER'), await company.stockOf('ROPE')];
    const made = await company.sales.makeOrder(accepted(quote), { key: quote.inquiry!, reference: 'PO 77' });
    expect(made).toMatchObject({
      kind: 'order',
      number: expect.stringMatching(/^O-\d{6}$/),
      status: 'open',
      quote: accepted(quote),
      reference: 'PO 77',
      total: quote.total,
      validUntil: null,
    });
    expect(Number(hammers) - Number(await company.stockOf('HAMMER'))).toBe(4);
    expect(Number(rope) - Number(await company.stockOf('ROPE'))).toBe(10.5);
    expect(await company.sales.quote(quote.number)).toMatchObject({ status: 'ordered', revision: 1, hash: quote.hash });
    expect(await company.sales.order(made.number)).toEqual(made);
  });

  test('once per key, though asked for ten times at once', async () => {
    const quote = await quoteFor('A2');
    const before = await company.stockOf('HAMMER');
    const made = await Promise.all(Array.from({ length: 10 }, () => order(quote, quote.inquiry!)));
    expect(new Set(made.map(({ number }) => number)).size).toBe(1);
    expect(Number(before) - Number(await company.stockOf('HAMMER'))).toBe(2);
    expect(await order(quote, quote.inquiry!)).toEqual(made[0]);
  });

  test('of one quote under two keys: one wins', async () => {
    const quote = await quoteFor('A2');
    const before = await company.stockOf('HAMMER');
    const results = await Promise.allSettled([order(quote), order(quote)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { type: 'DocumentClosed' } });
    expect(Number(before) - Number(await company.stockOf('HAMMER'))).toBe(2);
  });

  test('of an older revision, or with another hash, are refused with the quote as it is', async () => {
    const quote = await quoteFor('A2');
    const now = await company.sales.change('quote', quote.number, { discountPercent: '3' }, { key: 'r', expected: 1 });
    for (const wrong of [quote, { ...now, hash: quote.hash }, { ...now, revision: 3 }])
      await expect(order(wrong)).rejects.toMatchObject({ type: 'DocumentChanged', details: { now } });
    expect(await order(now)).toMatchObject({ quote: accepted(now) });
  });

  test('changed or cancelled give back what they no longer need', async () => {
    const made = await order(await quoteFor('A2', [line('HAMMER', '5')]));
    const before = Number(await company.stockOf('HAMMER'));
    await company.sales.change(
      'order',
      made.number,
      { lines: [{ id: 'l1', quantity: '2' }] },
      { key: 'less', expected: 1 },
    );
    expect(Number(await company.stockOf('HAMMER'))).toBe(before + 3);
    const put = { lines: [{ id: 'l1', item: 'HAMMER', quantity: '2' }] };
    await expect(
      company.sales.put('order', made.number, { ...put, status: 'lost' }, { expected: 2 }),
    ).rejects.toMatchObject({ type: 'EditRefused' });
    await company.sales.put('order', made.number, { ...put, status: 'cancelled' }, { expected: 2 });
    expect(Number(await company.stockOf('HAMMER'))).toBe(before + 5);
  });

  test("count against the account's credit until they are cancelled, in the company's currency", async () => {
    expect(await company.sales.credit('A1')).toEqual({ limit: '1000', used: '0.00' });
    expect(await company.sales.credit('nobody')).toEqual({ limit: null, used: '0.00' });
    const home = await order(await quoteFor('A1', [line('HAMMER', '4')]));
    expect(await company.sales.credit('A1')).toEqual({ limit: '1000', used: '60.50' });
    await company.sales.put(
      'order',
      home.number,
      { lines: [{ id: 'l1', item: 'HAMMER', quantity: '4' }], status: 'cancelled' },
      { expected: 1 },
    );
    expect(await company.sales.credit('A1')).toEqual({ limit: '1000', used: '0.00' });
    const abroad = await order(await quoteFor('A3', [line('HAMMER', '4')]));
    expect(abroad).toMatchObject({ currency: 'GBP', total: '43.00' });
    expect(await company.sales.credit('A3')).toEqual({ limit: null, used: '50.00' });
  });

  test('are an account’s history, newest first, with the lines that are asked about; cancelled ones are not', async () => {
    expect(await company.sales.history('A7', ['HAMMER'])).toEqual([]);
    const first = await order(await quoteFor('A7', [line('HAMMER', '2'), line('ROPE', '3', 'M')]));
    const second = await order(await quoteFor('A7', [line('HAMMER', '1'), line('HAMMER', '1')]));
    const third = await order(await quoteFor('A7', [line('ROPE', '1', 'M')]));
    const lines = [{ id: 'l1', item: 'ROPE', quantity: '1' }];
    await company.sales.put('order', third.number, { lines, status: 'cancelled' }, { expected: 1 });
    const hammer = (quantity: string) => ({ item: 'HAMMER', quantity, unit: 'EA' });
    expect(await company.sales.history('A7', ['HAMMER'])).toEqual([
      { number: second.number, inquiry: second.inquiry, at: second.createdAt, lines: [hammer('1'), hammer('1')] },
      { number: first.number, inquiry: first.inquiry, at: first.createdAt, lines: [hammer('2')] },
    ]);
    expect((await company.sales.history('A7', [])).map(({ lines }) => lines)).toEqual([[], []]);
  });
});

describe('a company loaded again', () => {
  const dearer = files['items.csv'].map((row) => row.replace('12.50', '13.00'));
  let own: EmbeddedCompany;
  beforeAll(async () => (own = await embeddedCompany()));
  afterAll(() => own.store.drop());

  test('unchanged is left alone: stock taken stays taken', async () => {
    const quote = await own.sales.createQuote(await own.wish('A1', [line('HAMMER', '40')], ulid()));
    await own.sales.makeOrder(accepted(quote), { key: 'o', reference: null });
    expect((await own.reload()).loaded).toBe(false);
    expect(await own.stockOf('HAMMER')).toBe('60');
  });

  test('with other prices makes an accepted quote a changed one, and gone rows go', async () => {
    const quote = await own.sales.createQuote(await own.wish('A1', [line('HAMMER', '1')], ulid()));
    const contact = await own.crm.createContact({ name: 'New', email: 'New@boats.example', account: 'A1' });
    const version = await own.sales.catalogueVersion();
    const { loaded } = await own.reload({ 'items.csv': dearer, 'customer-items.csv': null });
    expect(loaded).toBe(true);
    expect(await own.sales.catalogueVersion()).not.toBe(version);
    expect(await own.stockOf('HAMMER')).toBe('100');
    expect(await own.sales.customerItems('A1')).toEqual([]);
    expect(await own.crm.contactsByAddress('NEW@BOATS.example')).toEqual([contact]);
    expect(await own.sales.quote(quote.number)).toEqual(quote);
    await expect(own.sales.makeOrder(accepted(quote), { key: 'p', reference: null })).rejects.toMatchObject({
      type: 'DocumentChanged',
      details: { reason: 'prices', now: { total: '15.13' }, today: { total: '15.73' } },
    });
    const next = await own.sales.change('quote', quote.number, {}, { key: 'again', expected: 1 });
    expect(next).toMatchObject({ revision: 2, total: '15.73' });
    expect(await own.sales.makeOrder(accepted(next), { key: 'p', reference: null })).toMatchObject({ total: '15.73' });
  });

  test('tells readers the items that are others now, and those alone', async () => {
    await own.reload();
    const before = await own.sales.catalogueVersion();
    await own.reload({ 'items.csv': dearer });
    const dear = await own.sales.catalogueVersion();
    expect(await own.sales.catalogueChanges(before)).toEqual({ version: dear, items: [], removed: [] });
    const others = files['items.csv'].filter((row) => !row.startsWith('OLD,'));
    await own.reload({ 'items.csv': others.map((row) => row.replace('HAMMER,Hammer', 'HAMMER,Mallet')) });
    const now = await own.sales.catalogueVersion();
    const changed = await own.sales.catalogueChanges(before);
    expect(changed).toMatchObject({ version: now, items: [{ number: 'HAMMER', name: 'Mallet' }], removed: ['OLD'] });
    expect(await own.sales.catalogueChanges(dear)).toEqual(changed);
    expect(await own.sales.catalogueChanges('of another time')).toBeNull();
    await own.reload();
    expect(await own.sales.catalogueChanges(now)).toMatchObject({ version: before });
  });

  test('with other words makes readers take everything', async () => {
    const before = await own.sales.catalogueVersion();
    await own.reload({ 'category-translations.csv': ['kind,en,language,name,synonyms', 'color,Red,de,rot,rote'] });
    expect(await own.sales.catalogueChanges(before)).toBeNull();
  });

  test('a quote past its last day is no longer accepted', async () => {
    const quote = await own.sales.createQuote(await own.wish('A1', [line('HAMMER', '1')], ulid()));
    const documents = own.store.connection.collection<{ _id: string }>('sales-documents');
    await documents.updateOne({ _id: quote.number }, { $set: { 'document.validUntil': '2020-01-01' } });
    await expect(own.sales.makeOrder(accepted(quote), { key: 'q', reference: null })).rejects.toMatchObject({
      type: 'DocumentClosed',
      message: expect.stringContaining('2020-01-01'),
    });
  });

  test('that is wrong changes nothing', async () => {
    const version = await own.sales.catalogueVersion();
    await expect(own.reload({ 'items.csv': ['number'] })).rejects.toMatchObject({ type: 'Invalid' });
    expect(await own.sales.catalogueVersion()).toBe(version);
    expect(await allItems(await own.sales.catalogue())).toHaveLength(9);
  });
});

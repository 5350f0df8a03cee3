/** Asking the customer, over a real store and the embedded sales system: what is asked, at what price, and what an answer makes of it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { ReadAnswer, ReadLine } from '../../src/domain/reading.ts';
import { activitiesWorld, aLine, aReading, read, type ActivitiesWorld } from './world.ts';

const items = [
  'number,name,model,category,subcategory,color,size,unit,list_price,currency,stock,sold_from,sold_until,sellable,gtin,successor,available_on,min_quantity',
  'SHIRT-R,Work shirt red,Work shirt,Clothing,Shirts,Red,M,EA,20,EUR,4,,,yes,,,2099-01-15,',
  'SHIRT-B,Work shirt blue,Work shirt,Clothing,Shirts,Blue,M,EA,21.50,EUR,100,,,yes,,,,',
  'SHIRT-L,Work shirt red L,Work shirt,Clothing,Shirts,Red,L,EA,20,EUR,100,,,yes,,,,',
  'SAW,Saw,Saw,Tools,Saws,,,EA,30,EUR,0,,2020-01-31,yes,,SAW-2,,',
  'SAW-2,Saw II,Saw II,Tools,Saws,,,EA,33,EUR,9,,,yes,,,,',
  'ROPE,Rope,Rope,Tools,Ropes,,,M,0.85,EUR,50.5,,,yes,,,,',
  'GONE,Gone,Gone,Tools,Others,,,EA,5,EUR,0,,,yes,,,,',
];

let world: ActivitiesWorld;
beforeAll(async () => {
  const none = { 'price-breaks.csv': ['item_number,min_quantity,max_quantity,discount_percent'] };
  const others = { 'item-translations.csv': null, 'category-translations.csv': null, 'customer-items.csv': null };
  world = await activitiesWorld({ 'items.csv': items, ...none, ...others });
});
afterAll(() => world.drop());

const shirts = (quantity: string | null = '6') =>
  aLine('l1', null, quantity, {
    status: 'ambiguous',
    candidates: ['SHIRT-R', 'SHIRT-B'],
    text: '6 work shirts',
    sure: false,
  });

/** One inquiry: its first mail read, then what checkItems and draftQuestion make of it. */
async function inquiryOf(
  lines: ReadLine[],
  more: { onlyAvailable?: boolean; of?: Partial<Parameters<typeof aReading>[1]> } = {},
) {
  const inquiry = ulid();
  const first = await world.mailIn(inquiry, aReading(lines, more.of));
  const base = { inquiry, mails: [first.id], account: 'A1', quote: null, overrides: [], wishes: {} };
  const onlyAvailable = more.onlyAvailable ?? false;
  const check = (changes: Partial<Parameters<typeof world.act.checkItems>[0]> = {}) =>
    world.act.checkItems({ ...base, onlyAvailable, ...changes });
  const found = await check();
  const draft = `${inquiry}.s5`;
  const ask = () =>
    world.act.draftQuestion({
      ...base,
      onlyAvailable,
      draft,
      mail: first.id,
      customer: world.customer,
      language: 'en',
    });
  /** The customer's answer, as it was read. */
  const answer = async (answers: Partial<ReadAnswer>[], read: ReadLine[] = []) => {
    const full = answers.map((one) => ({ point: 1, option: null, quantity: null, none: false, evidence: [], ...one }));
    const mail = await world.mailIn(
      inquiry,
      aReading(read, { of: 'answer', ...(full.length > 0 ? { answers: full } : {}) }),
    );
    const again = await check({ mails: [first.id, mail.id], asked: { draft, since: first.id } });
    return { found: again, lines: await world.store.lines.of(inquiry) };
  };
  return { inquiry, found, draft, ask, answer, check, first };
}

const asked = async (draft: string) => (await world.store.drafts.find(draft))!.asked!.points;

describe('what is asked', () => {
  test('of an ambiguous item: its candidates, each with the account’s price and whether it is there', async () => {
    const { found, ask, draft } = await inquiryOf([shirts(), aLine('l2', 'ROPE', '5')]);
    expect(found).toMatchObject({ trouble: { code: 'lines-unclear' }, open: ['item-ambiguous'] });
    expect(await ask()).toEqual({ to: 'anna@boats.example', about: 'question', points: 1 });
    expect(await asked(draft)).toMatchObject([
      {
        line: 'l1',
        reason: 'item-ambiguous',
        words: '6 work shirts',
        asksQuantity: false,
        options: [
          {
            letter: 'A',
            item: 'SHIRT-R',
            quantity: '6',
            unitPrice: '20.00',
            total: '120.00',
            currency: 'EUR',
            stock: 'limited',
          },
          { letter: 'B', item: 'SHIRT-B', quantity: '6', unitPrice: '21.50', total: '129.00', stock: 'available' },
        ],
      },
    ]);
    expect(world.documents.replies.at(-1)).toMatchObject({
      kind: 'question',
      points: [{ line: 'l1' }],
      document: null,
    });
  });

  test.each<[string, ReadLine, object]>([
    ['a missing quantity', aLine('l1', 'ROPE', null), { reason: 'quantity-missing', asksQuantity: true, options: [] }],
    [
      'item and quantity',
      shirts(null),
      { reason: 'item-ambiguous', asksQuantity: true, options: [{ quantity: null, total: null }, {}] },
    ],
    [
      'a successor',
      aLine('l1', 'SAW', '2'),
      { reason: 'item-discontinued', options: [{ letter: 'A', item: 'SAW-2', total: '66.00' }] },
    ],
    ['an unknown item', aLine('l1', null, '2'), { reason: 'item-unknown', options: [] }],
  ])('%s', async (_, line, point) => {
    const { ask, draft } = await inquiryOf([line]);
    await ask();
    expect(await asked(draft)).toMatchObject([point]);
  });

  test('a vague address and an attachment that was not read', async () => {
    const shipTo = {
      ...read({ city: 'Lyon' }, 0.7),
      evidence: [{ mail: 'm', part: '1', start: 0, end: 4, quote: 'Lyon' }],
    };
    const { found, ask, draft } = await inquiryOf([aLine('l1', 'ROPE', null)], {
      of: { shipTo, unread: ['list.docx'] },
    });
    expect(found).toMatchObject({
      trouble: { code: 'attachment-unreadable', sentence: expect.stringContaining('list.docx') },
      open: ['attachment-unreadable', 'quantity-missing', 'delivery-address-unclear'],
    });
    await ask();
    expect((await asked(draft)).map(({ reason, words }) => [reason, words])).toEqual([
      ['quantity-missing', 'some ROPE'],
      ['attachment-unreadable', 'list.docx'],
      ['delivery-address-unclear', 'Lyon'],
    ]);
  });

  test.each<[string, object, string | null]>([
    ['beside clear lines', { unread: ['logo.docx'] }, null],
    ['that the mail speaks of', { unread: ['list.docx'], speaksOfAttachment: true }, 'attachment-unreadable'],
  ])('an attachment that was not read, %s', async (_, of, code) => {
    const { found } = await inquiryOf([aLine('l1', 'ROPE', '5')], { of });
    expect(found.trouble?.code ?? null).toBe(code);
  });
});

describe('a shortage, where only what is there is quoted', () => {
  test('part now and the rest at the date, all at the date, another colour of the same size, or none', async () => {
    const { found, ask, draft } = await inquiryOf([aLine('l1', 'SHIRT-R', '6')], { onlyAvailable: true });
    expect(found).toMatchObject({ trouble: { code: 'items-unavailable' }, open: ['shortage'] });
    expect(await ask()).toMatchObject({ about: 'offer', points: 1 });
    const [point] = await asked(draft);
    expect(point!.options).toMatchObject([
      { letter: 'A', kind: 'split', now: '4', on: '2099-01-15', quantity: '6', total: '120.00' },
      { letter: 'B', kind: 'later', now: null, on: '2099-01-15', total: '120.00' },
      { letter: 'C', kind: 'item', item: 'SHIRT-B', total: '129.00', stock: 'available' },
      { letter: 'D', kind: 'leave-out' },
    ]);
  });

  test('what is there, where nobody knows when there will be more', async () => {
    const { ask, draft } = await inquiryOf([aLine('l1', 'ROPE', '80')], { onlyAvailable: true });
    await ask();
    expect((await asked(draft))[0]!.options).toMatchObject([
      { kind: 'part', quantity: '50.5', total: '42.93' },
      { kind: 'leave-out' },
    ]);
  });

  test('nothing to offer comes to a person', async () => {
    const { ask } = await inquiryOf([aLine('l1', 'GONE', '1')], { onlyAvailable: true });
    expect(await ask()).toMatchObject({ trouble: { code: 'items-unavailable' } });
  });

  test.each<[string, string, object[]]>([
    ['A', 'split', [{ item: 'SHIRT-R', quantity: '6', delivery: { now: '4', on: '2099-01-15' } }]],
    ['B', 'later', [{ item: 'SHIRT-R', quantity: '6', delivery: { now: null, on: '2099-01-15' } }]],
    ['C', 'item', [{ item: 'SHIRT-B', quantity: '6', stock: 'available' }]],
  ])('“%s” (%s) is quoted and not asked again', async (option, _, lines) => {
    const { ask, answer } = await inquiryOf([aLine('l1', 'SHIRT-R', '6')], { onlyAvailable: true });
    await ask();
    const after = await answer([{ option }]);
    expect(after.found).toMatchObject({ trouble: null, clear: 1, chosen: expect.stringContaining(option) });
    expect(after.lines).toMatchObject(lines);
  });
});

describe('an answer', () => {
  test('completes the line it is about; the same again starts from what was asked', async () => {
    const { ask, answer } = await inquiryOf([shirts(null), aLine('l2', 'ROPE', '5')]);
    await ask();
    for (const quantity of ['7', '8']) {
      const { found, lines } = await answer([{ option: 'B', quantity }]);
      expect(found).toMatchObject({ lines: 2, clear: 2, trouble: null });
      expect(lines).toMatchObject([{ id: 'l1', item: 'SHIRT-B', quantity, sure: true }, { item: 'ROPE' }]);
    }
  });

  test('to one of two leaves the other open', async () => {
    const { ask, answer } = await inquiryOf([shirts(), aLine('l2', 'ROPE', null)]);
    await ask();
    const { found, lines } = await answer([{ point: 2, quantity: '12' }]);
    expect(found).toMatchObject({ open: ['item-ambiguous'], clear: 1 });
    expect(lines[1]).toMatchObject({ item: 'ROPE', quantity: '12', sure: true });
  });

  test('none of them takes the line out', async () => {
    const { ask, answer } = await inquiryOf([shirts(), aLine('l2', 'ROPE', '5')]);
    await ask();
    expect((await answer([{ none: true }])).lines).toMatchObject([{ item: 'ROPE' }]);
  });

  test('that names one item is the one that was asked about', async () => {
    const { ask, answer } = await inquiryOf([aLine('l1', null, '3'), aLine('l2', 'ROPE', '5')]);
    await ask();
    const { found, lines } = await answer([], [aLine('l1', 'SAW-2', null, { sure: false, itemSure: true })]);
    expect(found.trouble).toBeNull();
    expect(lines[0]).toMatchObject({ id: 'l1', item: 'SAW-2', quantity: '3', sure: true });
  });

  test('that names several goods goes to a person', async () => {
    const { ask, answer } = await inquiryOf([aLine('l1', null, '3'), aLine('l2', 'ROPE', null)]);
    await ask();
    const { found } = await answer([], [aLine('l1', 'SAW-2', '1'), aLine('l2', 'ROPE', '4')]);
    expect(found.trouble?.code).toBe('answer-unclear');
  });
});

test('a quote says what is delivered later, and when', async () => {
  const made = await world.quoteFor([aLine('l1', 'SHIRT-R', '6'), aLine('l2', 'GONE', '1'), aLine('l3', 'ROPE', '5')]);
  await world.draftOf(made);
  expect(world.documents.replies.at(-1)!.remarks).toEqual([
    {
      code: 'later',
      lines: [
        { description: 'Work shirt red', now: null, on: '2099-01-15' },
        { description: 'Gone', now: null, on: null },
      ],
    },
  ]);
});

test('an option whose line a reviewer cut is not asked any more', async () => {
  const { ask, draft, inquiry } = await inquiryOf([shirts()]);
  await ask();
  const before = (await world.store.drafts.find(draft))!;
  const body = '<p>Which?</p><p>A) Work shirt red<br>B) Work shirt blue</p>';
  await world.store.drafts.keep({ ...before, id: `${inquiry}.s6`, body });
  const edit = {
    inquiry,
    review: 'outgoing' as const,
    by: 'Anna',
    customer: null,
    sender: '',
    quote: null,
    order: null,
  };
  await world.act.applyEdit({
    ...edit,
    draft: `${inquiry}.s6`,
    key: `${inquiry}.s7`,
    values: { draft: { body: '<p>Which?</p><p>A) Work shirt red<br>B) Work shirt green</p>' } },
  });
  expect((await asked(`${inquiry}.s7`))[0]!.options.map(({ letter }) => letter)).toEqual(['A']);
});

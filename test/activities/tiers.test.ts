/** Prices of several quantities, and the next price that is near, over a real store and the embedded sales system. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createDocuments } from '../../src/documents/index.ts';
import { activitiesWorld, aLine, aReading, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
beforeAll(async () => (world = await activitiesWorld()));
afterAll(() => world.drop());

const steps = { quote: null, overrides: [], wishes: {}, onlyAvailable: false };

describe('a ladder', () => {
  const asked = aLine('l1', 'BOLT', '5', { tiers: ['5', '20', '100'] });

  test('one line at the first quantity, the others priced by the sales system, in PDF and mail', async () => {
    const made = await world.quoteFor([asked, aLine('l2', 'HAMMER', '2')], 'A1');
    const { inquiry, quote } = made;
    const document = (await world.sales.quote(quote.number))!;
    expect(document.lines.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['BOLT', '5'],
      ['HAMMER', '2'],
    ]);
    const [bolts] = await world.store.lines.of(inquiry);
    expect(bolts!.tiers).toEqual([
      { quantity: '5', unitPrice: '7.40', discountPercent: '3', total: '35.89' },
      { quantity: '20', unitPrice: '7.40', discountPercent: '7.5', total: '136.90' },
      { quantity: '100', unitPrice: '7.40', discountPercent: '12', total: '651.20' },
    ]);
    expect(document.total).toBe((60.89 * 1.21).toFixed(2));
    await world.draftOf(made);
    expect(world.documents.replies.at(-1)!.ladders).toEqual([{ item: 'BOLT', tiers: bolts!.tiers }]);
    const documents = createDocuments({ chromiumPath: null, log: world.dependencies.log });
    const company = await world.store.settings.company();
    expect(documents.html(document, company, [{ item: 'BOLT', tiers: bolts!.tiers! }])).toContain('651.20');
    expect(documents.html(document, company)).not.toContain('651.20');
  });

  test('“we take 20”: its reader knows the quantities; a new revision counts it, the ladder is gone', async () => {
    const { inquiry, quote, mail } = await world.quoteFor([asked], 'A1');
    const answer = await world.mailIn(inquiry);
    world.reading.says = aReading([aLine('l1', 'BOLT', '20', { action: 'set' })], { of: 'change' });
    await world.act.readMail({ inquiry, mail: answer.id, quote });
    expect(world.reading.contexts.at(-1)).toMatchObject({ quoted: [{ item: 'BOLT', tiers: ['5', '20', '100'] }] });
    const mails = [answer.id];
    await world.act.checkItems({ inquiry, mails, account: 'A1', ...steps, quote });
    const revised = await world.quoteMade({
      ...{ inquiry, mails, customer: world.customer, language: 'en', quote, key: `${mail}.s9`, wishes: {} },
    });
    expect(revised.ref).toMatchObject({ number: quote.number, revision: 2 });
    expect((await world.sales.quote(quote.number))!.lines).toMatchObject([{ quantity: '20', total: '136.90' }]);
    expect((await world.store.lines.of(inquiry))[0]).not.toHaveProperty('tiers');
  });

  test('a change to another line leaves it standing', async () => {
    const { inquiry, quote } = await world.quoteFor([asked, aLine('l2', 'HAMMER', '2')], 'A1');
    const change = await world.mailIn(
      inquiry,
      aReading([aLine('l1', 'HAMMER', '3', { action: 'set' })], { of: 'change' }),
    );
    await world.act.checkItems({ inquiry, mails: [change.id], account: 'A1', ...steps, quote });
    const lines = await world.store.lines.of(inquiry);
    expect(lines.map(({ item, quantity, tiers }) => [item, quantity, tiers?.length])).toEqual([
      ['BOLT', '5', 3],
      ['HAMMER', '3', undefined],
    ]);
  });
});

describe('the next price', () => {
  test.each<[string, string, object | undefined]>([
    ['two more of eighteen', '18', { quantity: '20', more: '2', total: '136.90' }],
    ['too far', '12', undefined],
    ['holds already', '20', undefined],
  ])('%s', async (_, quantity, said) => {
    const made = await world.quoteFor([aLine('l1', 'BOLT', quantity)], 'A1');
    const [line] = await world.store.lines.of(made.inquiry);
    if (said) expect(line!.nextPrice).toMatchObject(said);
    else expect(line).not.toHaveProperty('nextPrice');
    expect(line!.quantity).toBe(quantity);
    await world.draftOf(made);
    const remarks = world.documents.replies.at(-1)!.remarks.filter(({ code }) => code === 'next-price');
    expect(remarks).toHaveLength(said ? 1 : 0);
  });

  test('two lines of one item are priced together: nothing is said of either', async () => {
    const { inquiry } = await world.quoteFor([aLine('l1', 'BOLT', '18'), aLine('l2', 'BOLT', '18')], 'A1');
    for (const line of await world.store.lines.of(inquiry)) expect(line).not.toHaveProperty('nextPrice');
  });
});

test('prices are each account’s own, and none where it cannot be quoted to', async () => {
  const ask = (account: string, items: string[]) =>
    world.sales.prices(
      account,
      items.map((item) => ({ item, quantity: '5' })),
      { language: 'fr' },
    );
  expect(await ask('A3', ['HAMMER'])).toMatchObject([{ currency: 'GBP', unitPrice: '10.75', description: 'Marteau' }]);
  expect(await ask('A1', ['OLD', 'NOPE'])).toEqual([null, null]);
  expect(await ask('A5', ['HAMMER'])).toEqual([null]);
  expect(await ask('nobody', ['HAMMER'])).toEqual([null]);
});

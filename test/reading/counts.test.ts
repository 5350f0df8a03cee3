/** What is counted, and how: the item's own unit, corrections, what is not wanted, sizes that share a number. */
import { describe, expect, test } from '@jest/globals';
import { inItemUnit } from '../../src/reading/lines/item-unit.ts';
import { readText } from './mails.ts';

const lines = async (text: string) =>
  (await readText(text)).lines.map(({ item, status, quantity, sure }) => ({ item: item ?? status, quantity, sure }));

describe('counts in what the item is sold by', () => {
  test.each([
    [5, 'box', 'BOX100', 5, true],
    [500, 'piece', 'BOX100', 5, true],
    [250, 'piece', 'BOX100', null, false],
    [10, null, 'BOX100', 10, true],
    [500, null, 'BOX100', 500, false],
    [3, 'pair', 'EA', 6, false],
    [3, 'pair', 'PAIR', 3, true],
    [250, 'metre', 'M', 250, true],
    [250, 'metre', 'EA', 250, false],
    [4, 'box', 'EA', 4, false],
  ] as const)('%d %s of %s', (quantity, said, unit, expected, agrees) => {
    const counted = inItemUnit(quantity, said, unit);
    expect([counted.quantity, counted.most === 1]).toEqual([expected, agrees]);
  });
});

describe('a sentence that takes its number back', () => {
  test.each([
    ['We need 12 claw hammers - sorry, make that 15 - and 3 hand saws.', '15'],
    ['Wir brauchen zehn – nein, zwölf – Klauenhammer und 3 Handsägen.', '12'],
    ['Il nous faudrait 6, pardon, 8 marteaux à griffes et 3 scies égoïnes.', '8'],
    // In a sentence of its own.
    ['Could you quote twelve claw hammers? No wait, make it 15, we have guests. We also need 3 hand saws.', '15'],
    ['Wat kosten twaalf klauwhamers? Nee wacht, doe er maar vijftien. Verder 3 SW-3300.', '15'],
    ['Precisamos de sete martelos de orelhas e 3 SW-3300. Aliás, enganei-me: são oito martelos e não sete.', '8'],
  ])('%s', async (text, quantity) => {
    const [hammers, saws] = await lines(text);
    expect(hammers).toEqual({ item: 'HM-1001', quantity, sure: false });
    expect(saws).toMatchObject({ item: 'SW-3300', quantity: '3' });
  });
});

test('a number that is taken back without saying which leaves no line of its sentence sure', async () => {
  const read = await lines('We need seven claw hammers and 3 hand saws. Sorry, I meant 8 claw hammers.');
  expect(read.map(({ quantity, sure }) => [quantity, sure])).toEqual([
    ['7', false],
    ['3', false],
    ['8', true],
  ]);
});

describe('a number and its goods in other orders', () => {
  test.each<[string, string[]]>([
    ['Please quote claw hammers, pcs 3.', ['3 HM-1001']],
    ['Please quote four claw hammers and hand saws (6 pcs).', ['4 HM-1001', '6 SW-3300']],
    ['Please quote a handful of hand saws (6 pcs).', ['6 SW-3300']],
    ['Il nous faut deux gants antidérapants, un en S et un en L.', ['1 GV-200-S', '1 GV-200-L']],
    ['Please quote 5 pairs of grip gloves, size large.', ['5 GV-200-L']],
    ['Part\tDescription\tQty\nHM-1001\tClaw Hammer\t2O\nSW-3300\tHand Saw\t4', ['20 HM-1001', '4 SW-3300']],
  ])('%s', async (text, expected) => {
    expect((await lines(text)).map(({ item, quantity }) => `${quantity} ${item}`)).toEqual(expected);
  });

  test.each([
    'Part\tDescription\tQty\nHM-1001\tClaw Hammer\t2O\nSW-3300\tHand Saw\t4',
    'Part\tDescription\tQty\nHM-I00l\tZorgblatt\t20',
    'Please quote 20 claw hammers with engraving.',
  ])('a person looks at %j', async (text) => {
    expect((await lines(text))[0]).toEqual({ item: 'HM-1001', quantity: '20', sure: false });
  });
});

describe('goods that are named and not wanted', () => {
  test.each([
    'Please quote 4 claw hammers. No hand saws this time, we still have about 30.',
    'Bitte Angebot über 4 Klauenhammer. Handsägen brauchen wir diesmal keine, 30 haben wir noch.',
    'Merci de chiffrer 4 marteaux à griffes. Pas besoin de scies égoïnes, il nous en reste 30.',
    'Offerta per 4 martelli da carpentiere, per favore.',
  ])('%s', async (text) => {
    expect(await lines(text)).toMatchObject([{ item: 'HM-1001', quantity: '4' }]);
  });
});

describe('one number for several sizes', () => {
  test.each([
    'Please quote grip gloves in S, M and L, 5 of each.',
    'Please quote 5 each of the grip gloves in S, M and L.',
    'Can you do the grip gloves in S, M and L? Five of each.',
    'Please quote grip gloves, sizes S to L, 5 of each.',
  ])('%s', async (text) => {
    expect((await lines(text)).map(({ item, quantity }) => `${quantity} ${item}`)).toEqual([
      '5 GV-200-S',
      '5 GV-200-M',
      '5 GV-200-L',
    ]);
  });
});

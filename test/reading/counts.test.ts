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
  ])('%s', async (text, quantity) => {
    const [hammers, saws] = await lines(text);
    expect(hammers).toEqual({ item: 'HM-1001', quantity, sure: false });
    expect(saws).toMatchObject({ item: 'SW-3300', quantity: '3' });
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

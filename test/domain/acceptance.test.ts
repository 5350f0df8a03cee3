import { describe, expect, test } from '@jest/globals';
import { differencesFrom, type Accepted } from '../../src/domain/acceptance.ts';
import { bothChanged, keepingOurs } from '../../src/domain/both-changed.ts';
import type { OrderedLine } from '../../src/domain/reading.ts';
import { quotedLine } from '../../src/domain/document-lines.ts';
import { documentOf, lineOf } from '../documents/samples.ts';

const street = { street: '3 Quay Road', city: 'Kendal', postalCode: 'LA9 0XY', country: 'GB' };
const quote = documentOf({
  requestedDate: '2026-12-14',
  shipTo: street,
  lines: [
    lineOf(0, {
      item: 'HAMMER',
      description: 'Claw hammer 1.50',
      quantity: '10',
      unitPrice: '12.50',
      total: '125.00',
      discountPercent: '0',
    }),
    lineOf(1, {
      item: 'BOLT',
      description: 'Bolt M8',
      quantity: '5',
      unitPrice: '7.40',
      total: '34.23',
      discountPercent: '7.5',
    }),
  ],
});
const ordered = (item: string | null, quantity: string | null, amounts: string[] = [], listed = true): OrderedLine => ({
  id: 'l1',
  text: `${quantity} ${item ?? 'things'}`,
  action: null,
  status: item === null ? 'unknown' : 'matched',
  item,
  candidates: [],
  quantity,
  unit: null,
  confidence: 0.9,
  reason: '',
  sure: true,
  evidence: [],
  listed,
  amounts,
});
const both = (hammers: string, bolts: string) => [ordered('HAMMER', hammers), ordered('BOLT', bolts)];

describe('an acceptance and its quote', () => {
  test.each<[string, Partial<Accepted>, string[]]>([
    ['says yes', {}, []],
    ['says the same', { ordered: both('10', '5') }, []],
    ['the same in other zeros and parts', { ordered: [...both('4', '5.00'), ordered('HAMMER', '6')] }, []],
    ['names one line in passing', { ordered: [ordered('HAMMER', '10', [], false)] }, []],
    ['more', { ordered: both('12', '5') }, ['The customer orders 12 HAMMER, the quote says 10.']],
    [
      'a line less',
      { ordered: [ordered('HAMMER', '10')] },
      ['The quote says 5 BOLT, which the customer does not order.'],
    ],
    [
      'a line more',
      { ordered: [...both('10', '5'), ordered('ROPE', '2')] },
      ['The customer orders 2 ROPE, which is not in the quote.'],
    ],
    [
      'goods nobody knows',
      { ordered: [...both('10', '5'), ordered(null, '1')] },
      ['The customer orders “1 things”, which is not a line of the quote.'],
    ],
    [
      'our prices, each and together',
      { ordered: [ordered('HAMMER', '10', ['12.5', '125']), ordered('BOLT', '5', ['7.4', '6.85', '34.23'])] },
      [],
    ],
    [
      'numbers of the description and the quantity',
      { ordered: [ordered('HAMMER', '10', ['1.5', '10']), ordered('BOLT', '5')] },
      [],
    ],
    [
      'another price',
      { ordered: [ordered('HAMMER', '10', ['9', '90']), ordered('BOLT', '5')] },
      ['The customer writes 9, 90 for HAMMER, the quote says 12.50 each.'],
    ],
    ['the quantity, taken for an amount', { ordered: [ordered('HAMMER', '10'), ordered('BOLT', '5', ['5'])] }, []],
    [
      'another date',
      { requestedDate: '2026-12-20' },
      ['The customer wants delivery on 2026-12-20, the quote says 2026-12-14.'],
    ],
    ['the date of the quote', { requestedDate: '2026-12-14' }, []],
    [
      'its address, written otherwise',
      { shipTo: { name: 'Workshop', street: '3, Quay road', city: 'Kendal', postalCode: 'LA90XY' } },
      [],
    ],
    [
      'another address',
      { shipTo: { street: '1 Other Road', city: 'Kendal', postalCode: 'LA9 0XY' } },
      ["The customer wants delivery to 1 Other Road, Kendal, LA9 0XY, which is not the quote's address."],
    ],
  ])('%s', (_, said, expected) =>
    expect(differencesFrom(quote, { ordered: [], requestedDate: null, shipTo: null, ...said })).toEqual(expected),
  );
});

describe('a line that a person and the customer both changed', () => {
  const l = (item: string, quantity: string) => quotedLine(lineOf(0, { item, quantity }));
  const known = [l('A', '10'), l('B', '5')];
  test.each([
    ['nobody', known, known, []],
    ['the customer alone', known, [l('A', '12'), l('B', '5')], []],
    ['a person alone', [l('A', '8'), l('B', '5')], [l('A', '8'), l('B', '5')], []],
    ['each another', [l('A', '8'), l('B', '5')], [l('A', '8'), l('B', '7')], []],
    ['both the same way', [l('A', '12'), l('B', '5')], [l('A', '12'), l('B', '5')], []],
    ['both', [l('A', '8'), l('B', '5')], [l('A', '12'), l('B', '5')], [{ item: 'A', ours: '8', asked: '12' }]],
    [
      'a person took it away, the customer wants more',
      [l('B', '5')],
      [l('B', '5'), l('A', '12')],
      [{ item: 'A', ours: '0', asked: '12' }],
    ],
    [
      'a person added what the customer’s list lacks',
      [...known, l('C', '1')],
      known,
      [{ item: 'C', ours: '1', asked: '0' }],
    ],
  ])('%s', (_, now, asked, expected) => {
    const found = bothChanged(known, now, asked);
    expect(found).toEqual(expected);
    expect(bothChanged(known, now, keepingOurs(found, now, asked))).toEqual([]);
  });
});

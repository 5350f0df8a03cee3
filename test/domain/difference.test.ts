import { describe, expect, test } from '@jest/globals';
import { difference, differenceTold, type ComparedDocument } from '../../src/domain/difference.ts';

const bolt = { item: 'BOLT-8', quantity: '12', unit: 'EA', unitPrice: '2.50', total: '30.00' };
const nut = { item: 'NUT-8', quantity: '5', unit: 'EA', unitPrice: '1.00', total: '5.00' };
const before: ComparedDocument = { lines: [bolt, nut], total: '35.00', requestedDate: '2026-12-01', shipTo: null };

interface Case {
  name: string;
  now: Partial<ComparedDocument>;
  fields: [field: string, before: string | null, now: string | null][];
}

const cases: Case[] = [
  { name: 'nothing', now: {}, fields: [] },
  { name: 'other zeros, same numbers', now: { total: '35', lines: [{ ...bolt, quantity: '12.0' }, nut] }, fields: [] },
  { name: 'the order of lines alone', now: { lines: [nut, bolt] }, fields: [] },
  {
    name: 'a quantity, and what follows from it',
    now: { lines: [{ ...bolt, quantity: '10', total: '25.00' }, nut], total: '30.00' },
    fields: [
      ['lines/0/quantity', '12', '10'],
      ['lines/0/total', '30.00', '25.00'],
      ['total', '35.00', '30.00'],
    ],
  },
  {
    name: 'a line removed, one added',
    now: { lines: [{ ...nut, item: 'NUT-10' }, bolt] },
    fields: [
      ['lines/0', null, '5 EA NUT-10'],
      ['lines/1', '5 EA NUT-8', null],
    ],
  },
  {
    name: 'a second line of the same item',
    now: { lines: [bolt, nut, bolt] },
    fields: [['lines/2', null, '12 EA BOLT-8']],
  },
  { name: 'a date taken away', now: { requestedDate: null }, fields: [['requestedDate', '2026-12-01', null]] },
  {
    name: 'an address given',
    now: { shipTo: { street: 'Rue 1', city: 'Lyon', country: 'FR' } },
    fields: [['shipTo', null, 'Rue 1, Lyon, FR']],
  },
  {
    name: 'what one side does not know',
    now: { discountPercent: '5', lines: [{ ...bolt, unitPrice: undefined }, nut] },
    fields: [],
  },
];

describe('difference', () => {
  test.each(cases)('$name', ({ now, fields }) => {
    const found = difference(before, { ...before, ...now });
    expect(found.map((one) => [one.field, one.before, one.now])).toEqual(fields);
  });

  test('says in a sentence what was and what is', () => {
    const now = { ...before, total: '30.00', requestedDate: null };
    expect(difference(before, now).map(({ sentence }) => sentence)).toEqual([
      'The requested date was 2026-12-01 and is not set now.',
      'The total was 35.00 and is 30.00 now.',
    ]);
  });
});

test('for the timeline: what a person wants to know, and no more than it takes', () => {
  const now = {
    ...before,
    lines: [{ ...bolt, quantity: '10', total: '25.00' }, nut],
    total: '30.00',
    validUntil: '2027-01-01',
  };
  expect(differenceTold(before, now)).toBe(
    'The quantity of BOLT-8 was 12 and is 10 now. The total was 35.00 and is 30.00 now.',
  );
  const many = Array.from({ length: 9 }, (_, index) => ({ ...nut, item: `NUT-${index}` }));
  expect(differenceTold({ lines: many }, { lines: [] })).toMatch(
    /^(?:5 EA NUT-\d was removed\. ){6}And 3 more differences\.$/,
  );
  expect(differenceTold(before, before)).toBe('');
});

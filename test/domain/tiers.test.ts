import { describe, expect, test } from '@jest/globals';
import type { InquiryLine } from '../../src/domain/inquiry.ts';
import type { PricedLine } from '../../src/domain/sales.ts';
import {
  isWorthSaying,
  nextQuantity,
  pricesNeeded,
  tiersKept,
  unpriced,
  withTierPrices,
} from '../../src/domain/tiers.ts';

const line = (more: Partial<InquiryLine> = {}): InquiryLine => ({
  id: 'l1',
  text: 'ninety bolts',
  status: 'matched',
  item: 'B1',
  description: 'Bolt',
  quantity: '90',
  unit: 'EA',
  sure: true,
  confidence: 1,
  reason: '',
  candidates: [],
  stock: null,
  unitPrice: '1.00',
  total: '90.00',
  ...more,
});
const price = (quantity: string, total: string, more: Partial<PricedLine> = {}): PricedLine => ({
  item: 'B1',
  description: 'Bolt',
  quantity,
  unit: 'EA',
  unitPrice: '1.00',
  discountPercent: '10',
  total,
  currency: 'EUR',
  ...more,
});
const document = { currency: 'EUR', lines: [{ id: 'l1', discountPercent: '0' }] };

describe('the next quantity with another price', () => {
  test.each([
    ['the least above', '88', ['20', '200', '100'], '100'],
    ['not the one that holds already', '100', ['20', '100'], null],
    ['none', '88', [], null],
    ['half as much again', '100', ['150'], '150'],
    ['further away', '100', ['151'], null],
    ['of metres', '9.5', ['10'], '10'],
  ])('%s', (_, quantity, from, next) => {
    expect(nextQuantity(quantity, from)).toBe(next);
  });
});

describe('is said', () => {
  test.each<[string, [string, string], [string, string], boolean]>([
    ['a fifth more, each cheaper', ['100', '100'], ['120', '108'], true],
    ['more than a fifth for more money', ['100', '100'], ['121', '108'], false],
    ['more than a fifth for the same money', ['100', '100'], ['140', '100'], true],
    ['a fifth more, each as dear', ['100', '100'], ['110', '110'], false],
    ['a fifth more, each dearer', ['100', '100'], ['110', '115'], false],
  ])('%s', (_, [quantity, total], [more, cost], said) => {
    expect(isWorthSaying({ quantity, total }, { quantity: more, total: cost })).toBe(said);
  });
});

test('only lines that need them ask for prices', () => {
  const lines = [
    line(),
    line({ id: 'l2', tiers: ['90', '500'].map(unpriced) }),
    line({ id: 'l3', nextPrice: { ...unpriced('100'), more: '10' } }),
    line({ id: 'l4', item: null }),
  ];
  expect(pricesNeeded(lines)).toEqual([
    { item: 'B1', quantity: '500' },
    { item: 'B1', quantity: '90' },
    { item: 'B1', quantity: '100' },
  ]);
});

describe('priced', () => {
  test('tiers: the first as it is quoted, what cannot be quoted without a price', () => {
    const [priced] = withTierPrices(
      [line({ tiers: ['90', '500', '900'].map(unpriced) })],
      [price('500', '450.00'), null],
      document,
    );
    expect(priced!.tiers).toEqual([
      { quantity: '90', unitPrice: '1.00', discountPercent: '0', total: '90.00' },
      { quantity: '500', unitPrice: '1.00', discountPercent: '10', total: '450.00' },
      unpriced('900'),
    ]);
    expect(priced).toMatchObject({ quantity: '90', total: '90.00' });
  });

  test.each<[string, (PricedLine | null)[], object | undefined]>([
    [
      'near and cheaper',
      [price('90', '90.00'), price('100', '90.00')],
      { quantity: '100', more: '10', unitPrice: '1.00', discountPercent: '10', total: '90.00' },
    ],
    ['as dear', [price('90', '90.00'), price('100', '100.00')], undefined],
    ['a price of its own', [price('90', '80.00'), price('100', '90.00')], undefined],
    ['in another currency', [price('90', '90.00'), price('100', '90.00', { currency: 'SEK' })], undefined],
    ['not to be had', [price('90', '90.00'), null], undefined],
  ])('the next price, %s', (_, prices, said) => {
    const [priced] = withTierPrices([line({ nextPrice: { ...unpriced('100'), more: '10' } })], prices, document);
    expect(priced!.nextPrice).toEqual(said);
    expect(priced!.quantity).toBe('90');
  });
});

test('who took another quantity has chosen', () => {
  const tiers = ['90', '500'].map(unpriced);
  expect(tiersKept({ quantity: '90', tiers }, '90.0')).toEqual({ tiers });
  expect(tiersKept({ quantity: '90', tiers }, '500')).toEqual({});
  expect(tiersKept(undefined, '500')).toEqual({});
});

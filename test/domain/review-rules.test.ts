import { describe, expect, test } from '@jest/globals';
import type { ReviewRule } from '../../src/domain/policy.ts';
import { needsHistory, rulesMet, type RuleFacts } from '../../src/domain/review-rules.ts';
import type { DocumentLine, PastOrder } from '../../src/domain/sales.ts';

const line = (item: string, quantity: string, more: Partial<DocumentLine> = {}): DocumentLine => ({
  id: 'l1',
  item,
  description: item,
  quantity,
  unit: 'EA',
  unitPrice: '10.00',
  discountPercent: '0',
  total: '10.00',
  ...more,
});

const ordered = (...lines: [string, string, string?][]): PastOrder => ({
  number: 'O-1',
  inquiry: null,
  at: '2026-01-01T00:00:00.000Z',
  lines: lines.map(([item, quantity, unit = 'EA']) => ({ item, quantity, unit })),
});

const facts = (document: Partial<RuleFacts['document']> = {}, more: Partial<RuleFacts> = {}): RuleFacts => ({
  document: { total: '1000.00', currency: 'EUR', discountPercent: '0', lines: [line('HAMMER', '10')], ...document },
  rate: '1',
  confidences: [0.95, 0.91],
  history: [],
  ...more,
});

type Named = Omit<ReviewRule, 'name' | 'review'>;
const rule = (named: Named, name = 'Look'): ReviewRule => ({ name, review: 'quote', ...named });

const taken = (...quantities: string[]) => quantities.map((quantity) => ordered(['HAMMER', quantity]));

const cases: [string, Named, RuleFacts, boolean][] = [
  ['an amount above', { amountOver: '999.99' }, facts(), true],
  ['an amount exactly at it', { amountOver: '1000' }, facts(), false],
  ['an amount below', { amountOver: '1000.01' }, facts(), false],
  ['yen, by the exchange rate, below', { amountOver: '1000' }, facts({ total: '160000' }, { rate: '160' }), false],
  ['yen, by the exchange rate, above', { amountOver: '1000' }, facts({ total: '160001' }, { rate: '160' }), true],
  ['a currency without a rate', { amountOver: '1000000' }, facts({}, { rate: null }), true],
  ['no discount at all', { discountOver: '0' }, facts(), false],
  [
    'a line’s discount',
    { discountOver: '10' },
    facts({ lines: [line('A', '1'), line('B', '1', { discountPercent: '10.5' })] }),
    true,
  ],
  [
    'a line’s discount at it',
    { discountOver: '10.5' },
    facts({ lines: [line('B', '1', { discountPercent: '10.5' })] }),
    false,
  ],
  ['the document’s discount', { discountOver: '4' }, facts({ discountPercent: '5' }), true],
  [
    'both, 10 % and 10 % being 19 %, above',
    { discountOver: '18.9' },
    facts({ discountPercent: '10', lines: [line('B', '1', { discountPercent: '10' })] }),
    true,
  ],
  [
    'both, below',
    { discountOver: '19' },
    facts({ discountPercent: '10', lines: [line('B', '1', { discountPercent: '10' })] }),
    false,
  ],
  ['no line', { discountOver: '0' }, facts({ lines: [], discountPercent: '50' }), false],
  ['nobody who ordered before', { newCustomer: true }, facts(), true],
  ['somebody who ordered other things', { newCustomer: true }, facts({}, { history: [ordered()] }), false],
  ['one line less sure', { confidenceUnder: 0.95 }, facts(), true],
  ['all lines as sure or surer', { confidenceUnder: 0.91 }, facts(), false],
  ['the usual quantity', { timesUsualQuantity: 3 }, facts({}, { history: taken('10', '8', '12') }), false],
  ['three times as much', { timesUsualQuantity: 3 }, facts({}, { history: taken('3', '3', '4') }), true],
  ['a factor that is no integer', { timesUsualQuantity: 2.5 }, facts({}, { history: taken('4') }), true],
  [
    'one order far out of the ordinary',
    { timesUsualQuantity: 3 },
    facts({}, { history: taken('3', '500', '3') }),
    true,
  ],
  ['of two the lower counts', { timesUsualQuantity: 3 }, facts({}, { history: taken('3', '100') }), true],
  ['an item never ordered before', { timesUsualQuantity: 1 }, facts({}, { history: [ordered(['NAIL', '1'])] }), false],
  [
    'the same item in another unit',
    { timesUsualQuantity: 1 },
    facts({}, { history: [ordered(['HAMMER', '1', 'BOX'])] }),
    false,
  ],
  [
    'two lines of one item',
    { timesUsualQuantity: 3 },
    facts({ lines: [line('HAMMER', '5'), line('HAMMER', '5')] }, { history: taken('3') }),
    true,
  ],
  [
    'two lines of one item in an order',
    { timesUsualQuantity: 3 },
    facts({}, { history: [ordered(['HAMMER', '3'], ['HAMMER', '3'])] }),
    false,
  ],
  ['no history', { timesUsualQuantity: 1 }, facts(), false],
  ['only one of two', { amountOver: '500', newCustomer: true }, facts({}, { history: [ordered()] }), false],
  ['both of two', { amountOver: '500', newCustomer: true }, facts(), true],
];

describe('review rules', () => {
  test.each(cases)('%s', (_, named, known, met) => {
    expect(rulesMet([rule(named)], known)).toHaveLength(met ? 1 : 0);
  });

  test('all that are met are named, in the policy’s order', () => {
    const rules = [
      rule({ amountOver: '1' }, 'over 1'),
      rule({ amountOver: '9999' }, 'over 9999'),
      rule({ newCustomer: true }, 'new'),
    ];
    expect(rulesMet(rules, facts()).map(({ name }) => name)).toEqual(['over 1', 'new']);
  });

  test.each<[Named, boolean]>([
    [{ newCustomer: true }, true],
    [{ timesUsualQuantity: 2 }, true],
    [{ amountOver: '1', discountOver: '1' }, false],
    [{ confidenceUnder: 0.5 }, false],
  ])('%j needs the account’s orders: %s', (named, needed) => {
    expect(needsHistory([rule(named)])).toBe(needed);
  });
});

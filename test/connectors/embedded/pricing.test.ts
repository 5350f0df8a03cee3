import { describe, expect, test } from '@jest/globals';
import {
  breakFor,
  currencyFor,
  figures,
  type Terms,
  type WantedLine,
} from '../../../src/connectors/embedded/pricing.ts';

const bands = [
  { min: '5', max: '19', percent: '3' },
  { min: '20', max: '99', percent: '7.50' },
  { min: '100', max: null, percent: '12' },
];

describe('price breaks', () => {
  test.each([
    ['4', '0'],
    ['4.999', '0'],
    ['5', '3'],
    ['19', '3'],
    ['19.5', '3'],
    ['20', '7.5'],
    ['99.999999', '7.5'],
    ['100', '12'],
    ['100000', '12'],
  ])('%s pieces: %s %%', (quantity, percent) => expect(breakFor(quantity, bands)).toBe(percent));

  test.each([
    ['within', '14', '2'],
    ['the last fraction', '14.9', '2'],
    ['beyond a band that ends', '15', '0'],
  ])('%s', (_, quantity, percent) =>
    expect(breakFor(quantity, [{ min: '11', max: '14', percent: '2.0' }])).toBe(percent),
  );
  test('the order of bands does not matter', () => expect(breakFor('50', [...bands].reverse())).toBe('7.5'));
  test('none', () => expect(breakFor('50', [])).toBe('0'));
});

const item = (listPrice: string, breaks: typeof bands = []) => ({
  listPrice,
  name: 'Thing',
  names: { fr: 'Chose' },
  breaks,
});
const terms = (changes: Partial<Terms> = {}): Terms => ({
  items: new Map([
    ['A', item('10.00', bands)],
    ['B', item('0.335')],
    ['C', item('33.33')],
  ]),
  company: { currency: 'EUR', tax: 'accounts', exchangeRates: { GBP: '0.86', JPY: '162.4' } },
  account: { taxPercent: '21', taxNote: 'standard' },
  currency: 'EUR',
  language: 'en',
  discountPercent: '0',
  ...changes,
});
const line = (id: string, of: string, quantity: string, discount: string | null = null): WantedLine => ({
  id,
  item: of,
  quantity,
  unit: 'EA',
  discount,
});

describe('lines', () => {
  test('an item on two lines has the break of both quantities', () => {
    const { lines, subtotal } = figures([line('l1', 'A', '12'), line('l2', 'C', '1'), line('l3', 'A', '8')], terms());
    expect(lines.map(({ discountPercent, total }) => [discountPercent, total])).toEqual([
      ['7.5', '111.00'],
      ['0', '33.33'],
      ['7.5', '74.00'],
    ]);
    expect(subtotal).toBe('218.33');
  });
  test("a person's discount takes the break's place", () =>
    expect(figures([line('l1', 'A', '20', '2.5')], terms()).lines[0]).toMatchObject({
      discountPercent: '2.5',
      total: '195.00',
    }));
  test('the description is in the language, where there is one', () => {
    const inLanguage = (language: string) => figures([line('l1', 'A', '1')], terms({ language })).lines[0]!.description;
    expect([inLanguage('fr'), inLanguage('pl')]).toEqual(['Chose', 'Thing']);
  });
  test.each([
    ['unit price is rounded first', 'B', '3', null, '0.34', '1.02'],
    ['half up', 'C', '0.5', '1', '33.33', '16.50'],
    ['half of a cent goes up', 'A', '0.0005', null, '10.00', '0.01'],
    ['all off', 'A', '1', '100', '10.00', '0.00'],
  ])('%s', (_, of, quantity, discount, unitPrice, total) =>
    expect(figures([line('l1', of, quantity, discount)], terms()).lines[0]).toMatchObject({ unitPrice, total }),
  );
  test.each([
    ['GBP', '28.66', '85.98'],
    ['JPY', '5413', '16239'],
    ['EUR', '33.33', '99.99'],
  ])('in %s', (currency, unitPrice, total) => {
    const { lines } = figures([line('l1', 'C', '3')], terms({ currency }));
    expect(lines[0]).toMatchObject({ unitPrice, total });
  });
  test.each([
    ['EUR', 'EUR'],
    ['GBP', 'GBP'],
    ['NOK', 'EUR'],
    ['toString', 'EUR'],
  ])('an account in %s is quoted in %s', (wish, currency) => expect(currencyFor(wish, terms().company)).toBe(currency));
});

describe('totals and taxes', () => {
  const account = (taxPercent: string, taxNote: string): Partial<Terms> => ({ account: { taxPercent, taxNote } });
  test.each<[string, Partial<Terms>, string[], string]>([
    ['standard', {}, ['21', '100.00', '21.00', 'standard'], '121.00'],
    ['reverse charge', account('0', 'reverse-charge'), ['0', '100.00', '0.00', 'reverse-charge'], '100.00'],
    ['export', account('0', 'export'), ['0', '100.00', '0.00', 'export'], '100.00'],
    ['a discount comes before tax', { discountPercent: '10' }, ['21', '90.00', '18.90', 'standard'], '108.90'],
    ['a fraction of a percent', account('7.7', 'standard'), ['7.7', '100.00', '7.70', 'standard'], '107.70'],
    ['yen', { currency: 'JPY' }, ['21', '16240', '3410', 'standard'], '19650'],
  ])('%s', (_, changes, [percent, base, amount, note], total) => {
    const counted = figures([line('l1', 'A', '10', '0')], terms(changes));
    expect(counted.taxes).toEqual([{ percent, base, amount, note }]);
    expect(counted.total).toBe(total);
  });
  test('a company without taxes has no tax rows', () => {
    const company = { ...terms().company, tax: 'none' as const };
    expect(figures([line('l1', 'A', '10', '0')], terms({ company }))).toMatchObject({ taxes: [], total: '100.00' });
  });
  test('totals add up over 2,000 lines to the cent', () => {
    const many = Array.from({ length: 2000 }, (_, n) => line(`l${n + 1}`, 'B', `${(n % 7) + 1}`));
    const counted = figures(many, terms());
    const cents = counted.lines.reduce((all, { total }) => all + Math.round(Number(total) * 100), 0);
    expect(Math.round(Number(counted.subtotal) * 100)).toBe(cents);
  });
});

/** The sample company is consistent: every reference resolves, every word is translated, every number is well-formed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Value } from 'typebox/value';
import { Company } from '../../src/domain/settings.ts';
import {
  accounts,
  discontinued,
  folder,
  isDay,
  itemByNumber,
  items,
  repeated,
  rows,
  sold,
  type Row,
} from './folder.ts';

const languages = ['fr', 'de', 'es', 'it', 'nl', 'pt', 'da', 'sv', 'pl'];
const company = JSON.parse(readFileSync(join(folder, 'company.json'), 'utf8')) as Company;
const offending = (list: Row[], wrong: (row: Row) => boolean) => list.filter(wrong);

/** Last digit of a GTIN: GS1 General Specifications, section 7.9. */
const gtinHolds = (gtin: string) =>
  /^\d{13}$/.test(gtin) && [...gtin].reduce((sum, digit, i) => sum + Number(digit) * (i % 2 ? 3 : 1), 0) % 10 === 0;

describe('company.json', () => {
  test('has the shape of the settings', () => {
    expect(Value.Check(Company, company)).toBe(true);
  });
  test('has a rate for every other currency of an account', () => {
    const known = ['EUR', ...Object.keys(company.exchangeRates ?? {})];
    expect(accounts.map((a) => a.currency).filter((c) => !known.includes(String(c)))).toEqual([]);
  });
  test('has a logo that is an SVG without anything to fetch', () => {
    const svg = decodeURIComponent(String(company.logo).replace(/^data:image\/svg\+xml[^,]*,/, ''));
    expect(svg).toMatch(/^<svg .*<\/svg>$/s);
    expect(svg).not.toMatch(/href|<script|url\(/);
  });
});

describe('items.csv', () => {
  test('numbers and GTINs are unique', () => {
    expect(repeated(items.map((i) => i.number?.toUpperCase()))).toEqual([]);
    expect(repeated(items.map((i) => i.gtin))).toEqual([]);
    expect(offending(items, (i) => !gtinHolds(String(i.gtin)))).toEqual([]);
  });
  test.each<[string, RegExp]>([
    ['number', /^[A-Z0-9][A-Z0-9.-]*$/],
    ['unit', /^(EA|PAIR|SET|ROLL|M|BOX100)$/],
    ['list_price', /^(\d+\.\d\d)?$/],
    ['currency', /^EUR$/],
    ['weight', /^(\d+(\.\d+)?)?$/],
    ['weight_unit', /^(KG|G)$/],
    ['stock', /^\d+$/],
    ['sellable', /^(yes|no)$/],
    ['min_quantity', /^(\d+(\.\d+)?)?$/],
  ])('%s is well-formed', (column, form) => {
    expect(offending(items, (i) => !form.test(i[column] ?? 'absent'))).toEqual([]);
  });
  test.each(['sold_from', 'sold_until', 'available_on'])('%s is a day or empty', (column) => {
    expect(offending(items, (i) => i[column] !== '' && !isDay(i[column]))).toEqual([]);
  });
  test('what is for sale has a price, a category and two descriptions', () => {
    const needed = ['list_price', 'category', 'subcategory', 'description_en', 'description_fr'];
    expect(offending(items, (i) => i.sellable === 'yes' && needed.some((column) => i[column] === ''))).toEqual([]);
  });
  test('successors are sold, and only what is discontinued has one', () => {
    const withSuccessor = items.filter((i) => i.successor !== '');
    expect(offending(withSuccessor, (i) => !discontinued(i) || !sold(itemByNumber.get(i.successor)))).toEqual([]);
  });
  test('an item is expected only while there is none', () => {
    expect(offending(items, (i) => i.available_on !== '' && i.stock !== '0')).toEqual([]);
  });
  test('shows every case the product must handle', () => {
    const selling = items.filter(sold);
    expect(selling.length).toBeGreaterThanOrEqual(150);
    expect(items.filter(discontinued).length).toBeGreaterThanOrEqual(8);
    expect(items.filter((i) => i.sellable === 'no').length).toBeGreaterThanOrEqual(5);
    expect(selling.filter((i) => i.stock === '0').length).toBeGreaterThanOrEqual(5);
    expect(selling.filter((i) => Number(i.stock) > 0 && Number(i.stock) < 10).length).toBeGreaterThanOrEqual(5);
  });
});

describe('translations', () => {
  const names = rows('item-translations.csv');
  const words = rows('category-translations.csv');

  test('every item for sale has one name in each language', () => {
    const wanted = items.filter((i) => i.sellable === 'yes').flatMap((i) => languages.map((l) => `${i.number} ${l}`));
    expect(names.map((n) => `${n.item_number} ${n.language}`).sort()).toEqual(wanted.sort());
    expect(offending(names, (n) => !n.name || n.name !== n.name.trim())).toEqual([]);
  });
  test('no two items have the same name in a language', () => {
    expect(repeated(names.map((n) => `${n.language} ${n.name?.toLowerCase()}`))).toEqual([]);
    expect(repeated(items.map((i) => i.name?.toLowerCase()))).toEqual([]);
  });
  test.each(['category', 'subcategory', 'color'])('every %s is named once in each language', (kind) => {
    const used = [...new Set(items.map((i) => i[kind]).filter(Boolean))];
    const wanted = used.flatMap((en) => ['en', ...languages].map((language) => `${en} ${language}`));
    const given = words.filter((w) => w.kind === kind);
    expect(given.map((w) => `${w.en} ${w.language}`).sort()).toEqual(wanted.sort());
    expect(offending(given, (w) => !w.name)).toEqual([]);
  });
  test('synonyms are neither empty nor repeated', () => {
    const synonyms = (w: Row) => [String(w.name), ...String(w.synonyms).split('|')].map((s) => s.toLowerCase());
    expect(offending(words, (w) => w.synonyms !== '' && synonyms(w).some((s) => s !== s.trim() || !s))).toEqual([]);
    expect(offending(words, (w) => repeated(synonyms(w)).length > 0)).toEqual([]);
  });
});

describe('price-breaks.csv', () => {
  const breaks = rows('price-breaks.csv');
  test('breaks belong to items that are sold', () => {
    expect(offending(breaks, (b) => !sold(itemByNumber.get(b.item_number)))).toEqual([]);
  });
  test('quantities follow each other without gap or overlap, and more never costs more', () => {
    for (const number of new Set(breaks.map((b) => b.item_number))) {
      const own = breaks.filter((b) => b.item_number === number);
      const steps = own.map((b) => [Number(b.min_quantity), Number(b.max_quantity || Infinity), Number(b.discount_percent)]);
      steps.forEach(([from, to, percent], i) => {
        const before = steps[i - 1] ?? [0, Number(from) - 1, 0];
        expect([number, from]).toEqual([number, Number(before[1]) + 1]);
        expect(to).toBeGreaterThanOrEqual(Number(from));
        expect(percent).toBeGreaterThan(Number(before[2]));
        expect(percent).toBeLessThan(100);
      });
    }
  });
});

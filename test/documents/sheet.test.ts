import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { catalogueOf, languages } from '../../src/documents/catalogue.ts';
import { cssString } from '../../src/documents/page-style.ts';
import { sheet } from '../../src/documents/sheet.ts';
import { companyOf, documentOf, lineOf } from './samples.ts';

const bodyOf = (html: string) => html.slice(html.indexOf('<body>'));
const styleOf = (html: string) => html.slice(html.indexOf('<style>') + 7, html.indexOf('</style>'));
/** The words a reader sees. */
const wordsOf = (html: string) =>
  bodyOf(html)
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\s\u00a0\u202f]+/g, ' ');
const noTax = (note: string) => [{ percent: '0', base: '74.91', amount: '0', note }];

describe('a sheet', () => {
  test('is the same for the same document', () => {
    expect(sheet(documentOf(), companyOf())).toBe(sheet(documentOf(), companyOf()));
  });

  test('says what a quote must say', () => {
    const words = wordsOf(sheet(documentOf({ revision: 2, updatedAt: '2026-11-24T08:00:00Z' }), companyOf()));
    for (const part of [
      'Quote Q-000123',
      'Revision 2',
      '24 November 2026',
      'Valid until 22 December 2026',
      'Your reference PO 4711',
      'Requested delivery 14 December 2026',
      'Customer no. C10045',
      'Lakeside Joinery Ltd Anna Petit 27 Mill Lane Kendal LA9 0XX United Kingdom',
      'Delivery address Lakeside Joinery, Workshop 2, 3 Quay Road',
      '2 GLV-NIT-09 Nitrile work gloves, black, size 9 5 pair 3.25 10% 14.63',
      'Subtotal 61.91',
      'VAT 21% on 61.91 13.00',
      'Total EUR 74.91',
      'This quote is valid until 22 December 2026.',
      'This quote is not an order',
    ]) {
      expect(words).toContain(part);
    }
  });

  test('of an order names its quote and no validity', () => {
    const words = wordsOf(
      sheet(
        documentOf({
          kind: 'order',
          number: 'O-7',
          quote: { number: 'Q-000123', revision: 3, hash: '' },
          validUntil: null,
        }),
        companyOf(),
      ),
    );
    expect(words).toContain('Order confirmation O-7');
    expect(words).toContain('Based on quote Q-000123 / 3');
    expect(words).not.toMatch(/valid until|not an order/i);
  });

  test.each([
    ['standard', 'VAT is charged at the rate'],
    ['reverse-charge', 'Reverse charge:'],
    ['export', 'Export supply'],
    ['exempt', 'exempt from VAT'],
    ['none', 'No tax is included'],
  ])('has the sentence its tax calls for: %s', (note, sentence) => {
    expect(wordsOf(sheet(documentOf({ taxes: noTax(note) }), companyOf()))).toContain(sentence);
  });

  test('says so when there is no tax, and nothing of a note it does not know', () => {
    expect(wordsOf(sheet(documentOf({ taxes: [] }), companyOf()))).toContain('No tax is included');
    const words = wordsOf(sheet(documentOf({ taxes: noTax('constructor') }), companyOf()));
    expect(words).toContain('VAT 0% on 74.91');
    expect(words).not.toContain('native code');
  });

  test('has a discount column only where there is a discount', () => {
    const plain = lineOf(0, { discountPercent: '0.00' });
    expect(wordsOf(sheet(documentOf({ lines: [plain] }), companyOf()))).not.toContain('Discount');
    expect(wordsOf(sheet(documentOf({ lines: [plain, lineOf(1)] }), companyOf()))).toContain('Discount');
  });

  test('shows a discount on the whole document once, as less', () => {
    const words = wordsOf(sheet(documentOf({ discountPercent: '2.5', discount: '1.55' }), companyOf()));
    expect(words).toContain('Discount 2.5% −1.55');
  });

  test.each(languages)('in %s fills every value and names its language', (language) => {
    const html = sheet(documentOf({ language, lines: 2 }), companyOf());
    expect(html).toContain(`<html lang="${language}">`);
    expect(bodyOf(html)).not.toMatch(/\{\w+\}|undefined|\[object/);
    expect(wordsOf(html)).toContain(
      catalogueOf(language, companyOf()).texts.sheet.introQuote.replace(/[\s\u00a0]+/g, ' '),
    );
  });

  test('in a language nobody translated is in the company’s', () => {
    expect(sheet(documentOf({ language: 'fi' }), companyOf({ language: 'nl' }))).toContain('<html lang="nl">');
  });

  test.each([
    ['NL', 'size:A4'],
    ['US', 'size:letter'],
  ])('of a company in %s: %s', (country, size) => {
    expect(sheet(documentOf(), companyOf({ address: { country } }))).toContain(size);
  });
});

describe('nothing from outside', () => {
  test('only a picture that brings itself along is a logo', () => {
    for (const logo of ['https://tracker.example/x.png', 'javascript:alert(1)', 'data:text/html,<b>', '/etc/passwd']) {
      const html = sheet(documentOf(), companyOf({ logo }));
      expect(html).not.toContain('<img');
      expect(html).not.toContain(logo);
    }
  });

  test('a colour is a colour', () => {
    expect(sheet(documentOf(), companyOf({ color: 'red;}body{display:none' }))).not.toContain('display:none');
  });

  test('text on the company’s colour can be read', () => {
    expect(sheet(documentOf(), companyOf({ color: '#ffee00' }))).toContain('--on-accent:#000000');
    expect(sheet(documentOf(), companyOf({ color: '#102030' }))).toContain('--on-accent:#ffffff');
  });

  test('the foot cannot leave its style rule', () => {
    const evil = '"; } </style><script>x</script> \\ */ @import url(//x.example)';
    const html = sheet(documentOf(), companyOf({ legal: [evil], name: evil }));
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).not.toContain('<script');
    expect(styleOf(html)).not.toContain('@import');
    expect(cssString('a"\n😀')).toBe('"a\\22 \\a \\1f600 "');
  });

  test('only the fonts the text needs are in', () => {
    const size = (name: string) =>
      sheet(documentOf({ contact: { name, email: '' } }), companyOf()).match(/@font-face/g)?.length;
    expect([size('Anna Œuvrard'), size('Łukasz'), size('Ελένη'), size('Юлия')]).toEqual([2, 4, 4, 4]);
  });

  test('templates escape every value', () => {
    const folder = new URL('../../src/documents/templates/', import.meta.url);
    const templates = readdirSync(folder).filter((name) => name.endsWith('.hbs'));
    expect(templates.length).toBeGreaterThan(0);
    for (const name of templates) expect(readFileSync(new URL(name, folder), 'utf8')).not.toMatch(/\{\{\{|\{\{~?&/);
  });
});

/** Accounts, contacts and customers' own numbers of the sample company. */
import { describe, expect, test } from '@jest/globals';
import { accounts, contacts, itemByNumber, repeated, rows, sold, type Row } from './folder.ts';

const accountNumbers = new Set(accounts.map((a) => a.number));
const offending = (list: Row[], wrong: (row: Row) => boolean) => list.filter(wrong);

/** Form of a VAT number by country: Council Directive 2006/112/EC, article 215, and the tax offices of GB and CH. */
const vatForms: Record<string, RegExp> = {
  CH: /^CHE-\d{3}\.\d{3}\.\d{3} (MWST|TVA|IVA)$/,
  DE: /^DE\d{9}$/,
  DK: /^DK\d{8}$/,
  ES: /^ES[A-Z]\d{8}$/,
  FR: /^FR\d{11}$/,
  GB: /^GB\d{9}$/,
  IT: /^IT\d{11}$/,
  NL: /^NL\d{9}B\d\d$/,
  PL: /^PL\d{10}$/,
  PT: /^PT\d{9}$/,
  SE: /^SE\d{12}$/,
};
const currencies: Record<string, string> = { CH: 'CHF', DK: 'DKK', GB: 'GBP', PL: 'PLN', SE: 'SEK' };

describe('accounts.csv', () => {
  test('forty accounts in ten countries or more, numbered once', () => {
    expect(accounts).toHaveLength(40);
    expect(repeated(accounts.map((a) => a.number))).toEqual([]);
    expect(new Set(accounts.map((a) => a.country)).size).toBeGreaterThanOrEqual(10);
  });
  test.each<[string, RegExp]>([
    ['domain', /^[a-z0-9.-]+\.example$/],
    ['country', /^[A-Z]{2}$/],
    ['language', /^(en|fr|de|es|it|nl|pt|da|sv|pl)$/],
    ['blocked', /^(no|order|all)$/],
    ['credit_limit', /^(\d+(\.\d+)?)?$/],
    ['tax_percent', /^\d{1,2}(\.\d+)?$/],
    ['tax_note', /^(standard|reverse-charge|export|exempt)$/],
  ])('%s is well-formed', (column, form) => {
    expect(offending(accounts, (a) => !form.test(a[column] ?? 'absent'))).toEqual([]);
  });
  test('names and addresses are complete', () => {
    const needed = ['name', 'street', 'city', 'postal_code'];
    expect(offending(accounts, (a) => needed.some((column) => !a[column]))).toEqual([]);
  });
  test('currency, VAT number and tax fit the country', () => {
    const eu = (a: Row) => !['GB', 'CH'].includes(String(a.country));
    expect(offending(accounts, (a) => a.currency !== (currencies[String(a.country)] ?? 'EUR'))).toEqual([]);
    expect(offending(accounts, (a) => a.vat_id !== '' && !vatForms[String(a.country)]?.test(String(a.vat_id)))).toEqual([]);
    expect(offending(accounts, (a) => (a.tax_note === 'export') === eu(a))).toEqual([]);
    expect(offending(accounts, (a) => (a.tax_note === 'standard') !== Number(a.tax_percent) > 0)).toEqual([]);
    expect(offending(accounts, (a) => a.tax_note === 'reverse-charge' && (a.country === 'NL' || !a.vat_id))).toEqual([]);
  });
  test('each way of being blocked, each tax note and an account without credit limit occur', () => {
    expect(new Set(accounts.map((a) => a.blocked)).size).toBe(3);
    expect(new Set(accounts.map((a) => a.tax_note)).size).toBe(4);
    expect(accounts.some((a) => a.credit_limit === '')).toBe(true);
  });
});

describe('contacts.csv', () => {
  test('sixty contacts of known accounts, each account with one at least', () => {
    expect(contacts).toHaveLength(60);
    expect(new Set(contacts.map((c) => c.account_number))).toEqual(accountNumbers);
  });
  test('addresses lie in reserved domains (RFC 2606)', () => {
    expect(offending(contacts, (c) => !/^[a-z0-9.]+@[a-z0-9.-]+\.example$/.test(String(c.email)))).toEqual([]);
  });
  test('exactly one address belongs to two contacts, and these to different accounts', () => {
    const [shared, ...others] = repeated(contacts.map((c) => c.email));
    expect(others).toEqual([]);
    const owners = contacts.filter((c) => c.email === shared);
    expect(new Set(owners.map((c) => c.account_number)).size).toBe(2);
  });
  test('languages are ours', () => {
    expect(offending(contacts, (c) => !/^(en|fr|de|es|it|nl|pt|da|sv|pl)$/.test(String(c.language)))).toEqual([]);
  });
});

describe('customer-items.csv', () => {
  const pairs = rows('customer-items.csv');
  test('accounts and items exist, and a customer uses a number once', () => {
    expect(pairs.length).toBeGreaterThanOrEqual(40);
    expect(offending(pairs, (p) => !accountNumbers.has(p.account_number))).toEqual([]);
    expect(offending(pairs, (p) => !sold(itemByNumber.get(p.item_number)))).toEqual([]);
    expect(repeated(pairs.map((p) => `${p.account_number} ${p.customer_number}`))).toEqual([]);
  });
});

import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readCompanyFolder } from '../../../src/connectors/embedded/company.ts';
import { companyFolder, files, type Files } from './company-folder.ts';

async function reading(changes: Files, company: object = {}) {
  const folder = await companyFolder(changes, company);
  try {
    return await readCompanyFolder(folder.dir);
  } finally {
    await folder.drop();
  }
}

describe('a company folder', () => {
  test('is read as typed rows', async () => {
    const folder = await reading({});
    expect(folder.items).toHaveLength(9);
    expect(folder.items[0]).toMatchObject({
      number: 'HAMMER',
      listPrice: '12.50',
      stock: '100',
      sellable: 'yes',
      line: 2,
    });
    expect(folder.contacts[0]).toMatchObject({ email: 'anna@boats.example' });
    expect(folder.words[0]).toMatchObject({ synonyms: ['noire', 'noirs'] });
  });

  test('lives with absent files and columns, a byte order mark, CRLF, quoted line breaks and other columns', async () => {
    const folder = await reading({
      'items.csv': '\uFEFFname,number,warehouse\r\n"Ham\r\nmer",H,x\r\n\r\nNail,N,y\r\n',
      'accounts.csv': 'number,name\nA1,Boats\n',
      'contacts.csv': 'account_number,email\nA1,anna@boats.example\n',
      'price-breaks.csv': null,
      'item-translations.csv': null,
      'category-translations.csv': null,
      'customer-items.csv': null,
    });
    expect(folder.items).toMatchObject([
      {
        number: 'H',
        name: 'Ham\r\nmer',
        unit: 'EA',
        listPrice: null,
        stock: '0',
        soldUntil: null,
        successor: '',
        line: 2,
      },
      { number: 'N', line: 5 },
    ]);
    expect(folder.accounts[0]).toMatchObject({ blocked: 'no', creditLimit: null, taxPercent: '0' });
    expect(folder.breaks).toEqual([]);
  });

  test('has the same hash when nothing changed, another when anything did', async () => {
    const [same, again, other] = [
      await reading({}),
      await reading({}),
      await reading({ 'customer-items.csv': [...files['customer-items.csv'], 'A2,1,BOLT'] }),
    ];
    expect(again.hash).toBe(same.hash);
    expect(other.hash).not.toBe(same.hash);
  });

  const items = (row: string) => ({ 'items.csv': [files['items.csv'][0]!, row] });
  const noReferences = { 'price-breaks.csv': null, 'item-translations.csv': null, 'customer-items.csv': null };
  test.each<[string, Files, object, string]>([
    ['a price with a comma', items('X,X,EA,"1,50",EUR,1,,,,,,,'), {}, 'items.csv line 2, column list_price: is "1,50"'],
    ['a day that is none', items('X,X,EA,1,EUR,1,,31.12.2026,,,,,'), {}, 'items.csv line 2, column sold_until'],
    ['a month that is none', items('X,X,EA,1,EUR,1,,2026-13-01,,,,,'), {}, 'items.csv line 2, column sold_until'],
    ['negative stock', items('X,X,EA,1,EUR,-1,,,,,,,'), {}, 'items.csv line 2, column stock'],
    ['no number', items(',X,EA,1,EUR,1,,,,,,,'), {}, 'items.csv line 2, column number: is empty'],
    ['neither yes nor no', items('X,X,EA,1,EUR,1,,,maybe,,,,'), {}, 'items.csv line 2, column sellable: is "maybe"'],
    ['too few cells', items('X,X'), {}, 'items.csv'],
    ['another currency', items('X,X,EA,1,USD,1,,,,,,,'), {}, 'items.csv line 2, column currency: is USD'],
    ['unknown successor', items('X,X,EA,1,EUR,1,,,,,Y,,'), {}, 'items.csv line 2, column successor: there is no Y'],
    [
      'a number twice',
      { 'items.csv': ['number,name', 'X,X', 'X,X'] },
      {},
      'items.csv line 3, column number: X is in line 2',
    ],
    ['a column missing', { 'items.csv': ['number', 'X'] }, {}, 'items.csv line 1: the column name is missing'],
    ['an empty file', { 'items.csv': '' }, {}, 'items.csv is empty'],
    ['a file missing', { 'accounts.csv': null }, {}, 'accounts.csv is missing'],
    ['not UTF-8', { 'items.csv': Buffer.from('number,name\nX,\xe9\n', 'latin1') }, {}, 'items.csv is not UTF-8'],
    ['an unclosed quote', { 'items.csv': 'number,name\nX,"never' }, {}, 'items.csv'],
    ['no address', { 'contacts.csv': ['account_number,email', 'A1,anna'] }, {}, 'contacts.csv line 2, column email'],
    [
      'an account nobody has',
      { 'contacts.csv': ['account_number,email', 'Z,a@b.example'] },
      {},
      'contacts.csv line 2, column account_number: there is no Z',
    ],
    [
      'a percentage of 120',
      { 'price-breaks.csv': ['item_number,min_quantity,discount_percent', 'BOLT,1,120'] },
      {},
      'price-breaks.csv line 2, column discount_percent',
    ],
    ['not JSON', { 'company.json': '{' }, {}, 'company.json is not JSON'],
    ['no mailbox', {}, { mailbox: undefined }, 'company.json'],
    ['a place that is no time zone', {}, { timeZone: 'Europe/Atlantis' }, 'company.json /timeZone'],
    ['a rate of 0', {}, { exchangeRates: { GBP: '0' } }, 'company.json /exchangeRates/GBP'],
  ])('is refused for %s', async (_, changes, company, sentence) => {
    const refused = expect(
      reading({ ...(changes['items.csv'] !== undefined && noReferences), ...changes }, company),
    ).rejects;
    await refused.toMatchObject({ type: 'Invalid', message: expect.stringContaining(sentence) });
  });

  test('names the first mistake and counts the others', async () => {
    const rows = ['number,name,list_price', 'X,X,a', 'Y,Y,b', 'Z,Z,c'];
    await expect(reading({ ...noReferences, 'items.csv': rows })).rejects.toMatchObject({
      message: expect.stringMatching(/line 2, column list_price.*\(and 2 more\)/),
      details: { problems: [expect.any(String), expect.any(String), expect.any(String)] },
    });
  });
});

describe('the folders we know', () => {
  const adventureWorks = '../shared/data/adventure-works';
  test('our sample', async () => {
    const folder = await readCompanyFolder('sample');
    expect(folder.items.length).toBeGreaterThan(100);
    expect(folder.accounts.length).toBeGreaterThanOrEqual(40);
  });
  (existsSync(adventureWorks) ? test : test.skip)(
    'Adventure Works, which has none of the additional columns and files',
    async () => {
      const folder = await readCompanyFolder(adventureWorks);
      expect([folder.items.length, folder.accounts.length, folder.contacts.length]).toEqual([504, 701, 753]);
      expect(folder.items.every(({ successor }) => successor === '')).toBe(true);
      expect(folder.customerItems).toEqual([]);
    },
  );
});

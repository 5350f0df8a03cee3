import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createEmbedded } from '../../../src/connectors/embedded/index.ts';
import { freshStore } from '../../store/database.ts';
import { allItems, embeddedCompany, type EmbeddedCompany } from './embedded-company.ts';

describe('a small company', () => {
  let company: EmbeddedCompany;
  beforeAll(async () => (company = await embeddedCompany()));
  afterAll(() => company.store.drop());

  test.each([
    ['plenty', 'HAMMER', '100', null, { level: 'available', stock: '100', availableOn: null }],
    ['not enough', 'HAMMER', '101', null, { level: 'limited', stock: '100', availableOn: null }],
    ['not enough, more to come', 'ROPE', '60', null, { level: 'limited', availableOn: '2099-01-15' }],
    ['there by the day wished for', 'ROPE', '60', '2099-01-15', { level: 'available', availableOn: '2099-01-15' }],
    ['not there by then', 'ROPE', '60', '2099-01-14', { level: 'limited', availableOn: '2099-01-15' }],
    ['out, a day is known', 'SAW-2', '1', null, { level: 'later', stock: '0', availableOn: '2099-03-01' }],
    ['out', 'SAW', '1', null, { level: 'out', availableOn: null }],
    ['out, the day known is over', 'GONE', '1', '2030-01-01', { level: 'out', availableOn: null }],
    ['unknown', 'NOPE', '1', null, { level: 'out', stock: '0' }],
  ])('stock: %s', async (_, item, quantity, on, expected) => {
    expect(await company.sales.availability([{ item, quantity }], on)).toEqual([expect.objectContaining(expected)]);
  });
  test('stock: rows of one item count together', async () => {
    const rows = await company.sales.availability(
      ['60', '41'].map((quantity) => ({ item: 'HAMMER', quantity })),
      null,
    );
    expect(rows.map(({ level }) => level)).toEqual(['limited', 'limited']);
  });

  test('items, words and customer numbers', async () => {
    const catalogue = await company.sales.catalogue();
    const { words } = catalogue;
    const items = await allItems(catalogue);
    expect(items.find(({ number }) => number === 'HAMMER')).toEqual({
      number: 'HAMMER',
      name: 'Hammer',
      model: '',
      category: '',
      subcategory: '',
      color: '',
      size: '',
      unit: 'EA',
      sellable: true,
      soldUntil: null,
      names: { en: 'Hammer', fr: 'Marteau' },
      otherNumbers: ['4000000000017'],
    });
    expect(words).toEqual([{ kind: 'color', en: 'Black', language: 'fr', name: 'Noir', synonyms: ['noire', 'noirs'] }]);
    expect(await company.sales.customerItems('A1')).toEqual([{ words: '70-1040', item: 'BOLT' }]);
    expect(await company.sales.items(['SAW', 'NOPE'])).toEqual([
      expect.objectContaining({
        number: 'SAW',
        successor: 'SAW-2',
        soldUntil: '2020-01-31',
        listPrice: '30',
        currency: 'EUR',
      }),
    ]);
  });

  test('contacts by address, whatever its case; shared addresses give all', async () => {
    expect(await company.crm.contactsByAddress('Anna@Boats.example')).toEqual([
      {
        id: 'A1/anna@boats.example',
        name: 'Anna Bakker',
        email: 'anna@boats.example',
        phone: null,
        language: 'nl',
        account: 'A1',
      },
    ]);
    expect((await company.crm.contactsByAddress('desk@shared.example')).map(({ account }) => account)).toEqual([
      'A1',
      'A2',
    ]);
    expect(await company.crm.contactsByAddress('nobody@x.example')).toEqual([]);
  });

  test('addresses stored with a contact are listed and forgotten; the contact and its first address stay', async () => {
    const { crm } = company;
    const [anna] = await crm.contactsByAddress('anna@boats.example');
    for (const address of ['Anna@home.example', 'anna@club.example']) await crm.storeAddress(anna!.id, address);
    expect(await crm.storedAddresses(anna!.id)).toEqual(['anna@club.example', 'anna@home.example']);
    expect(await crm.forgetAddress('ANNA@home.example')).toBe(1);
    expect(await crm.forgetAddress('anna@home.example')).toBe(0);
    expect(await crm.contactsByAddress('anna@home.example')).toEqual([]);
    expect(await crm.contactsByAddress('anna@club.example')).toEqual([anna]);
    expect(await crm.forgetAddress('anna@boats.example')).toBe(0);
    expect(await crm.contactsByAddress('anna@boats.example')).toEqual([anna]);
  });

  test('a contact is made once, also when two make it at once', async () => {
    const wish = { name: 'Piet', email: 'Piet@new.example', account: 'A2' };
    const made = await Promise.all([1, 2, 3].map(() => company.crm.createContact(wish)));
    expect(made[1]).toEqual(made[0]);
    expect(await company.crm.contactsByAddress('piet@new.example')).toEqual([made[0]]);
    expect(await company.crm.contact(made[0]!.id)).toEqual(made[0]);
    await expect(company.crm.createContact({ ...wish, account: 'Z' })).rejects.toMatchObject({ type: 'NotFound' });
  });
});

describe.each([
  ['our sample', 'sample', 'accounts'],
  ['Adventure Works', '../shared/data/adventure-works', 'none'],
])('%s', (_, dir, tax) => {
  (existsSync(dir) ? test : test.skip)('loads, and quotes every item that is on sale', async () => {
    const store = await freshStore();
    const { setUp, load, sales, crm } = createEmbedded(store);
    await setUp();
    expect((await load(dir)).loaded).toBe(true);
    expect((await load(dir)).loaded).toBe(false);
    expect((await store.settings.company()).tax).toBe(tax);
    const items = await allItems(await sales.catalogue());
    const day = new Date().toISOString().slice(0, 10);
    const onSale = items.filter(({ sellable, soldUntil }) => sellable && (soldUntil === null || soldUntil > day));
    expect(onSale.length).toBeGreaterThan(90);
    const account = (await crm.account(dir === 'sample' ? 'C10001' : 'AW00000585'))!;
    const quote = await sales.createQuote({
      inquiry: null,
      key: 'all',
      account,
      contact: null,
      language: account.language,
      reference: null,
      requestedDate: null,
      shipTo: null,
      lines: onSale.map(({ number }) => ({ item: number, quantity: '100', unit: null })),
    });
    expect(quote.lines).toHaveLength(onSale.length);
    expect(quote.taxes).toHaveLength(tax === 'none' ? 0 : 1);
    expect(Number(quote.total)).toBeGreaterThan(0);
    await store.drop();
  });
});

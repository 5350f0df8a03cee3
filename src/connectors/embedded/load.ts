/** Puts a company's folder into MongoDB, in the place of the one before. Quotes, orders and contacts made here stay. */
import mongoose, { type Model } from 'mongoose';
import type { Store } from '../../store/contract.ts';
import { noteChanges } from './catalogue-changes.ts';
import type { Collections } from './collections.ts';
import type { AccountRow, ContactRow, CustomerItemRow, ItemRow, WordRow } from './company-rows.ts';
import type { CompanyFolder } from './company.ts';

export const companyFact = 'company';

/** Which folder was loaded last. */
export interface LoadedCompany {
  hash: string;
  name: string;
  at: string;
}

const batch = 1000;

/**
 * Loads the folder unless exactly it is loaded already; says whether it did. Stock is the file's: what orders took since is
 * counted again by whoever made the file. Safe to repeat and to cut short at any point: the folder's hash is remembered last.
 */
export async function loadCompany(
  folder: CompanyFolder,
  { collections, store }: { collections: Collections; store: Pick<Store, 'facts' | 'settings'> },
): Promise<{ loaded: boolean; company: LoadedCompany }> {
  const before = (await store.facts.get(companyFact)) as LoadedCompany | undefined;
  if (before?.hash === folder.hash) return { loaded: false, company: before };

  const [itemRows, wordRows] = [items(folder), words(folder)];
  if (before) await noteChanges(collections, before.hash, folder.hash, { items: itemRows, words: wordRows });
  await replace(collections.accounts, accounts(folder), folder.hash);
  await replace(collections.items, itemRows, folder.hash);
  await replace(collections.contacts, contacts(folder), folder.hash);
  await replace(collections.words, wordRows, folder.hash);
  await replace(collections.customerItems, customerItems(folder), folder.hash);
  await store.settings.setCompany(folder.company);
  const company: LoadedCompany = { hash: folder.hash, name: folder.company.name, at: new Date().toISOString() };
  await store.facts.set(companyFact, company);
  return { loaded: true, company };
}

/** New and changed rows first, then those of former folders go: nobody meets an empty collection. */
async function replace<Row extends LoadedRow>(
  collection: Model<Row>,
  rows: (Omit<Row, 'load' | '_id'> & { _id: string })[],
  load: string,
): Promise<void> {
  const model = collection as unknown as Model<LoadedRow>;
  for (let start = 0; start < rows.length; start += batch) {
    const writes = rows.slice(start, start + batch).map((row) => {
      const replacement = { ...row, load };
      return { replaceOne: { filter: { _id: row._id }, replacement, upsert: true } };
    });
    await model.bulkWrite(writes, { ordered: false, throwOnValidationError: true });
  }
  await model.deleteMany({ load: { $nin: [load, null] } });
}

interface LoadedRow {
  _id: string;
  load: string | null;
}

function items({ items: rows, itemNames, breaks }: CompanyFolder): Omit<ItemRow, 'load'>[] {
  const names = new Map<string, ItemRow['names']>(rows.map(({ number, name }) => [number, { en: name }]));
  for (const { itemNumber, language, name } of itemNames) names.get(itemNumber)![language] = name;
  const bands = new Map<string, ItemRow['breaks']>(rows.map(({ number }) => [number, []]));
  for (const { itemNumber, minQuantity, maxQuantity, discountPercent } of breaks)
    bands.get(itemNumber)!.push({ min: minQuantity, max: maxQuantity, percent: discountPercent });
  return rows.map(({ number, line: _line, currency: _currency, ...row }) => ({
    ...row,
    _id: number,
    stock: mongoose.Types.Decimal128.fromString(row.stock),
    sellable: row.sellable === 'yes',
    gtin: row.gtin || null,
    successor: row.successor || null,
    names: names.get(number)!,
    breaks: bands.get(number)!,
  }));
}

function accounts({ accounts: rows, company }: CompanyFolder): Omit<AccountRow, 'load'>[] {
  return rows.map(({ number, name, street, city, postalCode, state, country, ...row }) => ({
    _id: number,
    name,
    domain: row.domain || null,
    address: Object.fromEntries(
      Object.entries({ name, street, city, postalCode, state, country }).filter(([, value]) => value !== ''),
    ),
    currency: row.currency || company.currency,
    language: row.language || company.language,
    vatId: row.vatId || null,
    blocked: row.blocked,
    creditLimit: row.creditLimit,
    taxPercent: row.taxPercent,
    taxNote: row.taxNote || (Number(row.taxPercent) > 0 ? 'standard' : 'none'),
  }));
}

/** An address and an account make a contact; the same again is the same. */
export const contactId = (account: string, email: string): string => `${account}/${email.toLowerCase()}`;

function contacts({ contacts: rows }: CompanyFolder): Omit<ContactRow, 'load'>[] {
  return rows.map(({ accountNumber, firstName, lastName, email, phone, language }) => ({
    _id: contactId(accountNumber, email),
    account: accountNumber,
    name: [firstName, lastName].filter(Boolean).join(' '),
    email,
    phone: phone || null,
    language: language || null,
  }));
}

function words({ words: rows }: CompanyFolder): Omit<WordRow, 'load'>[] {
  return rows.map(({ line: _line, ...row }) => ({ ...row, _id: `${row.kind}/${row.en}/${row.language}` }));
}

function customerItems({ customerItems: rows }: CompanyFolder): Omit<CustomerItemRow, 'load'>[] {
  return rows.map(({ accountNumber, customerNumber, itemNumber }) => ({
    _id: [accountNumber, customerNumber, itemNumber].join('/'),
    account: accountNumber,
    words: customerNumber,
    item: itemNumber,
  }));
}

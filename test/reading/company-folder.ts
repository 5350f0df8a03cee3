/** A company folder of CSV files, as far as reading needs it. The product's own loader is src/connectors/embedded. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Catalogue } from '../../src/domain/reading.ts';
import type { KnownContact } from '../../src/reading/folder.ts';

const rows = (folder: string, name: string): Record<string, string>[] =>
  existsSync(join(folder, name)) ? parse(readFileSync(join(folder, name)), { columns: true, bom: true }) : [];

export function companyFolder(folder: string): { catalogue: Catalogue; contacts: KnownContact[] } {
  const names = new Map<string, Record<string, string>>();
  for (const row of rows(folder, 'item-translations.csv')) {
    const known = names.get(row.item_number ?? '') ?? {};
    known[row.language ?? ''] = row.name ?? '';
    names.set(row.item_number ?? '', known);
  }
  const accounts = new Map(rows(folder, 'accounts.csv').map((row) => [row.number ?? '', row]));
  return {
    catalogue: {
      items: rows(folder, 'items.csv').map((row) => ({
        number: row.number ?? '',
        name: row.name ?? '',
        model: row.model ?? '',
        category: row.category ?? '',
        subcategory: row.subcategory ?? '',
        color: row.color ?? '',
        size: row.size ?? '',
        unit: row.unit ?? '',
        sellable: row.sellable === 'yes',
        soldUntil: row.sold_until || null,
        names: names.get(row.number ?? '') ?? {},
        otherNumbers: row.gtin ? [row.gtin] : [],
      })),
      words: rows(folder, 'category-translations.csv').map((row) => ({
        kind: row.kind as 'category',
        en: row.en ?? '',
        language: row.language ?? '',
        name: row.name ?? '',
        synonyms: (row.synonyms ?? '').split('|').filter((word) => word !== ''),
      })),
    },
    contacts: rows(folder, 'contacts.csv').map((row) => {
      const account = accounts.get(row.account_number ?? '');
      return {
        email: row.email ?? '',
        account: row.account_number || null,
        country: account?.country || null,
        language: account?.language || null,
        aliases: rows(folder, 'customer-items.csv')
          .filter((own) => own.account_number === row.account_number)
          .map((own) => ({ words: own.customer_number ?? '', item: own.item_number ?? '' })),
      };
    }),
  };
}

/** Reads the sample folder as plain rows, without the product's own loader: the data is checked on its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

export const folder = join(process.cwd(), 'sample');

export type Row = Record<string, string>;

const fatalUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Throws where a row has more or fewer fields than the header, or the file is not UTF-8. */
export const rows = (file: string): Row[] =>
  parse<Row>(fatalUtf8.decode(readFileSync(join(folder, file))), { columns: true });

export const items = rows('items.csv');
export const itemByNumber = new Map(items.map((item) => [item.number, item]));
export const accounts = rows('accounts.csv');
export const contacts = rows('contacts.csv');

export const isDay = (text: string | undefined) =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toISOString().startsWith(text);

const today = new Date().toISOString().slice(0, 10);
export const discontinued = (item: Row) => item.sold_until !== '' && String(item.sold_until) < today;
export const sold = (item: Row | undefined) => item?.sellable === 'yes' && !discontinued(item);

/** Values that occur more than once. */
export const repeated = (values: (string | undefined)[]) => values.filter((v, i) => values.indexOf(v) !== i);

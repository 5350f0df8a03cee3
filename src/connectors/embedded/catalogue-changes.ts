/** Which items a load changed for readers, so that a price list with one other item is one item to them. */
import type { CatalogueChange } from '../../domain/reading.ts';
import { catalogueItem, catalogueWord } from './catalogue-item.ts';
import type { Collections } from './collections.ts';
import type { ItemRow, WordRow } from './company-rows.ts';

/** Beyond so many readers take the whole catalogue. */
const mostChanged = 1000;
/** Loads that are looked back upon. */
const mostLoads = 100;

/** The parts of rows that no reader sees, such as prices, do not count. */
const asRead = (row: Omit<ItemRow, 'load'>): string => JSON.stringify(catalogueItem(row));
const wordsAsRead = (rows: Omit<WordRow, 'load'>[]): string =>
  JSON.stringify(rows.map(catalogueWord).map(sorted).sort());
const sorted = (word: object): string => JSON.stringify(Object.entries(word).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Notes what is about to change from one loaded folder to another. Told before anything is written, and added to what was
 * noted from the same folder: a load that was cut short may have changed some rows already.
 */
export async function noteChanges(
  { items, words, changes }: Collections,
  from: string,
  to: string,
  next: { items: Omit<ItemRow, 'load'>[]; words: Omit<WordRow, 'load'>[] },
): Promise<void> {
  const noted = await changes.findById(from).lean();
  const changed = new Set(noted?.items ?? []);
  const coming = new Map(next.items.map((row) => [row._id, row]));
  for await (const row of items.find().lean<ItemRow>().cursor()) {
    const other = coming.get(row._id);
    coming.delete(row._id);
    if (!other || asRead(other) !== asRead(row)) changed.add(row._id);
  }
  for (const number of coming.keys()) changed.add(number);
  const sameWords = wordsAsRead(await words.find().lean<WordRow[]>()) === wordsAsRead(next.words);
  const all = noted?.items === null || !sameWords || changed.size > mostChanged;
  await changes.replaceOne({ _id: from }, { to, items: all ? null : [...changed] }, { upsert: true });
}

/** What changed since a folder was loaded, up to `current`; null where that was too much, or is not known. */
export async function changesSince(
  { items, changes }: Collections,
  since: string,
  current: string,
): Promise<CatalogueChange | null> {
  const numbers = new Set<string>();
  let at = since;
  for (let loads = 0; at !== current; loads++) {
    const noted = loads < mostLoads ? await changes.findById(at).lean() : null;
    if (!noted?.items) return null;
    for (const number of noted.items) numbers.add(number);
    at = noted.to;
  }
  const rows = await items.find({ _id: { $in: [...numbers] } }).lean<ItemRow[]>();
  for (const row of rows) numbers.delete(row._id);
  return { items: rows.map(catalogueItem), removed: [...numbers] };
}

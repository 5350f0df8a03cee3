/** Items as readers and people see them, and how much of them is there. */
import { compare, plain, sum } from '../../domain/money.ts';
import type { CatalogueItem } from '../../domain/reading.ts';
import type { Availability, Item } from '../../domain/sales.ts';
import type { Store } from '../../store/contract.ts';
import { unavailable } from '../../store/edge.ts';
import type { SalesPort } from '../sales.ts';
import { changesSince } from './catalogue-changes.ts';
import { catalogueItem, catalogueWord } from './catalogue-item.ts';
import type { Collections } from './collections.ts';
import type { CustomerItemRow, ItemRow, WordRow } from './company-rows.ts';
import { today } from '../../domain/day.ts';
import { companyFact, type LoadedCompany } from './load.ts';

type Part = Pick<
  SalesPort,
  'catalogueVersion' | 'catalogue' | 'catalogueChanges' | 'customerItems' | 'items' | 'availability'
>;

export function embeddedCatalogue(collections: Collections, store: Pick<Store, 'facts' | 'settings'>): Part {
  const { items, words, customerItems } = collections;
  const version = async (): Promise<string> =>
    ((await store.facts.get(companyFact)) as LoadedCompany | undefined)?.hash ?? 'nothing loaded';
  async function* read(): AsyncGenerator<CatalogueItem> {
    try {
      for await (const row of items.find().sort({ _id: 1 }).lean<ItemRow>().cursor()) yield catalogueItem(row);
    } catch (error) {
      throw unavailable(error) ?? error;
    }
  }
  return {
    /** Items and words change with a load only. */
    catalogueVersion: version,
    catalogue: async () => {
      const rows = await words.find().sort({ _id: 1 }).lean<WordRow[]>();
      return { items: read(), words: rows.map(catalogueWord) };
    },
    catalogueChanges: async (since) => {
      const current = await version();
      const changed = await changesSince(collections, since, current);
      return changed && { version: current, ...changed };
    },
    customerItems: async (account) => {
      const rows = await customerItems.find({ account }).sort({ _id: 1 }).lean<CustomerItemRow[]>();
      return rows.map(({ words: written, item }) => ({ words: written, item }));
    },
    items: async (numbers) => {
      const [rows, { currency }] = await Promise.all([
        items.find({ _id: { $in: numbers } }).lean<ItemRow[]>(),
        store.settings.company(),
      ]);
      return rows.map((row) => itemOf(row, currency));
    },
    availability: async (wanted, on) => {
      const [rows, { timeZone }] = await Promise.all([
        items
          .find({ _id: { $in: wanted.map(({ item }) => item) } }, { stock: 1, availableOn: 1 })
          .lean<Pick<ItemRow, '_id' | 'stock' | 'availableOn'>[]>(),
        store.settings.company(),
      ]);
      return availabilities(wanted, new Map(rows.map((row) => [row._id, row])), { on, today: today(timeZone) });
    },
  };
}

const itemOf = (row: ItemRow, currency: string): Item => ({
  number: row._id,
  description: row.name,
  unit: row.unit,
  sellable: row.sellable,
  soldUntil: row.soldUntil,
  successor: row.successor,
  listPrice: row.listPrice,
  currency,
  pricesFrom: row.breaks.map(({ min }) => min),
});

/**
 * One answer per row asked for; rows of one item count together. `limited`: some of it is there. `later`: nothing is there
 * yet, but a day is known. What is expected on or before the day asked for counts as available; a day that is over says nothing.
 */
export function availabilities(
  wanted: readonly { item: string; quantity: string }[],
  stocks: ReadonlyMap<string, Pick<ItemRow, 'stock' | 'availableOn'>>,
  { on, today: now }: { on: string | null; today: string },
): Availability[] {
  const totals = new Map<string, string>();
  for (const { item, quantity } of wanted) totals.set(item, sum([totals.get(item) ?? '0', quantity]));
  return wanted.map(({ item }) => {
    const row = stocks.get(item);
    const counted = plain(row?.stock.toString() ?? '0');
    const stock = compare(counted, '0') > 0 ? counted : '0';
    const enough = compare(stock, totals.get(item)!) >= 0;
    const known = row?.availableOn ?? null;
    const expected = enough || known === null || known < now ? null : known;
    if (enough || (expected !== null && on !== null && expected <= on))
      return { item, level: 'available', stock, availableOn: expected };
    if (stock !== '0') return { item, level: 'limited', stock, availableOn: expected };
    return { item, level: expected === null ? 'out' : 'later', stock, availableOn: expected };
  });
}

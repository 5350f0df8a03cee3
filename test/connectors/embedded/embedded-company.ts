/** A loaded test company on a database of its own. */
import { createEmbedded } from '../../../src/connectors/embedded/index.ts';
import type { NewQuote } from '../../../src/connectors/sales.ts';
import type { CatalogueItem, CatalogueSource } from '../../../src/domain/reading.ts';
import { freshStore } from '../../store/database.ts';
import { companyFolder, type Files } from './company-folder.ts';

/** All items of a catalogue, which may come one after the other. */
export async function allItems({ items }: CatalogueSource): Promise<CatalogueItem[]> {
  const all: CatalogueItem[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export async function embeddedCompany(changes: Files = {}, company: object = {}) {
  const store = await freshStore();
  const embedded = createEmbedded(store);
  await embedded.setUp();
  const reload = async (files: Files = changes, settings: object = company) => {
    const folder = await companyFolder(files, settings);
    try {
      return await embedded.load(folder.dir);
    } finally {
      await folder.drop();
    }
  };
  await reload();

  const wish = async (account: string, lines: NewQuote['lines'], key: string): Promise<NewQuote> => {
    const found = await embedded.crm.account(account);
    if (!found) throw new Error(`no account ${account}`);
    return {
      inquiry: key,
      key,
      account: found,
      contact: null,
      language: found.language,
      reference: null,
      requestedDate: null,
      shipTo: null,
      lines,
    };
  };
  const stockOf = async (item: string) =>
    (await embedded.sales.availability([{ item, quantity: '1' }], null))[0]!.stock;
  return { ...embedded, store, reload, wish, stockOf };
}

export type EmbeddedCompany = Awaited<ReturnType<typeof embeddedCompany>>;

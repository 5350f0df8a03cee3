/**
 * The catalogue as threads are given it: files that each thread reads when it first needs them, one with all items and one
 * for each change since. A thread that has the former only reads the change; a new one reads them all.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CatalogueChange, CatalogueItem, CatalogueSource, CatalogueWord } from '../domain/reading.ts';

/** States are numbered: the same version may come again. */
export interface CatalogueFile {
  state: number;
  path: string;
}
/** A catalogue as it was at first, and what changed since, in order. */
export interface CatalogueFiles {
  whole: CatalogueFile;
  changes: CatalogueFile[];
  /** How many there were at first. */
  items: number;
}

/** Struck out items stay in the indexes: from this share on, and this many, a new index is the better one. */
const mostChanged = 0.1;
const fewChanged = 1000;

/** The words in the first line, then an item a line: a million items are more than one string can hold. */
async function* linesOf({ items, words }: CatalogueSource, counted: (item: number) => void): AsyncGenerator<string> {
  yield `${JSON.stringify(words)}\n`;
  let count = 0;
  for await (const item of items) {
    yield `${JSON.stringify(item)}\n`;
    counted(++count);
  }
}

/** Writes the files. `outdated` is how long the former ones may still be read, in milliseconds. */
export function catalogueFiles(outdated: number) {
  let folder: Promise<string> | null = null;
  let state = 0;
  let current: CatalogueFiles | null = null;
  let changedItems = 0;
  const next = async (): Promise<CatalogueFile> => {
    folder ??= mkdtemp(join(tmpdir(), 'quotewright-catalogue-'));
    state += 1;
    return { state, path: join(await folder, `${state}.json`) };
  };
  return {
    current: () => current,
    async replace(source: CatalogueSource): Promise<void> {
      const whole = await next();
      let items = 0;
      const lines = Readable.from(linesOf(source, (count) => (items = count)));
      await pipeline(lines, createWriteStream(whole.path, { mode: 0o600 }));
      const old = current ? [current.whole, ...current.changes] : [];
      current = { whole, changes: [], items };
      changedItems = 0;
      const remove = () => old.forEach(({ path }) => void rm(path, { force: true }));
      setTimeout(remove, outdated).unref();
    },
    async change(change: CatalogueChange): Promise<boolean> {
      const changed = changedItems + change.items.length + change.removed.length;
      if (!current || changed > Math.max(fewChanged, current.items * mostChanged)) return false;
      const file = await next();
      await writeFile(file.path, JSON.stringify(change), { mode: 0o600 });
      current = { ...current, changes: [...current.changes, file] };
      changedItems = changed;
      return true;
    },
    async close(): Promise<void> {
      if (folder) await rm(await folder, { recursive: true, force: true });
    },
  };
}

export async function readWhole({ path }: CatalogueFile): Promise<CatalogueSource & { words: CatalogueWord[] }> {
  const lines = createInterface({ input: createReadStream(path) })[Symbol.asyncIterator]();
  const first = (await lines.next()) as IteratorResult<string, undefined>;
  async function* items(): AsyncGenerator<CatalogueItem> {
    for await (const line of { [Symbol.asyncIterator]: () => lines }) yield JSON.parse(line) as CatalogueItem;
  }
  return { words: JSON.parse(first.value ?? '[]') as CatalogueWord[], items: items() };
}

export const readChange = async ({ path }: CatalogueFile): Promise<CatalogueChange> =>
  JSON.parse(await readFile(path, 'utf8')) as CatalogueChange;

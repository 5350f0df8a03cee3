/**
 * A catalogue made ready to be searched: numbers at once, a vocabulary per language when a mail first needs it. Items are
 * only ever added at the end and struck out, so that the change of one leaves all others as they are.
 */
import type { CatalogueChange, CatalogueItem, CatalogueWord } from '../../domain/reading.ts';
import { column, type Column } from './column.ts';
import { addNumbers, dropNumbers, bare, type NumberIndex } from './item-numbers.ts';
import { bareSize } from './name-words.ts';
import { tally, type Tally } from './tally.ts';
import { vocabulary, type Vocabulary } from './vocabulary.ts';
import { wordIds, type WordIds } from './word-ids.ts';

/** What is kept of an item as such; its words are in the columns. */
export type IndexedItem = Pick<
  CatalogueItem,
  'number' | 'name' | 'model' | 'color' | 'size' | 'unit' | 'sellable' | 'soldUntil' | 'otherNumbers'
>;

/** A category or subcategory and its items. */
export interface ItemClass {
  kind: 'category' | 'subcategory';
  name: string;
  items: number[];
}

/** What the vocabularies of all languages share. */
export interface Contents {
  words: WordIds;
  /** Category, subcategory and colour words in all languages. */
  phrases: CatalogueWord[];
  items: IndexedItem[];
  /** 1: struck out. */
  gone: Uint8Array;
  anyGone: boolean;
  english: Column;
  /** Words of the model that the English name does not have. */
  models: Column;
  /** The comparable size of each item, as one word; nothing for those without. */
  sizeWords: Column;
  /** Names in the other languages. */
  names: Map<string, Column>;
  classes: ItemClass[];
  colors: Set<string>;
}

export interface CatalogueIndex {
  items: IndexedItem[];
  numbers: NumberIndex;
  /** Comparable sizes, by item. */
  sizes: string[];
  /** Every size that some item has, and how many have it. */
  allSizes: Map<string, number>;
  contents: Contents;
  tally: Tally;
  vocabulary: (language: string) => Vocabulary;
  add: (item: CatalogueItem) => void;
  /** Puts changed items in the place of those with their numbers and strikes the removed ones out; nothing is built again. */
  change: (change: CatalogueChange) => void;
}

export function catalogueIndex({
  items,
  words,
}: {
  items: Iterable<CatalogueItem>;
  words: CatalogueWord[];
}): CatalogueIndex {
  const contents: Contents = {
    words: wordIds(),
    phrases: words,
    items: [],
    gone: new Uint8Array(1024),
    anyGone: false,
    english: column(),
    models: column(),
    sizeWords: column(),
    names: new Map(),
    classes: [],
    colors: new Set(),
  };
  const vocabularies = new Map<string, Vocabulary>();
  const numbers: NumberIndex = new Map();
  const sizes: string[] = [];
  const allSizes: CatalogueIndex['allSizes'] = new Map();
  const classes = new Map<string, ItemClass>();
  // Ten thousand items say "Steel" with one string.
  const strings = new Map<string, string>();
  const one = (text: string): string => strings.get(text) ?? (strings.set(text, text), text);

  function classify(at: number, kind: ItemClass['kind'], name: string): void {
    if (name === '') return;
    const key = `${kind} ${name}`;
    const known = classes.get(key);
    if (known) return void known.items.push(at);
    const made = { kind, name, items: [at] };
    classes.set(key, made);
    contents.classes.push(made);
  }

  function add(item: CatalogueItem): void {
    const at = contents.items.length;
    const { number, name, sellable, soldUntil, otherNumbers } = item;
    const shared = { model: one(item.model), color: one(item.color), size: one(item.size), unit: one(item.unit) };
    const kept = { number, name, ...shared, sellable, soldUntil, otherNumbers };
    contents.items.push(kept);
    if (at >= contents.gone.length) {
      const grown = new Uint8Array(contents.gone.length * 2);
      grown.set(contents.gone);
      contents.gone = grown;
    }
    addNumbers(numbers, kept, at);
    const size = one(bareSize(item.size));
    sizes.push(size);
    if (size !== '') allSizes.set(size, (allSizes.get(size) ?? 0) + 1);
    if (item.color !== '') contents.colors.add(item.color);
    classify(at, 'subcategory', item.subcategory);
    classify(at, 'category', item.category);

    const english = contents.words.of(name);
    contents.english.append(english);
    contents.models.append(contents.words.of(item.model).filter((word) => !english.includes(word)));
    contents.sizeWords.append(size === '' ? [] : [contents.words.add(size)]);
    for (const code of Object.keys(item.names)) {
      if (code === 'en' || contents.names.has(code)) continue;
      const made = column();
      for (let before = 0; before < at; before++) made.append([]);
      contents.names.set(code, made);
    }
    for (const [code, own] of contents.names) own.append(contents.words.of(item.names[code] ?? ''));
    for (const known of vocabularies.values()) known.learn(at);
  }

  function strike(number: string): void {
    for (const at of numbers.get(bare(number)) ?? []) {
      const item = contents.items[at];
      if (item?.number !== number) continue;
      contents.gone[at] = 1;
      contents.anyGone = true;
      dropNumbers(numbers, item, at);
      const size = sizes[at] ?? '';
      const left = (allSizes.get(size) ?? 0) - 1;
      if (left > 0) allSizes.set(size, left);
      else allSizes.delete(size);
    }
  }

  for (const item of items) add(item);
  return {
    items: contents.items,
    numbers,
    sizes,
    allSizes,
    contents,
    tally: tally(),
    vocabulary(code) {
      const found = vocabularies.get(code) ?? vocabulary(contents, code);
      vocabularies.set(code, found);
      return found;
    },
    add,
    change({ items: changed, removed }) {
      for (const number of removed) strike(number);
      for (const item of changed) {
        strike(item.number);
        add(item);
      }
      for (const known of vocabularies.values()) known.forget();
    },
  };
}

/** On this day (YYYY-MM-DD): may it be quoted? */
export const isCurrent = (item: Pick<CatalogueItem, 'sellable' | 'soldUntil'>, day: string): boolean =>
  item.sellable && (item.soldUntil === null || item.soldUntil >= day);

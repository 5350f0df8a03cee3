/** A catalogue made ready to be searched: numbers at once, a vocabulary per language when a mail first needs it. */
import type { Catalogue, CatalogueItem } from '../../domain/reading.ts';
import { numberIndex, type NumberIndex } from './item-numbers.ts';
import { bareSize } from './name-words.ts';
import { vocabulary, type Vocabulary } from './vocabulary.ts';

export interface CatalogueIndex {
  items: CatalogueItem[];
  numbers: NumberIndex;
  /** Comparable sizes, by item. */
  sizes: string[];
  /** Every size that some item has. */
  allSizes: Set<string>;
  vocabulary(language: string): Vocabulary;
}

export function catalogueIndex(catalogue: Catalogue): CatalogueIndex {
  const built = new Map<string, Vocabulary>();
  const sizes = catalogue.items.map((item) => bareSize(item.size));
  return {
    items: catalogue.items,
    numbers: numberIndex(catalogue.items),
    sizes,
    allSizes: new Set(sizes.filter((size) => size !== '')),
    vocabulary(language) {
      const found = built.get(language) ?? vocabulary(catalogue, language);
      built.set(language, found);
      return found;
    },
  };
}

/** On this day (YYYY-MM-DD): may it be quoted? */
export const isCurrent = (item: CatalogueItem, day: string): boolean =>
  item.sellable && (item.soldUntil === null || item.soldUntil >= day);

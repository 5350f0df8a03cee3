/**
 * A catalogue of any size made of the sample's words, the same each time: each round over the sample's items is another
 * maker's range, with a coined brand in all the names of a kind of goods, every third with a type number too.
 */
import type { CatalogueItem, CatalogueWord } from '../../src/domain/reading.ts';
import { companyFolder } from './company-folder.ts';

/** Small and well-mixed numbers from a seed (mulberry32), 0–1. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface LargeCatalogue {
  /** Made while they are taken: a million items need not be there at once. */
  items: () => Generator<CatalogueItem>;
  item: (at: number) => CatalogueItem;
  words: CatalogueWord[];
}

export function largeCatalogue(size: number): LargeCatalogue {
  const { items: sample, words } = companyFolder('sample').catalogue;
  const spelled = [...new Set(sample.flatMap((item) => [item.name, ...Object.values(item.names)].join(' ').split(' ')))]
    .filter((word) => /^\p{L}{5,14}$/u.test(word))
    .sort();
  const kinds = [...new Set(sample.map((item) => item.subcategory))];
  const brands = new Map<number, string>();
  const brandOf = (round: number, kind: number): string => {
    const key = round * kinds.length + kind;
    const known = brands.get(key);
    if (known !== undefined) return known;
    const next = random(key + 1);
    const word = (): string => spelled[Math.floor(next() * spelled.length)] ?? '';
    const [head, tail] = [word(), word()];
    const coined = head.slice(0, 3 + Math.floor(next() * 3)) + tail.slice(-3 - Math.floor(next() * 3)).toLowerCase();
    const type = key % 3 === 0 ? ` ${coined.slice(0, 2).toUpperCase()}${100 + (key % 900)}` : '';
    const brand = `${coined.charAt(0).toUpperCase()}${coined.slice(1)}${type}`;
    // Those of the round at hand only: they are asked for again by the other items of the kind.
    if (brands.size > 1000) brands.clear();
    brands.set(key, brand);
    return brand;
  };
  const item = (at: number): CatalogueItem => {
    const base = sample[at % sample.length] as CatalogueItem;
    const round = Math.floor(at / sample.length);
    if (round === 0) return base;
    const brand = brandOf(round, kinds.indexOf(base.subcategory));
    const [head, ...rest] = base.number.split('-');
    return {
      ...base,
      number: [`${head}${round.toString(36).toUpperCase()}`, ...rest].join('-'),
      name: `${brand} ${base.name}`,
      model: `${brand} ${base.model}`,
      names: Object.fromEntries(Object.entries(base.names).map(([code, name]) => [code, `${brand} ${name}`])),
      otherNumbers: [String(4_000_000_000_000 + at * 7)],
    };
  };
  return {
    item,
    words,
    *items() {
      for (let at = 0; at < size; at++) yield item(at);
    },
  };
}

/** One phrase that asks for several sizes or colours of a thing: which they are. */
import type { CatalogueIndex } from '../items/catalogue-index.ts';
import { colorsOf, searchItems, type Search, type SearchWord } from '../items/item-search.ts';
import { fold, type Token } from '../words.ts';
import type { Meaning, Reader } from './meaning.ts';
import type { Wanted } from './wanted.ts';

const letters = ['xxxs', 'xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', '2xl', 'xxxl', '3xl', '4xl', '5xl'];

/** Where a size stands among the others, or null. */
function rank(size: string): number | null {
  const letter = letters.indexOf(size);
  if (letter >= 0) return letter;
  return /^\d{1,3}(?:\.\d)?$/.test(size) ? 100 + Number(size) : null;
}

/** Sizes of these items from one to the other, in order. */
function between(from: string, to: string, items: number[], index: CatalogueIndex): string[] {
  const [low, high] = [rank(from), rank(to)];
  if (low === null || high === null || high <= low) return [];
  return [...new Set(items.map((at) => index.sizes[at] ?? ''))]
    .map((size) => ({ size, at: rank(size) }))
    .filter((one): one is { size: string; at: number } => one.at !== null && one.at >= low && one.at <= high)
    .sort((a, b) => a.at - b.at)
    .map(({ size }) => size);
}

/** The sizes that these words name; "S to XL" is all from one to the other that the goods have. */
export function sizesIn(words: SearchWord[], tokens: Token[], reader: Reader): SearchWord[] {
  const sizes = words.filter((word) => word.size);
  const [first, second] = sizes;
  if (sizes.length !== 2 || !first || !second) return sizes;
  const at = tokens.findIndex((token) => token.fold === first.fold);
  const to = tokens.findIndex((token, i) => i > at && token.fold === second.fold);
  const joins = tokens.slice(at + 1, to);
  const ranged =
    joins.length > 0 &&
    joins.length <= 3 &&
    joins.every(
      (token) => reader.language.range.has(token.fold) || /^[-–/]$/.test(token.text) || token.fold.length < 3,
    ) &&
    joins.some((token) => reader.language.range.has(token.fold) || /^[-–]$/.test(token.text));
  if (!ranged) return sizes;
  const stem = words.filter((word) => !word.size);
  const found = searchItems(stem, reader.index, reader.vocabulary, reader.day);
  const run = between(first.fold, second.fold, found.items, reader.index);
  return run.length > 2 ? run.map((size) => ({ fold: size, size: true })) : sizes;
}

/** Sizes if several are named, else colours if several are. */
export function variantsIn(words: SearchWord[], tokens: Token[], reader: Reader): SearchWord[] {
  const sizes = sizesIn(words, tokens, reader);
  if (sizes.length > 1) return sizes;
  const colors = words.filter((word) => !word.size && reader.vocabulary.colors.has(word.fold));
  const named = new Set(colors.map((word) => colorsOf(word.fold, reader.vocabulary)?.join()));
  return named.size > 1 && named.size === colors.length ? colors : [];
}

/** A search for each size or colour. */
export function variantSearches(words: SearchWord[], variants: SearchWord[], reader: Reader): Search[] {
  const sized = variants[0]?.size === true;
  const stem = words.filter((word) => (sized ? !word.size : !variants.includes(word)));
  return variants.map((size) => searchItems([...stem, size], reader.index, reader.vocabulary, reader.day));
}

/** "3 per colour", "2 of each size": one search for each of the candidates, where they differ in nothing else. */
export function eachVariant(said: string, search: Search, reader: Reader): Search[] | null {
  const folded = fold(said);
  const { items, sizes } = reader.index;
  const colored = reader.language.cue('perColor').test(folded);
  if ((!colored && !reader.language.cue('perSize').test(folded)) || search.status !== 'ambiguous') return null;
  const own = search.items.map((at) => (colored ? items[at]?.color : sizes[at]) ?? '');
  const other = search.items.map((at) => (colored ? sizes[at] : items[at]?.color) ?? '');
  const model = new Set(search.items.map((at) => items[at]?.model));
  if (new Set(own).size !== own.length || new Set(other).size > 1 || model.size > 1) return null;
  return search.items.map((at) => ({
    ...search,
    status: 'matched',
    items: [at],
    literal: false,
    reason: colored ? 'one of each colour' : 'one of each size',
  }));
}

/** A line whose number may be shared out among its colours or sizes. */
export type Shared = Wanted & { shared?: number };

/** Only sizes and colours: "5 rot", "3 each in S, M and L". */
export const attributesOnly = (found: Meaning, vocabulary: Reader['vocabulary']): boolean =>
  found.words.length > 0 && found.words.every((word) => word.size || colorsOf(word.fold, vocabulary) !== undefined);

/** The words of both, once. */
export const joined = (head: Pick<Wanted, 'text'>, line: Pick<Wanted, 'text'>): string =>
  head.text === line.text ? line.text : `${head.text} ${line.text}`;

/** The lines of a number that says how many of a size or colour of what was named before. */
export function sharedOut(
  head: Shared,
  base: Omit<Wanted, 'search'>,
  words: SearchWord[],
  sizes: SearchWord[],
  reader: Reader,
): Wanted[] {
  const { vocabulary, index, day } = reader;
  const rest = words.filter((word) => !word.size);
  const stem = head.words.filter(
    (word) => !(sizes.length > 0 && word.size) && !(rest.length > 0 && vocabulary.colors.has(word.fold)),
  );
  const variants = sizes.length > 1 ? sizes.map((size) => [...rest, size]) : [words];
  head.shared = (head.shared ?? 0) + (base.quantity ?? 0) * variants.length;
  return variants.map((variant) => ({
    ...base,
    text: joined(head, base),
    evidence: [...head.evidence, ...base.evidence],
    words: stem,
    search: searchItems([...stem, ...variant], index, vocabulary, day),
  }));
}

/** One quantity and several sizes or colours: nobody can tell which. */
export const severalSizes = (searches: Search[]): Search => ({
  ...(searches[0] as Search),
  status: 'ambiguous',
  items: [...new Set(searches.flatMap((search) => search.items))],
  literal: false,
  reason: 'several sizes or colours and one quantity',
});

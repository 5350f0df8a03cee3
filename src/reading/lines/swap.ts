/** Another size or colour in place of a quoted one: "die Helme in L statt in M", "two of the six in XL". */
import { isCurrent } from '../items/catalogue-index.ts';
import { colorsOf, searchItems, type SearchWord } from '../items/item-search.ts';
import type { Token } from '../words.ts';
import type { Action } from './change-chunks.ts';
import { letterSize } from './goods-words.ts';
import type { Reader } from './meaning.ts';
import type { Quantity } from './quantities.ts';

/** The same article in another size or colour. */
function sibling(of: number, size: string | null, colors: string[] | null, reader: Reader): number | null {
  const { items, sizes } = reader.index;
  const item = items[of];
  if (!item) return null;
  const found = items.flatMap((other, at) => {
    if (at === of || other.model !== item.model || other.model === '') return [];
    if (size !== null ? sizes[at] !== size : sizes[at] !== sizes[of]) return [];
    if (colors ? !colors.includes(other.color) : other.color !== item.color) return [];
    return [at];
  });
  const current = found.filter((at) => isCurrent(items[at] as never, reader.day));
  const [only] = current.length > 0 ? current : found;
  return (current.length || found.length) === 1 && only !== undefined ? only : null;
}

export interface Swap {
  /** Positions in the catalogue. */
  from: number;
  to: number;
  /** How many are swapped; all where none is said. */
  count: number | null;
  /** Of the old one stay so many: only some are swapped. */
  left: number | null;
  plain: boolean;
}

/** What the swap is read from. */
export interface SwapWords {
  tokens: Token[];
  words: SearchWord[];
  /** All numbers of the piece, articles among them. */
  numbers: Quantity[];
  action: Action | null;
  /** Behind "instead of": the old value. */
  isOld: (token: Token) => boolean;
  hasInstead: boolean;
}

interface Wish {
  size: Token | null;
  color: Token | null;
}

/** Which quoted item is swapped for which, or null. `quoted`: their quantities by position in the catalogue. */
export function swapIn(said: SwapWords, quoted: ReadonlyMap<number, number>, reader: Reader): Swap | null {
  if (said.action !== 'set' && !said.hasInstead) return null;
  const { vocabulary, index, day } = reader;
  const stem = said.words.filter(
    (word) => !word.size && colorsOf(word.fold, vocabulary) === undefined && !/^\d+$/.test(word.fold),
  );
  const fits = searchItems(stem, index, vocabulary, day, new Set(quoted.keys()));
  const among = fits.status === 'unknown' ? (stem.length === 0 ? [...quoted.keys()] : []) : fits.items;
  const found = among.flatMap((from) => {
    const sizes = sizeTokens(said, from, quoted, reader);
    const colors = said.tokens.filter((token) => colorsOf(token.fold, vocabulary) !== undefined);
    const size = wish(sizes, (token) => token.fold === index.sizes[from]);
    const color = wish(colors, (token) =>
      (colorsOf(token.fold, vocabulary) ?? []).includes(index.items[from]?.color ?? ''),
    );
    if (!size.wanted && !color.wanted) return [];
    const to = sibling(
      from,
      size.wanted?.fold ?? null,
      color.wanted ? (colorsOf(color.wanted.fold, vocabulary) ?? []) : null,
      reader,
    );
    if (to === null) return [];
    const old = [size.old, color.old].filter((token) => token !== null);
    return [{ from, to, wanted: { size: size.wanted, color: color.wanted }, old, named: old.length > 0 }];
  });
  // Where several quoted sizes are named, the one behind "instead of" is the old one, else the one named first.
  const named = found.filter((one) => one.named);
  const behind = named.filter((one) => one.old.some(said.isOld));
  // "the blue ones 8 instead of 6": a quoted line is all that is said of it, and is only counted anew.
  const asQuoted = ({ wanted }: (typeof found)[number]): boolean =>
    among.some(
      (at) =>
        (!wanted.size || index.sizes[at] === wanted.size.fold) &&
        (!wanted.color || (colorsOf(wanted.color.fold, vocabulary) ?? []).includes(index.items[at]?.color ?? '')),
    );
  if (named.length === 0 && found.some(asQuoted)) return null;
  const [chosen, ...others] = behind.length > 0 ? behind : named.length > 0 ? named.sort(first) : found;
  if (!chosen || (others.length > 0 && !chosen.named)) return null;
  return { from: chosen.from, to: chosen.to, ...shared(said, chosen, quoted.get(chosen.from) ?? 0, reader) };
}

const first = (a: { old: Token[] }, b: { old: Token[] }): number => (a.old[0]?.start ?? 0) - (b.old[0]?.start ?? 0);

/** One value that the quoted line has, and one that it has not. */
function wish(tokens: Token[], has: (token: Token) => boolean): { wanted: Token | null; old: Token | null } {
  const fresh = tokens.filter((token) => !has(token));
  return {
    wanted: new Set(fresh.map((token) => token.fold)).size === 1 ? (fresh[0] ?? null) : null,
    old: tokens.find(has) ?? null,
  };
}

/** Tokens that are sizes of this item's kind, whatever else they may be. */
function sizeTokens(
  { tokens, numbers }: SwapWords,
  from: number,
  quoted: ReadonlyMap<number, number>,
  reader: Reader,
): Token[] {
  const { index, language } = reader;
  if ((index.sizes[from] ?? '') === '') return [];
  return tokens.filter((token, i) => {
    if (token.kind === 'mark' || !index.allSizes.has(token.fold)) return false;
    if (token.kind === 'word') return letterSize.test(token.text);
    const number = numbers.find((one) => tokens[one.from] === token);
    if (number?.unit) return false;
    const sized = language.sizeWords.has(tokens[i - 1]?.fold ?? '') || tokens[i - 1]?.text === '.';
    return sized || quoted.get(from) !== Number(token.fold);
  });
}

/** How many are swapped, and how many of the old stay. */
function shared(
  { tokens, numbers }: SwapWords,
  { wanted, old }: { wanted: Wish; old: Token[] },
  before: number,
  { language }: Reader,
): Pick<Swap, 'count' | 'left' | 'plain'> {
  const sizes = new Set<Token | null>([wanted.size, ...old]);
  const counts = numbers.filter((one) => !tokens.slice(one.from, one.to).some((token) => sizes.has(token)));
  const whole = counts.some((one) => one.value === before);
  const [part] = counts.filter((one) => one.value !== before && (!one.loose || whole));
  if (!part) return { count: null, left: null, plain: old.length > 0 };
  const ofThem = language.of.has(tokens[part.to]?.fold ?? '');
  if (part.value < before && (whole || ofThem))
    return { count: part.value, left: before - part.value, plain: old.length > 0 };
  return { count: part.value, left: null, plain: false };
}

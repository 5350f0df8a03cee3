/** Another size or colour in place of a quoted one: "die Helme in L statt in M". */
import { isCurrent } from '../items/catalogue-index.ts';
import { colorsOf, searchItems, type SearchWord } from '../items/item-search.ts';
import type { Token } from '../words.ts';
import type { Action } from './change-chunks.ts';
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
  /** The number of the piece is the new size, not a quantity. */
  numberIsSize: boolean;
}

/** What the swap is read from. */
export interface SwapWords {
  tokens: Token[];
  words: SearchWord[];
  /** Tokens of the quantities. */
  taken: ReadonlySet<Token>;
  quantity: Quantity | undefined;
  action: Action | null;
  /** Behind "instead of": the old value. */
  isOld: (token: Token) => boolean;
  hasInstead: boolean;
}

type Wish = { size: string | null; colors: string[] | null };

/** Which quoted item is swapped for which, or null. */
export function swapIn(said: SwapWords, among: ReadonlySet<number>, reader: Reader): Swap | null {
  const { vocabulary, index, day } = reader;
  const { tokens, words, taken, quantity, action, isOld } = said;
  const between = (was: Wish, wanted: Wish): Pick<Swap, 'from' | 'to'> | null => {
    const candidates = [...among].filter((at) =>
      was.colors ? was.colors.includes(index.items[at]?.color ?? '') : index.sizes[at] === was.size,
    );
    const rest = words.filter((word) => (was.colors ? colorsOf(word.fold, vocabulary) === undefined : !word.size));
    const match = searchItems(rest, index, vocabulary, day, new Set(candidates));
    const [from] = match.items.length === 1 ? match.items : candidates.length === 1 ? candidates : [];
    const to = from === undefined ? null : sibling(from, wanted.size, wanted.colors, reader);
    return from !== undefined && to !== null ? { from, to } : null;
  };
  const sized = (was: string | undefined, wanted: string | undefined): Pick<Swap, 'from' | 'to'> | null =>
    was === undefined || wanted === undefined
      ? null
      : between({ size: was, colors: null }, { size: wanted, colors: null });

  const sizes = tokens.filter(
    (token) => !taken.has(token) && words.some((word) => word.size && word.fold === token.fold),
  );
  const oldSizes = sizes.filter(isOld);
  const newSizes = sizes.filter((token) => !isOld(token));
  const resized =
    oldSizes.length === 1 && newSizes.length === 1
      ? sized(oldSizes[0]?.fold, newSizes[0]?.fold)
      : sizes.length === 2 && action === 'set' && !said.hasInstead
        ? sized(sizes[0]?.fold, sizes[1]?.fold)
        : null;
  if (resized) return { ...resized, numberIsSize: false };

  const colors = tokens.filter(
    (token) =>
      vocabulary.colors.has(token.fold) ||
      (words.some((word) => word.fold === token.fold) && colorsOf(token.fold, vocabulary)),
  );
  const oldColor = colors.find(isOld);
  const newColor = colors.find((token) => !isOld(token));
  const recolored =
    oldColor && newColor
      ? between(
          { size: null, colors: colorsOf(oldColor.fold, vocabulary) ?? [] },
          { size: null, colors: colorsOf(newColor.fold, vocabulary) ?? [] },
        )
      : null;
  if (recolored) return { ...recolored, numberIsSize: false };

  // "taille 42 par un 46": the number is a size that the quoted article has too.
  const number = quantity && tokens[quantity.from]?.fold;
  const bySize =
    sizes.length === 1 &&
    quantity?.unit === null &&
    action === 'set' &&
    number !== undefined &&
    index.allSizes.has(number)
      ? sized(sizes[0]?.fold, number)
      : null;
  return bySize && { ...bySize, numberIsSize: true };
}

/** The numbers of a stretch, once corrections are followed and what is not wanted is left out. */
import { bare, exactNumbers, type NumberSpan } from '../items/item-numbers.ts';
import type { Token } from '../words.ts';
import { corrected, type Correction } from './correction.ts';
import { inName, letterSize, namesGoods } from './goods-words.ts';
import type { Reader } from './meaning.ts';
import type { Stretch } from './page.ts';
import { quantities, type Quantity } from './quantities.ts';
import { laddered, type Ladder } from './tiers.ts';
import { holdsKnownWords } from './remembered.ts';
import { content } from './segments.ts';
import { unwanted } from './unwanted.ts';

/** The stretch without what is not wanted or no goods, and the numbers in it. */
export function numbered(
  stretch: Stretch,
  reader: Reader,
  blocked: { start: number; end: number }[],
): { held: Stretch; found: Quantity[]; ladders: Ladder[]; corrections: Correction[]; dropped: Token[] } | null {
  const around = { language: reader.language, vocabulary: reader.vocabulary, index: reader.index };
  const meant = corrected(stretch, reader.language, (tokens, at) => inName(tokens, at, around));
  const refused = unwanted(meant.stretch, reader.language, meant.corrections.length > 0);
  const spans = [...blocked, ...refused];
  const within = (token: Token, places: { start: number; end: number }[]): boolean =>
    places.some((span) => token.start >= span.start && token.start < span.end);
  const { stretch: stepped, ladders } = laddered(meant.stretch, reader, spans);
  const usable = stepped.tokens.filter((token) => !within(token, spans));
  if (content(usable).length === 0) return null;
  const codes = [...exactNumbers(usable, reader.index.numbers), ...ownNumbers(usable, reader)];
  const all = quantities({ tokens: usable, codes, blocked: spans, ...around });
  // "1 rack for 4 bikes": the second number says what the first is for.
  const forWhat = (quantity: Quantity, i: number): boolean => {
    const before = all[i - 1];
    return (
      before !== undefined &&
      reader.language.purposes.has(usable[quantity.from - 1]?.fold ?? '') &&
      quantity.unit === null &&
      !usable
        .slice(before.to, quantity.from)
        .some((token) => /^[,;:]$/.test(token.text) || reader.language.joints.has(token.fold)) &&
      nameGoods(usable.slice(before.to, quantity.from - 1), reader)
    );
  };
  // "a handful of tubes (6 pcs)": the number in brackets is what the article means.
  const saidAfter = (quantity: Quantity, i: number): boolean => {
    const next = all[i + 1];
    if (!next || !quantity.loose || usable[next.from - 1]?.text !== '(' || usable[next.to]?.text !== ')') return false;
    const between = usable.slice(quantity.to, next.from - 1);
    return between.length <= 4 && !between.some((token) => token.kind === 'mark') && nameGoods(between, reader);
  };
  const strong = all.filter((quantity, i) => quantity.weight > 0 && !forWhat(quantity, i) && !saidAfter(quantity, i));
  const found =
    strong.length > 0
      ? strong
      : stretch.listed && all.length === 1
        ? all
        : all.filter((quantity) => quantity.weight === 0 && !quantity.loose);
  const dropped = meant.stretch.tokens.filter((token) => within(token, refused));
  return { held: { ...stretch, tokens: usable }, found, ladders, corrections: meant.corrections, dropped };
}

/** The customer's own numbers for items, as spans of tokens. */
function ownNumbers(tokens: Token[], { context, index }: Reader): NumberSpan[] {
  const wanted = new Map(
    context.aliases
      .filter(({ words, said }) => !said && /\d/.test(words) && /^\S+$/.test(words.trim()))
      .map(({ words, item }) => [bare(words), index.numbers.get(bare(item)) ?? []]),
  );
  if (wanted.size === 0) return [];
  return tokens.flatMap((token, from) => {
    if (token.kind === 'mark' || (token.glued && tokens[from - 1]?.kind !== 'mark')) return [];
    let key = '';
    for (let to = from; to < Math.min(tokens.length, from + 8); to++) {
      if (to > from && !tokens[to]?.glued) break;
      key += bare(tokens[to]?.text ?? '');
      const items = wanted.get(key);
      if (items && !(tokens[to + 1]?.glued && tokens[to + 1]?.kind !== 'mark'))
        return [{ from, to: to + 1, items, exact: true }];
    }
    return [];
  });
}

/** Do these tokens name goods, by number, by name or by the customer's own words? */
export function nameGoods(part: Token[], reader: Reader): boolean {
  return (
    part.some((token) => namesGoods(token, reader)) ||
    exactNumbers(part, reader.index.numbers).length > 0 ||
    ownNumbers(part, reader).length > 0 ||
    holdsKnownWords(part, reader.context.aliases)
  );
}

/** Nothing but sizes and colours: "4 S, 6 M", "2 in 46". */
export function onlyAttributes(part: Token[], reader: Reader): boolean {
  const { language, vocabulary, index } = reader;
  const said = content(part).filter(
    (token) =>
      !language.stop.has(token.fold) && !language.sizeWords.has(token.fold) && !language.joints.has(token.fold),
  );
  return (
    said.length > 0 &&
    said.every(
      (token) =>
        vocabulary.colors.has(token.fold) ||
        (index.allSizes.has(token.fold) && (token.kind === 'number' || letterSize.test(token.text))),
    )
  );
}

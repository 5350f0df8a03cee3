/** What a reply alters of the quote it answers: lines added, set to another quantity, swapped for another size, taken out. */
import type { QuotedLine } from '../../domain/reading.ts';
import { isCurrent } from '../items/catalogue-index.ts';
import { bare, exactNumbers } from '../items/item-numbers.ts';
import { searchItems, type Search } from '../items/item-search.ts';
import type { Token } from '../words.ts';
import { chunks, type Action, type Chunk } from './change-chunks.ts';
import { itemWords } from './item-words.ts';
import { meaning, type Reader } from './meaning.ts';
import { evidence, wordsOf, type Stretch } from './page.ts';
import { quantities, type Quantity } from './quantities.ts';
import { swapIn } from './swap.ts';
import type { Wanted } from './wanted.ts';

export interface ChangeOptions {
  blocked: (stretch: Stretch) => { start: number; end: number }[];
  quoted: QuotedLine[];
}

/** Position in the catalogue → the quoted line. */
type Quoted = Map<number, QuotedLine>;
type Span = { start: number; end: number };

/** Every alteration, in the order of the mail. Quantities are as they stand afterwards. */
export function changes(list: Stretch[], reader: Reader, { blocked, quoted }: ChangeOptions): Wanted[] {
  const { language, index } = reader;
  const positions: Quoted = new Map();
  for (const line of quoted) {
    const at = index.numbers.get(bare(line.item))?.[0];
    if (at !== undefined) positions.set(at, line);
  }
  return list.flatMap((stretch) => {
    const spans = blocked(stretch);
    const usable: Stretch = {
      ...stretch,
      tokens: stretch.tokens.filter(
        (token) => !spans.some((span) => token.start >= span.start && token.start < span.end),
      ),
    };
    const asks = stretch.page.text.slice(stretch.start, stretch.end + 1).includes('?');
    let inherited: Action | null = null;
    return chunks(usable, reader, quoted.length).flatMap((chunk) => {
      if (language.cue('unchanged').test(chunk.folded) && !language.cue('remove').test(chunk.folded)) return [];
      const action: Action | null = chunk.action ?? inherited;
      inherited = action;
      // A question that names goods asks, it does not alter.
      const of = chunk.position === null ? positions : at(chunk.position, quoted, positions);
      return action === null && asks ? [] : alterations(chunk, action, spans, of, reader);
    });
  });
}

/** The quoted line of this number alone. */
function at(position: number, quoted: QuotedLine[], positions: Quoted): Quoted {
  const line = quoted[position - 1];
  return new Map([...positions].filter(([, other]) => other === line));
}

/** The numbers of a piece: the one that is to stand, and what is said of the old one. */
function amounts(
  chunk: Chunk,
  spans: Span[],
  among: ReadonlySet<number>,
  reader: Reader,
): {
  /** Also articles, and sizes that may be none. */
  every: Quantity[];
  all: Quantity[];
  quantity: Quantity | undefined;
  /** It is what shall stand, not a difference. */
  absolute: boolean;
  /** It is how many more or fewer. */
  by: boolean;
  isOld: (token: Token) => boolean;
} {
  const { language, vocabulary, index } = reader;
  const codes = exactNumbers(chunk.tokens, index.numbers);
  const instead = language.cue('instead').all(chunk.folded);
  const isOld = (token: Token): boolean =>
    instead.some((cue) => token.start >= chunk.start + cue.end && token.start - (chunk.start + cue.end) < 24);
  const quotedSizes = new Set([...among].map((at) => index.sizes[at]));
  // "size 44 instead of 48": the old number is a size, for a quoted line has it.
  const oldSize = (one: Quantity): boolean => {
    const token = chunk.tokens[one.from] as Token;
    return (
      isOld(token) &&
      one.unit === null &&
      quotedSizes.has(token.fold) &&
      chunk.tokens.some((other) => other !== token && index.allSizes.has(other.fold) && !isOld(other))
    );
  };
  const every = quantities({ tokens: chunk.tokens, codes, blocked: spans, language, vocabulary, index });
  // "do suporte basta um", "einen weniger": an article that counts.
  const counts = (one: Quantity): boolean =>
    !one.loose ||
    language.cue('fewer').test(chunk.folded) ||
    chunk.tokens.slice(one.to).every((token) => token.kind === 'mark');
  const all = every.filter((one) => counts(one) && !oldSize(one));
  // "statt 20 bitte nur 12": only the first number after the phrase is the old one.
  const replaced = all.find((quantity) => isOld(chunk.tokens[quantity.from] as Token));
  const fresh = all.filter((quantity) => quantity !== replaced);
  // "from 4 to 6": the last number stands.
  const fromTo =
    fresh.length === 2 && chunk.tokens.slice(fresh[0]?.to, fresh[1]?.from).some((token) => language.to.has(token.fold));
  const quantity = fromTo ? fresh[1] : (fresh.find((one) => one.weight > 0) ?? fresh[0]);
  const before = quantity && chunk.tokens[quantity.from - 1]?.fold;
  const absolute = fromTo || (before !== undefined && language.to.has(before));
  return { every, all, quantity, absolute, by: before !== undefined && language.by.has(before), isOld };
}

/** The tokens of a piece that may name goods: neither its numbers nor the words that say what is to happen. */
function nameTokens(chunk: Chunk, taken: ReadonlySet<Token>, { language }: Reader): Token[] {
  const cues = (['add', 'remove', 'set', 'instead', 'more', 'double', 'fewer', 'sameQuantity'] as const).flatMap(
    (name) => language.cue(name).all(chunk.folded),
  );
  const within = (token: Token, { start, end }: Span): boolean =>
    token.start >= chunk.start + start && token.end <= chunk.start + end;
  return chunk.tokens.filter(
    (token) =>
      !taken.has(token) && !cues.some((cue) => within(token, cue) && !cue.gaps.some((gap) => within(token, gap))),
  );
}

/** What one piece alters. */
function alterations(chunk: Chunk, action: Action | null, spans: Span[], positions: Quoted, reader: Reader): Wanted[] {
  const { language, vocabulary, index, day } = reader;
  const { stretch } = chunk;
  const among = new Set(positions.keys());
  const { every, all, quantity, absolute, by, isOld } = amounts(chunk, spans, among, reader);
  const taken = new Set<Token>(all.flatMap((one) => chunk.tokens.slice(one.from, one.to)));
  const newTokens = nameTokens(chunk, taken, reader);
  const { words } = itemWords(newTokens, reader);
  const explicit = exactNumbers(chunk.tokens, index.numbers).map((code) => code.items[0] as number);
  const hasInstead = language.cue('instead').test(chunk.folded);
  const more = language.cue('more').test(chunk.folded);
  const base = {
    text: wordsOf(stretch.page, chunk.start, chunk.end),
    evidence: [evidence(stretch.page, chunk.start, chunk.end)],
    upTo: null,
    unit: quantity?.unit ?? null,
    byNumber: explicit.length > 0,
    words,
    listed: stretch.listed,
    quantityPlain: quantity === undefined || (quantity.certain && quantity.weight >= 1),
  };
  const before = new Map([...positions].map(([at, line]) => [at, Number(line.quantity)]));
  const swap = swapIn({ tokens: chunk.tokens, words, numbers: every, action, isOld, hasInstead }, before, reader);
  if (swap) {
    const one = (at: number, reason: string): Search => ({
      status: isCurrent(index.items[at] as never, day) ? 'matched' : 'discontinued',
      items: [at],
      explained: 1,
      literal: true,
      names: true,
      reason,
    });
    const line = { ...base, unit: null, quantityPlain: swap.plain };
    const old = one(swap.from, 'the quoted line as it was');
    return [
      swap.left === null
        ? { ...line, search: old, quantity: null, action: 'remove' }
        : { ...line, search: old, quantity: swap.left, action: 'set' },
      {
        ...line,
        search: one(swap.to, 'the same article in the new size or colour'),
        quantity: swap.count ?? before.get(swap.from) ?? null,
        action: 'add',
      },
    ];
  }
  const stem = words.filter((word) => !word.size && !vocabulary.colors.has(word.fold));
  const full = searchItems(words, index, vocabulary, day, among);
  const inQuote: Search =
    full.status === 'unknown' || full.items.length > 1 ? searchItems(stem, index, vocabulary, day, among) : full;
  const everywhere = meaning(newTokens, base.text, reader);
  const only =
    chunk.position !== null
      ? [...among][0]
      : explicit.length === 1
        ? explicit[0]
        : inQuote.status !== 'unknown' && inQuote.items.length === 1
          ? inQuote.items[0]
          : undefined;
  const quotedLine = only === undefined ? undefined : positions.get(only);
  const better =
    everywhere.search.status === 'matched' &&
    everywhere.search.items[0] !== only &&
    everywhere.search.explained > inQuote.explained + 0.15;
  if (quotedLine && only !== undefined && !better) {
    const search: Search = {
      ...inQuote,
      status: 'matched',
      items: [only],
      literal: inQuote.literal || explicit.length > 0,
      explained: Math.max(inQuote.explained, explicit.length > 0 ? 1 : 0),
      names: true,
      reason: 'the only line of the quote that these words fit',
    };
    const before = Number(quotedLine.quantity);
    if (action === 'remove' && (quantity === undefined || quantity.value === before))
      return [{ ...base, search, quantity: null, action: 'remove' }];
    if (language.cue('double').test(chunk.folded) && quantity === undefined)
      return [{ ...base, search, quantity: 2 * before, action: 'set' }];
    if (quantity === undefined) return [];
    // "Of the 8 bikes make it 6": the quoted number, then the new one.
    const [quotedFirst, afresh, further] = all;
    if (
      !absolute &&
      !by &&
      quotedFirst &&
      afresh &&
      !further &&
      quotedFirst.value === before &&
      !isOld(chunk.tokens[afresh.from] as Token) &&
      afresh.value !== before &&
      !afresh.loose
    )
      return [{ ...base, search, quantity: afresh.value, quantityPlain: false, action: 'set' }];
    const raised = by && language.cue('raise').test(chunk.folded);
    const lowered = by && language.cue('lower').test(chunk.folded);
    const fixed = absolute || hasInstead;
    const onTop = !fixed && !lowered && (more || raised || action === 'add');
    const fewer = !fixed && !onTop && (action === 'remove' || lowered || language.cue('fewer').test(chunk.folded));
    const value = before + quantity.value * (onTop ? 1 : -1);
    const stands = onTop || fewer ? value : quantity.value;
    if (stands <= 0 || String(stands) === quotedLine.quantity) return [];
    const quantityPlain = base.quantityPlain && !fewer && !(onTop && !more && !raised);
    return [{ ...base, search, quantity: stands, quantityPlain, action: 'set' }];
  }
  if (action === 'remove')
    return inQuote.items.length > 1
      ? [{ ...base, search: { ...inQuote, status: 'ambiguous' }, quantity: null, action: 'remove' }]
      : [];
  if (quantity === undefined && !everywhere.byNumber) return [];
  if (action !== 'add' && everywhere.search.status === 'unknown') return [];
  if (everywhere.search.status === 'unknown' && !everywhere.search.names && !stretch.listed) return [];
  return [{ ...base, search: everywhere.search, quantity: quantity?.value ?? null, action: 'add' }];
}

/** What a reply alters of the quote it answers: lines added, set to another quantity, swapped for another size, taken out. */
import { isCurrent } from '../items/catalogue-index.ts';
import { exactNumbers, bare } from '../items/item-numbers.ts';
import { colorsOf, searchItems, type Search, type SearchWord } from '../items/item-search.ts';
import type { QuotedLine } from '../mail/body.ts';
import { fold, type Token } from '../words.ts';
import { itemWords } from './item-words.ts';
import { meaning, type Reader } from './meaning.ts';
import { evidence, wordsOf, type Stretch } from './page.ts';
import { namesGoods, quantities, type Quantity } from './quantities.ts';
import type { Wanted } from './wanted.ts';

type Action = 'add' | 'set' | 'remove';
interface Chunk {
  stretch: Stretch;
  tokens: Token[];
  folded: string;
  start: number;
  end: number;
  action: Action | null;
  goods: boolean;
}
export interface ChangeOptions {
  blocked: (stretch: Stretch) => { start: number; end: number }[];
  quoted: QuotedLine[];
}

function actionOf(folded: string, reader: Reader): Action | null {
  const { language } = reader;
  if (language.cue('remove').test(folded)) return 'remove';
  if (language.cue('instead').test(folded)) return 'set';
  if (language.cue('add').test(folded)) return 'add';
  if (language.cue('more').test(folded) || language.cue('set').test(folded)) return 'set';
  return null;
}

/** Pieces of a stretch that each say one thing: parted at commas and conjunctions, joined again where a piece says nothing of its own. */
function chunks(stretch: Stretch, reader: Reader): Chunk[] {
  const around = { language: reader.language, vocabulary: reader.vocabulary };
  const pieces: Token[][] = [];
  let from = 0;
  stretch.tokens.forEach((token, i) => {
    if (
      (token.kind === 'mark' && /^[,:]$/.test(token.text) && !stretch.tokens[i + 1]?.glued) ||
      (reader.language.joints.has(token.fold) && i > from)
    ) {
      pieces.push(stretch.tokens.slice(from, i));
      from = i + 1;
    }
  });
  pieces.push(stretch.tokens.slice(from));
  const made: Chunk[] = [];
  for (const tokens of pieces) {
    const first = tokens[0];
    const last = tokens[tokens.length - 1];
    if (!first || !last) continue;
    const folded = fold(stretch.page.text.slice(first.start, last.end));
    const goods =
      tokens.some((token) => namesGoods(token, around)) || exactNumbers(tokens, reader.index.numbers).length > 0;
    const action = actionOf(folded, reader);
    const previous = made[made.length - 1];
    const join = (): void => {
      if (!previous) return;
      previous.tokens = [...previous.tokens, ...tokens];
      previous.end = last.end;
      previous.folded = fold(stretch.page.text.slice(previous.start, last.end));
      previous.action =
        previous.action === null || previous.action === 'add'
          ? (actionOf(previous.folded, reader) ?? previous.action)
          : previous.action;
      previous.goods ||= goods;
    };
    // "Les cuissards S, passez-les en L, même quantité": goods first, then what is to happen to them.
    if (
      previous &&
      ((previous.goods && previous.action === null && !goods) ||
        !goods ||
        (!previous.goods && previous.action === null))
    )
      join();
    else made.push({ stretch, tokens, folded, start: first.start, end: last.end, action, goods });
  }
  return made.filter((chunk) => chunk.goods);
}

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

/** Every alteration, in the order of the mail. Quantities are as they stand afterwards. */
export function changes(list: Stretch[], reader: Reader, { blocked, quoted }: ChangeOptions): Wanted[] {
  const { language, vocabulary, index, day } = reader;
  const positions = new Map<number, QuotedLine>();
  for (const line of quoted) {
    const at = index.numbers.get(bare(line.item))?.[0];
    if (at !== undefined) positions.set(at, line);
  }
  const among = new Set(positions.keys());
  const lines: Wanted[] = [];
  for (const stretch of list) {
    const spans = blocked(stretch);
    const usable: Stretch = {
      ...stretch,
      tokens: stretch.tokens.filter(
        (token) => !spans.some((span) => token.start >= span.start && token.start < span.end),
      ),
    };
    let inherited: Action | null = null;
    for (const chunk of chunks(usable, reader)) {
      if (language.cue('unchanged').test(chunk.folded) && !language.cue('remove').test(chunk.folded)) continue;
      const action: Action | null = chunk.action ?? inherited;
      inherited = action;
      // A question that names goods asks, it does not alter.
      if (action === null && stretch.page.text.slice(stretch.start, stretch.end + 1).includes('?')) continue;
      const codes = exactNumbers(chunk.tokens, index.numbers);
      const around = { tokens: chunk.tokens, codes, blocked: spans, language, vocabulary, index };
      const instead = language.cue('instead').all(chunk.folded);
      const after = (token: Token): boolean =>
        instead.some((cue) => token.start >= chunk.start + cue.end && token.start - (chunk.start + cue.end) < 24);
      const quotedSizes = new Set([...among].map((at) => index.sizes[at]));
      // "size 44 instead of 48": the old number is a size, for a quoted line has it.
      const oldSize = (one: Quantity): boolean => {
        const token = chunk.tokens[one.from] as Token;
        return (
          after(token) &&
          one.unit === null &&
          quotedSizes.has(token.fold) &&
          chunk.tokens.some((other) => other !== token && index.allSizes.has(other.fold) && !after(other))
        );
      };
      const found = quantities(around).filter((quantity) => !quantity.loose && !oldSize(quantity));
      const old = found.filter((quantity) => after(chunk.tokens[quantity.from] as Token));
      // "statt 20 bitte nur 12": only the first number after the phrase is the old one.
      const replaced = new Set(old.slice(0, 1));
      const fresh = found.filter((quantity) => !replaced.has(quantity));
      // "from 4 to 6": the last number stands.
      const fromTo =
        fresh.length === 2 &&
        chunk.tokens.slice(fresh[0]?.to, fresh[1]?.from).some((token) => language.to.has(token.fold));
      const quantity: Quantity | undefined = fromTo ? fresh[1] : (fresh.find((one) => one.weight > 0) ?? fresh[0]);
      const taken = new Set<Token>(found.flatMap((one) => chunk.tokens.slice(one.from, one.to)));
      const said = chunk.tokens.filter((token) => !taken.has(token));
      const cueWords = new Set(
        [
          ...language.cue('add').all(chunk.folded),
          ...language.cue('remove').all(chunk.folded),
          ...language.cue('set').all(chunk.folded),
          ...instead,
          ...language.cue('more').all(chunk.folded),
          ...language.cue('sameQuantity').all(chunk.folded),
        ].flatMap((cue) =>
          chunk.tokens.filter((token) => token.start >= chunk.start + cue.start && token.end <= chunk.start + cue.end),
        ),
      );
      const newTokens = said.filter((token) => !cueWords.has(token));
      const { words } = itemWords(newTokens, reader);
      const attribute = (word: SearchWord): boolean => word.size || vocabulary.colors.has(word.fold);
      const stem = words.filter((word) => !attribute(word));
      const sizes = chunk.tokens.filter(
        (token) => !taken.has(token) && words.some((word) => word.size && word.fold === token.fold),
      );
      const explicit = codes.map((code) => code.items[0] as number);
      const full = searchItems(words, index, vocabulary, day, among);
      const inQuote: Search =
        full.status === 'unknown' || full.items.length > 1 ? searchItems(stem, index, vocabulary, day, among) : full;
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
      // Another size or colour in place of the quoted one.
      const one = (at: number, reason: string): Search => ({
        status: isCurrent(index.items[at] as never, day) ? 'matched' : 'discontinued',
        items: [at],
        explained: 1,
        literal: true,
        names: true,
        reason,
      });
      const swapOf = (
        from: string | null | undefined,
        to: string | null | undefined,
        colored: { from: string[]; to: string[] } | null,
      ): { from: number; to: number } | null => {
        const was = [...among].filter((at) =>
          colored ? colored.from.includes(index.items[at]?.color ?? '') : index.sizes[at] === from,
        );
        const rest = words.filter((word) => (colored ? colorsOf(word.fold, vocabulary) === undefined : !word.size));
        const match = searchItems(rest, index, vocabulary, day, new Set(was));
        const [quotedAt] = match.items.length === 1 ? match.items : was.length === 1 ? was : [];
        const into =
          quotedAt === undefined ? null : sibling(quotedAt, colored ? null : (to ?? null), colored?.to ?? null, reader);
        return quotedAt !== undefined && into !== null ? { from: quotedAt, to: into } : null;
      };
      const oldSizes = sizes.filter((token) => after(token)).map((token) => token.fold);
      const newSizes = sizes.filter((token) => !after(token)).map((token) => token.fold);
      const order = sizes.map((token) => token.fold);
      const swap =
        oldSizes.length === 1 && newSizes.length === 1
          ? { from: oldSizes[0], to: newSizes[0] }
          : order.length === 2 && action === 'set' && instead.length === 0
            ? { from: order[0], to: order[1] }
            : null;
      const swapped = swap ? swapOf(swap.from, swap.to, null) : null;
      // "taille 42 par un 46": the number is a size that the quoted article has too.
      const loneSize =
        order.length === 1 &&
        quantity?.unit === null &&
        action === 'set' &&
        index.allSizes.has((chunk.tokens[quantity.from] as Token).fold)
          ? swapOf(order[0], (chunk.tokens[quantity.from] as Token).fold, null)
          : null;
      const colors = chunk.tokens.filter(
        (token) =>
          vocabulary.colors.has(token.fold) ||
          (words.some((word) => word.fold === token.fold) && colorsOf(token.fold, vocabulary)),
      );
      const [oldColor] = colors.filter(after);
      const [newColor] = colors.filter((token) => !after(token));
      const recolored =
        oldColor && newColor
          ? swapOf(null, null, {
              from: colorsOf(oldColor.fold, vocabulary) ?? [],
              to: colorsOf(newColor.fold, vocabulary) ?? [],
            })
          : null;
      const change = swapped ?? recolored ?? loneSize;
      if (change) {
        const line = positions.get(change.from);
        const count = loneSize === change ? undefined : quantity?.value;
        lines.push({
          ...base,
          search: one(change.from, 'the quoted line as it was'),
          quantity: null,
          action: 'remove',
        });
        lines.push({
          ...base,
          search: one(change.to, 'the same article in the new size or colour'),
          quantity: count ?? (line ? Number(line.quantity) : null),
          quantityPlain: change !== loneSize,
          action: 'add',
        });
        continue;
      }
      const everywhere = meaning(newTokens, base.text, reader);
      const only =
        explicit.length === 1
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
        if (action === 'remove' && (quantity === undefined || quantity.value === Number(quotedLine.quantity))) {
          lines.push({ ...base, search, quantity: null, action: 'remove' });
          continue;
        }
        if (quantity === undefined || (action === null && !quantity)) continue;
        const onTop = language.cue('more').test(chunk.folded) || action === 'add';
        const fewer = action === 'remove';
        const value =
          onTop && instead.length === 0 && !fromTo
            ? Number(quotedLine.quantity) + quantity.value
            : fewer
              ? Number(quotedLine.quantity) - quantity.value
              : quantity.value;
        if (value > 0 && String(value) !== quotedLine.quantity)
          lines.push({
            ...base,
            search,
            quantity: value,
            quantityPlain: base.quantityPlain && !fewer && !(onTop && !language.cue('more').test(chunk.folded)),
            action: 'set',
          });
        continue;
      }
      if (action === 'remove') {
        if (inQuote.items.length > 1)
          lines.push({ ...base, search: { ...inQuote, status: 'ambiguous' }, quantity: null, action: 'remove' });
        continue;
      }
      if (quantity === undefined && !everywhere.byNumber) continue;
      if (action !== 'add' && everywhere.search.status === 'unknown') continue;
      if (everywhere.search.status === 'unknown' && !everywhere.search.names && !stretch.listed) continue;
      lines.push({ ...base, search: everywhere.search, quantity: quantity?.value ?? null, action: 'add' });
    }
  }
  return lines;
}

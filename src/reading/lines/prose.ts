/** Lines read from text: every quantity opens one, and goods named without a number are lines too. */
import { exactNumbers } from '../items/item-numbers.ts';
import { colorsOf, searchItems } from '../items/item-search.ts';
import { fold, type Token } from '../words.ts';
import { meaning, type Meaning, type Reader } from './meaning.ts';
import { holdsKnownWords } from './remembered.ts';
import { evidence, wordsOf, type Stretch } from './page.ts';
import { namesGoods, quantities } from './quantities.ts';
import { content, segments } from './segments.ts';
import type { Wanted } from './wanted.ts';

/** A line whose number may be shared out among its colours or sizes. */
type Shared = Wanted & { shared?: number };

/** Only sizes and colours: "5 rot", "3 each in S, M and L". */
const attributesOnly = (found: Meaning, vocabulary: Reader['vocabulary']): boolean =>
  found.words.length > 0 && found.words.every((word) => word.size || colorsOf(word.fold, vocabulary) !== undefined);

export interface ProseOptions {
  blocked: (stretch: Stretch) => { start: number; end: number }[];
  /** Whether goods named without a number are asked for here. */
  asked: (stretch: Stretch) => boolean;
}

/** All lines of these stretches, in order. */
export function proseLines(list: Stretch[], reader: Reader, options: ProseOptions): Wanted[] {
  const lines: Wanted[] = [];
  const around = { language: reader.language, vocabulary: reader.vocabulary, index: reader.index };
  let open: { line: Shared; stretch: number } | null = null;
  // A question after goods that nothing in the catalogue is called: "Do you do child trailers?"
  let asking: { line: Wanted; stretch: number } | null = null;
  list.forEach((stretch, number) => {
    const { tokens, page } = stretch;
    const blocked = options.blocked(stretch);
    const free = (token: Token): boolean =>
      !blocked.some((span) => token.start >= span.start && token.start < span.end);
    const usable = tokens.filter(free);
    if (content(usable).length === 0) return;
    const held: Stretch = { ...stretch, tokens: usable };
    const codes = exactNumbers(usable, reader.index.numbers);
    const goods = (part: Token[]): boolean =>
      part.some((token) => namesGoods(token, around)) ||
      exactNumbers(part, reader.index.numbers).length > 0 ||
      holdsKnownWords(part, reader.context.aliases);
    // Nothing but sizes and colours: "4 S, 6 M".
    const attributes = (part: Token[]): boolean => {
      const said = content(part).filter(
        (token) => !reader.language.stop.has(token.fold) && !reader.language.sizeWords.has(token.fold),
      );
      return (
        said.length > 0 &&
        said.every(
          (token) =>
            reader.vocabulary.colors.has(token.fold) ||
            (token.kind === 'word' && token.text === token.text.toUpperCase() && reader.index.allSizes.has(token.fold)),
        )
      );
    };
    let found = quantities({ tokens: usable, codes, blocked, ...around });
    const strong = found.filter((quantity) => quantity.weight > 0);
    found =
      strong.length > 0
        ? strong
        : stretch.listed && found.length === 1
          ? found
          : found.filter((quantity) => quantity.weight === 0 && !quantity.loose);
    const parts = segments(held, found, goods, attributes, reader.language.joints);
    const first = lines.length;
    let heads: Shared | null = null;
    for (const segment of parts) {
      const each = reader.language.cue('each').test(fold(page.text.slice(segment.start, segment.end)));
      const meant = meaning(segment.tokens, page.text.slice(segment.start, segment.end), reader);
      const base = {
        text: wordsOf(page, segment.start, segment.end),
        evidence: [evidence(page, segment.start, segment.end)],
        quantity: segment.quantity?.value ?? null,
        upTo: segment.quantity?.upTo ?? null,
        quantityPlain:
          segment.quantity === null ||
          (segment.quantity.weight >= 2 && segment.quantity.certain && !segment.quantity.loose),
        unit: segment.quantity?.unit ?? null,
        byNumber: meant.byNumber,
        words: meant.words,
        listed: stretch.listed,
        action: null,
      } satisfies Omit<Wanted, 'search'>;
      // What colours and sizes are shared out of: goods named on this line, or right before it.
      const head: Shared | null = heads ?? (open && open.stretch === number - 1 ? open.line : null);
      if (
        segment.quantity &&
        attributesOnly(meant, reader.vocabulary) &&
        !meant.byNumber &&
        head &&
        head.search.names
      ) {
        const kind = (word: { fold: string; size: boolean }): string => (word.size ? 'size' : 'color');
        const kinds = new Set(meant.words.map(kind));
        const stem = head.words.filter(
          (word) =>
            !(kinds.has('size') && word.size) && !(kinds.has('color') && reader.vocabulary.colors.has(word.fold)),
        );
        const sizes = meant.words.filter((word) => word.size);
        const rest = meant.words.filter((word) => !word.size);
        const variants = sizes.length > 1 ? sizes.map((size) => [...rest, size]) : [meant.words];
        if (sizes.length > 1 && !each) continue;
        head.shared = (head.shared ?? 0) + segment.quantity.value * variants.length;
        for (const variant of variants) {
          const words = [...stem, ...variant];
          lines.push({
            ...base,
            text: head.text === base.text ? base.text : `${head.text} ${base.text}`,
            evidence: [...head.evidence, ...base.evidence],
            words: stem,
            search: searchItems(words, reader.index, reader.vocabulary, reader.day),
          });
        }
        continue;
      }
      const sizes = meant.words.filter((word) => word.size);
      if (segment.quantity && sizes.length > 1 && meant.search.names && !meant.byNumber) {
        const stem = meant.words.filter((word) => !word.size);
        const searches = sizes.map((size) => searchItems([...stem, size], reader.index, reader.vocabulary, reader.day));
        if (searches.every((search) => search.status !== 'unknown')) {
          if (each) for (const search of searches) lines.push({ ...base, search });
          else
            lines.push({
              ...base,
              search: {
                ...(searches[0] as Meaning['search']),
                status: 'ambiguous',
                items: [...new Set(searches.flatMap((search) => search.items))],
                literal: false,
                reason: 'several sizes and one quantity',
              },
            });
          continue;
        }
      }
      if (segment.quantity) {
        if (meant.words.length === 0 && !meant.byNumber) {
          // "We would take four": a number alone belongs to what was named right before.
          if (open && open.stretch >= number - 1 && content(segment.tokens).length <= 8 && !segment.quantity.loose) {
            open.line.quantity = segment.quantity.value;
            open.line.unit = segment.quantity.unit;
            open.line.quantityPlain = false;
            open.line.text += ` ${base.text}`;
            open.line.evidence.push(...base.evidence);
            open = null;
          } else if (
            asking &&
            asking.stretch === number - 1 &&
            content(segment.tokens).length <= 8 &&
            !segment.quantity.loose
          ) {
            const { line } = asking;
            lines.push({
              ...line,
              quantity: segment.quantity.value,
              quantityPlain: false,
              text: `${line.text} ${base.text}`,
              evidence: [...line.evidence, ...base.evidence],
            });
          }
          continue;
        }
        if (
          meant.search.status === 'unknown' &&
          open &&
          open.stretch >= number - 1 &&
          open.line.quantity === null &&
          content(segment.tokens).length <= 12 &&
          !meant.search.names &&
          open.line.search.status !== 'unknown' &&
          segment.quantity.weight < 4
        ) {
          open.line.quantity = segment.quantity.value;
          open.line.quantityPlain = false;
          open.line.evidence.push(...base.evidence);
          open.line.text += ` ${base.text}`;
          open = null;
          continue;
        }
        if (segment.quantity.loose && meant.search.status === 'unknown') continue;
        heads = { ...base, search: meant.search };
        lines.push(heads);
        continue;
      }
      // Goods without a number: asked for only where the words name them well.
      if (meant.search.names) heads = { ...base, search: meant.search };
      const clear =
        meant.search.status !== 'unknown' && meant.search.explained >= 0.6 && (meant.byNumber || meant.search.names);
      if (clear && (options.asked(stretch) || meant.byNumber)) {
        const line: Shared = heads ?? { ...base, search: meant.search };
        lines.push(line);
        open = { line, stretch: number };
      } else if (
        options.asked(stretch) &&
        parts.length === 1 &&
        meant.words.length > 0 &&
        meant.words.length <= 4 &&
        meant.search.status === 'unknown'
      )
        asking = { line: { ...base, search: meant.search, listed: true }, stretch: number };
    }
    // A head whose number was shared out among its colours or sizes is not a line itself.
    for (let i = lines.length - 1; i >= first; i--) {
      const line = lines[i] as Shared;
      if (line.shared !== undefined && (line.quantity === null || line.quantity === line.shared)) lines.splice(i, 1);
    }
    if (open !== null && open.stretch < number - 1) open = null;
  });
  return lines;
}

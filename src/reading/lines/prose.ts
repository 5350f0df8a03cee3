/** Lines read from text: every quantity opens one, and goods named without a number are lines too. */
import { colorsOf, type Search } from '../items/item-search.ts';
import { fold, type Token } from '../words.ts';
import type { Correction } from './correction.ts';
import { meaning, type Meaning, type Reader } from './meaning.ts';
import { evidence, wordsOf, type Stretch } from './page.ts';
import { goodsWords } from './remembered.ts';
import { nameGoods, numbered, onlyAttributes } from './numbered.ts';
import { content, segments, type Segment } from './segments.ts';
import { withListed, type Ladder } from './tiers.ts';
import {
  attributesOnly,
  eachVariant,
  joined,
  severalSizes,
  sharedOut,
  sizesIn,
  variantSearches,
  variantsIn,
  type Shared,
} from './variants.ts';
import type { Wanted } from './wanted.ts';

export interface ProseOptions {
  blocked: (stretch: Stretch) => { start: number; end: number }[];
  /** Whether goods named without a number are asked for here. */
  asked: (stretch: Stretch) => boolean;
}

/** What one stretch leaves for the next to say the number of. */
interface Pending {
  stretch: number;
  /** Goods that were asked for without a number: "What do the hitch racks cost? We would take four." */
  open: Shared | null;
  /** Goods that nothing in the catalogue is called: "Do you do child trailers? We need two." */
  asking: Wanted | null;
  /** Several sizes of one thing: "The Road-750 in 44 and 52? Two of each." */
  sizes: { line: Omit<Wanted, 'search'>; searches: Search[] } | null;
}

/** All lines of these stretches, in order. */
export function proseLines(list: Stretch[], reader: Reader, options: ProseOptions): Wanted[] {
  const lines: Wanted[] = [];
  let pending: Pending = { stretch: -1, open: null, asking: null, sizes: null };
  withListed(list, reader).forEach((stretch, number) => {
    if (pending.stretch < number - 1) pending = { stretch: -1, open: null, asking: null, sizes: null };
    const found = stretchLines(stretch, reader, options, pending);
    if (!found) return;
    lines.push(...found.lines);
    if (found.left) pending = { ...found.left, stretch: number };
  });
  return lines;
}

/** The lines of one stretch, and what it leaves open; null where it says nothing. */
function stretchLines(
  stretch: Stretch,
  reader: Reader,
  options: ProseOptions,
  pending: Pending,
): { lines: Wanted[]; left: Omit<Pending, 'stretch'> | null } | null {
  const { page } = stretch;
  const numbers = numbered(stretch, reader, options.blocked(stretch));
  if (!numbers) return null;
  const { held, found, ladders, corrections, dropped } = numbers;
  const parts = segments(
    held,
    found,
    (part) => nameGoods(part, reader),
    (part) => onlyAttributes(part, reader),
    reader.language,
  );
  const lines: Shared[] = [];
  let heads: Shared | null = null;
  let left: Omit<Pending, 'stretch'> | null = null;
  let { open } = pending;
  let said = stretch.start;
  const asked = options.asked(stretch);
  for (const [i, segment] of parts.entries()) {
    const words = page.text.slice(segment.start, segment.end);
    // "je 2 in 54 und 58": the word stands before the number.
    const each = reader.language.cue('each').test(fold(page.text.slice(Math.min(said, segment.start), segment.end)));
    said = segment.end;
    const until = parts[i + 1]?.start ?? stretch.end;
    const aside = dropped.filter(({ start }) => start > segment.start && start < until);
    const meant = saidWith(aside, segment, meaning(segment.tokens, words, reader), reader);
    const base = lineOf(segment, stretch, meant, { corrections, ladders });
    const sizes = meant.byNumber ? [] : sizesIn(meant.words, segment.tokens, reader);
    // What colours and sizes are shared out of: goods named on this line, or right before it.
    const head: Shared | null = heads ?? open;
    if (segment.quantity && head) {
      const variants = eachVariant(words, head.search, reader);
      if (variants && meant.words.every((word) => colorsOf(word.fold, reader.vocabulary) === undefined)) {
        head.shared = (head.shared ?? 0) + (base.quantity ?? 0) * variants.length;
        for (const search of variants) lines.push({ ...base, text: joined(head, base), search, quantityPlain: false });
        continue;
      }
    }
    if (segment.quantity && head?.search.names && !meant.byNumber && attributesOnly(meant, reader.vocabulary)) {
      if (sizes.length > 1 && !each) continue;
      lines.push(...sharedOut(head, base, meant.words, sizes, reader));
      continue;
    }
    const several = meant.byNumber ? [] : variantsIn(meant.words, segment.tokens, reader);
    if (several.length > 1 && meant.search.names) {
      const searches = variantSearches(meant.words, several, reader);
      if (searches.every((search) => search.status !== 'unknown')) {
        if (!segment.quantity) left = { open: null, asking: null, sizes: { line: base, searches } };
        else if (each) for (const search of searches) lines.push({ ...base, search });
        else lines.push({ ...base, search: severalSizes(searches) });
        continue;
      }
    }
    if (segment.quantity) {
      const bare = meant.words.length === 0 && !meant.byNumber;
      const few = content(segment.tokens).length <= 8 && !segment.quantity.loose;
      if (bare && pending.sizes && few) {
        const { line, searches } = pending.sizes;
        const both = { ...base, text: joined(line, base), evidence: [...line.evidence, ...base.evidence] };
        for (const search of each ? searches : [severalSizes(searches)])
          lines.push({ ...both, words: line.words, search, quantityPlain: false });
        continue;
      }
      if (bare) {
        // "We would take four": a number alone belongs to what was named right before.
        if (open && few) {
          takeNumber(open, base);
          open = null;
        } else if (pending.asking && few)
          lines.push({
            ...pending.asking,
            quantity: segment.quantity.value,
            quantityPlain: false,
            text: joined(pending.asking, base),
            evidence: [...pending.asking.evidence, ...base.evidence],
          });
        continue;
      }
      if (
        meant.search.status === 'unknown' &&
        open &&
        open.quantity === null &&
        content(segment.tokens).length <= 12 &&
        !meant.search.names &&
        open.search.status !== 'unknown' &&
        segment.quantity.weight < 4
      ) {
        takeNumber(open, base);
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
    if (clear && (asked || meant.byNumber)) {
      const line: Shared = heads ?? { ...base, search: meant.search };
      lines.push(line);
      open = line;
      left = { open, asking: null, sizes: null };
    } else if (
      asked &&
      parts.length === 1 &&
      meant.words.length > 0 &&
      meant.words.length <= 4 &&
      meant.search.status === 'unknown'
    )
      left = { open: null, asking: { ...base, search: meant.search, listed: true }, sizes: null };
  }
  // A head whose number was shared out among its colours or sizes is not a line itself.
  const kept = lines.filter(
    (line) => line.shared === undefined || (line.quantity !== null && line.quantity !== line.shared),
  );
  return { lines: kept, left };
}

/** "12 grips, not blue": what is refused is none of its words, but a person's correction is not of plain grips. */
function saidWith(aside: Token[], segment: Segment, meant: Meaning, { language }: Reader): Meaning {
  if (aside.length === 0) return meant;
  return { ...meant, search: { ...meant.search, said: goodsWords([...segment.tokens, ...aside], language) } };
}

/** A line as its segment says it; what corrects a number belongs to its words and evidence. */
function lineOf(
  segment: Segment,
  { page, listed, doubted }: Stretch,
  meant: Meaning,
  { corrections, ladders }: { corrections: Correction[]; ladders: Ladder[] },
): Omit<Wanted, 'search'> {
  const { quantity } = segment;
  const own = corrections.filter(({ at }) => at >= segment.start && at < segment.end);
  const ladder = quantity && ladders.find(({ at }) => at >= segment.start && at < segment.end);
  const end = Math.max(segment.end, ladder?.end ?? 0, ...own.map((one) => one.end));
  return {
    text: wordsOf(page, segment.start, end),
    evidence: [evidence(page, segment.start, end), ...(ladder?.evidence ?? [])],
    ...(ladder ? { tiers: ladder } : {}),
    quantity: quantity?.value ?? null,
    upTo: quantity?.upTo ?? null,
    quantityPlain:
      quantity === null ||
      (quantity.weight >= 2 && quantity.certain && !quantity.loose && own.length === 0 && !doubted) ||
      ladder?.plain === true,
    unit: quantity?.unit ?? null,
    byNumber: meant.byNumber,
    words: meant.words,
    listed,
    action: null,
  };
}

function takeNumber(line: Wanted, said: Omit<Wanted, 'search'>): void {
  line.quantity = said.quantity;
  line.unit = said.unit;
  line.quantityPlain = said.tiers?.plain ?? false;
  if (said.tiers) line.tiers = said.tiers;
  line.text += ` ${said.text}`;
  line.evidence.push(...said.evidence);
}

/** Which numbers of a stretch say how many. Sizes, measures, model numbers, prices and dates are told apart here. */
import type { CatalogueIndex } from '../items/catalogue-index.ts';
import type { NumberSpan } from '../items/item-numbers.ts';
import type { Vocabulary } from '../items/vocabulary.ts';
import type { Language } from '../languages/index.ts';
import { numberAt } from '../numbers.ts';
import type { Token } from '../words.ts';
import { chain, times } from './glued.ts';
import { enumerates, leads } from './list-signs.ts';
import { inName, letterSize, namesGoods } from './goods-words.ts';

export type Unit = 'piece' | 'pair' | 'box' | 'set' | 'metre';
export interface Quantity {
  /** Tokens it takes, its unit and sign of multiplication included. */
  from: number;
  to: number;
  value: number;
  /** Upper bound of a range ("8 to 10"), else null. */
  upTo: number | null;
  unit: Unit | null;
  /** How plainly it is a quantity. */
  weight: number;
  certain: boolean;
  loose: boolean;
}

export interface Surroundings {
  tokens: Token[];
  codes: NumberSpan[];
  blocked: { start: number; end: number }[];
  language: Language;
  vocabulary: Vocabulary;
  index: CatalogueIndex;
}

const money = /^(?:[€$£¥]|eur|usd|gbp|chf|cad|aud|sek|dkk|pln|zl|kr)$/;
const isMark = (token: Token | undefined, signs: RegExp): boolean => token?.kind === 'mark' && signs.test(token.text);

/** All that may be quantities, in order, weighed. */
export function quantities(around: Surroundings): Quantity[] {
  const { tokens, codes, blocked, language, index, vocabulary } = around;
  const found: Quantity[] = [];
  const contentBefore = (at: number): boolean =>
    tokens.slice(0, at).some((token) => namesGoods(token, around)) || codes.some((code) => code.to <= at);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (codes.some((code) => at >= code.from && at < code.to)) continue;
    if (blocked.some((span) => token.start >= span.start && token.start < span.end)) continue;
    const read = numberAt(tokens, at, language);
    if (!read) continue;
    const after = at + read.length;
    const skip = (): void => void (at = after - 1);
    const last = tokens[after - 1] as Token;
    let next = tokens[after];
    let previous = tokens[at - 1];
    let weight = 0;
    let from = at;
    let to = after;
    let unit: Unit | null = null;
    // The second half of "5x80".
    if (previous && times.test(previous.text) && previous.glued && tokens[at - 2]?.kind === 'number' && token.glued) {
      skip();
      continue;
    }
    // "Sport-100", "26-29": glued to what stands before.
    if (token.glued && previous && !times.test(previous.text) && !isMark(previous, /^[(:=/,'’‘]$/)) {
      skip();
      continue;
    }
    if (!read.words && (inName(tokens, at, around) || /^0\d/.test(token.text))) {
      skip();
      continue;
    }
    const chained = read.words ? 0 : chain(tokens, after, language);
    if (chained > 0) {
      at = after + chained - 1;
      continue;
    }
    if (
      isMark(next, /^[%"″'°]$/) ||
      (next && money.test(next.fold)) ||
      (previous && money.test(previous.fold)) ||
      isMark(next, /^[€$£]$/) ||
      isMark(previous, /^[€$£#]$/)
    ) {
      skip();
      continue;
    }
    if (
      isMark(next, /^[-/]$/) &&
      next?.glued &&
      tokens[after + 1]?.glued &&
      !read.dozen &&
      tokens[after + 1]?.kind === 'number'
    ) {
      // "8-10": a range, where both are plain and nothing else is glued on.
      const upper = numberAt(tokens, after + 1, language);
      if (
        next.text === '-' &&
        upper &&
        upper.value > read.value &&
        upper.value <= read.value * 3 &&
        tokens[after + 2]?.glued !== true &&
        !read.words
      ) {
        found.push({
          from: at,
          to: after + 2,
          value: read.value,
          upTo: upper.value,
          unit: null,
          weight: 1,
          certain: false,
          loose: true,
        });
      }
      while (tokens[after]?.glued && after < tokens.length && tokens[at + 1]) {
        if (!tokens[at + 1]?.glued) break;
        at++;
      }
      continue;
    }
    // The sign of multiplication on either side; its unit.
    if (next && times.test(next.text) && !(tokens[to + 1]?.glued && tokens[to + 1]?.kind === 'number')) {
      weight += 4;
      to++;
      next = tokens[to];
    } else if (previous && times.test(previous.text) && (previous.kind === 'mark' || previous.text.length === 1)) {
      weight += 4;
      from--;
      previous = tokens[from - 1];
    }
    if (isMark(next, /^\.$/) && !next?.glued) next = tokens[after];
    const named = next && !read.dozen ? language.units.get(next.fold) : undefined;
    const sizeLike = token.kind === 'number' && index.allSizes.has(token.fold);
    if (named && next && !(named === 'metre' && next.text === 'M')) {
      unit = named;
      weight += 4;
      to++;
      if (isMark(tokens[to], /^\.$/) && tokens[to]?.glued) to++;
    } else if (read.dozen) {
      weight += 3;
      for (let i = to; i < Math.min(tokens.length, to + 3); i++)
        if (language.units.get(tokens[i]?.fold ?? '') === 'pair') {
          unit = 'pair';
          to = i + 1;
          break;
        }
    } else if (
      next &&
      language.measures.has(next.fold.replace(/[²³]$/, '')) &&
      !(next.text.length === 1 && next.text !== next.fold)
    ) {
      skip();
      continue;
    }
    // "guanti, paia 15", "– pz. 3"
    const dotted = isMark(tokens[from - 1], /^\.$/) ? from - 2 : from - 1;
    const ahead = unit === null ? language.units.get(tokens[dotted]?.fold ?? '') : undefined;
    if (
      (ahead === 'piece' || ahead === 'pair') &&
      enumerates(tokens, dotted, language) &&
      tokens[dotted]?.glued === false
    ) {
      unit = ahead;
      weight += 2;
      from = dotted;
      previous = tokens[from - 1];
    }
    // "no. 12", "size 42".
    let sizeBefore = from - 1;
    while (isMark(tokens[sizeBefore], /^[.:]$/)) sizeBefore--;
    if (weight < 4 && language.sizeWords.has(tokens[sizeBefore]?.fold ?? '')) {
      skip();
      continue;
    }
    const first = tokens.slice(0, from).every((other) => other.kind === 'mark');
    const ended = tokens.slice(to).every((other) => other.kind === 'mark');
    if (first) weight += 2;
    if (isMark(previous, /^[:=]$/) || (isMark(previous, /^[-–—]$/) && !previous?.glued)) weight += 2;
    if (isMark(previous, /^[(]$/)) weight += 1;
    if (read.words && !read.loose) weight += 1;
    const near = tokens.slice(to, to + 5);
    // What stands behind the next count is that one's.
    const counted = near.findIndex(
      (other, i) => i > 0 && other.kind === 'number' && language.units.has(near[i + 1]?.fold ?? ''),
    );
    // "in 54 and two boxes of tubes": so does what stands behind the next number of a list.
    const joined = near.findIndex(
      (other, i) =>
        i > 0 && language.joints.has(near[i - 1]?.fold ?? '') && numberAt(tokens, to + i, language)?.loose === false,
    );
    const until = Math.min(counted > 0 ? counted : near.length, joined > 0 ? joined : near.length);
    const soon = near.slice(0, until);
    // "two in 46", "una 52"
    const size = language.stop.has(soon[0]?.fold ?? '') ? soon[1] : read.loose ? soon[0] : undefined;
    const sized = size?.kind === 'number' && index.allSizes.has(size.fold);
    const goods = soon.findIndex(
      (other) =>
        namesGoods(other, around) ||
        vocabulary.colors.has(other.fold) ||
        (letterSize.test(other.text) && index.allSizes.has(other.fold)),
    );
    if (goods >= 0 && !soon.slice(0, goods).some((other) => other.kind === 'mark' && /[.,;:]/.test(other.text)))
      weight += goods <= 2 && !read.loose ? 2 : 1;
    else if (sized) weight += 1;
    const words = near.map((other) => other.fold).join(' ');
    if (
      words !== '' &&
      (['each', 'perColor', 'perSize'] as const).some((cue) => (language.cue(cue).all(words)[0]?.start ?? 9) < 4)
    )
      weight += 2;
    if (codes.some((code) => code.from >= to && code.from <= to + 1)) weight += 2;
    if (ended && !first && contentBefore(from)) weight += sizeLike && weight === 0 ? -1 : 1;
    else if (sizeLike && !first && unit === null && contentBefore(from) && goods < 0 && weight < 2) weight -= 3;
    // "…, 30 tubes and a stand": an article in an enumeration counts one.
    if (read.loose) {
      const counts =
        sized || (goods >= 0 && goods <= 2)
          ? enumerates(tokens, from, language) || (goods === 0 && leads(tokens, from, around))
          : false;
      if (!counts) weight -= 2;
    }
    if (read.value <= 0 || read.value > 10_000_000) continue;
    found.push({
      from,
      to,
      value: read.value,
      upTo: null,
      unit,
      weight,
      certain: read.certain && last.kind !== 'mark',
      loose: read.loose,
    });
    at = to - 1;
  }
  return found;
}

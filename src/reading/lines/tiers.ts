/**
 * Several quantities of one thing whose prices are to be compared: "price for 100 / 500 / 1000". The first is the line's
 * quantity, all are its tiers. "100-500" is a range, "100 red or 500 blue" are two things: neither is one of these.
 */
import type { Evidence } from '../../domain/reading.ts';
import { exactNumbers } from '../items/item-numbers.ts';
import type { Language } from '../languages/index.ts';
import { numberAt } from '../numbers.ts';
import type { Cell } from '../mail/table.ts';
import { fold, tokenize, type Token } from '../words.ts';
import { inName, letterSize } from './goods-words.ts';
import type { Reader } from './meaning.ts';
import { evidence, type Page, type Stretch } from './page.ts';

export interface Tiers {
  values: number[];
  /** Of each, in their order. */
  evidence: Evidence[];
  /** Nothing else can be meant. */
  plain: boolean;
}

/** Where in a stretch they stand. */
export interface Ladder extends Tiers {
  at: number;
  end: number;
}

const most = 12;
const mostBetween = 4;
const parting = /^[/,;|&]$/;

interface Number {
  from: number;
  to: number;
  value: number;
}

/** A whole number that can be a quantity: not glued to a word, no size, no item's name. */
function numberOf(tokens: Token[], at: number, reader: Reader): Number | null {
  const token = tokens[at];
  const before = tokens[at - 1];
  if (!token || (token.glued && before?.kind !== 'mark') || inName(tokens, at, reader)) return null;
  if (before?.kind === 'mark' && /[-–#€$£]/.test(before.text)) return null;
  const read = numberAt(tokens, at, reader.language);
  if (!read || read.loose || read.dozen || !Number.isInteger(read.value) || read.value < 1) return null;
  const next = tokens[at + read.length];
  // "100-500" is a range, "12.50 €" is money, "5x80" a measure, "M8" no number.
  if (next?.glued && next.kind === 'mark' && /^[-–%€$£"″°]$/.test(next.text)) return null;
  if (next?.glued && next.kind !== 'mark' && !reader.language.units.has(next.fold)) return null;
  return { from: at, to: at + read.length, value: read.value };
}

/** Only marks, units and words like "or" stand between them. */
function parted(between: Token[], language: Language): boolean {
  // "6 M and 12 L": a size, no metres.
  const isPart = ({ kind, text, fold: said }: Token): boolean =>
    kind === 'mark'
      ? parting.test(text) || text === '.'
      : language.tierJoints.has(said) || (language.units.has(said) && !letterSize.test(text));
  return (
    between.length <= mostBetween &&
    between.every(isPart) &&
    between.some(({ kind, text, fold: said }) => (kind === 'mark' ? text !== '.' : language.tierJoints.has(said)))
  );
}

/** Rising numbers one after the other, as far as they go. */
function run(tokens: Token[], first: Number, reader: Reader): Number[] {
  const found = [first];
  while (found.length < most) {
    const last = found[found.length - 1] as Number;
    let at = last.to;
    while (at < tokens.length && at - last.to <= mostBetween && !numberOf(tokens, at, reader)) at++;
    const next = numberOf(tokens, at, reader);
    if (!next || next.value <= last.value || !parted(tokens.slice(last.to, at), reader.language)) break;
    found.push(next);
  }
  return found;
}

/** How surely these are tiers: 1 plainly, 0.5 perhaps, 0 not at all. */
function likely(found: Number[], tokens: Token[], asks: boolean, { index, language }: Reader): number {
  const [first, last] = [found[0] as Number, found[found.length - 1] as Number];
  const inside = tokens.slice(first.from, last.to + 1);
  const counted = inside.some(({ kind, fold: said }) => kind === 'word' && language.units.has(said));
  if (!counted && found.every(({ value }) => index.allSizes.has(String(value)))) return 0;
  const next = tokens[last.to];
  if (!counted && next && language.measures.has(next.fold)) return 0;
  let before = first.from - 1;
  while (tokens[before]?.kind === 'mark' && /^[.:]$/.test(tokens[before]?.text ?? '')) before--;
  if (language.sizeWords.has(tokens[before]?.fold ?? '')) return 0;
  const wide = found.every(({ value }, i) => i === 0 || value >= (found[i - 1] as Number).value * 1.25);
  if (found.length > 2) return asks || wide ? 1 : 0.5;
  const twice = last.value >= first.value * 1.5;
  if (asks) return twice ? 1 : 0.5;
  const slash = tokens.slice(first.to, last.from).some(({ text }) => text === '/' || text === '|');
  return slash && twice && first.value >= 5 ? 0.5 : 0;
}

/** The stretch with only the first quantity of each ladder left in it, and the ladders. */
export function laddered(
  stretch: Stretch,
  reader: Reader,
  blocked: { start: number; end: number }[],
): { stretch: Stretch; ladders: Ladder[] } {
  const { page, tokens } = stretch;
  if (tokens.filter(({ kind }) => kind !== 'mark').length < 2) return { stretch, ladders: [] };
  const codes = exactNumbers(tokens, reader.index.numbers);
  const taken = (at: number): boolean =>
    codes.some(({ from, to }) => at >= from && at < to) ||
    blocked.some(({ start, end }) => (tokens[at]?.start ?? 0) >= start && (tokens[at]?.start ?? 0) < end);
  const asks = reader.language.cue('tierAsks').test(fold(page.text.slice(stretch.start, stretch.end)));
  const ladders: Ladder[] = [];
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const first = taken(at) ? null : numberOf(tokens, at, reader);
    const found = first ? run(tokens, first, reader).filter(({ from }) => !taken(from)) : [];
    const sure = found.length > 1 ? likely(found, tokens, asks, reader) : 0;
    const last = found[found.length - 1];
    if (!first || !last || sure === 0) {
      kept.push(tokens[at] as Token);
      continue;
    }
    const placeOf = ({ from, to }: Number) =>
      evidence(page, (tokens[from] as Token).start, (tokens[to - 1] as Token).end);
    const places = found.map(placeOf);
    ladders.push({
      at: places[0]!.start,
      end: places[places.length - 1]!.end,
      values: found.map(({ value }) => value),
      evidence: places,
      plain: sure === 1,
    });
    kept.push(...tokens.slice(first.from, first.to));
    at = last.to - 1;
  }
  return ladders.length === 0 ? { stretch, ladders } : { stretch: { ...stretch, tokens: kept }, ladders };
}

/** One tier and nothing else on a line of its own: "- 500 pcs". */
function alone({ tokens, listed }: Stretch, reader: Reader): number | null {
  const number = listed ? numberOf(tokens, 0, reader) : null;
  const rest = number ? tokens.slice(number.to) : [];
  const counted = rest.every(({ kind, text, fold: said }) =>
    kind === 'mark' ? /^[.,;:]$/.test(text) : reader.language.units.has(said),
  );
  return number && counted ? number.value : null;
}

/** Rising quantities listed below the goods they are said of are one sentence with them. */
export function withListed(list: Stretch[], reader: Reader): Stretch[] {
  const result: Stretch[] = [];
  list.forEach((stretch, i) => {
    const before = result[result.length - 1];
    const value = before?.page === stretch.page ? alone(stretch, reader) : null;
    const next = list[i + 1];
    const rises = (one: Stretch | undefined): boolean => {
      const other = one?.page === stretch.page ? alone(one, reader) : null;
      return other !== null && value !== null && other > value;
    };
    const goesOn = before !== undefined && before.start < (list[i - 1]?.start ?? 0);
    const opens = before !== undefined && !goesOn && alone(before, reader) === null && rises(next);
    if (!before || value === null || !(opens || (goesOn && lastOf(before, reader) < value))) {
      result.push(stretch);
      return;
    }
    const mark: Token = { start: stretch.start, end: stretch.start, text: ',', fold: ',', kind: 'mark', glued: false };
    result[result.length - 1] = {
      ...before,
      tokens: [...before.tokens, ...(opens ? [] : [mark]), ...stretch.tokens],
      end: stretch.end,
    };
  });
  return result;
}

/** The last number of a stretch. */
function lastOf({ tokens }: Stretch, reader: Reader): number {
  for (let at = tokens.length - 1; at >= 0; at--) {
    const number = numberOf(tokens, at, reader);
    if (number) return number.value;
  }
  return Infinity;
}

/** The tiers of a row: in one cell, or a number in each of several. Columns that do not rise say other things. */
export function tiersOf(page: Page, cells: Cell[], reader: Reader): Tiers | null {
  const filled = cells.filter(({ text }) => text.trim() !== '');
  const numbers = filled.flatMap(({ start, end }) => {
    const tokens = tokenize(page.text, start, end);
    return tokens.flatMap((_, at) => {
      const number = numberOf(tokens, at, reader);
      if (!number) return [];
      const [first, last] = [tokens[number.from] as Token, tokens[number.to - 1] as Token];
      return [{ ...number, evidence: evidence(page, first.start, last.end) }];
    });
  });
  const [cell] = filled;
  if (numbers.length < 2 || !cell || numbers.some(({ value }, i) => i > 0 && value <= numbers[i - 1]!.value))
    return null;
  if (filled.length > 1 && filled.length !== numbers.length) return null;
  if (filled.length === 1) {
    const tokens = tokenize(page.text, cell.start, cell.end);
    const one = run(tokens, numbers[0]!, reader);
    if (one.length !== numbers.length) return null;
  }
  return { values: numbers.map(({ value }) => value), evidence: numbers.map((one) => one.evidence), plain: true };
}

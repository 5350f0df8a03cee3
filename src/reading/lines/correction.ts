/** Corrections within a sentence: what follows "sorry, make that" takes the place of the number before. */
import type { Cue } from '../languages/cues.ts';
import type { Language } from '../languages/index.ts';
import { numberAt, type NumberRead } from '../numbers.ts';
import { fold, type Token } from '../words.ts';
import { letterSize } from './goods-words.ts';
import type { Page, Stretch } from './page.ts';

export interface Correction {
  /** Where the number stood, and what corrects it. */
  at: number;
  start: number;
  end: number;
}

const ends = /^[;()–—]$/;
const mostWords = 4;
const reach = 80;
/** "8 bikes and not 7" */
const behind = 5;
/** "6, no, 8" */
const fewest = 5;

/** Cues with nothing but marks between them are one: "nee, correctie: maak daar". */
function phrases(cues: Cue[], folded: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (const { start, end } of cues) {
    const last = found[found.length - 1];
    if (last && /^[\s,:;.–-]*$/.test(folded.slice(last.end, start))) last.end = end;
    else found.push({ start, end });
  }
  return found;
}

/**
 * Whether the sentence that begins at this token takes back a number of the one before: "… twelve helmets? No wait, make it
 * 15." `all`: it says nothing else; `some`: it names goods of its own, so which number it means is not plain.
 */
export function takesBack(page: Page, tokens: Token[], at: number, language: Language): 'all' | 'some' | null {
  const start = tokens[at]?.start ?? 0;
  const folded = fold(page.text.slice(start, start + reach));
  const cues = language.cue('correction').all(folded);
  const [phrase] = phrases(cues, folded);
  if (phrase?.start !== 0) return null;
  // "No, …", "Not …" alone begin many sentences.
  const [first] = cues;
  if (first?.end === phrase.end && language.cue('none').test(folded.slice(0, phrase.end))) return null;
  let value = tokens.findIndex((token) => token.start >= start + phrase.end);
  if (value < 0) return null;
  while (tokens[value]?.kind === 'mark') value++;
  const limit = value + 2;
  const read = (): NumberRead | null => numberAt(tokens, value, language);
  while (value < limit && (read()?.loose ?? true)) value++;
  const number = read();
  if (!number || number.loose) return null;
  const next = tokens[value + number.length];
  const alone = !next || next.kind === 'mark' || language.units.has(next.fold) || language.joints.has(next.fold);
  return alone || oldNumber(tokens, value + number.length, language) ? 'all' : 'some';
}

/** "…, and not seven": the number that is taken back, where it is said. */
function oldNumber(tokens: Token[], from: number, language: Language): { value: number; end: number } | null {
  for (let at = from; at < Math.min(tokens.length, from + behind); at++) {
    const before = tokens[at - 1]?.fold ?? '';
    const read = numberAt(tokens, at, language);
    if (read && !read.loose && (language.cue('none').test(before) || language.cue('instead').test(before)))
      return { value: read.value, end: at + read.length };
  }
  return null;
}

/** The stretch as it is meant, and where it was corrected. */
export function corrected(
  stretch: Stretch,
  language: Language,
  inName: (tokens: Token[], at: number) => boolean,
): { stretch: Stretch; corrections: Correction[] } {
  const { page } = stretch;
  if (stretch.tokens.length < fewest) return { stretch, corrections: [] };
  let { tokens } = stretch;
  const corrections: Correction[] = [];
  const folded = fold(page.text.slice(stretch.start, stretch.end));
  for (const cue of phrases(language.cue('correction').all(folded), folded).reverse()) {
    const start = stretch.start + cue.start;
    const end = stretch.start + cue.end;
    const from = tokens.findIndex((token) => token.start >= start);
    const after = tokens.findIndex((token) => token.start >= end);
    // A correction interrupts: a mark stands before it.
    if (from < 1 || after < 0 || tokens[from - 1]?.kind !== 'mark') continue;
    let at = after;
    while (tokens[at]?.kind === 'mark') at++;
    const isValue = (i: number): boolean => {
      const token = tokens[i];
      if (!token || token.glued || inName(tokens, i)) return false;
      return letterSize.test(token.text) || (numberAt(tokens, i, language)?.loose === false && token.kind !== 'mark');
    };
    const limit = Math.min(tokens.length, at + mostWords);
    const stops = (token: Token | undefined): boolean =>
      token === undefined || ends.test(token.text) || language.joints.has(token.fold);
    while (at < limit && !isValue(at) && !stops(tokens[at])) at++;
    if (!isValue(at)) continue;
    const fresh = tokens[at] as Token;
    const sized = letterSize.test(fresh.text);
    const read = sized ? null : numberAt(tokens, at, language);
    const rest = at + (read?.length ?? 1);
    const taken = sized ? null : oldNumber(tokens, rest, language);
    const isOld = (i: number): boolean =>
      isValue(i) &&
      letterSize.test(tokens[i]?.text ?? '') === sized &&
      (taken === null || numberAt(tokens, i, language)?.value === taken.value);
    let old = from - 1;
    while (old >= 0 && !isOld(old)) old--;
    const replaced = tokens[old];
    if (!replaced) continue;
    const length = sized ? 1 : (numberAt(tokens, old, language)?.length ?? 1);
    const between = tokens.slice(old + length, from);
    const said = sized ? fresh.text : String(read?.value ?? '');
    const endOf = (tokens[Math.max(at, rest - 1)] as Token).end;
    corrections.push({ at: replaced.start, start: tokens[from]?.start ?? start, end: endOf });
    tokens = [
      ...tokens.slice(0, old),
      {
        ...replaced,
        end: tokens[old + length - 1]?.end ?? replaced.end,
        text: said,
        fold: fold(said),
        kind: sized ? 'word' : 'number',
      },
      // "6, pardon, 8 hammers": no mark is left between the number and its goods.
      ...(between.every((token) => token.kind === 'mark') ? [] : between),
      ...tokens.slice(taken?.end ?? rest),
    ];
  }
  return corrections.length === 0 ? { stretch, corrections } : { stretch: { ...stretch, tokens }, corrections };
}

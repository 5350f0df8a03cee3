/** Item numbers: exact after normalising, else one slip of the keyboard or of a scanner away. */
import type { CatalogueItem } from '../../domain/reading.ts';
import type { Token } from '../words.ts';

/** Letters and digits alone, upper case: `bk-m68b 42` is BKM68B42. */
export const bare = (number: string): string => number.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Normalised numbers → items; nearly all have one. */
export type NumberIndex = Map<string, number[]>;

type Numbered = Pick<CatalogueItem, 'number' | 'otherNumbers'>;

export function addNumbers(index: NumberIndex, { number, otherNumbers }: Numbered, at: number): void {
  for (const one of [number, ...otherNumbers]) {
    const key = bare(one);
    if (key === '') continue;
    const known = index.get(key);
    if (!known) index.set(key, [at]);
    else if (!known.includes(at)) index.set(key, [...known, at]);
  }
}

export function dropNumbers(index: NumberIndex, { number, otherNumbers }: Numbered, at: number): void {
  for (const one of [number, ...otherNumbers]) {
    const key = bare(one);
    const left = index.get(key)?.filter((other) => other !== at) ?? [];
    if (left.length > 0) index.set(key, left);
    else index.delete(key);
  }
}

export interface NumberSpan {
  /** Tokens it takes, from and to (exclusive). */
  from: number;
  to: number;
  items: number[];
  exact: boolean;
}

const maxTokens = 8;

/** A window of tokens reads as one number: letters with digits, or digits alone that are long enough to mean nothing else. */
const looksLikeNumber = (key: string): boolean =>
  (key.length >= 4 && /\p{L}/u.test(key) && /\p{N}/u.test(key)) || /^\d{6,14}$/.test(key);

const bridges = (token: Token): boolean => token.kind === 'mark' && /^[-–./_\u2010\u2011]$/.test(token.text);

function windows(tokens: Token[], visit: (from: number, to: number, key: string) => boolean): void {
  for (let from = 0; from < tokens.length; from++) {
    const first = tokens[from];
    if (!first || first.kind === 'mark') continue;
    // A number is never read out of the middle of a longer run.
    if (first.glued && from > 0 && tokens[from - 1]?.kind !== 'mark') continue;
    let taken = 0;
    for (let to = Math.min(tokens.length, from + maxTokens); to > from && taken === 0; to--) {
      const last = tokens[to - 1];
      if (!last || last.kind === 'mark') continue;
      const next = tokens[to];
      if (next && next.glued && next.kind !== 'mark') continue;
      const stretch = tokens.slice(from, to);
      if (stretch.some((token, i) => token.kind === 'mark' && !bridges(token) && i > 0)) continue;
      if (stretch.some((token, i) => i > 0 && !token.glued && token.start - (stretch[i - 1]?.end ?? 0) > 1)) continue;
      const key = bare(stretch.map((token) => token.text).join(''));
      if (looksLikeNumber(key) && visit(from, to, key)) taken = to - from;
    }
    if (taken > 0) from += taken - 1;
  }
}

/** Item numbers written exactly, but for case, blanks and hyphens. */
export function exactNumbers(tokens: Token[], index: NumberIndex): NumberSpan[] {
  const spans: NumberSpan[] = [];
  windows(tokens, (from, to, key) => {
    const items = index.get(key);
    if (items) spans.push({ from, to, items, exact: true });
    return items !== undefined;
  });
  return spans;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Every string one insertion, deletion, change or swap away: about 800 look-ups for a number of ten signs. */
function* oneSlip(key: string): Generator<string> {
  for (let i = 0; i <= key.length; i++) {
    const before = key.slice(0, i);
    const after = key.slice(i);
    if (i < key.length) yield before + after.slice(1);
    if (i < key.length - 1) yield before + (after[1] ?? '') + (after[0] ?? '') + after.slice(2);
    for (const letter of letters) {
      if (i < key.length && letter !== key[i]) yield before + letter + after.slice(1);
      yield before + letter + after;
    }
  }
}

const scanned: Record<string, string> = { O: '0', Q: '0', D: '0', I: '1', L: '1', S: '5', B: '8', Z: '2', G: '6' };
const asScanned = (key: string): string => key.replace(/[OQDILSBZG]/g, (letter) => scanned[letter] ?? letter);

/** They differ in nothing but letters and digits that look alike. */
export const looksTheSame = (a: string, b: string): boolean => asScanned(bare(a)) === asScanned(bare(b));

/** Beyond these a stretch is no line that somebody wrote. */
const longestNear = 80;
const mostTries = 24;

/** Item numbers that a code in the mail may have been meant to be. The caller lets the words decide. */
export function nearNumbers(tokens: Token[], index: NumberIndex): NumberSpan[] {
  const spans: NumberSpan[] = [];
  if (tokens.length > longestNear) return spans;
  let tries = 0;
  windows(tokens, (from, to, key) => {
    if (key.length < 5 || key.length > 24) return false;
    const stretch = tokens.slice(from, to);
    // Only what is written together looks like a code; "Helm Sport 100" does not.
    if (stretch.some((token, i) => i > 0 && !token.glued)) return false;
    if (++tries > mostTries) return false;
    const found = new Set<number>();
    for (const near of oneSlip(key)) for (const item of index.get(near) ?? []) found.add(item);
    if (found.size === 0) {
      const seen = asScanned(key);
      if (seen !== key) for (const item of index.get(seen) ?? []) found.add(item);
    }
    if (found.size === 0 || found.size > 20) return false;
    spans.push({ from, to, items: [...found], exact: false });
    return true;
  });
  return spans;
}

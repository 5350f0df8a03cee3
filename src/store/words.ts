/**
 * Search words. A list is searched by the beginnings of words, because people type while they look: "Q-0001", "acme",
 * "jose". MongoDB's text index knows whole, stemmed words only and cannot find half a number; an anchored expression on
 * an indexed array of words can, and stays within the index.
 */
const longest = 60;
const most = 80;

/** Lower case, without accents: "Façade" is found by "facade" and the other way round. */
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const trimmed = (word: string): string => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');

/** What a row is found by: each word as written (an address, a number) and its parts. */
export function wordsOf(texts: (string | null | undefined)[]): string[] {
  const whole = fold(texts.filter(Boolean).join(' ')).split(/\s+/).map(trimmed);
  const parts = whole.flatMap((word) => word.split(/[^\p{L}\p{N}]+/u));
  const words = [...whole, ...parts].filter(Boolean).map((word) => word.slice(0, longest));
  return [...new Set(words)].slice(0, most);
}

/** One anchored expression per word asked for; a row fits when each begins one of its words. Empty: nothing to search. */
export function beginningsOf(query: string): RegExp[] {
  const words = fold(query).split(/\s+/).map(trimmed).filter(Boolean).slice(0, 8);
  return words.map((word) => new RegExp(`^${escaped(word.slice(0, longest))}`));
}

/** As it stands, within an expression. */
export const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Numbers as written: digits with either separator, words, dozens. */
import type { Language } from './languages/index.ts';
import { fold, type Token } from './words.ts';

export interface NumberRead {
  value: number;
  /** How many tokens it took. */
  length: number;
  /** False: the separators may be read two ways ("1.250" in an English mail). */
  certain: boolean;
  /** Said as an article or loosely (`a`, `a couple`). */
  loose: boolean;
  dozen: boolean;
  words: boolean;
}

/** "1,200.000" anywhere tells how this writer parts decimals, in columns of three decimals too. */
export const decimalSign = (text: string): ',' | '.' | null =>
  /(?<![\d.,])\d{1,3}(?:,\d{3}){1,4}\.\d{1,3}(?![\d.,])/.test(text)
    ? '.'
    : /(?<![\d.,])\d{1,3}(?:\.\d{3}){1,4},\d{1,3}(?![\d.,])/.test(text)
      ? ','
      : null;

/**
 * A number in digits. Three digits after the language's own thousands sign are thousands; after the other sign they are
 * taken for thousands too, for nobody orders a thousandth of a piece, but not with certainty.
 */
export function digits(
  text: string,
  thousands: ',' | '.',
  decimal: ',' | '.' | null = null,
): { value: number; certain: boolean } | null {
  const plain = text.replace(/[\s\u00a0\u202f\u2009'’]/g, '');
  if (!/^\d{1,15}([.,]\d+)*$/.test(plain)) return null;
  const signs = plain.replace(/\d/g, '');
  if (signs === '') return { value: Number(plain), certain: true };
  const last = signs[signs.length - 1] as ',' | '.';
  const tail = plain.length - plain.lastIndexOf(last) - 1;
  if (signs.length === 1 && tail === 3 && last === decimal)
    return { value: Number(plain.replace(last, '.')), certain: true };
  if (signs.length === 1 && tail === 3) return { value: Number(plain.replace(last, '')), certain: last === thousands };
  if (new Set(signs).size === 1 && signs.length > 1)
    return { value: Number(plain.replace(/[.,]/g, '')), certain: true };
  const written = `${plain.slice(0, plain.lastIndexOf(last)).replace(/[.,]/g, '')}.${plain.slice(plain.lastIndexOf(last) + 1)}`;
  return { value: Number(written), certain: tail !== 3 };
}

const joined = (tokens: Token[], from: number, count: number): string =>
  tokens
    .slice(from, from + count)
    .map((token) => token.fold)
    .join('')
    .replace(/-/g, '');

/** A number word of up to five tokens at this place, the longest that fits. */
function words(tokens: Token[], at: number, language: Language): { value: number; length: number } | null {
  if (tokens[at]?.kind !== 'word') return null;
  for (let count = 5; count > 0; count--) {
    if (at + count > tokens.length) continue;
    const value = language.numbers.get(joined(tokens, at, count));
    if (value !== undefined) {
      const next = tokens[at + count];
      // "two hundred fifty": a smaller number right after a hundred or a thousand is added.
      if (value >= 100 && value % 100 === 0 && next?.kind === 'word') {
        const rest = words(tokens, at + count, language);
        if (rest && rest.value < value && rest.value > 0)
          return { value: value + rest.value, length: count + rest.length };
      }
      return { value, length: count };
    }
  }
  return null;
}

const phraseAt = (tokens: Token[], at: number, phrases: string[]): number => {
  for (const phrase of phrases) {
    const parts = phrase.split(/[\s-]+/);
    let place = at;
    let fits = true;
    for (const part of parts) {
      while (place > at && tokens[place]?.text === '-') place++;
      if (tokens[place]?.fold !== part) {
        fits = false;
        break;
      }
      place++;
    }
    if (fits) return place - at;
  }
  return 0;
};

const phrases = new Map<string, string[]>();
function listed(language: Language, name: 'dozen' | 'halfDozen' | 'couple'): string[] {
  const key = `${language.code} ${name}`;
  let found = phrases.get(key);
  if (!found) {
    found = language.knowledge.numbers[name]
      .split('|')
      .map((entry) => fold(entry.trim()))
      .filter((entry) => entry !== '')
      .sort((a, b) => b.length - a.length);
    phrases.set(key, found);
  }
  return found;
}

/** The number that begins at this token, if one does. */
export function numberAt(tokens: Token[], at: number, language: Language): NumberRead | null {
  const token = tokens[at];
  if (!token) return null;
  const base = { certain: true, loose: false, dozen: false, words: true };
  const half = phraseAt(tokens, at, listed(language, 'halfDozen'));
  if (half > 0) return { ...base, value: 6, length: half, dozen: true };
  const couple = phraseAt(tokens, at, listed(language, 'couple'));
  if (couple > 0) return { ...base, value: 2, length: couple, certain: false };
  let found: NumberRead | null = null;
  if (token.kind === 'number') {
    let read = digits(token.text, language.knowledge.thousands, language.decimal);
    let length = 1;
    const next = tokens[at + 1];
    // "1 200": a plain blank as thousands sign, where the language writes so.
    if (
      read &&
      /^\d{1,3}$/.test(token.text) &&
      next?.kind === 'number' &&
      /^\d{3}$/.test(next.text) &&
      next.start === token.end + 1 &&
      language.knowledge.thousands === '.' &&
      tokens[at + 2]?.kind !== 'number' &&
      tokens[at + 2]?.glued !== true
    ) {
      read = { value: Number(token.text + next.text), certain: false };
      length = 2;
    }
    if (read) found = { ...base, value: read.value, certain: read.certain, length, words: false };
  } else if (token.kind === 'word') {
    const read = words(tokens, at, language);
    const article = language.articles.has(token.fold) && (read === null || (read.value === 1 && read.length === 1));
    if (article) found = { ...base, value: 1, length: 1, loose: true };
    else if (read) found = { ...base, value: read.value, length: read.length };
    else {
      const alone = phraseAt(tokens, at, listed(language, 'dozen'));
      if (alone > 0) return { ...base, value: 12, length: alone, dozen: true };
    }
  }
  if (!found) return null;
  const dozen = phraseAt(tokens, at + found.length, listed(language, 'dozen'));
  if (dozen > 0) return { ...found, value: found.value * 12, length: found.length + dozen, loose: false, dozen: true };
  return found;
}

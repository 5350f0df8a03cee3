/** Words that the catalogue knows in other forms: inflected, or parts of a compound. */
import { inflected } from './likeness.ts';
import { wordSlips } from './word-slips.ts';

/** Parts of a compound, each with the share of it that it stands for. */
export interface CompoundPart {
  word: string;
  share: number;
  known: boolean;
}

export interface WordForms {
  isKnown: (word: string) => boolean;
  /** The same but for an ending. */
  alike: (a: string, b: string) => boolean;
  /** Known words that are this one but for an ending. */
  inflections: (word: string) => string[];
  /** Splits a compound into known parts: all of it, or at least its last part, which says what the thing is. */
  split: (word: string, whole: boolean) => CompoundPart[] | null;
  compounds: boolean;
  /** Known words of so many slips at most (Damerau–Levenshtein), with the same first letter. */
  slips: (word: string, limit: number) => { word: string; slips: number }[];
  /** Known words with these letters somewhere behind their third. */
  holding: (letters: string) => string[];
  /** The word is known from now on. */
  register: (word: string) => void;
}

const compounding = new Set(['de', 'nl', 'da', 'sv']);
const links = ['', 's', 'es', 'n', 'en', 'er', 'e'];

/** Forms among these words, with the endings of one language. */
export function wordForms(
  code: string,
  known: Iterable<string>,
  isKnown: (word: string) => boolean,
  endings: ReadonlySet<string>,
): WordForms {
  const compounds = compounding.has(code);
  const alike = (a: string, b: string): boolean => a === b || inflected(a, b, endings);

  // Inflections are looked for among words that begin the same.
  const byStart = new Map<string, string[]>();
  const byStartOf = (word: string): string[] => byStart.get(word.slice(0, 3)) ?? [];
  const slips = wordSlips();
  const register = (word: string): void => {
    const key = word.slice(0, 3);
    const list = byStart.get(key);
    if (!list) byStart.set(key, [word]);
    else if (list.includes(word)) return;
    else list.push(word);
    if (word.length >= 4) slips.register(word);
  };
  for (const word of known) register(word);

  const knownForm = (word: string): string | null => {
    if (word.length < 3) return null;
    if (isKnown(word)) return word;
    return word.length < 4
      ? null
      : (byStartOf(word).find((other) => inflected(word, other, endings) && isKnown(other)) ?? null);
  };

  function split(word: string, whole: boolean): CompoundPart[] | null {
    if (!compounds || word.length < 6) return null;
    for (let at = 3; at <= word.length - 3; at++) {
      const right = knownForm(word.slice(at));
      if (right === null) continue;
      for (const link of links) {
        const raw = word.slice(0, at);
        if (!raw.endsWith(link) || raw.length - link.length < 3) continue;
        const left = knownForm(raw.slice(0, raw.length - link.length));
        if (left !== null)
          return [
            { word: left, share: 0.5, known: true },
            { word: right, share: 0.5, known: true },
          ];
      }
    }
    if (whole) return null;
    for (let at = 3; at <= word.length - 4; at++) {
      const right = knownForm(word.slice(at));
      if (right !== null)
        return [
          { word: word.slice(0, at), share: 0.5, known: false },
          { word: right, share: 0.5, known: true },
        ];
    }
    return null;
  }

  return {
    isKnown,
    alike,
    inflections: (word) =>
      byStartOf(word).filter((other) => other !== word && inflected(word, other, endings) && isKnown(other)),
    split,
    compounds,
    slips: slips.find,
    holding: (letters) => [...byStart.values()].flatMap((list) => list.filter((word) => word.indexOf(letters, 3) >= 0)),
    register,
  };
}

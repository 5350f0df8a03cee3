/** Words that the catalogue knows in other forms: inflected, or parts of a compound. */
import { inflected } from './likeness.ts';
import { wordSlips } from './word-slips.ts';

/** Parts of a compound, each with the share of it that it stands for. */
export interface CompoundPart {
  word: string;
  share: number;
  known: boolean;
  /** Only its beginning is known: "touren" of "tourenrad". */
  near?: true;
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
const fewLetters = 5;
const mostRemembered = 100_000;
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

  // Forms of a word are looked for among words that begin the same: with three letters, or four where either is longer
  // than five, for less in common is no likeness (likeness.ts).
  const short = new Map<string, string[]>();
  const long = new Map<string, string[]>();
  const slips = wordSlips();
  const put = (map: Map<string, string[]>, start: string, word: string): void => {
    const list = map.get(start);
    if (list) list.push(word);
    else map.set(start, [word]);
  };
  const note = (word: string): void => {
    if (word.length <= fewLetters) put(short, word.slice(0, 3), word);
    if (word.length < 4) return;
    put(long, word.slice(0, 4), word);
    slips.register(word);
  };
  for (const word of known) note(word);

  /** What a compound's part is known as, remembered: parts come again and again. */
  const formOf = new Map<string, string | null>();
  const inflectionsOf = function* (word: string): Generator<string> {
    const fits = (other: string): boolean => other !== word && inflected(word, other, endings) && isKnown(other);
    if (word.length <= fewLetters) for (const other of short.get(word.slice(0, 3)) ?? []) if (fits(other)) yield other;
    for (const other of long.get(word.slice(0, 4)) ?? [])
      if ((word.length > fewLetters || other.length > fewLetters) && fits(other)) yield other;
  };
  const knownForm = (word: string): string | null => {
    if (word.length < 3) return null;
    const remembered = formOf.get(word);
    if (remembered !== undefined) return remembered;
    const first = (): string | null => (inflectionsOf(word).next().value as string | undefined) ?? null;
    const form = isKnown(word) ? word : word.length < 4 ? null : first();
    if (formOf.size >= mostRemembered) formOf.clear();
    formOf.set(word, form);
    return form;
  };

  /** The one known word that begins so. */
  const beginning = (start: string): string | undefined => {
    if (start.length < fewLetters) return undefined;
    const found = (long.get(start.slice(0, 4)) ?? []).filter((other) => other.startsWith(start) && isKnown(other));
    return found.length === 1 ? found[0] : undefined;
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
      const begun = right === null ? undefined : beginning(word.slice(0, at));
      if (right !== null)
        return [
          begun === undefined
            ? { word: word.slice(0, at), share: 0.5, known: false }
            : { word: begun, share: 0.5, known: true, near: true },
          { word: right, share: 0.5, known: true },
        ];
    }
    return null;
  }

  return {
    isKnown,
    alike,
    inflections: (word) => [...inflectionsOf(word)],
    split,
    compounds,
    slips: slips.find,
    holding: (letters) => [...long.values()].flatMap((list) => list.filter((word) => word.indexOf(letters, 3) >= 0)),
    register(word) {
      formOf.clear();
      if (![short.get(word.slice(0, 3)), long.get(word.slice(0, 4))].some((list) => list?.includes(word))) note(word);
    },
  };
}

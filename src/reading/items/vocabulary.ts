/**
 * The catalogue's words in one language (and English, which customers mix in): which items carry each word in their
 * name, which kinds of goods it names. Compounds are known by their parts; words that stand for each other in a
 * category's synonyms ("vélo de route", "vélo de course") are known as such.
 */
import type { Catalogue, CatalogueItem } from '../../domain/reading.ts';
import { language as knownLanguage } from '../languages/index.ts';
import { fold, tokenize } from '../words.ts';
import { distance, forgiven, inflected } from './likeness.ts';

/** A name or synonym of a category or subcategory, taken apart. */
interface ClassPhrase {
  /** Number of the class: its items are `classes[class]`. */
  class: number;
  words: string[];
}

export interface Vocabulary {
  code: string;
  /** Word → items with it in their name or model. */
  names: Map<string, number[]>;
  /** Word → phrases of classes that it is part of. */
  phrases: Map<string, ClassPhrase[]>;
  classes: { name: string; items: number[]; narrow: boolean }[];
  /** Folded colour word → English colours. */
  colors: Map<string, string[]>;
  /** A word → words that may stand for it. */
  standIns: Map<string, Set<string>>;
  /** Number → words right before it in names (`200` → mountain), and right after it (`30` → oz). */
  before: Map<string, Set<string>>;
  after: Map<string, Set<string>>;
  /** Names of an item in this language and in English, without colour and size. */
  nameWords: string[][][];
  /** Resolves a word of a mail; cached. */
  resolve(word: string): Resolved;
}

export interface Resolved {
  /** Words of the vocabulary that it may be, best first, with 0–1. */
  words: { word: string; quality: number }[];
  /** Instead of those: the parts of a compound, each with the share of it that it stands for. */
  parts: { word: string; share: number; known: boolean }[] | null;
}

export const isSize = (word: string): boolean => /^(?:x{0,3}s|m|x{0,4}l|[2-5]xl|\d{2,3})$/.test(word);

/** A catalogue's size as compared: "42 CM" is 42. */
export const bareSize = (size: string): string =>
  fold(size)
    .replace(/\s*(?:cm|mm|in|oz)\.?$/, '')
    .trim();

/** Words of a name without function words. */
export function nameTokens(text: string, stop: ReadonlySet<string>): string[] {
  return tokenize(text)
    .filter((token) => token.kind !== 'mark' && (isSize(token.fold) || !stop.has(token.fold)))
    .map((token) => token.fold);
}

const compounding = new Set(['de', 'nl', 'da', 'sv']);
const links = ['', 's', 'es', 'n', 'en', 'er', 'e'];

export function vocabulary(catalogue: Catalogue, code: string): Vocabulary {
  const known = knownLanguage(code);
  const english = knownLanguage('en');
  const stop = new Set(
    [...known.stop, ...english.stop].filter(
      (word) => word.length < 3 || known.stop.has(word) || !/^(set|model|item)/.test(word),
    ),
  );
  const endings = new Set(known.knowledge.endings.split('|').map((ending) => fold(ending.trim())));
  for (const ending of ['', ...english.knowledge.endings.split('|').map((e) => e.trim())]) endings.add(ending);

  const names = new Map<string, number[]>();
  const phrases = new Map<string, ClassPhrase[]>();
  const before = new Map<string, Set<string>>();
  const after = new Map<string, Set<string>>();
  const colors = new Map<string, string[]>();
  const nameWords: string[][][] = [];

  const note = <V>(map: Map<string, Set<V>>, key: string, value: V): void => {
    const set = map.get(key);
    if (set) set.add(value);
    else map.set(key, new Set([value]));
  };
  const colorWords = new Set<string>();
  for (const word of catalogue.words.filter((w) => w.kind === 'color')) {
    const own = word.language === code ? [word.name, ...word.synonyms] : [];
    for (const name of [word.en, ...own]) {
      const key = fold(name);
      const list = colors.get(key) ?? [];
      if (!list.includes(word.en)) list.push(word.en);
      colors.set(key, list);
      for (const token of tokenize(key)) if (token.kind === 'word') colorWords.add(token.fold);
    }
  }
  for (const item of catalogue.items) {
    const key = fold(item.color);
    if (key === '') continue;
    const list = colors.get(key) ?? [];
    if (!list.includes(item.color)) list.push(item.color);
    colors.set(key, list);
    colorWords.add(key);
  }

  const textsOf = (item: CatalogueItem): string[] => {
    const own = code === 'en' ? undefined : item.names[code];
    return own ? [item.name, own] : [item.name];
  };
  const post = (word: string, at: number): void => {
    const list = names.get(word);
    if (!list) names.set(word, [at]);
    else if (list[list.length - 1] !== at) list.push(at);
  };
  catalogue.items.forEach((item, at) => {
    const size = bareSize(item.size);
    const versions: string[][] = [];
    for (const text of textsOf(item)) {
      const words = nameTokens(text, stop);
      for (const word of words) post(word, at);
      words.forEach((word, i) => {
        if (!/^\d/.test(word)) return;
        const previous = words[i - 1];
        const next = words[i + 1];
        if (previous !== undefined && word !== size) note(before, word, previous);
        if (next !== undefined && word !== size) note(after, word, next);
      });
      versions.push(words.filter((word) => word !== size && !colorWords.has(word)));
    }
    for (const word of nameTokens(item.model, stop)) post(word, at);
    if (size !== '') post(size, at);
    nameWords.push(versions);
  });

  const classes: Vocabulary['classes'] = [];
  const classNumber = new Map<string, number>();
  const classOf = (kind: string, name: string): number => {
    const key = `${kind} ${name}`;
    const at = classNumber.get(key);
    if (at !== undefined) return at;
    classes.push({ name, items: [], narrow: kind === 'subcategory' });
    classNumber.set(key, classes.length - 1);
    return classes.length - 1;
  };
  catalogue.items.forEach((item, at) => {
    if (item.subcategory !== '') classes[classOf('subcategory', item.subcategory)]?.items.push(at);
    if (item.category !== '') classes[classOf('category', item.category)]?.items.push(at);
  });
  const allPhrases: ClassPhrase[] = [];
  const addPhrase = (number: number, text: string): void => {
    const words = [...new Set(nameTokens(text, stop))];
    if (words.length === 0) return;
    const phrase = { class: number, words };
    allPhrases.push(phrase);
    for (const word of words) phrases.set(word, [...(phrases.get(word) ?? []), phrase]);
  };
  for (const [key, number] of classNumber) addPhrase(number, key.slice(key.indexOf(' ') + 1));
  for (const word of catalogue.words) {
    if (word.kind === 'color' || word.language !== code) continue;
    const number = classNumber.get(`${word.kind} ${word.en}`);
    if (number === undefined) continue;
    for (const name of [word.name, ...word.synonyms]) addPhrase(number, name);
  }

  const isKnown = (word: string): boolean => names.has(word) || phrases.has(word);
  const alike = (a: string, b: string): boolean => a === b || inflected(a, b, endings);

  // Inflections are looked for among words that begin the same.
  const byStart = new Map<string, string[]>();
  const byStartOf = (word: string): string[] => byStart.get(word.slice(0, 3)) ?? [];
  const register = (word: string): void => {
    const key = word.slice(0, 3);
    const list = byStart.get(key);
    if (list) list.push(word);
    else byStart.set(key, [word]);
  };
  for (const word of new Set([...names.keys(), ...phrases.keys()])) register(word);

  const knownForm = (word: string): string | null => {
    if (word.length < 3) return null;
    if (isKnown(word)) return word;
    return word.length < 4 ? null : (byStartOf(word).find((other) => inflected(word, other, endings)) ?? null);
  };

  /** Splits a compound into known parts: all of it, or at least its last part, which says what the thing is. */
  function split(word: string, whole: boolean): Resolved['parts'] {
    if (!compounding.has(code) || word.length < 6) return null;
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

  // Items and phrases are known by the parts of their compounds too.
  if (compounding.has(code)) {
    for (const [word, list] of [...names]) {
      const parts = split(word, true);
      if (!parts) continue;
      for (const part of parts)
        for (const at of list) {
          const posts = names.get(part.word);
          if (!posts) names.set(part.word, [at]);
          else if (!posts.includes(at)) posts.push(at);
        }
    }
  }

  const named = (word: string): boolean =>
    names.has(word) || byStartOf(word).some((other) => names.has(other) && inflected(word, other, endings));
  const standIns = new Map<string, Set<string>>();
  const byClass = new Map<number, string[][]>();
  for (const phrase of allPhrases) {
    const parts = phrase.words.flatMap((word) => split(word, true)?.map((part) => part.word) ?? [word]);
    byClass.set(phrase.class, [...(byClass.get(phrase.class) ?? []), parts]);
  }
  for (const list of byClass.values())
    for (const a of list)
      for (const b of list) {
        if (a.length !== b.length || a.length < 2) continue;
        const onlyA = a.filter((word) => !b.some((other) => alike(word, other)));
        const onlyB = b.filter((word) => !a.some((other) => alike(word, other)));
        const [x, y] = [onlyA[0], onlyB[0]];
        // Only a word that no item's name has stands for one that names have: "delantera" and "trasera" both do, and differ.
        if (onlyA.length === 1 && onlyB.length === 1 && x !== undefined && y !== undefined && !named(x) && named(y))
          note(standIns, x, y);
      }

  const cache = new Map<string, Resolved>();
  function find(word: string): Resolved {
    const found = new Map<string, number>();
    const offer = (other: string, quality: number): void => {
      if ((found.get(other) ?? 0) < quality) found.set(other, quality);
    };
    if (isKnown(word)) offer(word, 1);
    if (word.length >= 3 && !/^\d/.test(word)) {
      for (const other of byStartOf(word)) if (other !== word && inflected(word, other, endings)) offer(other, 0.96);
    }
    for (const [direct] of [...found])
      for (const other of standIns.get(direct) ?? []) {
        offer(other, 0.88);
        for (const form of byStartOf(other)) if (form !== other && inflected(other, form, endings)) offer(form, 0.86);
      }
    if (!isKnown(word) || /^\D{7,}$/.test(word)) {
      const parts = split(word, true);
      if (parts && found.size === 0) return { words: [], parts };
    }
    // "Sägen" for "Handsäge": the last part of a compound says what the thing is.
    if (found.size === 0 && compounding.has(code) && word.length >= 4)
      for (const other of names.keys())
        for (let at = Math.max(3, other.length - word.length - 3); at <= other.length - 3; at++)
          if (alike(word, other.slice(at))) offer(other, 0.75);
    if (found.size === 0 && /^\p{L}{4,}$/u.test(word)) {
      const limit = forgiven(word.length);
      for (const other of [...names.keys(), ...phrases.keys()]) {
        if (other.length < 4 || Math.abs(other.length - word.length) > limit || other[0] !== word[0]) continue;
        const d = distance(word, other, limit);
        if (d <= limit) offer(other, d === 1 ? 0.8 : 0.65);
      }
      if (found.size > 0) {
        const best = Math.max(...found.values());
        for (const [other, quality] of [...found]) if (quality < best) found.delete(other);
      }
    }
    if (found.size === 0) {
      const parts = split(word, false);
      if (parts) return { words: [], parts };
    }
    return {
      words: [...found].map(([other, quality]) => ({ word: other, quality })).sort((a, b) => b.quality - a.quality),
      parts: null,
    };
  }

  return {
    code,
    names,
    phrases,
    classes,
    colors,
    standIns,
    before,
    after,
    nameWords,
    resolve(word) {
      const known = cache.get(word);
      if (known) return known;
      const resolved = find(word);
      if (cache.size < 20_000) cache.set(word, resolved);
      return resolved;
    },
  };
}

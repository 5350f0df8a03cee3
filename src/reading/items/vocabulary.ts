/**
 * The catalogue's words in one language (and English, which customers mix in): which items carry each word in their
 * name, which kinds of goods it names. Compounds are known by their parts; words that stand for each other in a
 * category's synonyms ("vélo de route", "vélo de course") are known as such.
 */
import type { Catalogue, CatalogueItem } from '../../domain/reading.ts';
import { language as knownLanguage } from '../languages/index.ts';
import { fold, tokenize } from '../words.ts';
import { bareSize, nameTokens } from './name-words.ts';
import { resolver, type Resolved } from './resolver.ts';
import { standInsOf } from './stand-ins.ts';
import { wordForms } from './word-forms.ts';

/** A name or synonym of a category or subcategory, taken apart. */
export interface ClassPhrase {
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
  const forms = wordForms(code, new Set([...names.keys(), ...phrases.keys()]), isKnown, endings);

  // Items and phrases are known by the parts of their compounds too.
  if (forms.compounds) {
    for (const [word, list] of [...names]) {
      const parts = forms.split(word, true);
      if (!parts) continue;
      for (const part of parts)
        for (const at of list) {
          const posts = names.get(part.word);
          if (!posts) names.set(part.word, [at]);
          else if (!posts.includes(at)) posts.push(at);
        }
    }
  }

  const standIns = standInsOf(allPhrases, names, forms);
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
    resolve: resolver({ names, phrases, standIns }, forms),
  };
}

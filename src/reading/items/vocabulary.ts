/**
 * The catalogue's words in one language (and English, which customers mix in): which items carry each word in their
 * name, which kinds of goods it names. Compounds are known by their parts; words that stand for each other in a
 * category's synonyms ("vélo de route", "vélo de course") are known as such.
 */
import { language as knownLanguage } from '../languages/index.ts';
import { fold, tokenize } from '../words.ts';
import type { Contents, ItemClass } from './catalogue-index.ts';
import { itemNames, type ItemNames } from './item-names.ts';
import { nameTokens } from './name-words.ts';
import { resolver, type Resolved } from './resolver.ts';
import { standInsOf } from './stand-ins.ts';
import { wordForms } from './word-forms.ts';

/** A name or synonym of a category or subcategory, taken apart. */
export interface ClassPhrase {
  class: ItemClass;
  words: string[];
}

export interface Vocabulary {
  code: string;
  /** Words of items' names, models and sizes. */
  names: ItemNames;
  /** Word → phrases of classes that it is part of. */
  phrases: Map<string, ClassPhrase[]>;
  /** Folded colour word → English colours. */
  colors: Map<string, string[]>;
  /** Number → words right before it in names (`200` → mountain), and right after it (`30` → oz). */
  before: ItemNames['before'];
  after: ItemNames['after'];
  /** Resolves a word of a mail; cached. */
  resolve: (word: string) => Resolved;
  /** Takes in the item that was added last. */
  learn: (at: number) => void;
  /** Resolves everything anew: the catalogue's words are others. */
  forget: () => void;
}

/** "MTB", "BTT", "VTT": what other languages shorten a kind of goods to is understood where this one has a short form too. */
function abbreviations({ phrases }: Contents, code: string): [string, string[]][] {
  const shorts = phrases.flatMap(({ kind, en, language, name, synonyms }) =>
    kind === 'color'
      ? []
      : [name, ...synonyms]
          .filter((word) => /^\p{Lu}{2,4}$/u.test(word))
          .map((word) => ({ of: `${kind} ${en}`, own: language === code, word: fold(word) })),
  );
  return shorts
    .filter(({ own }) => !own)
    .map(({ of, word }) => [word, shorts.filter((one) => one.own && one.of === of).map((one) => one.word)]);
}

export function vocabulary(contents: Contents, code: string): Vocabulary {
  const known = knownLanguage(code);
  const english = knownLanguage('en');
  const stop = new Set(
    [...known.stop, ...english.stop].filter(
      (word) => word.length < 3 || known.stop.has(word) || !/^(set|model|item)/.test(word),
    ),
  );
  const endings = new Set(known.knowledge.endings.split('|').map((ending) => fold(ending.trim())));
  for (const ending of ['', ...english.knowledge.endings.split('|').map((e) => e.trim())]) endings.add(ending);

  const colors = new Map<string, string[]>();
  const colorWords = new Set<string>();
  const addColor = (key: string, color: string): void => {
    const list = colors.get(key) ?? [];
    if (!list.includes(color)) colors.set(key, [...list, color]);
  };
  for (const word of contents.phrases.filter((w) => w.kind === 'color'))
    for (const name of [word.en, ...(word.language === code ? [word.name, ...word.synonyms] : [])]) {
      addColor(fold(name), word.en);
      for (const token of tokenize(fold(name))) if (token.kind === 'word') colorWords.add(token.fold);
    }
  const addItemColor = (color: string): void => {
    addColor(fold(color), color);
    colorWords.add(fold(color));
  };
  for (const color of contents.colors) addItemColor(color);

  const names = itemNames(contents, code, stop, colorWords);

  const phrases = new Map<string, ClassPhrase[]>();
  const allPhrases: ClassPhrase[] = [];
  const phrased = new Set<ItemClass>();
  const addPhrase = (of: ItemClass, text: string): string[] => {
    const words = [...new Set(nameTokens(text, stop))];
    if (words.length === 0) return words;
    const phrase = { class: of, words };
    allPhrases.push(phrase);
    for (const word of words) phrases.set(word, [...(phrases.get(word) ?? []), phrase]);
    return words;
  };
  const addClass = (of: ItemClass): string[] => {
    phrased.add(of);
    const own = contents.phrases.filter(
      (word) => word.kind === of.kind && word.en === of.name && word.language === code,
    );
    return [of.name, ...own.flatMap((word) => [word.name, ...word.synonyms])].flatMap((text) => addPhrase(of, text));
  };
  for (const of of contents.classes) addClass(of);

  const isKnown = (word: string): boolean => names.has(word) || phrases.has(word);
  const forms = wordForms(code, new Set([...names.words(), ...phrases.keys()]), isKnown, endings);
  // Items and phrases are known by the parts of their compounds too.
  const partsOf = (word: string): string[] => forms.split(word, true)?.map((part) => part.word) ?? [];
  if (forms.compounds) for (const word of names.words()) names.compound(word, partsOf(word));

  const standIns = standInsOf(allPhrases, names, forms);
  for (const [short, own] of abbreviations(contents, code))
    if (!isKnown(short)) standIns.set(short, new Set([...(standIns.get(short) ?? []), ...own.filter(names.has)]));
  const { resolve, forget } = resolver({ names, standIns }, forms);
  return {
    code,
    names,
    phrases,
    colors,
    before: names.before,
    after: names.after,
    resolve,
    learn(at) {
      const color = contents.items[at]?.color ?? '';
      if (color !== '') addItemColor(color);
      const classWords = contents.classes.filter((of) => !phrased.has(of)).flatMap(addClass);
      const nameWords = names.learn(at);
      for (const word of [...nameWords, ...classWords]) forms.register(word);
      if (forms.compounds) for (const word of nameWords) names.compound(word, partsOf(word));
    },
    forget,
  };
}

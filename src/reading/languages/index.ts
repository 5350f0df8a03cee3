/** The languages a reader knows, each compiled once into matchers. Adding one: write its file, list it here. */
import { fold } from '../words.ts';
import { list, type LanguageKnowledge } from './contract.ts';
import { cues, type Cues } from './cues.ts';
import { numberWords } from './number-words.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { de } from './de.ts';
import { es } from './es.ts';
import { it } from './it.ts';
import { nl } from './nl.ts';
import { pt } from './pt.ts';
import { da } from './da.ts';
import { sv } from './sv.ts';
import { pl } from './pl.ts';

export const knowledge: LanguageKnowledge[] = [en, fr, de, es, it, nl, pt, da, sv, pl];

/** A language with its word lists made into sets and cue matchers; built at first use. */
export interface Language {
  code: string;
  /** Parts decimals in this mail, where the mail itself shows it. */
  decimal: ',' | '.' | null;
  knowledge: LanguageKnowledge;
  /** Number words joined without blanks ("zweiundzwanzig", "twentytwo") → value. */
  numbers: Map<string, number>;
  articles: Set<string>;
  stop: Set<string>;
  /** Words of greeting, asking and delivering: they name goods only where the catalogue says so. */
  courtesy: Set<string>;
  /** Words that join or part what is asked for. */
  joints: Set<string>;
  /** Joints, and single words for `each`: at the end of a piece they belong to the next. */
  leadIns: Set<string>;
  purposes: Set<string>;
  having: Set<string>;
  /** `from 4 to 6`. */
  to: Set<string>;
  by: Set<string>;
  of: Set<string>;
  /** Before the number of a quoted line. */
  positionWords: Set<string>;
  /** May stand between several quantities of one thing. */
  tierJoints: Set<string>;
  /** `S to XL`. */
  range: Set<string>;
  measures: Set<string>;
  units: Map<string, 'piece' | 'pair' | 'box' | 'set' | 'metre'>;
  sizeWords: Set<string>;
  sizes: Map<string, string>;
  cue(name: CueName): Cues;
}

const cueLists = {
  dozen: (k: LanguageKnowledge) => k.numbers.dozen,
  halfDozen: (k: LanguageKnowledge) => k.numbers.halfDozen,
  each: (k: LanguageKnowledge) => k.each,
  also: (k: LanguageKnowledge) => k.also,
  perColor: (k: LanguageKnowledge) => k.perColor,
  perSize: (k: LanguageKnowledge) => k.perSize,
  none: (k: LanguageKnowledge) => k.unwanted.none,
  have: (k: LanguageKnowledge) => k.unwanted.have,
  correction: (k: LanguageKnowledge) => k.correction,
  greeting: (k: LanguageKnowledge) => k.greeting,
  closing: (k: LanguageKnowledge) => k.closing,
  sentFrom: (k: LanguageKnowledge) => k.sentFrom,
  wrote: (k: LanguageKnowledge) => k.wrote,
  original: (k: LanguageKnowledge) => k.original,
  forwarded: (k: LanguageKnowledge) => k.forwarded,
  inquiry: (k: LanguageKnowledge) => k.kinds.inquiry,
  acceptance: (k: LanguageKnowledge) => k.kinds.acceptance,
  condition: (k: LanguageKnowledge) => k.kinds.condition,
  rejection: (k: LanguageKnowledge) => k.kinds.rejection,
  question: (k: LanguageKnowledge) => k.kinds.question,
  other: (k: LanguageKnowledge) => k.kinds.other,
  spam: (k: LanguageKnowledge) => k.kinds.spam,
  newsletter: (k: LanguageKnowledge) => k.kinds.newsletter,
  autoReply: (k: LanguageKnowledge) => k.kinds.autoReply,
  anew: (k: LanguageKnowledge) => k.kinds.anew,
  attached: (k: LanguageKnowledge) => k.answers.attached,
  noneOfThem: (k: LanguageKnowledge) => k.answers.none,
  yes: (k: LanguageKnowledge) => k.answers.yes,
  not: (k: LanguageKnowledge) => k.answers.not,
  option: (k: LanguageKnowledge) => k.answers.option,
  add: (k: LanguageKnowledge) => k.change.add,
  remove: (k: LanguageKnowledge) => k.change.remove,
  set: (k: LanguageKnowledge) => k.change.set,
  more: (k: LanguageKnowledge) => k.change.more,
  double: (k: LanguageKnowledge) => k.change.double,
  fewer: (k: LanguageKnowledge) => k.change.fewer,
  raise: (k: LanguageKnowledge) => k.change.raise,
  lower: (k: LanguageKnowledge) => k.change.lower,
  instead: (k: LanguageKnowledge) => k.change.instead,
  unchanged: (k: LanguageKnowledge) => k.change.unchanged,
  sameQuantity: (k: LanguageKnowledge) => k.change.sameQuantity,
  tierAsks: (k: LanguageKnowledge) => k.tiers.asks,
  lastTime: (k: LanguageKnowledge) => k.again.last,
  asDocument: (k: LanguageKnowledge) => k.again.as,
  aQuote: (k: LanguageKnowledge) => k.again.quote,
  againAside: (k: LanguageKnowledge) => k.again.aside,
  delivery: (k: LanguageKnowledge) => k.delivery,
  answer: (k: LanguageKnowledge) => k.answer,
  elsewhere: (k: LanguageKnowledge) => k.elsewhere,
  shipTo: (k: LanguageKnowledge) => k.shipTo,
  reference: (k: LanguageKnowledge) => k.reference,
  titles: (k: LanguageKnowledge) => k.titles,
} as const;
export type CueName = keyof typeof cueLists;

const set = (text: string): Set<string> => new Set(list(text).map(fold));

/** Single words of asking, delivering and changing, and all words of joining, sharing out, greeting and closing. */
function courtesy(known: LanguageKnowledge): Set<string> {
  const { and, but, each, perColor, perSize, greeting, closing, kinds, delivery, change, dates } = known;
  const whole = [and, but, each, perColor, perSize, greeting, closing].join(' | ').replace(/[\s'’]+/g, ' | ');
  const single = [kinds.inquiry, kinds.question, delivery, change.add, change.set, dates.next, dates.week, dates.day]
    .flatMap(list)
    .filter((entry) => !entry.includes(' '));
  return set([whole, ...single].join(' | ').replace(/\*/g, ''));
}

function compile(known: LanguageKnowledge): Language {
  const built = new Map<CueName, Cues>();
  const joints = new Set([...set(known.and), ...set(known.but)].flatMap((words) => words.split(' ')));
  const units: Language['units'] = new Map();
  for (const [unit, words] of Object.entries(known.units))
    for (const word of list(words)) units.set(fold(word).replace(/\.$/, ''), unit as 'piece');
  return {
    code: known.code,
    decimal: null,
    knowledge: known,
    numbers: numberWords(known.numbers),
    articles: set(known.numbers.articles),
    stop: set(known.stop),
    courtesy: courtesy(known),
    joints,
    leadIns: new Set([...joints, ...[...set(known.each)].filter((word) => !word.includes(' '))]),
    purposes: set(known.purpose),
    having: set(known.having),
    to: set(known.change.to),
    by: set(known.change.by),
    of: set(known.change.of),
    positionWords: set(known.change.position),
    tierJoints: new Set([...joints, ...set(known.tiers.or)]),
    range: set(known.range),
    measures: set(known.measures),
    units,
    sizeWords: new Set(list(known.sizeWords).map((word) => fold(word).replace(/\.$/, ''))),
    sizes: new Map(Object.entries(known.sizes).map(([word, size]) => [fold(word), size])),
    cue(name) {
      const found = built.get(name) ?? cues(list(cueLists[name](known)));
      built.set(name, found);
      return found;
    },
  };
}

const compiled = new Map<string, Language>();

/** The language of this code, English where we do not know it. */
export function language(code: string | null): Language {
  const known = knowledge.find((k) => k.code === code) ?? en;
  const found = compiled.get(known.code) ?? compile(known);
  compiled.set(known.code, found);
  return found;
}

export const languages = (): Language[] => knowledge.map((k) => language(k.code));
export const languageCodes = knowledge.map((k) => k.code);

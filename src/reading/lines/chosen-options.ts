/**
 * An answer to our own question, read against the options that were asked: "B", "1b, 2a", "Variante B bitte", "the blue one",
 * "size M", "12". What fits two options, or speaks of more than the choice, is never taken as sure.
 */
import type { AskedAbout, ReadAnswer } from '../../domain/reading.ts';
import { language as knownLanguage } from '../languages/index.ts';
import { fold, tokenize, type Token } from '../words.ts';
import { optionWords, type OptionWords } from './option-words.ts';
import type { Reader } from './meaning.ts';
import { evidence, type Stretch } from './page.ts';

export interface Chosen {
  answers: ReadAnswer[];
  /** Something else was said that may change the meaning: a person reads it. */
  rest: boolean;
}
export const nothingChosen: Chosen = { answers: [], rest: false };

type Spans = (stretch: Stretch) => { start: number; end: number }[];
type Found = Omit<ReadAnswer, 'evidence'> & { evidence: ReadAnswer['evidence'] };

/** A clause of talk beside the choice is passed over; a longer one is read by a person. */
const MOST_TALK = 14;
const MOST_STRETCHES = 60;

export function chosenOptions(
  list: readonly Stretch[],
  reader: Reader,
  asked: readonly AskedAbout[],
  blocked: Spans,
): Chosen {
  const words = asked.map(({ options }) => options.map((option) => optionWords(option, reader)));
  const found: Found[] = [];
  let rest = list.length > MOST_STRETCHES;
  for (const stretch of list.slice(0, MOST_STRETCHES)) {
    const spans = blocked(stretch);
    const tokens = tokenize(stretch.page.text, numbered(stretch), stretch.end).filter(
      (token) => !spans.some(({ start, end }) => token.start < end && token.end > start),
    );
    for (const clause of clauses(tokens, reader)) {
      const read = readClause(clause, reader, asked, words);
      const [first] = clause;
      const last = clause.at(-1);
      const proof = first && last ? [evidence(stretch.page, first.start, last.end)] : [];
      found.push(...read.answers.map((answer) => ({ ...answer, evidence: proof })));
      rest ||= read.rest;
    }
    if (/[?？]/.test(stretch.page.text.slice(stretch.start, stretch.end))) rest = true;
  }
  return joined(found, rest);
}

/** The number of a list's entry is part of the answer: "2. A". */
function numbered({ page: { text }, start }: Stretch): number {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return /^\s*\(?\d{1,2}\s?[.)]\s*$/.test(text.slice(line, start)) ? line : start;
}

/** One answer a point: a letter and a quantity said apart belong together, two letters contradict each other. */
function joined(found: readonly Found[], rest: boolean): Chosen {
  const answers: ReadAnswer[] = [];
  let contradicts = false;
  for (const one of found) {
    const same = answers.find(({ point }) => point === one.point);
    if (!same) answers.push({ ...one });
    else {
      const differs = (a: unknown, b: unknown): boolean => a !== null && b !== null && a !== b;
      contradicts ||=
        differs(same.option, one.option) || differs(same.quantity, one.quantity) || same.none !== one.none;
      same.option ??= one.option;
      same.quantity ??= one.quantity;
      same.evidence.push(...one.evidence);
    }
  }
  return { answers, rest: rest || contradicts };
}

/** Parted at marks and at words that join or part; "1. B" and "1) B" and "1: B" stay whole. */
function clauses(tokens: readonly Token[], { language }: Reader): Token[][] {
  const parts: Token[][] = [[]];
  tokens.forEach((token, at) => {
    const before = tokens[at - 1];
    const marks = token.kind === 'mark' && /[,;!.?\n/]/.test(token.text);
    const numbers = token.text === '.' && before?.kind === 'number' && parts.at(-1)!.length === 1;
    const joins = token.kind === 'word' && language.joints.has(token.fold) && !isLetter(token);
    if ((marks && !numbers) || joins) parts.push([]);
    else parts.at(-1)!.push(token);
  });
  return parts.filter((part) => part.some(({ kind }) => kind !== 'mark'));
}

const isLetter = ({ text }: Token): boolean => /^[A-E]$/.test(text);

interface Read {
  answers: Omit<Found, 'evidence'>[];
  rest: boolean;
}

function readClause(clause: Token[], reader: Reader, asked: readonly AskedAbout[], words: OptionWords[][]): Read {
  const { language } = reader;
  const text = fold(clause.map(({ text }) => text).join(' '));
  const english = knownLanguage('en');
  const says = (cue: 'not' | 'noneOfThem' | 'yes'): boolean =>
    language.cue(cue).test(text) || english.cue(cue).test(text);
  const content = clause.filter((token) => token.kind !== 'mark');
  const isTalk = (token: Token): boolean =>
    token.kind === 'word' &&
    (language.stop.has(token.fold) || language.courtesy.has(token.fold) || language.articles.has(token.fold));

  const direct = lettered(content, reader, asked, isTalk);
  if (direct) return { answers: direct, rest: says('not') };
  const meant = content.filter(
    (token) => !isTalk(token) && !language.sizeWords.has(token.fold) && !isOptionWord(token, reader),
  );
  if (meant.length === 0) return { answers: [], rest: false };
  const [only] = asked;
  const single = asked.length === 1 && only ? 1 : null;
  const amount = quantityIn(meant, reader, asked);
  if (amount) return { answers: [amount], rest: says('not') };
  const fitting = fits(meant, asked, words);
  if (fitting) return { answers: [{ ...fitting, quantity: null, none: false }], rest: says('not') };
  if (single && says('noneOfThem'))
    return { answers: [{ point: 1, option: null, quantity: null, none: true }], rest: false };
  const choices = only?.options.filter(({ words: named }) => named) ?? [];
  if (single && choices.length === 1 && says('yes') && meant.length <= 3)
    return { answers: [{ point: 1, option: choices[0]!.letter, quantity: null, none: false }], rest: says('not') };
  const numbers = meant.some(({ kind }) => kind === 'number');
  return { answers: [], rest: numbers || says('not') || says('noneOfThem') || content.length > MOST_TALK };
}

const isOptionWord = ({ fold: word }: Token, { language }: Reader): boolean => language.cue('option').test(word);

/** "B", "option B", "1b 2a", "1: B", "2) 12". Null: no letter stands here that can only be one. */
function lettered(
  content: Token[],
  reader: Reader,
  asked: readonly AskedAbout[],
  isTalk: (token: Token) => boolean,
): Read['answers'] | null {
  const withOptions = asked.flatMap(({ options }, at) => (options.length > 0 ? [at + 1] : []));
  const answers: Read['answers'] = [];
  const unread: Token[] = [];
  for (let at = 0; at < content.length; at++) {
    const token = content[at]!;
    const point = token.kind === 'number' && asked.length > 1 ? Number(token.text) : NaN;
    const next = content[at + 1];
    const option = letterOf(next, asked[point - 1]);
    const count = next?.kind === 'number' && asked[point - 1]?.asksQuantity && content.length === 2 ? next.text : null;
    if (option || count) {
      answers.push({ point, option, quantity: count, none: false });
      at++;
      continue;
    }
    const [single] = withOptions;
    const alone = withOptions.length === 1 && single !== undefined ? letterOf(token, asked[single - 1]) : null;
    if (alone && isClearly(content, at, reader, isTalk))
      answers.push({ point: single!, option: alone, quantity: null, none: false });
    else unread.push(token);
  }
  if (answers.length === 0) return null;
  const [quantity, ...others] = unread.filter(({ kind }) => kind === 'number');
  if (!quantity) return answers;
  const [one] = answers;
  const takes =
    answers.length === 1 &&
    others.length === 0 &&
    asked[one!.point - 1]?.asksQuantity &&
    /^\d{1,9}$/.test(quantity.text);
  return takes ? [{ ...one!, quantity: quantity.text }] : null;
}

const letterOf = (token: Token | undefined, point: AskedAbout | undefined): string | null => {
  const letter = token && /^[a-eA-E]$/.test(token.text) ? token.text.toUpperCase() : null;
  return letter && point?.options.some((option) => option.letter === letter) ? letter : null;
};

/** "A blue one" has an article and "e" joins words: such a letter counts alone, or after a word such as "option". */
function isClearly(content: Token[], at: number, reader: Reader, isTalk: (token: Token) => boolean): boolean {
  const token = content[at]!;
  const before = content[at - 1];
  if (before && isOptionWord(before, reader)) return true;
  const alone = content.every((other, place) => place === at || isTalk(other) || isOptionWord(other, reader));
  if (alone) return true;
  const isWord = reader.language.articles.has(token.fold) || reader.language.stop.has(token.fold);
  return isLetter(token) && !(isWord && at === 0);
}

/** A bare number where just one point asks how many. */
function quantityIn(
  meant: Token[],
  { language }: Reader,
  asked: readonly AskedAbout[],
): Omit<Found, 'evidence'> | null {
  const asking = asked.flatMap(({ asksQuantity }, at) => (asksQuantity ? [at + 1] : []));
  const [point] = asking;
  const numbers = meant.filter(({ kind, fold: word }) => kind === 'number' || language.numbers.has(word));
  const [number] = numbers;
  const units = meant
    .filter((token) => token !== number)
    .every(({ fold: word }) => language.units.has(word.replace(/\.$/, '')));
  if (asking.length !== 1 || point === undefined || numbers.length !== 1 || !number || !units) return null;
  const value = number.kind === 'number' ? number.text : String(language.numbers.get(number.fold));
  return /^[1-9]\d{0,8}$/.test(value) ? { point, option: null, quantity: value, none: false } : null;
}

/** The one option of the one point that these words tell from the others. */
function fits(
  meant: Token[],
  asked: readonly AskedAbout[],
  words: OptionWords[][],
): { point: number; option: string } | null {
  const scores = words.flatMap((options, at) =>
    options.map((option, place) => ({
      point: at + 1,
      option: asked[at]!.options[place]!.letter,
      known: meant.filter(({ fold: word }) => option(word)).length,
    })),
  );
  const best = Math.max(0, ...scores.map(({ known }) => known));
  const winners = scores.filter(({ known }) => known === best);
  const numbers = meant.filter(({ kind }) => kind === 'number').length;
  const [winner] = winners;
  if (best === 0 || winners.length !== 1 || !winner || meant.length - best > 4 || numbers > best) return null;
  return winner;
}

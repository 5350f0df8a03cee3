/**
 * What people corrected in earlier mails: these words mean this item here. Sure only where a line says exactly these words;
 * where it says them among others, a suggestion for want of a better one. What a person said of an item that is no longer
 * in the catalogue is told, and makes the line unsure.
 */
import type { KnownWords } from '../../domain/reading.ts';
import type { CatalogueIndex } from '../items/catalogue-index.ts';
import { bare } from '../items/item-numbers.ts';
import type { Search } from '../items/item-search.ts';
import type { Language } from '../languages/index.ts';
import { fold, type Token } from '../words.ts';

/** Confidence where the words are only among those of the line, or what was said of them no longer holds. */
const partly = 0.6;
const outdated = 0.5;

/** A line's own words for goods, as written: without marks, and without talk before and after them. */
export function goodsWords(tokens: Token[], language: Language): string {
  const words = tokens.filter(({ kind }) => kind !== 'mark');
  const isTalk = (token: Token | undefined): boolean =>
    token !== undefined && (language.stop.has(token.fold) || language.courtesy.has(token.fold));
  let from = 0;
  let to = words.length;
  while (from < to && isTalk(words[from])) from++;
  while (to > from && isTalk(words[to - 1])) to--;
  // "x10" is two tokens, "10mm" too: what was written together stays together.
  return words.slice(from, to).reduce((text, { text: word, glued }, at) => {
    const before = words[from + at - 1];
    return glued && at > 0 && before?.end === words[from + at]?.start ? text + word : `${text} ${word}`.trim();
  }, '');
}

interface Said {
  words: string[];
  item: string;
  said: NonNullable<KnownWords['said']>;
}

interface Prepared {
  exact: Map<string, Said>;
  all: Said[];
  /** Part numbers of one word. */
  partNumbers: Set<string>;
}

const foldedWords = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');

/** Taken apart once a mail, not once a line. */
const prepared = new WeakMap<KnownWords[], Prepared>();

function prepare(aliases: KnownWords[]): Prepared {
  const known = prepared.get(aliases);
  if (known) return known;
  const all = aliases
    .flatMap(({ words, item, said }) => (said ? [{ words: foldedWords(words), item, said }] : []))
    .filter(({ words }) => words.length > 0);
  const partNumbers = aliases.flatMap(({ words, said }) => (said || words.length < 4 ? [] : [fold(words)]));
  const made = {
    exact: new Map(all.map((one) => [one.words.join(' '), one])),
    all,
    partNumbers: new Set(partNumbers),
  };
  prepared.set(aliases, made);
  return made;
}

/** Whether these tokens hold the customer's own words for something: they are goods, whatever the catalogue calls them. */
export function holdsKnownWords(tokens: Token[], aliases: KnownWords[]): boolean {
  if (aliases.length === 0) return false;
  const { all, partNumbers } = prepare(aliases);
  if (tokens.some((token) => partNumbers.has(token.fold))) return true;
  if (all.length === 0) return false;
  const words = new Set(tokens.flatMap((token) => foldedWords(token.text)));
  return all.some((one) => one.words.every((word) => words.has(word)));
}

/** What is remembered of a line's words: of exactly these, or of some of them (the most that were said together). */
export function recall(words: string, aliases: KnownWords[]): { exact: boolean; found: Said[] } | null {
  if (aliases.length === 0) return null;
  const { exact, all } = prepare(aliases);
  const line = foldedWords(words);
  const same = exact.get(line.join(' '));
  if (same) return { exact: true, found: [same] };
  const has = new Set(line);
  const among = all.filter((one) => one.words.every((word) => has.has(word)));
  const most = Math.max(0, ...among.map((one) => one.words.length));
  const found = among.filter((one) => one.words.length === most);
  return found.length > 0 ? { exact: false, found } : null;
}

const positionOf = (item: string, index: CatalogueIndex): number | undefined =>
  index.numbers.get(bare(item))?.find((at) => index.items[at]?.number === item);

interface Around {
  /** The answer is the sales system's own part number of this customer. */
  partNumber: boolean;
  index: CatalogueIndex;
  /** What the catalogue has at a position, found for this reason. */
  ofItem: (at: number, reason: string) => Search;
}

/** The catalogue's answer with what is remembered of the same words. */
export function withMemory(
  search: Search,
  memory: NonNullable<ReturnType<typeof recall>>,
  { partNumber, index, ofItem }: Around,
): Search {
  const known = memory.found.map((one) => ({ ...one, at: positionOf(one.item, index) }));
  const [first] = known;
  if (!first) return search;
  if (memory.exact && first.at === undefined)
    return {
      ...search,
      reason: `${search.reason}; ${first.said.reason} that it is ${first.item}, which is not in the catalogue`,
      memory: { alias: null, confidence: outdated },
    };
  if (partNumber && (!memory.exact || search.items.includes(first.at!))) return search;
  if (partNumber)
    return {
      ...search,
      status: 'ambiguous',
      items: [...search.items, first.at!],
      reason: `${search.reason}, but ${first.said.reason} that it is ${first.item}`,
      memory: { alias: null, confidence: partly },
    };
  if (memory.exact)
    return {
      ...ofItem(first.at!, first.said.reason),
      memory: { alias: first.said.alias, confidence: first.said.confidence },
    };
  // Words among others say less than what the catalogue knows well.
  if (search.status !== 'unknown' && search.status !== 'ambiguous') return search;
  const at = [...new Set(known.flatMap((one) => one.at ?? []))];
  const [only] = at;
  if (only === undefined) return search;
  const reason = known.map(({ said }) => said.reason).join('; ');
  if (at.length > 1)
    return {
      ...search,
      status: 'ambiguous',
      items: at,
      reason: `several corrections fit: ${reason}`,
      memory: { alias: null, confidence: partly },
    };
  const found = ofItem(only, `${reason}, of part of these words`);
  return {
    ...found,
    items: found.status === 'matched' ? [only, ...search.items.filter((other) => other !== only)] : found.items,
    memory: { alias: first.said.alias, confidence: Math.min(partly, first.said.confidence) },
  };
}

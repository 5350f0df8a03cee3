/** From what a model says of a line to what code found of it: where it stands, which item, how many. */
import type { Evidence, Kind, ReadingContext } from '../../domain/reading.ts';
import { isCurrent, type CatalogueIndex } from '../items/catalogue-index.ts';
import { exactNumbers } from '../items/item-numbers.ts';
import type { Search } from '../items/item-search.ts';
import { language as knownLanguage, type Language } from '../languages/index.ts';
import { meaning } from '../lines/meaning.ts';
import { numberAt, type NumberRead } from '../numbers.ts';
import { tokenize } from '../words.ts';
import type { Said } from './answer.ts';
import type { Locator, Place } from './locate.ts';
import { numbered, type Material } from './material.ts';

/** What is left of a model's line once code has looked. */
export interface Found {
  evidence: Evidence[];
  status: Search['status'];
  /** Item numbers: one if matched or discontinued, else all that fit. */
  items: string[];
  quantity: number | null;
  action: Said['action'];
  /** What did not stand the test, in words. */
  objections: string[];
}

export interface Ground {
  index: CatalogueIndex;
  material: Material;
  context: ReadingContext;
  locate: Locator;
}

const shortest = 3;
const nearest = 50;
const mostCandidates = 24;
const money = /^(?:[€$£¥%]|eur|usd|gbp|chf|cad|sek|dkk|pln|zl|kr)$/;

/** Null where the words are not in the mail: then nothing is known of the line at all. */
export function foundLine(said: Said, kind: Kind, ground: Ground): Found | null {
  const place = said.words.trim().length < shortest ? null : ground.locate.next(said.words);
  if (!place) return null;
  const objections: string[] = [];
  const quantity = said.quantity === null ? null : Number(said.quantity);
  const many =
    quantity === null || said.quantityWords === null ? null : saying(quantity, said.quantityWords, place, ground);
  if (quantity !== null && !many)
    objections.push(`the model reads ${said.quantity?.slice(0, 20)} of it, which its words do not say`);
  const inside = many && many.start >= place.evidence.start && many.end <= place.evidence.end;
  const { status, items } = itemOf(said, place.evidence.quote, ground, objections);
  return {
    evidence: [place.evidence, ...(many && !inside ? [many] : [])],
    status,
    items,
    quantity: many && quantity,
    action: kind === 'change' ? said.action : null,
    objections,
  };
}

/** Where these words stand nearest and say this number, not as a piece of another one. */
function saying(quantity: number, words: string, place: Place, { locate, material, index }: Ground): Evidence | null {
  const language = knownLanguage(material.language);
  const found = locate.around(words, place).slice(0, nearest);
  return (
    found.find(({ evidence: { quote } }) => numbersIn(quote, language, index).some(({ value }) => value === quantity))
      ?.evidence ?? null
  );
}

/** Every number that these words may say; an item's own number and prices are none. */
export function numbersIn(words: string, language: Language, index: CatalogueIndex): NumberRead[] {
  const tokens = tokenize(words);
  const codes = exactNumbers(tokens, index.numbers);
  const found: NumberRead[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (codes.some(({ from, to }) => at >= from && at < to)) continue;
    const read = numberAt(tokens, at, language);
    if (!read) continue;
    const beside = [tokens[at - 1], tokens[at + read.length]];
    if (!beside.some((token) => money.test(token?.fold ?? ''))) found.push(read);
    at += read.length - 1;
  }
  return found;
}

/** The item it names, if it was offered; else what our own search finds for the mail's words, then for the model's. */
function itemOf(said: Said, words: string, ground: Ground, objections: string[]): Pick<Found, 'status' | 'items'> {
  const { index, material, context } = ground;
  const offered = material.candidates.find(({ number }) => number === said.item);
  if (offered) {
    const item = numbered(index, offered.number);
    return { status: item && isCurrent(item, material.day) ? 'matched' : 'discontinued', items: [offered.number] };
  }
  if (said.item !== null) objections.push('the model names an item that it was not offered');
  for (const [text, code] of [
    [words, material.language],
    [said.name?.slice(0, 200) ?? '', 'en'],
  ] as const) {
    const language = knownLanguage(code);
    const reader = { language, vocabulary: index.vocabulary(language.code), index, day: material.day, context };
    const { search } = meaning(tokenize(text), text, reader);
    if (search.status === 'unknown') continue;
    const items = search.items.slice(0, mostCandidates).map((at) => index.items[at]?.number ?? '');
    // An item number with other words beside it: `items` begins with it, and it alone is meant.
    return search.status === 'ambiguous'
      ? { status: 'ambiguous', items }
      : { status: search.status, items: items.slice(0, 1) };
  }
  return { status: 'unknown', items: [] };
}

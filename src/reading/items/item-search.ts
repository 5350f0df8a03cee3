/**
 * Which items a customer's words mean. Every word that says something about goods is explained by the items that carry
 * it: in their name, colour or size, or as a name of their kind. The items that explain most are meant; several that
 * explain equally much are candidates, and words that nothing explains count against all.
 */
import { isCurrent, type CatalogueIndex, type IndexedItem } from './catalogue-index.ts';
import { push } from './number-list.ts';
import type { Resolved } from './resolver.ts';
import { addUp, begin, everyBit, gather, rank, type Tally } from './tally.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A word of the customer's, folded. */
export interface SearchWord {
  fold: string;
  /** It is a size and nothing else ("size M", "in 44"). */
  size: boolean;
  /** It is joined by a hyphen to a word that nothing explains ("mi-doigts"): it says half as much. */
  half?: boolean;
}

export interface Search {
  status: 'matched' | 'ambiguous' | 'unknown' | 'discontinued';
  /** Positions in the catalogue: one if matched or discontinued, else all that fit. */
  items: number[];
  /** Share of the words that the best items explain, 0–1. */
  explained: number;
  /** Every explained word was written as the catalogue writes it, inflections aside. */
  literal: boolean;
  /** What is known of the words alone names goods, not only colours and sizes. */
  names: boolean;
  reason: string;
  /** The line's own words, by which a correction is remembered (lines/remembered.ts). */
  said?: string;
  /** It was known, or doubted, by a correction: by which, and how far that is believed. */
  memory?: { alias: string | null; confidence: number };
}

const maxCandidates = 24;
const nameShare = 1;
const generalName = 0.48;
const wholeClass = 0.8;
const partOfClass = 0.4;
const same = 0.05;
/** Share of the words that must be explained; less among the few lines of a quote, where talk surrounds them. */
const least = 0.5;
const leastAmong = 0.25;

/** A word for a whole branch of the catalogue. */
const isGeneral = (resolved: Resolved, vocabulary: Vocabulary): boolean =>
  resolved.words.some(({ word }) =>
    vocabulary.phrases.get(word)?.some((phrase) => phrase.words.length === 1 && phrase.class.kind === 'category'),
  );

/** One word, or part of a compound, against all items: `sums.gain` says how well it explains each in `sums.gaining`. */
function explainWord(
  word: string,
  query: ReadonlySet<string>,
  vocabulary: Vocabulary,
  gone: Uint8Array,
  sums: Tally,
): void {
  const { gain, gaining } = sums;
  const offer = (item: number, offered: number): void => {
    const known = gain[item] as number;
    if (known >= offered || gone[item] === 1) return;
    if (known === 0) push(gaining, item);
    gain[item] = offered;
  };
  const resolved = vocabulary.resolve(word);
  // "Bikes" names a whole branch of the catalogue: in a name it says little of the item.
  const general = isGeneral(resolved, vocabulary);
  gaining.length = 0;
  for (const { word: known, quality } of resolved.words) {
    const named = quality * (general ? generalName : nameShare);
    vocabulary.names.carriers(known, (item) => offer(item, named));
    for (const phrase of vocabulary.phrases.get(known) ?? []) {
      const complete = phrase.words.every((other) => other === known || query.has(other));
      const worth = quality * (complete ? wholeClass : partOfClass) * (phrase.class.kind === 'category' ? 0.6 : 1);
      for (const item of phrase.class.items) offer(item, worth);
    }
  }
}

/** Says which words of the catalogue are asked for, and which of those are words of the mail that explain an item. */
function answer(sums: Tally, index: CatalogueIndex, words: Iterable<string>, bits: number): void {
  for (const word of words) {
    const id = index.contents.words.find(word);
    if (id === undefined) continue;
    push(sums.answered, id);
    sums.answers[id] = (sums.answers[id] as number) | bits;
  }
}

/** Searches the catalogue for what these words mean on this day. `among` limits the search to some items: those of a quote that is being answered. */
export function searchItems(
  words: SearchWord[],
  index: CatalogueIndex,
  vocabulary: Vocabulary,
  day: string,
  among: ReadonlySet<number> | null = null,
): Search {
  const nothing = (reason: string, explained = 0): Search => ({
    status: 'unknown',
    items: [],
    explained,
    literal: false,
    names: false,
    reason,
  });
  if (words.length === 0) return nothing('no words to go by');
  const query = new Set<string>();
  for (const word of words) {
    const resolved = vocabulary.resolve(word.fold);
    for (const { word: known, quality } of resolved.words) if (quality > 0.6) query.add(known);
    for (const part of resolved.parts ?? []) if (part.known) query.add(part.word);
  }

  const { contents, tally: sums } = index;
  begin(sums, contents.items.length, contents.words.spelling.length);
  answer(sums, index, query, everyBit);
  let weight = 0;
  const wantedColors: { colors: string[]; weight: number }[] = [];
  const wantedSizes: { size: string; weight: number }[] = [];
  const unexplainedWords: string[] = [];

  for (const [place, word] of words.entries()) {
    const colors = colorsOf(word.fold, vocabulary);
    if (colors && !word.size) {
      wantedColors.push({ colors, weight: 0.8 });
      weight += 0.8;
      continue;
    }
    if (word.size) {
      wantedSizes.push({ size: word.fold, weight: 0.8 });
      weight += 0.8;
      continue;
    }
    const resolved = vocabulary.resolve(word.fold);
    const shareOf = word.half ? 0.5 : 1;
    const parts = resolved.parts ?? [{ word: word.fold, share: 1, known: true }];
    weight += isGeneral(resolved, vocabulary) ? shareOf * 0.5 : shareOf;
    sums.worded.length = 0;
    for (const part of parts) {
      if (!part.known) continue;
      explainWord(part.word, query, vocabulary, contents.gone, sums);
      gather(sums, part.share * shareOf);
    }
    if (sums.worded.length === 0) unexplainedWords.push(word.fold);
    const exact = resolved.words[0]?.quality ?? (parts.every((part) => part.known && !('near' in part)) ? 0.96 : 0.5);
    const bit = 1 << Math.min(place, 31);
    answer(
      sums,
      index,
      [word.fold, ...parts.map((part) => part.word), ...resolved.words.map((form) => form.word)],
      bit,
    );
    addUp(sums, bit, exact < 0.95, among);
  }
  if (sums.touched.length === 0) return nothing('nothing in the catalogue is called so');

  const attributes = (item: number): { total: number; conflict: boolean } => {
    const color = contents.items[item]?.color ?? '';
    const size = index.sizes[item] ?? '';
    const found = { total: 0, conflict: false };
    for (const wanted of wantedColors) {
      if (wanted.colors.includes(color)) found.total += wanted.weight;
      else if (color !== '' && wanted.colors.some((one) => color.includes(one))) found.total += wanted.weight * 0.9;
      else found.conflict = true;
    }
    for (const wanted of wantedSizes) {
      if (wanted.size === size) found.total += wanted.weight;
      else found.conflict = true;
    }
    return found;
  };
  const {
    best,
    items: ranked,
    named,
    total,
  } = rank(sums, vocabulary, attributes, wantedColors.length + wantedSizes.length);
  const score = (item: number): number => sums.gain[item] as number;
  const share = Math.min(1, total / weight);
  const tied = ranked.filter((item) => score(item) >= score(best) - same);
  const sold = (item: number): boolean => isCurrent(contents.items[item] as IndexedItem, day);
  let current = tied.filter(sold);
  // Words that nothing explains do not single out what is no longer sold against something like it that is.
  if (current.length === 0 && share < 0.9) {
    const next = ranked.filter(sold);
    const [first, ...others] = next;
    if (first !== undefined) {
      const top = others.reduce((most, item) => (score(item) > score(most) ? item : most), first);
      if (score(top) >= score(best) - 0.6 && !attributes(top).conflict)
        current = next.filter((item) => score(item) >= score(top) - same);
    }
  }
  const chosen = current.length > 0 ? current : tied;
  // The best first, those that are as good in the catalogue's order.
  if (chosen.length <= maxCandidates) chosen.sort((a, b) => score(b) - score(a) || a - b);
  const outcome = {
    explained: share,
    literal: chosen.every((item) => sums.loose[item] === 0),
    names: named > 0,
  };
  if (named < 0.3 || share < (among ? leastAmong : least))
    return { ...nothing('too little of it is in the catalogue', share), ...outcome };
  if (attributes(best).conflict)
    return {
      ...nothing('not to be had in that colour or size', share),
      ...outcome,
      items: chosen,
    };
  if (chosen.length > maxCandidates) return { ...nothing('too many items fit', share), ...outcome };
  const items = chosen;
  if (current.length === 1)
    return {
      status: 'matched',
      items,
      ...outcome,
      reason:
        unexplainedWords.length > 0
          ? `not understood: ${unexplainedWords.join(', ')}`
          : 'the words name this item alone',
    };
  if (current.length > 1)
    return { status: 'ambiguous', items, ...outcome, reason: `${current.length} items fit equally` };
  if (items.length === 1)
    return { status: 'discontinued', items, ...outcome, reason: 'no longer sold, or never on its own' };
  return { ...nothing('fits only items that are no longer sold', share), ...outcome, items };
}

/** English colours that this word names, in any form of it. */
export const colorsOf = (word: string, vocabulary: Vocabulary): string[] | undefined =>
  vocabulary.colors.get(word) ?? nearColor(word, vocabulary);

/** A colour word with another ending or a slip in it. */
function nearColor(word: string, vocabulary: Vocabulary): string[] | undefined {
  if (word.length < 4 || vocabulary.names.has(word)) return undefined;
  const resolved = vocabulary.resolve(word);
  const near = resolved.words.find(({ word: known, quality }) => quality >= 0.8 && vocabulary.colors.has(known));
  return near && vocabulary.colors.get(near.word);
}

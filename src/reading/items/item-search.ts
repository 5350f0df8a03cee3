/**
 * Which items a customer's words mean. Every word that says something about goods is explained by the items that carry
 * it: in their name, colour or size, or as a name of their kind. The items that explain most are meant; several that
 * explain equally much are candidates, and words that nothing explains count against all.
 */
import { isCurrent, type CatalogueIndex } from './catalogue-index.ts';
import type { Resolved } from './resolver.ts';
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
const perMissingWord = 0.12;
const same = 0.05;
/** Share of the words that must be explained; less among the few lines of a quote, where talk surrounds them. */
const least = 0.5;
const leastAmong = 0.25;

interface Explanation {
  total: number;
  /** Worth of words that names or kinds explain. */
  named: number;
  literal: boolean;
  conflict: boolean;
  used: Set<string>;
}

/** A word for a whole branch of the catalogue. */
const isGeneral = (resolved: Resolved, vocabulary: Vocabulary): boolean =>
  resolved.words.some(({ word }) =>
    vocabulary.phrases
      .get(word)
      ?.some((phrase) => phrase.words.length === 1 && vocabulary.classes[phrase.class]?.narrow === false),
  );

/** One word against all items: position → how well it is explained. */
function explainWord(word: string, query: ReadonlySet<string>, vocabulary: Vocabulary): Map<number, number> {
  const gains = new Map<number, number>();
  const resolved = vocabulary.resolve(word);
  // "Bikes" names a whole branch of the catalogue: in a name it says little of the item.
  const general = isGeneral(resolved, vocabulary);
  for (const { word: known, quality } of resolved.words) {
    const carriers = vocabulary.names.get(known) ?? [];
    const named = quality * (general ? generalName : nameShare);
    for (const at of carriers) if ((gains.get(at) ?? 0) < named) gains.set(at, named);
    for (const phrase of vocabulary.phrases.get(known) ?? []) {
      const complete = phrase.words.every((other) => other === known || query.has(other));
      const kind = vocabulary.classes[phrase.class];
      const gain = quality * (complete ? wholeClass : partOfClass) * (kind?.narrow === false ? 0.6 : 1);
      for (const at of kind?.items ?? []) if ((gains.get(at) ?? 0) < gain) gains.set(at, gain);
    }
  }
  return gains;
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

  const explanations = new Map<number, Explanation>();
  const at = (item: number): Explanation => {
    let found = explanations.get(item);
    if (!found)
      explanations.set(item, (found = { total: 0, named: 0, literal: true, conflict: false, used: new Set() }));
    return found;
  };
  let weight = 0;
  const wantedColors: { colors: string[]; weight: number }[] = [];
  const wantedSizes: { size: string; weight: number }[] = [];
  const unexplainedWords: string[] = [];

  for (const word of words) {
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
    let explainedByAny = false;
    const perItem = new Map<number, number>();
    for (const part of parts) {
      if (!part.known) continue;
      for (const [item, gain] of explainWord(part.word, query, vocabulary)) {
        perItem.set(item, (perItem.get(item) ?? 0) + gain * part.share * shareOf);
        explainedByAny = true;
      }
    }
    if (!explainedByAny) unexplainedWords.push(word.fold);
    const exact = resolved.words[0]?.quality ?? (parts.every((part) => part.known) ? 0.96 : 0.5);
    for (const [item, gain] of perItem) {
      if (among && !among.has(item)) continue;
      const explanation = at(item);
      explanation.total += gain;
      explanation.named += gain;
      if (exact < 0.95) explanation.literal = false;
      explanation.used.add(word.fold);
      for (const part of parts) explanation.used.add(part.word);
      for (const form of resolved.words) explanation.used.add(form.word);
    }
  }
  if (explanations.size === 0) return nothing('nothing in the catalogue is called so');

  for (const [item, explanation] of explanations) {
    const color = index.items[item]?.color ?? '';
    for (const wanted of wantedColors) {
      if (wanted.colors.includes(color)) explanation.total += wanted.weight;
      else if (color !== '' && wanted.colors.some((one) => color.includes(one)))
        explanation.total += wanted.weight * 0.9;
      else explanation.conflict = true;
    }
    const size = index.sizes[item] ?? '';
    for (const wanted of wantedSizes) {
      if (wanted.size === size) explanation.total += wanted.weight;
      else explanation.conflict = true;
    }
  }

  const most = Math.max(...[...explanations.values()].map((explanation) => explanation.total));
  const close = [...explanations].filter(([, explanation]) => explanation.total >= most - 1);
  const ranked = close
    .map(([item, explanation]) => {
      const versions = vocabulary.nameWords[item] ?? [];
      const missing = Math.min(
        4,
        ...versions.map((version) => version.filter((word) => !query.has(word) && !explanation.used.has(word)).length),
      );
      return { item, explanation, score: explanation.total - perMissingWord * missing };
    })
    .sort((a, b) => b.score - a.score);
  const best = ranked[0];
  if (!best) return nothing('nothing in the catalogue is called so');
  const share = Math.min(1, best.explanation.total / weight);
  const tied = ranked.filter((candidate) => candidate.score >= best.score - same);
  const sold = ({ item }: { item: number }): boolean => isCurrent(index.items[item] as never, day);
  let current = tied.filter(sold);
  // Words that nothing explains do not single out what is no longer sold against something like it that is.
  if (current.length === 0 && share < 0.9) {
    const next = ranked.filter(sold);
    const top = next[0]?.score ?? 0;
    if (top >= best.score - 0.6 && next[0]?.explanation.conflict === false)
      current = next.filter(({ score }) => score >= top - same);
  }
  const chosen = current.length > 0 ? current : tied;
  const outcome = {
    explained: share,
    literal: chosen.every(({ explanation }) => explanation.literal),
    names: best.explanation.named > 0,
  };
  if (best.explanation.named < 0.3 || share < (among ? leastAmong : least))
    return { ...nothing('too little of it is in the catalogue', share), ...outcome };
  if (best.explanation.conflict)
    return {
      ...nothing('not to be had in that colour or size', share),
      ...outcome,
      items: chosen.map(({ item }) => item),
    };
  if (chosen.length > maxCandidates) return { ...nothing('too many items fit', share), ...outcome };
  const items = chosen.map(({ item }) => item);
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

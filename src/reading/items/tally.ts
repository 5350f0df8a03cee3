/** Sums per item while one search runs. Kept between searches: one of a million items takes 33 MB, and none allocates. */
import { numberList, push, type NumberList } from './number-list.ts';
import type { Vocabulary } from './vocabulary.ts';

export const everyBit = 0xffffffff;

export interface Tally {
  /** How well the item explains one word; all words of one compound; everything. */
  gain: Float64Array;
  word: Float64Array;
  total: Float64Array;
  /** Bits of the words that it explains. Those beyond the 31st share the last. */
  explains: Uint32Array;
  /** 1: some word is not as the catalogue writes it. */
  loose: Uint8Array;
  /** Items with a gain, with anything for this word, with a total. */
  gaining: NumberList;
  worded: NumberList;
  touched: NumberList;
  /** By word of the catalogue: bits of the words asked for that it answers, all of them where it is asked for itself. */
  answers: Uint32Array;
  answered: NumberList;
}

export const tally = (): Tally => ({
  gain: new Float64Array(0),
  word: new Float64Array(0),
  total: new Float64Array(0),
  explains: new Uint32Array(0),
  loose: new Uint8Array(0),
  gaining: numberList(),
  worded: numberList(),
  touched: numberList(),
  answers: new Uint32Array(0),
  answered: numberList(),
});

/** Empty, and large enough for so many items and words. */
export function begin(sums: Tally, items: number, words: number): void {
  if (sums.total.length < items) {
    const room = items + (items >> 3);
    sums.gain = new Float64Array(room);
    sums.word = new Float64Array(room);
    sums.total = new Float64Array(room);
    sums.explains = new Uint32Array(room);
    sums.loose = new Uint8Array(room);
  } else
    for (let i = 0; i < sums.touched.length; i++) {
      const item = sums.touched.data[i] as number;
      sums.total[item] = sums.gain[item] = sums.explains[item] = sums.loose[item] = 0;
    }
  if (sums.answers.length < words) sums.answers = new Uint32Array(words + (words >> 3));
  else for (let i = 0; i < sums.answered.length; i++) sums.answers[sums.answered.data[i] as number] = 0;
  sums.touched.length = sums.answered.length = 0;
}

/** What one part of a word explains counts for the word by its share of it. */
export function gather({ gain, gaining, word, worded }: Tally, share: number): void {
  for (let i = 0; i < gaining.length; i++) {
    const item = gaining.data[i] as number;
    if (word[item] === 0) push(worded, item);
    word[item] = (word[item] as number) + (gain[item] as number) * share;
    gain[item] = 0;
  }
}

/** What a word explains counts for the whole: of all items, or of some. */
export function addUp(sums: Tally, bit: number, loose: boolean, among: ReadonlySet<number> | null): void {
  const { word, worded, total, explains, touched } = sums;
  for (let i = 0; i < worded.length; i++) {
    const item = worded.data[i] as number;
    const worth = word[item] as number;
    word[item] = 0;
    if (among && !among.has(item)) continue;
    if (explains[item] === 0) push(touched, item);
    explains[item] = (explains[item] as number) | bit;
    total[item] = (total[item] as number) + worth;
    if (loose) sums.loose[item] = 1;
  }
}

/** Each word of an item's name that was not asked for makes it that much less likely; no more than four count. */
const perMissingWord = 0.12;
const mostMissing = 4;
/** What is further than this behind the best is never chosen, whatever is no longer sold. */
const behind = 0.65;
const rounding = 1e-9;

/**
 * The items that may be meant, with their scores in `sums.gain`; the best of them, and what of it is explained by its
 * names and altogether. `attributes` gives what colour and size add, for so many words, each at most 1.
 */
export function rank(
  sums: Tally,
  vocabulary: Vocabulary,
  attributes: (item: number) => { total: number },
  attributeWords: number,
): { best: number; items: number[]; named: number; total: number } {
  const { total, touched, gain, answers, explains } = sums;
  let mostNamed = 0;
  for (let i = 0; i < touched.length; i++) mostNamed = Math.max(mostNamed, total[touched.data[i] as number] as number);
  const penalty = mostMissing * perMissingWord;
  let best = touched.data[0] as number;
  let highest = -Infinity;
  let items: number[] = [];
  for (let i = 0; i < touched.length; i++) {
    const item = touched.data[i] as number;
    const named = total[item] as number;
    if (named + attributeWords < mostNamed - penalty - behind - rounding) continue;
    const whole = attributeWords === 0 ? named : named + attributes(item).total;
    if (whole < highest - behind - rounding) continue;
    const missing = Math.min(mostMissing, vocabulary.names.missing(item, answers, explains[item] as number));
    const score = whole - perMissingWord * missing;
    gain[item] = score;
    items.push(item);
    if (score > highest) {
      highest = score;
      best = item;
    }
  }
  items = items.filter((item) => (gain[item] as number) >= highest - behind - rounding);
  const named = total[best] as number;
  return { best, items, named, total: named + (attributeWords === 0 ? 0 : attributes(best).total) };
}

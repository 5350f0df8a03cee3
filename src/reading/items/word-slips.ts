/** Known words that a word with slips of the keyboard may have been meant to be. */
import { distance } from './likeness.ts';

interface Bucket {
  words: string[];
  /** Which letters each has, as bits: a slip changes two of them at most. */
  letters: number[];
}

const lettersOf = (word: string): number => {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
};
const bitCount = (bits: number): number => {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
};

export function wordSlips() {
  const buckets = new Map<string, Bucket>();
  const keyOf = (word: string, length: number): string => `${word.charAt(0)}${length}`;
  return {
    register(this: void, word: string): void {
      const key = keyOf(word, word.length);
      const bucket = buckets.get(key) ?? { words: [], letters: [] };
      buckets.set(key, bucket);
      bucket.words.push(word);
      bucket.letters.push(lettersOf(word));
    },
    /** Words with the same first letter, so many slips away at most. */
    find(this: void, word: string, limit: number): { word: string; slips: number }[] {
      const found: { word: string; slips: number }[] = [];
      const letters = lettersOf(word);
      for (let length = word.length - limit; length <= word.length + limit; length++) {
        const bucket = buckets.get(keyOf(word, length));
        bucket?.words.forEach((other, i) => {
          if (bitCount(letters ^ (bucket.letters[i] as number)) > 2 * limit) return;
          const slips = distance(word, other, limit);
          if (slips <= limit) found.push({ word: other, slips });
        });
      }
      return found;
    },
  };
}

/** The words of all items in one respect (their English names, say), by item; and by word once somebody searches. */
import { numberList, push, type NumberList } from './number-list.ts';

export interface Column {
  /** Words of the item at `i`: `words.data` from `starts.data[i]` to `starts.data[i + 1]`. */
  words: NumberList;
  starts: NumberList;
  /** Adds the words of the next item. */
  append: (words: readonly number[]) => void;
  /** Calls for each item that has the word, until it is told to stop by `true`. */
  carriers: (word: number, visit: (item: number) => boolean | void) => void;
}

/** Items by word, as they were when it was made: those of word w stand from `starts[w]` to `starts[w + 1]`. */
interface Postings {
  starts: Uint32Array;
  items: Uint32Array;
  /** Items that came since. */
  since: Map<number, number[]>;
}

function postings(words: NumberList, starts: NumberList): Postings {
  let highest = -1;
  for (let i = 0; i < words.length; i++) highest = Math.max(highest, words.data[i] as number);
  const places = new Uint32Array(highest + 2);
  for (let i = 0; i < words.length; i++) {
    const place = (words.data[i] as number) + 1;
    places[place] = (places[place] as number) + 1;
  }
  for (let word = 1; word < places.length; word++)
    places[word] = (places[word] as number) + (places[word - 1] as number);
  const next = places.slice();
  const items = new Uint32Array(words.length);
  for (let item = 0; item + 1 < starts.length; item++)
    for (let i = starts.data[item] as number; i < (starts.data[item + 1] as number); i++) {
      const word = words.data[i] as number;
      const place = next[word] as number;
      items[place] = item;
      next[word] = place + 1;
    }
  return { starts: places, items, since: new Map() };
}

export function column(): Column {
  const words = numberList();
  const starts = numberList();
  push(starts, 0);
  let byWord: Postings | null = null;
  return {
    words,
    starts,
    append(list) {
      const item = starts.length - 1;
      for (const word of list) {
        push(words, word);
        const since = byWord?.since.get(word);
        if (since) since.push(item);
        else byWord?.since.set(word, [item]);
      }
      push(starts, words.length);
    },
    carriers(word, visit) {
      byWord ??= postings(words, starts);
      const end = byWord.starts[word + 1] ?? 0;
      for (let i = byWord.starts[word] ?? 0; i < end; i++) if (visit(byWord.items[i] as number)) return;
      for (const item of byWord.since.get(word) ?? []) if (visit(item)) return;
    },
  };
}

/** The names of all items as one language reads them: its own and the English ones, without its function words. */
import type { Column } from './column.ts';
import type { Contents } from './catalogue-index.ts';
import { isSize } from './name-words.ts';

export interface ItemNames {
  has: (word: string) => boolean;
  /** All of them, for what must look at each. */
  words: () => string[];
  /** Calls for each item that has the word, some twice, until it is told to stop by `true`. */
  carriers: (word: string, visit: (item: number) => boolean | void) => void;
  before: Map<string, Set<string>>;
  after: Map<string, Set<string>>;
  /**
   * How many words of the item's name, colour and size aside, are not among those that were asked for: of its shortest
   * name. `answers` says by word which bits of `explains` it answers.
   */
  missing: (item: number, answers: Uint32Array, explains: number) => number;
  /** The items of a compound are those of its parts too. */
  compound: (word: string, parts: readonly string[]) => void;
  /** Takes in the item that was added last: its words. */
  learn: (item: number) => string[];
}

/** What a word is. */
const functionWord = 1;
const color = 2;
const digits = 4;
const marked = 8;

export function itemNames(
  contents: Contents,
  code: string,
  stop: ReadonlySet<string>,
  colorWords: ReadonlySet<string>,
): ItemNames {
  const { words, english, models, sizeWords } = contents;
  const own = (): Column | undefined => (code === 'en' ? undefined : contents.names.get(code));
  const stopped = (word: string): boolean => stop.has(word) && !isSize(word);
  const compounds = new Map<string, string[]>();
  const before: ItemNames['before'] = new Map();
  const after: ItemNames['after'] = new Map();

  // By word, worked out when first asked for: a function word, a colour, a number, none of them.
  let marks = new Uint8Array(words.spelling.length + 256);
  const markOf = (id: number): number => {
    const known = marks[id];
    if (known) return known;
    if (id >= marks.length) {
      const grown = new Uint8Array(words.spelling.length + (words.spelling.length >> 2));
      grown.set(marks);
      marks = grown;
    }
    const word = words.spelling[id] as string;
    return (marks[id] =
      (stopped(word) ? functionWord : 0) |
      (colorWords.has(word) ? color : 0) |
      (/^\d/.test(word) ? digits : 0) |
      marked);
  };

  /** Visits the words of a name that say something of the item. */
  const each = ({ words: list, starts }: Column, item: number, visit: (id: number, mark: number) => void): void => {
    const end = starts.data[item + 1] as number;
    for (let i = starts.data[item] as number; i < end; i++) {
      const id = list.data[i] as number;
      const mark = markOf(id);
      if ((mark & functionWord) === 0) visit(id, mark);
    }
  };
  const sizeOf = (item: number): number | undefined => {
    const at = sizeWords.starts.data[item] as number;
    return at < (sizeWords.starts.data[item + 1] as number) ? sizeWords.words.data[at] : undefined;
  };
  const note = (map: Map<string, Set<string>>, id: number, neighbour: number): void => {
    const word = words.spelling[id] as string;
    const known = map.get(word);
    if (known) known.add(words.spelling[neighbour] as string);
    else map.set(word, new Set([words.spelling[neighbour] as string]));
  };
  const noteNumbers = (names: Column, item: number): void => {
    const size = sizeOf(item);
    let previous: number | null = null;
    let number: number | null = null;
    each(names, item, (id, mark) => {
      if (number !== null) note(after, number, id);
      number = (mark & digits) !== 0 && id !== size ? id : null;
      if (number !== null && previous !== null) note(before, number, previous);
      previous = id;
    });
  };
  const numbersOf = (item: number): void => {
    noteNumbers(english, item);
    const translated = own();
    if (translated) noteNumbers(translated, item);
  };
  for (let item = 0; item < contents.items.length; item++) numbersOf(item);

  const carriersOf = (word: string, visit: (item: number) => boolean | void): void => {
    const id = words.find(word);
    if (id === undefined) return;
    if ((markOf(id) & functionWord) === 0) {
      english.carriers(id, visit);
      own()?.carriers(id, visit);
      models.carriers(id, visit);
    }
    sizeWords.carriers(id, visit);
  };
  const carriers: ItemNames['carriers'] = (word, visit) => {
    carriersOf(word, visit);
    for (const whole of compounds.get(word) ?? []) carriersOf(whole, visit);
  };
  const has = (word: string): boolean => {
    let found = false;
    carriers(word, (item) => (found ||= contents.gone[item] === 0));
    return found;
  };

  return {
    has,
    words: () => words.spelling.filter(has),
    carriers,
    before,
    after,
    missing(item, answers, explains) {
      const size = sizeOf(item);
      const missingOf = (names: Column): number => {
        let missing = 0;
        let afterNumber = false;
        each(names, item, (id, mark) => {
          // "30 oz": number and measure are one thing that was not said.
          const measure = afterNumber && (words.spelling[id] as string).length <= 2;
          afterNumber = (mark & digits) !== 0 && id !== size;
          if ((mark & color) === 0 && id !== size && !measure && ((answers[id] as number) & explains) === 0) missing++;
        });
        return missing;
      };
      const translated = own();
      const inEnglish = missingOf(english);
      if (!translated || translated.starts.data[item] === translated.starts.data[item + 1]) return inEnglish;
      return Math.min(inEnglish, missingOf(translated));
    },
    compound(word, parts) {
      for (const part of parts) {
        const wholes = compounds.get(part);
        if (!wholes) compounds.set(part, [word]);
        else if (!wholes.includes(word)) wholes.push(word);
      }
    },
    learn(item) {
      // It may have made a colour of a word.
      marks.fill(0);
      numbersOf(item);
      const found = [english, own(), models, sizeWords].flatMap((names) =>
        names ? [...names.words.data.subarray(names.starts.data[item], names.starts.data[item + 1])] : [],
      );
      return [...new Set(found)].map((id) => words.spelling[id] as string).filter(has);
    },
  };
}

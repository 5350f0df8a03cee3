/** Finds the words a model copied where they stand in the mail. Blanks, line ends, case and accents do not count; all else does. */
import { evidence } from '../lines/page.ts';
import type { Evidence } from '../../domain/reading.ts';
import { fold } from '../words.ts';
import type { Passage } from './passages.ts';

/** Signs that nobody sees: text can be smuggled to a model in them. */
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
const control = /\p{Cc}/gu;

/** The text as a person sees it. */
export const visible = (text: string): string =>
  text.replace(unseen, '').replace(control, (sign) => (sign === '\n' || sign === '\t' ? sign : ''));

const ignored = /[\s\p{Cc}\u00a0\u202f\u2009]/u;

/** Letters that count, each with its place. */
interface Letters {
  text: string;
  places: number[];
}

function lettersOf({ page, spans }: Passage): Letters {
  const letters: string[] = [];
  const places: number[] = [];
  for (const { start, end } of spans) {
    const stretch = page.text.slice(start, end);
    const hidden = new Set<number>();
    for (const match of stretch.matchAll(unseen)) for (let i = 0; i < match[0].length; i++) hidden.add(match.index + i);
    const folded = fold(stretch);
    for (let i = 0; i < folded.length; i++) {
      const letter = folded[i] as string;
      if (hidden.has(i) || ignored.test(letter)) continue;
      letters.push(letter);
      places.push(start + i);
    }
  }
  return { text: letters.join(''), places };
}

const lettersIn = (words: string): string => {
  const seen = fold(visible(words));
  return [...seen].filter((letter) => !ignored.test(letter)).join('');
};

/** Where it stands: which passage, and its words. */
export interface Place {
  passage: Passage;
  evidence: Evidence;
}

const longest = 2000;

export interface Locator {
  /** Null where these words are not in the mail. Words that stand in it several times are taken one after the other. */
  next(words: string): Place | null;
  /** In the same passage, the nearest first. */
  around(words: string, to: Place): Place[];
}

export function locator(passages: Passage[]): Locator {
  const all = passages.map((passage) => ({ passage, letters: lettersOf(passage) }));
  const used = new Map<string, number>();

  const places = (words: string, among = all): Place[] => {
    const wanted = lettersIn(words);
    if (wanted.length < 1 || wanted.length > longest) return [];
    const found: Place[] = [];
    for (const { passage, letters } of among)
      for (
        let at = letters.text.indexOf(wanted);
        at >= 0 && found.length < 200;
        at = letters.text.indexOf(wanted, at + 1)
      ) {
        const [start, end] = whole(
          passage,
          letters.places[at] as number,
          (letters.places[at + wanted.length - 1] as number) + 1,
        );
        found.push({ passage, evidence: evidence(passage.page, start, end) });
      }
    return found;
  };

  return {
    next(words) {
      const found = places(words);
      const key = lettersIn(words);
      const turn = used.get(key) ?? 0;
      used.set(key, turn + 1);
      return found[Math.min(turn, found.length - 1)] ?? null;
    },
    around(words, to) {
      const { start, end } = to.evidence;
      const away = ({ evidence: other }: Place): number => Math.max(0, start - other.end, other.start - end);
      return places(
        words,
        all.filter(({ passage }) => passage === to.passage),
      ).sort((a, b) => away(a) - away(b));
    },
  };
}

const inWord = /[\p{L}\p{N}]/u;

/** Never a piece of a word or number: "2 saws" copied out of "12 saws" is "12 saws". */
function whole({ page: { text }, sheet }: Passage, start: number, end: number): [number, number] {
  const joins = (at: number): boolean =>
    inWord.test(text[at] ?? '') ||
    (!sheet && /[.,]/.test(text[at] ?? '') && /\d/.test(text[at - 1] ?? '') && /\d/.test(text[at + 1] ?? ''));
  let from = start;
  let to = end;
  while (from > 0 && joins(from) && joins(from - 1)) from--;
  while (to < text.length && joins(to - 1) && joins(to)) to++;
  return [from, to];
}

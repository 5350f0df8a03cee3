/** Phrases looked for in folded text: one linear expression per list. */
import { fold } from '../words.ts';

export interface Cue {
  start: number;
  end: number;
  text: string;
  /** What stands where the entry has a `*` between blanks: no words of the cue. */
  gaps: { start: number; end: number }[];
}
export interface Cues {
  test(folded: string): boolean;
  /** Every occurrence, in order, without overlaps. */
  all(folded: string): Cue[];
}

const never: Cues = { test: () => false, all: () => [] };

/** An entry's blanks match up to four blanks, apostrophes or hyphens; `*` matches the rest of a word (or a few words between blanks). */
function pattern(entry: string): string {
  return fold(entry)
    .split(/\s+/)
    .map((word) =>
      word === '*'
        ? '([^\\s.!?]{1,40}(?:\\s[^\\s.!?,]{1,40}){0,5})'
        : word.replace(/[.+?^${}()|[\]\\/]/g, '\\$&').replace(/\*$/, '[\\p{L}]{0,20}'),
    )
    .join("[\\s'’-]{1,4}");
}

/** Makes one matcher of a list; longer entries are tried first. */
export function cues(entries: string[]): Cues {
  if (entries.length === 0) return never;
  const alternatives = [...entries].sort((a, b) => b.length - a.length).map(pattern);
  const source = `(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`;
  const once = new RegExp(source, 'u');
  const every = new RegExp(source, 'gu');
  return {
    test: (folded) => once.test(folded),
    all: (folded) =>
      Array.from(folded.matchAll(every), (match) => ({
        start: match.index,
        end: match.index + match[0].length,
        text: match[0],
        gaps: match.slice(1).flatMap((gap: string | undefined) => {
          const start = match.index + match[0].indexOf(gap ?? '');
          return gap === undefined ? [] : [{ start, end: start + gap.length }];
        }),
      })),
  };
}

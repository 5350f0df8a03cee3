/** What a word of a mail may be in the vocabulary: itself, another form, a stand-in, a compound, or a slip of the pen. */
import { forgiven } from './likeness.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { CompoundPart, WordForms } from './word-forms.ts';

export interface Resolved {
  /** Words of the vocabulary that it may be, best first, with 0–1. */
  words: { word: string; quality: number }[];
  /** Instead of those: the parts of a compound, each with the share of it that it stands for. */
  parts: CompoundPart[] | null;
}

const mostCached = 20_000;

/** Resolves words, and remembers what it found. */
export function resolver(
  { names, standIns }: Pick<Vocabulary, 'names'> & { standIns: ReadonlyMap<string, Set<string>> },
  { isKnown, alike, inflections, split, compounds, slips, holding }: WordForms,
): Pick<Vocabulary, 'resolve' | 'forget'> {
  function find(word: string): Resolved {
    const found = new Map<string, number>();
    const offer = (other: string, quality: number): void => {
      if ((found.get(other) ?? 0) < quality) found.set(other, quality);
    };
    if (isKnown(word)) offer(word, 1);
    if (word.length >= 3 && !/^\d/.test(word)) {
      for (const other of inflections(word)) offer(other, 0.96);
    }
    for (const [direct] of [...found])
      for (const other of standIns.get(direct) ?? []) {
        offer(other, 0.88);
        for (const form of inflections(other)) offer(form, 0.86);
      }
    if (!isKnown(word) || /^\D{7,}$/.test(word)) {
      const parts = split(word, true);
      if (parts && found.size === 0) return { words: [], parts };
    }
    // "Sägen" for "Handsäge": the last part of a compound says what the thing is.
    if (found.size === 0 && compounds && word.length >= 4)
      for (const other of holding(word.slice(0, 3)).filter(names.has))
        for (let at = Math.max(3, other.length - word.length - 3); at <= other.length - 3; at++)
          if (alike(word, other.slice(at))) offer(other, 0.75);
    if (found.size === 0 && /^\p{L}{4,}$/u.test(word)) {
      const limit = forgiven(word.length);
      for (const slip of slips(word, limit)) if (isKnown(slip.word)) offer(slip.word, slip.slips === 1 ? 0.8 : 0.65);
      if (found.size > 0) {
        const best = Math.max(...found.values());
        for (const [other, quality] of [...found]) if (quality < best) found.delete(other);
      }
    }
    if (found.size === 0) {
      const parts = split(word, false);
      if (parts) return { words: [], parts };
    }
    return {
      words: [...found].map(([other, quality]) => ({ word: other, quality })).sort((a, b) => b.quality - a.quality),
      parts: null,
    };
  }

  const cache = new Map<string, Resolved>();
  return {
    resolve(word) {
      const known = cache.get(word);
      if (known) return known;
      const resolved = find(word);
      if (cache.size < mostCached) cache.set(word, resolved);
      return resolved;
    },
    forget: () => cache.clear(),
  };
}

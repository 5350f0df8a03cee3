/** Words that stand for each other in the names of one kind of goods: "vélo de route", "vélo de course". */
import type { ItemNames } from './item-names.ts';
import type { ClassPhrase } from './vocabulary.ts';
import type { WordForms } from './word-forms.ts';

/** A word that no item's name has → words of names that it may stand for. */
export function standInsOf(
  allPhrases: ClassPhrase[],
  names: Pick<ItemNames, 'has'>,
  { alike, inflections, split }: WordForms,
): Map<string, Set<string>> {
  const named = (word: string): boolean => names.has(word) || inflections(word).some((other) => names.has(other));
  const standIns = new Map<string, Set<string>>();
  const byClass = new Map<ClassPhrase['class'], string[][]>();
  for (const phrase of allPhrases) {
    const parts = phrase.words.flatMap((word) => split(word, true)?.map((part) => part.word) ?? [word]);
    byClass.set(phrase.class, [...(byClass.get(phrase.class) ?? []), parts]);
  }
  for (const list of byClass.values())
    for (const a of list)
      for (const b of list) {
        if (a.length !== b.length || a.length < 2) continue;
        const onlyA = a.filter((word) => !b.some((other) => alike(word, other)));
        const onlyB = b.filter((word) => !a.some((other) => alike(word, other)));
        const [x, y] = [onlyA[0], onlyB[0]];
        // Only a word that no item's name has stands for one that names have: "delantera" and "trasera" both do, and differ.
        if (onlyA.length === 1 && onlyB.length === 1 && x !== undefined && y !== undefined && !named(x) && named(y))
          standIns.set(x, (standIns.get(x) ?? new Set()).add(y));
      }

  return standIns;
}

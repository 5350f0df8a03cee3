/** How alike two words are: the same but for an ending, or but for a slip. */

/** True where the words differ only in endings that the language inflects with. */
export function inflected(a: string, b: string, endings: ReadonlySet<string>): boolean {
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same++;
  if (same < 3 || same < 0.6 * Math.max(a.length, b.length) - 0.4) return false;
  // An ending may reach one letter back into the common part (pedal-pedale, casc-o and casc-hi).
  for (let back = 0; back <= 1 && same - back >= 3; back++)
    if (endings.has(a.slice(same - back)) && endings.has(b.slice(same - back))) return true;
  return false;
}

/** Damerau–Levenshtein distance (adjacent swaps count one), or `limit + 1` as soon as it is above the limit. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      row.push(value);
      if (value < least) least = value;
    }
    if (least > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}

/** Slips that a word of this length forgives. */
export const forgiven = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

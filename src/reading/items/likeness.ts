/** How alike two words are: the same but for an ending, or but for a slip. */

/** True where the words differ only in endings that the language inflects with. */
export function inflected(a: string, b: string, endings: ReadonlySet<string>): boolean {
  const shorter = Math.min(a.length, b.length);
  let same = 0;
  while (same < shorter && a[same] === b[same]) same++;
  if (same < 3) return false;
  if (doubled(a, b, same, endings) || doubled(b, a, same, endings)) return true;
  if (fleeting(a, b, same, endings) || fleeting(b, a, same, endings)) return true;
  if (same < 0.6 * Math.max(a.length, b.length) - 0.4) return false;
  // An ending may reach one letter back into the common part (pedal-pedale, casc-o and casc-hi).
  for (let back = 0; back <= 1 && same - back >= 3; back++)
    if (endings.has(a.slice(same - back)) && endings.has(b.slice(same - back))) return true;
  return false;
}

/** "dæk", "dækkene": the stem's last letter is written twice before an ending. */
const doubled = (long: string, stem: string, same: number, endings: ReadonlySet<string>): boolean =>
  stem.length === same && long[same] === stem[same - 1] && long.length > same + 1 && endings.has(long.slice(same + 1));

/** "sadel", "sadlerne": an e between the stem's last letters is left out before an ending. */
const fleeting = (short: string, full: string, same: number, endings: ReadonlySet<string>): boolean =>
  full.length === same + 2 &&
  full[same] === 'e' &&
  full[same + 1] === short[same] &&
  short.length > same + 1 &&
  endings.has(short.slice(same + 1));

/** The last three rows of the table of distances. */
const rows = [new Uint8Array(128), new Uint8Array(128), new Uint8Array(128)] as const;

/** Damerau–Levenshtein distance (adjacent swaps count one), or `limit + 1` as soon as it is above the limit, which is small. */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  if (b.length >= 128) return a === b ? 0 : limit + 1;
  let [before, previous, row] = rows;
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const cost = letter === b.charCodeAt(j - 1) ? 0 : 1;
      let value = Math.min((previous[j] as number) + 1, (row[j - 1] as number) + 1, (previous[j - 1] as number) + cost);
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1))
        value = Math.min(value, (before[j - 2] as number) + 1);
      row[j] = value;
      if (value < least) least = value;
    }
    if (least > limit) return limit + 1;
    [before, previous, row] = [previous, row, before];
  }
  return previous[b.length] as number;
}

/** Slips that a word of this length forgives. */
export const forgiven = (length: number): number => (length < 4 ? 0 : length < 7 ? 1 : 2);

/** The line over quoted text that says who wrote it. */
import { fold } from '../words.ts';
import type { Line } from './text-line.ts';

const dated = /\d{1,4}[./-]\d{1,2}|\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|@/;

/** "On … wrote:" and its like, on one line or broken over up to four. */
export function attribution(lines: Line[], at: number, wrote: (folded: string) => boolean): number {
  let joined = '';
  for (let count = 1; count <= 4; count++) {
    const line = lines[at + count - 1];
    if (!line || line.text.length > 400 || line.text.replace(/[>\s]/g, '') === '') return 0;
    joined += `${count > 1 ? ' ' : ''}${line.text.replace(/^[\s>]+/, '').trim()}`;
    if (joined.length > 400) return 0;
    const folded = fold(joined);
    const ends =
      /[:：]\s*$/.test(folded) || /\b(?:wrote|schrieb|ecrit|schreef|skrev|escribio|escreveu|scritto)\s*$/.test(folded);
    if (ends && dated.test(folded) && wrote(folded)) {
      // A line before the attribution that merely stands above it is not part of it.
      const first = lines[at]?.text ?? '';
      return count > 1 && !/[\d@]/.test(first) && attribution(lines, at + 1, wrote) === count - 1 ? 0 : count;
    }
  }
  return 0;
}

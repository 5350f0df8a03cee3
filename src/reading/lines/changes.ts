/** What a reply alters of the quote it answers: lines added, set to another quantity, or taken out. */
import type { Reader } from './meaning.ts';
import type { Stretch } from './page.ts';
import type { Wanted } from './wanted.ts';
import type { QuotedLine } from '../mail/body.ts';

export function changes(
  _list: Stretch[],
  _reader: Reader,
  _options: { blocked: (stretch: Stretch) => { start: number; end: number }[]; quoted: QuotedLine[] },
): Wanted[] {
  return [];
}

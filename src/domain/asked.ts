import { difference } from './difference.ts';
import type { InquiryLine } from './inquiry.ts';
import { quotedLine } from './document-lines.ts';
import { linesAfter } from './lines.ts';
import type { Reading } from './reading.ts';
import type { DocumentLine } from './sales.ts';

/** As much of it as the timeline and the workflow's state take. */
const MOST = 6;
const LONGEST = 160;

const compared = ({ item, quantity, unit }: InquiryLine, known: ReadonlyMap<string, string>) =>
  item !== null && quantity !== null ? [{ item, quantity, unit: unit ?? known.get(item) ?? '' }] : [];

/** What a mail asks for against the lines that its writer has of ours, in sentences. Empty: nothing, or nothing that was read. */
export function askedAgainst(lines: readonly DocumentLine[], { kind, lines: read }: Reading): string[] {
  if (read.length === 0 || !['change', 'inquiry', 'acceptance'].includes(kind.value)) return [];
  const now = linesAfter(lines.map(quotedLine), [{ kind: kind.value, lines: read }]);
  const units = new Map(lines.map(({ item, unit }) => [item, unit]));
  const unclear = now.filter(({ item, quantity }) => item === null || quantity === null);
  const sentences = [
    ...difference(
      { lines: lines.map(({ item, quantity, unit }) => ({ item, quantity, unit })) },
      { lines: now.flatMap((line) => compared(line, units)) },
    ).map(({ sentence }) => sentence),
    ...unclear.map(({ text }) => `“${text.slice(0, 80)}” is asked for.`),
  ].map((sentence) => sentence.slice(0, LONGEST));
  return sentences.length <= MOST
    ? sentences
    : [...sentences.slice(0, MOST - 1), `And ${sentences.length - MOST + 1} more differences.`];
}

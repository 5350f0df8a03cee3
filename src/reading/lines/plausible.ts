/** Which lines of prose are lines at all, and the order of all lines. */
import type { Body } from '../mail/body.ts';
import { squeeze } from '../words.ts';
import type { PageTable } from './table-lines.ts';
import type { Wanted } from './wanted.ts';

const least = 0.3;

/** Lines of prose that nothing in the catalogue fits are kept only in lists, beside lines that fit. */
export function plausible(all: Wanted[]): Wanted[] {
  // A subject sums up what the text then asks for.
  const inSubject = (line: Wanted): boolean => line.evidence[0]?.part === 'subject';
  const told = all.some((line) => !inSubject(line) && line.search.status !== 'unknown');
  const lines = all.filter((line) => !told || !inSubject(line) || (line.byNumber && line.quantityPlain));
  const fits = lines.some((line) => line.search.status !== 'unknown');
  return lines.filter(
    (line) =>
      line.search.status !== 'unknown' ||
      (line.listed &&
        fits &&
        line.quantity !== null &&
        (line.words.some((word) => /\p{L}{3,}/u.test(word.fold)) ||
          (line.words.length > 1 && line.words.some((word) => /\p{L}/u.test(word.fold))))) ||
      line.search.items.length > 0 ||
      // "grips, I would take some too, 6 pcs": what is counted so plainly is wanted, whatever hides its name.
      (fits &&
        !inSubject(line) &&
        line.search.names &&
        line.unit !== null &&
        line.quantityPlain &&
        line.search.explained >= least),
  );
}

/** Lines of tables and of prose in the order of the mail. */
export function inOrder(prose: Wanted[], tables: { table: PageTable; lines: Wanted[] }[], body: Body): Wanted[] {
  const place = (line: Wanted): number =>
    line.evidence[0]?.part === 'subject'
      ? -1
      : body.texts.some(({ page }) => page.part === line.evidence[0]?.part)
        ? (line.evidence[0]?.start ?? 0)
        : 1e9;
  return [...prose, ...tables.flatMap(({ lines }) => lines)]
    .map((line, i) => ({ line, i }))
    .sort((a, b) => place(a.line) - place(b.line) || a.i - b.i)
    .map(({ line }) => ({ ...line, text: squeeze(line.text) }));
}

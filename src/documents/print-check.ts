/** Whether a PDF holds what was to be printed. Chromium reports no error when a page went blank on the way. */
import { Failure } from '../domain/failures.ts';

/**
 * Skia writes page tree, document information and font files as plain objects, so a look at the bytes is enough.
 * (A meta refresh in the page left a valid PDF of one empty page and 652 bytes.)
 * Throws Failure `Internal`: the same HTML would print the same again.
 */
export function checkPrint(pdf: Buffer, characters: number): void {
  const complete = pdf.subarray(0, 5).equals(head) && pdf.subarray(-16).includes('%%EOF');
  const pages = /\/Type \/Pages\b[^>]*?\/Count (\d+)/.exec(pdf.toString('latin1'));
  if (complete && pages && Number(pages[1]) > 0 && characters > 0 && pdf.includes('/FontFile2')) return;
  throw new Failure('Internal', 'The PDF came out without its text.', { bytes: pdf.length, characters });
}

const head = Buffer.from('%PDF-');

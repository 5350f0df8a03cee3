/** What Chromium printed: whether it is what was to be printed, and the same for the same HTML. */
import { Failure } from '../domain/failures.ts';

/**
 * The PDF with nothing in it but what its HTML says. Chromium reports no error when a page went blank on the way, but Skia
 * writes page tree and font files as plain objects, so a look at the bytes is enough.
 * Throws Failure `Internal`: the same HTML would print the same again.
 */
export function checkedPrint(pdf: Buffer, characters: number): Buffer {
  const text = pdf.toString('latin1');
  const complete = text.startsWith('%PDF-') && text.slice(-16).includes('%%EOF');
  const pages = Number(/\/Type \/Pages\b[^>]*?\/Count (\d+)/.exec(text)?.[1] ?? 0);
  if (!complete || pages === 0 || characters === 0 || !text.includes('/FontFile2')) {
    throw new Failure('Internal', 'The PDF came out without its text.', { bytes: pdf.length, pages, characters });
  }
  return Buffer.from(steadyIds(text), 'latin1');
}

/**
 * Tags are named by counters that run on as long as the page lives: node00000033, in the next print node00000227. Counted
 * anew, in the same order and with the same number of digits: sorted name trees and byte offsets stay right.
 */
function steadyIds(text: string): string {
  const found = [...new Set(text.match(/\(node\d{8}\)/g))].sort();
  const names = new Map(found.map((name, index) => [name, `(node${String(index + 1).padStart(8, '0')})`]));
  return text.replace(/\(node\d{8}\)/g, (name) => names.get(name) ?? name);
}

/** What the headings of a table's columns say, in any language we know. */
import { list } from '../languages/contract.ts';
import { languages } from '../languages/index.ts';
import { fold } from '../words.ts';

export type Role = 'line' | 'number' | 'description' | 'quantity' | 'unit' | 'size' | 'color' | 'price' | 'total';
const roles: Role[] = ['quantity', 'number', 'price', 'size', 'color', 'unit', 'description', 'line', 'total'];

let headings: Map<string, Role> | null = null;
/** What a heading says of its column. */
export function heading(text: string): Role | null {
  headings ??= new Map(
    [...roles].reverse().flatMap((role) =>
      languages().flatMap((language) =>
        list(language.knowledge.columns[role]).map(
          (word) =>
            [
              fold(word)
                .replace(/[.:#*]+$/, '')
                .trim(),
              role,
            ] as const,
        ),
      ),
    ),
  );
  const key = fold(text)
    .replace(/\([^)]*\)/g, '')
    .replace(/[.:#*\s]+$/, '')
    .replace(/\s+/g, ' ')
    .trim();
  if (key === '') return null;
  const whole = headings.get(key);
  if (whole) return whole;
  const words = key.split(/[\s/]+/);
  return (
    headings.get(words.slice(0, 2).join(' ')) ??
    (words.length <= 3 ? (headings.get(words[0] ?? '') ?? headings.get(words[words.length - 1] ?? '') ?? null) : null)
  );
}

let sums: Set<string> | null = null;
/** "Total:", "Summe": a row that adds up and asks for nothing. */
export function isTotal(text: string): boolean {
  sums ??= new Set(languages().flatMap((language) => list(language.knowledge.columns.total).map(fold)));
  const words = fold(text)
    .replace(/[:.\s]+$/, '')
    .split(/\s+/);
  return sums.has(words.join(' ')) || (words.length <= 3 && sums.has(words[0] ?? ''));
}

/** Which column of a table is what: by its headings, by a run of sizes or colours, else by what its cells look like. */
import type { CatalogueIndex } from '../items/catalogue-index.ts';
import type { Cell } from '../mail/table.ts';
import { fold } from '../words.ts';
import { heading, type Role } from './headings.ts';
import type { Reader } from './meaning.ts';

export interface Layout {
  /** Row of the headings, -1 where there is none. */
  header: number;
  columns: (Role | null)[];
  /** Columns that are sizes or colours: each filled cell is a line. */
  matrix: { column: number; size: string | null; color: string | null }[];
}

/** By its headings; null where there are none. */
export function layout(rows: Cell[][], reader: Reader): Layout | null {
  for (let at = 0; at < Math.min(rows.length, 30); at++) {
    const row = rows[at] ?? [];
    const filled = row.filter((cell) => cell.text.trim() !== '');
    if (filled.length < 2) continue;
    const columns = row.map((cell) => heading(cell.text));
    const matrix = row.flatMap((cell, column): Layout['matrix'] => {
      const key = fold(cell.text)
        .replace(/\s*(?:cm|mm|in)\.?$/, '')
        .trim();
      const size = /^(?:taille|size|gr\.?|talla|maat|str\.?)?\s*(\S+)$/.exec(key)?.[1] ?? key;
      if (reader.index.allSizes.has(size) && (columns[column] === null || key === size))
        return [{ column, size, color: null }];
      const color = reader.vocabulary.colors.get(key);
      return color && columns[column] === null ? [{ column, size: null, color: key }] : [];
    });
    if (matrix.length >= 2 && at < rows.length - 1 && matrix.length >= filled.length - 3)
      return { header: at, columns, matrix };
    const known = columns.filter((role) => role !== null).length;
    if (known >= 2 && columns.includes('quantity') && (columns.includes('description') || columns.includes('number')))
      return { header: at, columns: unambiguous(columns, rows, at), matrix: [] };
  }
  return null;
}

/** Where two headings claim one role ("Item", "Article"), the column that holds codes is the number. */
function unambiguous(columns: (Role | null)[], rows: Cell[][], header: number): (Role | null)[] {
  const result = [...columns];
  const coded = (column: number): number =>
    rows.slice(header + 1).filter((row) => /^(?=.*\d)(?=.*\p{L})\S{4,}$/u.test(row[column]?.text.trim() ?? '')).length;
  const numbers = result.flatMap((role, i) => (role === 'number' ? [i] : []));
  if (numbers.length > 1) {
    const best = numbers.reduce((a, b) => (coded(b) > coded(a) ? b : a));
    for (const column of numbers) if (column !== best) result[column] = 'description';
  }
  const quantities = result.flatMap((role, i) => (role === 'quantity' ? [i] : []));
  for (const column of quantities.slice(1)) result[column] = null;
  return result;
}

/** Without a header: the column of whole numbers that stands after the words is the quantity. */
export function guessed(rows: Cell[][], index: CatalogueIndex): Layout | null {
  const width = Math.max(...rows.map((row) => row.length));
  let best: { column: number; share: number } | null = null;
  for (let column = 0; column < width; column++) {
    const cells = rows.map((row) => row[column]?.text.trim() ?? '').filter((text) => text !== '');
    if (cells.length < rows.length * 0.6) continue;
    const whole = cells.filter((text) =>
      /^\d{1,6}(?:[.,'\s\u00a0\u202f]\d{3})?(?:\s?\p{L}{1,5}\.?)?$/u.test(text),
    ).length;
    const rising =
      cells.every((text, i) => i === 0 || Number(text) > Number(cells[i - 1])) && cells.length > 2 && column === 0;
    const sizes = cells.every((text) => index.allSizes.has(fold(text)));
    if (whole < cells.length * 0.8 || rising || (sizes && cells.length > 1)) continue;
    if (!best || whole / cells.length >= best.share) best = { column, share: whole / cells.length };
  }
  if (!best) return null;
  const column = best.column;
  return {
    header: -1,
    columns: Array.from({ length: width }, (_, i) => (i === column ? 'quantity' : null)),
    matrix: [],
  };
}

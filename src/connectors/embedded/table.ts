/** One CSV file of a company folder as typed rows (RFC 4180, UTF-8, a header line, columns in any order). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type { Column } from './column.ts';

type Columns = Record<string, Column<unknown>>;
export type RowOf<C extends Columns> = { [K in keyof C]: C[K] extends Column<infer T> ? T : never } & {
  /** Line of the file, for messages. */
  line: number;
};

export interface Table<C extends Columns> {
  rows: RowOf<C>[];
  problems: string[];
}

/** Keys are the header's names in camel case: `listPrice` reads the column `list_price`. */
const headerOf = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The file's bytes; null where it is absent. */
export async function readPart(dir: string, file: string): Promise<Buffer | null> {
  try {
    return await readFile(join(dir, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Rows that are right, and one sentence per cell that is not. Unknown columns are ignored. */
export function tableOf<C extends Columns>(file: string, content: Buffer, columns: C): Table<C> {
  const records = recordsOf(content);
  if ('problem' in records) return { rows: [], problems: [`${file}${records.problem}`] };
  const [header, ...lines] = records.lines;
  if (!header) return { rows: [], problems: [`${file} is empty: it needs a header line`] };

  const places = Object.entries(columns).map(([key, column]) => {
    const name = headerOf(key);
    return { key, name, column, index: header.cells.indexOf(name) };
  });
  const missing = places.filter(({ index, column }) => index < 0 && column.absent === undefined);
  if (missing.length > 0)
    return { rows: [], problems: missing.map(({ name }) => `${file} line 1: the column ${name} is missing`) };

  const problems: string[] = [];
  const rows = lines.map(({ cells, line }) => {
    const row: Record<string, unknown> = { line };
    for (const { key, name, column, index } of places) {
      const cell = (cells[index] ?? '').trim();
      if (cell === '' && column.absent === undefined) problems.push(`${file} line ${line}, column ${name}: is empty`);
      const read = cell === '' ? { value: column.absent } : column.read(cell);
      if ('problem' in read) problems.push(`${file} line ${line}, column ${name}: ${read.problem}`);
      else row[key] = read.value;
    }
    return row as RowOf<C>;
  });
  return { rows, problems };
}

interface Line {
  cells: string[];
  line: number;
}

function recordsOf(content: Buffer): { lines: Line[] } | { problem: string } {
  let decoded: string;
  try {
    decoded = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return { problem: ' is not UTF-8 text' };
  }
  try {
    let line = 1;
    const lines: Line[] = [];
    parse(decoded, {
      skip_empty_lines: true,
      max_record_size: 1_000_000,
      on_record: (cells: string[], { lines: end }) => {
        lines.push({ cells, line });
        line = end + 1;
        return null;
      },
    });
    return { lines };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { problem: `: ${error.message}` };
  }
}

/** Comma-, semicolon- and tab-separated sheets, in UTF-8, UTF-16 or Windows-1252. */
import { parse } from 'csv-parse/sync';
import type { Cell } from '../mail/table.ts';
import type { Attached } from './index.ts';

const maxRows = 10_000;

/** UTF-8 where it is valid, else UTF-16 by its mark, else Windows-1252, which reads every byte. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The sign that parts the most lines into the same number of cells. */
export function delimiter(text: string, hint: ',' | ';'): string {
  const lines = text
    .split('\n')
    .slice(0, 20)
    .filter((line) => line.trim() !== '');
  const score = (sign: string): number => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(sign).length - 1);
    const usual = counts[0] ?? 0;
    return usual === 0 ? 0 : counts.filter((count) => count === usual).length * 10 + usual;
  };
  const signs = [hint, ',', ';', '\t', '|'];
  return signs.reduce((best, sign) => (score(sign) > score(best) ? sign : best), hint as string);
}

export async function csvTable(mail: string, part: string, content: Buffer, hint: ',' | ';'): Promise<Attached> {
  const text = decode(content)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
  const sign = delimiter(text, hint);
  const records = parse(text, {
    delimiter: sign,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    raw: true,
    to: maxRows + 1,
    max_record_size: 100_000,
  }) as unknown as { record: string[]; raw: string }[];
  const rows: Cell[][] = [];
  let from = 0;
  for (const { record, raw } of records.slice(0, maxRows)) {
    const written = raw.replace(/\n$/, '');
    const start = Math.max(from, text.indexOf(written, from));
    let at = start;
    const cells: Cell[] = [];
    for (const value of record) {
      const plain = text.indexOf(value, at);
      const quoted = text[at] === '"';
      const end = quoted
        ? at + value.replace(/"/g, '""').length + 2
        : Math.max(at, (plain < 0 ? at : plain) + value.length);
      cells.push({ start: at, end, text: value.trim() });
      at = end + sign.length;
    }
    rows.push(cells);
    from = start + written.length;
  }
  const page = { mail, part, text };
  return {
    pages: [page],
    tables: [{ page, rows, verbatim: true }],
    notes: records.length > maxRows ? [`only the first ${maxRows} rows were read.`] : [],
  };
}

/** Sheets of an XLSX workbook: values and formulas' stored results; hidden sheets, rows and columns are left out and said so. */
import { unzipSync, type UnzipFileInfo } from 'fflate';
import { Parser } from 'htmlparser2';
import type { Cell } from '../mail/table.ts';
import type { PageTable } from '../lines/table-lines.ts';
import type { Attached } from './index.ts';

const maxUnzipped = 60 * 1024 * 1024;
const maxRatio = 200;
const maxRows = 10_000;
const maxColumns = 200;
const maxSheets = 20;
const wanted =
  /^xl\/(?:workbook\.xml|sharedStrings\.xml|styles\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/;

/** The parts of the workbook that are read. Throws where it is no workbook, or one that unfolds without measure. */
function unzip(content: Buffer): Map<string, string> {
  if (content.subarray(0, 8).equals(Buffer.from('d0cf11e0a1b11ae1', 'hex')))
    throw new Error('it is protected by a password or of an old format');
  let total = 0;
  const filter = (file: UnzipFileInfo): boolean => {
    if (!wanted.test(file.name)) return false;
    total += file.originalSize;
    if (total > maxUnzipped || file.originalSize > Math.max(1_000_000, file.size * maxRatio))
      throw new Error('it unfolds to more than may be read');
    return true;
  };
  const files = unzipSync(content, { filter });
  return new Map(Object.entries(files).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

interface Handlers {
  open: (name: string, attributes: Record<string, string>) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}
/** Names without their namespace prefix; no entities but XML's own are resolved. */
function parseXml(xml: string, { open, text, close }: Handlers): void {
  const bare = (name: string): string => name.slice(name.indexOf(':') + 1);
  const parser = new Parser(
    {
      onopentag: (name, attributes) => open(bare(name), attributes),
      ontext: (part) => text?.(part),
      onclosetag: (name) => close?.(bare(name)),
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let current: string | null = null;
  let inText = false;
  let phonetic = 0;
  parseXml(xml, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic++;
      else if (name === 't') inText = true;
    },
    text: (part) => {
      if (inText && phonetic === 0 && current !== null) current += part;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic--;
      else if (name === 'si' && current !== null) {
        strings.push(current);
        current = null;
      }
    },
  });
  return strings;
}

/** Which cell styles show their number as a date (ECMA-376 §18.8.30: 14–22, 45–47 and formats with day, month or year). */
function dateStyles(xml: string): Set<number> {
  const formats = new Set<string>(['14', '15', '16', '17', '18', '19', '20', '21', '22', '45', '46', '47']);
  const styles = new Set<number>();
  let inCells = false;
  let at = 0;
  parseXml(xml, {
    open(name, attributes) {
      if (name === 'numFmt' && /[dy]|m{3}/i.test((attributes.formatCode ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')))
        formats.add(attributes.numFmtId ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        if (formats.has(attributes.numFmtId ?? '')) styles.add(at);
        at++;
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

const columnOf = (reference: string): number => {
  let column = 0;
  for (const letter of reference.replace(/\d/g, '')) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
};
const columnName = (column: number): string =>
  (column >= 26 ? columnName(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));

/** Serial day of the 1900 system as YYYY-MM-DD. */
const day = (serial: number): string => new Date(Math.round((serial - 25_569) * 86_400_000)).toISOString().slice(0, 10);

interface Row {
  number: number;
  cells: string[];
}

function sheetRows(xml: string, strings: string[], dates: Set<number>): { rows: Row[]; hidden: number; cut: boolean } {
  const rows: Row[] = [];
  const hiddenColumns: [number, number][] = [];
  let row: (Row & { hidden: boolean }) | null = null;
  let cell: { column: number; type: string; style: number; value: string } | null = null;
  let inValue = false;
  let hidden = 0;
  let cut = false;
  parseXml(xml, {
    open(name, attributes) {
      if (name === 'col' && attributes.hidden === '1')
        hiddenColumns.push([Number(attributes.min) - 1, Number(attributes.max) - 1]);
      else if (name === 'row')
        row = { number: Number(attributes.r ?? rows.length + 1), cells: [], hidden: attributes.hidden === '1' };
      else if (name === 'c')
        cell = {
          column: attributes.r ? columnOf(attributes.r) : (row?.cells.length ?? 0),
          type: attributes.t ?? 'n',
          style: Number(attributes.s ?? -1),
          value: '',
        };
      else if (name === 'v' || name === 't') inValue = true;
    },
    text: (part) => {
      if (inValue && cell) cell.value += part;
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'c' && cell && row) {
        const { column, type, style, value } = cell;
        if (
          column < maxColumns &&
          value !== '' &&
          !hiddenColumns.some(([from, to]) => column >= from && column <= to)
        ) {
          const number = Number(value);
          const shown =
            type === 's'
              ? (strings[number] ?? '')
              : type === 'n' && dates.has(style) && number > 20_000 && number < 80_000
                ? day(number)
                : type === 'e'
                  ? ''
                  : value;
          row.cells[column] = shown.replace(/[\s\u00a0]+/g, ' ').trim();
        }
        cell = null;
      } else if (name === 'row' && row) {
        if (row.hidden) hidden++;
        else if (rows.length >= maxRows) cut = true;
        else if (row.cells.some((value) => value))
          rows.push({ number: row.number, cells: Array.from(row.cells, (value) => value ?? '') });
        row = null;
      }
    },
  });
  return { rows, hidden, cut };
}

export async function sheets(mail: string, part: string, content: Buffer): Promise<Attached> {
  const files = unzip(content);
  const workbook = files.get('xl/workbook.xml');
  if (workbook === undefined) throw new Error('it is no workbook');
  const strings = sharedStrings(files.get('xl/sharedStrings.xml') ?? '');
  const dates = dateStyles(files.get('xl/styles.xml') ?? '');
  const targets = new Map<string, string>();
  parseXml(files.get('xl/_rels/workbook.xml.rels') ?? '', {
    open: (name, attributes) => {
      if (name === 'Relationship')
        targets.set(attributes.Id ?? '', `xl/${(attributes.Target ?? '').replace(/^\/?(?:xl\/)?/, '')}`);
    },
  });
  const listed: { name: string; file: string; hidden: boolean }[] = [];
  parseXml(workbook, {
    open: (name, attributes) => {
      if (name === 'sheet')
        listed.push({
          name: attributes.name ?? '',
          file: targets.get(attributes['r:id'] ?? '') ?? `xl/worksheets/sheet${listed.length + 1}.xml`,
          hidden: attributes.state === 'hidden' || attributes.state === 'veryHidden',
        });
    },
  });
  const found: Attached = { pages: [], tables: [], notes: [] };
  for (const sheet of listed.slice(0, maxSheets)) {
    if (sheet.hidden) {
      found.notes.push(`the hidden sheet ${sheet.name} was not read.`);
      continue;
    }
    const { rows, hidden, cut } = sheetRows(files.get(sheet.file) ?? '', strings, dates);
    if (hidden > 0) found.notes.push(`${hidden} hidden rows of sheet ${sheet.name} were not read.`);
    if (cut) found.notes.push(`only the first ${maxRows} rows of sheet ${sheet.name} were read.`);
    if (rows.length === 0) continue;
    const page = { mail, part: `${part}#${sheet.name}`, text: '' };
    const table: PageTable = { page, rows: [], verbatim: false };
    const names: string[] = [];
    for (const row of rows) {
      const cells: Cell[] = row.cells.map((value, column) => {
        if (column > 0) page.text += '\t';
        const start = page.text.length;
        page.text += value;
        return { start, end: start + value.length, text: value };
      });
      page.text += '\n';
      table.rows.push(cells);
      const filled = row.cells.flatMap((value, column) => (value === '' ? [] : [column]));
      names.push(
        `${part}#${sheet.name}!${columnName(filled[0] ?? 0)}${row.number}:${columnName(filled[filled.length - 1] ?? 0)}${row.number}`,
      );
    }
    table.rowPart = (row) => names[row] ?? page.part;
    found.pages.push(page);
    found.tables.push(table);
  }
  return found;
}

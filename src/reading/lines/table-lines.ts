/** Lines from tables: which column is what, then a line per row, or per filled cell of a matrix of sizes or colours. */
import type { Evidence } from '../../domain/reading.ts';
import { exactNumbers } from '../items/item-numbers.ts';
import { searchItems } from '../items/item-search.ts';
import type { Cell } from '../mail/table.ts';
import type { Language } from '../languages/index.ts';
import { digits, numberAt } from '../numbers.ts';
import { fold, squeeze, tokenize, type Token } from '../words.ts';
import { namesGoods } from './goods-words.ts';
import { heading, isTotal, type Role } from './headings.ts';
import { guessed, layout } from './layout.ts';
import { meaning, type Reader } from './meaning.ts';
import { evidence, type Page } from './page.ts';
import type { Unit } from './quantities.ts';
import { tiersOf } from './tiers.ts';
import type { Wanted } from './wanted.ts';

export interface PageTable {
  page: Page;
  rows: Cell[][];
  /** How a row is shown: cells with blanks, or the row as it stands in the file. */
  verbatim: boolean;
  /** Where a row is: "#Sheet1!A7". */
  rowPart?: (row: number) => string;
}

const blank = /^[\s\u00a0–—−\-./x]*$/;

const tokensOf = (page: Page, cells: Cell[]): Token[] =>
  cells.flatMap((cell, i) => {
    const tokens = tokenize(page.text, cell.start, cell.end);
    const first = tokens[0];
    if (!first) return [];
    first.glued = false;
    // A comma keeps the cells apart as chunks of one description.
    return i === 0
      ? tokens
      : [{ start: cell.start, end: cell.start, text: ',', fold: ',', kind: 'mark' as const, glued: false }, ...tokens];
  });

/** Goods by their number, or by two words of a name. */
function names(cell: Cell, reader: Reader): boolean {
  const tokens = tokenize(cell.text);
  return (
    exactNumbers(tokens, reader.index.numbers).length > 0 ||
    tokens.filter((token) => namesGoods(token, reader)).length > 1
  );
}

/** "2O", "l2": letters that a scanner or a hurried hand puts for digits; null where the cell holds none. */
function scanned(text: string): string | null {
  if (!/^[\dOolI]{2,6}$/.test(text) || !/\d/.test(text) || /^\d+$/.test(text)) return null;
  return text.replace(/[Oo]/g, '0').replace(/[lI]/g, '1');
}

/** "5", "1.250 Stk.", "5 Dtzd.", or a number with its unit in a column of its own. */
function quantityOf(
  text: string,
  unit: string,
  language: Language,
): { value: number; certain: boolean; unit: Unit | null } | null {
  const slip = scanned(text.trim());
  const tokens = tokenize(`${slip ?? text.trim()} ${unit.trim()}`);
  const grouped = /^\d{1,3}(?:['\s\u00a0\u202f]\d{3})+$/.test(text.trim())
    ? digits(text.trim(), language.knowledge.thousands)
    : null;
  const read = grouped ? null : numberAt(tokens, 0, language);
  const said = grouped ? { ...grouped, length: tokenize(text.trim()).length } : read;
  if (!said || (read?.loose ?? false)) return null;
  const rest = tokens.slice(said.length).filter((token) => token.kind !== 'mark');
  const named = rest.map((token) => language.units.get(token.fold)).find((one) => one !== undefined) ?? null;
  return rest.length > 3 ? null : { value: said.value, certain: said.certain && slip === null, unit: named };
}

/** Lines of one table, or null where it holds no goods. */
export function tableLines(table: PageTable, reader: Reader): Wanted[] | null {
  const rows = table.rows;
  const found =
    layout(rows, reader) ??
    (rows.length >= 2 && rows.some((row) => row.some((cell) => names(cell, reader)))
      ? guessed(rows, reader.index)
      : null);
  if (!found) return null;
  const lines: Wanted[] = [];
  const thousands = reader.language.knowledge.thousands;
  const column = (role: Role): number => found.columns.indexOf(role);
  for (let at = found.header + 1; at < rows.length; at++) {
    const row = rows[at] ?? [];
    const filled = row.filter((cell) => cell.text.trim() !== '');
    if (filled.length < 2) continue;
    if (filled.length <= 3 && filled.some((cell) => isTotal(cell.text))) continue;
    const first = filled[0] as Cell;
    const last = filled[filled.length - 1] as Cell;
    const text = table.verbatim
      ? table.page.text.slice(row[0]?.start ?? first.start, row[row.length - 1]?.end ?? last.end).trim()
      : squeeze(filled.map((cell) => cell.text).join(' '));
    const page = table.rowPart ? { ...table.page, part: table.rowPart(at) } : table.page;
    const start = table.rowPart ? 0 : first.start;
    const proof = {
      ...evidence(table.page, first.start, last.end),
      part: page.part,
      start,
      end: start + last.end - first.start,
    };
    const within = (one: Evidence): Evidence => {
      const from = table.rowPart ? one.start - first.start : one.start;
      return { ...one, part: page.part, start: from, end: from + one.end - one.start };
    };
    const skipped = new Set<Role | null>(['quantity', 'unit', 'price', 'total', 'line']);
    const words = row.filter(
      (cell, i) =>
        cell.text.trim() !== '' &&
        !(found.header >= 0 && skipped.has(found.columns[i] ?? null)) &&
        !found.matrix.some((one) => one.column === i) &&
        !(found.header < 0 && found.columns[i] === 'quantity'),
    );
    const sizeCell = row[column('size')];
    const nameCells = words.filter((cell) => cell !== sizeCell);
    if (nameCells.length === 0) continue;
    const usable = found.header < 0 ? nameCells.filter((cell) => !/^[\d.,\s€$£]+$/.test(cell.text)) : nameCells;
    const tokens = tokensOf(table.page, usable);
    const meant = meaning(tokens, usable.map((cell) => cell.text).join(' '), reader);
    const size = fold(sizeCell?.text ?? '')
      .replace(/\s*(?:cm|mm|in)\.?$/, '')
      .trim();
    const sized =
      size !== '' && !meant.byNumber
        ? [
            ...meant.words.filter((word) => !word.size),
            { fold: size, size: reader.index.allSizes.has(size) || /^[smlx\d]{1,4}$/.test(size) },
          ]
        : meant.words;
    const search =
      size !== '' && !meant.byNumber
        ? meant.words.length > 0
          ? searchItems(sized, reader.index, reader.vocabulary, reader.day)
          : meant.search
        : meant.search;
    const chosen = size !== '' && meant.search.reason.startsWith('a slip') ? meant.search : search;
    const numbered = /^0*(\d{1,4})\.?$/.exec(row[column('line')]?.text.trim() ?? '')?.[1];
    const base = {
      text,
      evidence: [proof],
      ...(numbered ? { position: Number(numbered) } : {}),
      upTo: null,
      byNumber: meant.byNumber,
      words: sized,
      listed: true,
      action: null,
      cells: row.map((cell, i) => ({
        text: cell.text.trim(),
        isMoney: found.columns[i] === 'price' || found.columns[i] === 'total',
      })),
    };
    if (found.matrix.length > 0) {
      for (const one of found.matrix) {
        const cell = row[one.column];
        const amount = cell && !blank.test(cell.text) ? digits(cell.text.trim(), thousands) : null;
        if (!amount || amount.value <= 0) continue;
        const own = one.size !== null ? { fold: one.size, size: true } : { fold: one.color ?? '', size: false };
        const variant = searchItems(
          [...meant.words.filter((word) => (one.size !== null ? !word.size : true)), own],
          reader.index,
          reader.vocabulary,
          reader.day,
        );
        lines.push({ ...base, search: variant, quantity: amount.value, quantityPlain: amount.certain, unit: null });
      }
      continue;
    }
    const cell = row[column('quantity')];
    // "100 / 500 / 1000" in its cell, or each in a column of quantities of its own.
    const counts = row.filter(
      (_, i) => found.header >= 0 && heading(rows[found.header]?.[i]?.text ?? '') === 'quantity',
    );
    const tiers = cell ? tiersOf(table.page, counts.length > 1 ? counts : [cell], reader) : null;
    const own = tiers && cell ? { ...cell, text: String(tiers.values[0]) } : cell;
    const value = own ? quantityOf(own.text, row[column('unit')]?.text ?? '', reader.language) : null;
    const unit = value?.unit ?? null;
    if (!value && chosen.status === 'unknown') continue;
    if (value?.value === 0) continue;
    if (!tokens.some((token) => token.kind === 'word')) continue;
    lines.push({
      ...base,
      search: chosen,
      ...(tiers && value ? { tiers, evidence: [proof, ...tiers.evidence.map(within)] } : {}),
      quantity: value?.value ?? null,
      quantityPlain: value?.certain ?? true,
      unit,
    });
  }
  return lines.length > 0 ? lines : null;
}

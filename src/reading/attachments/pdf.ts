/** Text PDFs: words put back into lines and columns by where they stand on the page. */
import { getDocumentProxy } from 'unpdf';
import type { Cell } from '../mail/table.ts';
import type { Attached } from './index.ts';

const maxPages = 40;
const maxItems = 20_000;

interface Piece {
  text: string;
  left: number;
  right: number;
  top: number;
  height: number;
}

/** Pieces of one height make a line; a wide gap between two begins a new cell. */
function toLines(pieces: Piece[]): Piece[][] {
  const lines: Piece[][] = [];
  for (const piece of [...pieces].sort((a, b) => b.top - a.top || a.left - b.left)) {
    const line = lines[lines.length - 1];
    if (line && Math.abs((line[0]?.top ?? 0) - piece.top) < Math.max(2, piece.height * 0.45)) line.push(piece);
    else lines.push([piece]);
  }
  return lines
    .map((line) => {
      const cells: Piece[] = [];
      for (const piece of line.sort((a, b) => a.left - b.left)) {
        const last = cells[cells.length - 1];
        const gap = last ? piece.left - last.right : 0;
        if (last && gap < Math.max(4, piece.height * 0.9)) {
          last.text +=
            (gap > piece.height * 0.15 && !last.text.endsWith(' ') && !piece.text.startsWith(' ') ? ' ' : '') +
            piece.text;
          last.right = piece.right;
        } else cells.push({ ...piece });
      }
      return cells
        .map((cell) => ({ ...cell, text: cell.text.replace(/\s+/g, ' ').trim() }))
        .filter((cell) => cell.text !== '');
    })
    .filter((line) => line.length > 0);
}

/** Columns are the stretches of the page's width that cells of table rows cover. */
function columnsOf(lines: Piece[][]): { left: number; right: number }[] {
  const spans = lines
    .filter((line) => line.length >= 3)
    .flat()
    .sort((a, b) => a.left - b.left);
  const columns: { left: number; right: number }[] = [];
  for (const { left, right } of spans) {
    const last = columns[columns.length - 1];
    if (last && left < last.right) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

export async function pdfPages(mail: string, part: string, content: Buffer): Promise<Attached> {
  const document = await getDocumentProxy(new Uint8Array(content), {
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: 0,
  }).catch((error: unknown) => {
    throw new Error(/password/i.test(String(error)) ? 'it is protected by a password' : 'it is damaged', {
      cause: error,
    });
  });
  const found: Attached = { pages: [], tables: [], notes: [] };
  try {
    if (document.numPages > maxPages)
      found.notes.push(`only the first ${maxPages} of ${document.numPages} pages were read.`);
    let words = 0;
    for (let number = 1; number <= Math.min(document.numPages, maxPages); number++) {
      const pdfPage = await document.getPage(number);
      const { items } = await pdfPage.getTextContent();
      const pieces = items.slice(0, maxItems).flatMap((item): Piece[] => {
        if (!('str' in item) || item.str.trim() === '') return [];
        const [, , , scale = 10, left = 0, top = 0] = item.transform as number[];
        return [{ text: item.str, left, right: left + item.width, top, height: item.height || Math.abs(scale) }];
      });
      pdfPage.cleanup();
      words += pieces.length;
      const lines = toLines(pieces);
      const columns = columnsOf(lines);
      const page = { mail, part: `${part}#page=${number}`, text: '' };
      const rows: Cell[][] = [];
      for (const line of lines) {
        const cells: Cell[] = columns.map(() => ({ start: page.text.length, end: page.text.length, text: '' }));
        const placed: Cell[] = [];
        for (const [i, piece] of line.entries()) {
          if (i > 0) page.text += '\t';
          const start = page.text.length;
          page.text += piece.text;
          const cell = { start, end: page.text.length, text: piece.text };
          placed.push(cell);
          const column = columns.findIndex((one) => piece.left < one.right && piece.right > one.left);
          if (column >= 0 && cells[column]?.text === '') cells[column] = cell;
        }
        page.text += '\n';
        if (line.length >= 2)
          rows.push(placed.length > cells.filter((cell) => cell.text !== '').length ? placed : cells);
      }
      found.pages.push(page);
      if (rows.length >= 2) found.tables.push({ page, rows, verbatim: false });
    }
    if (words === 0) found.notes.push('it holds no text; pictures are not read.');
  } finally {
    await document.loadingTask.destroy();
  }
  return found;
}

/** HTML mail as the text a person sees: hidden text cut, quotes marked with `>`, data tables kept as rows and cells. */
import { parseDocument } from 'htmlparser2';
import { blocks, descendants, isData, maxDepth, unseen, type Node } from './element.ts';
import { colors, isHidden } from './hidden.ts';
import { shallow } from './shallow.ts';
import { applyStyles } from './style-sheet.ts';
import type { Cell, Table } from './table.ts';

export interface HtmlText {
  text: string;
  tables: Table[];
}

const maxHtml = 2_000_000;
const signatureMark =
  /gmail_signature|moz-signature|composer_signature|^signature$|ms-outlook-mobile-signature|applemailsignature/i;

/** Turns HTML into text; never throws. Longer than 2 MB or deeper than 400 elements is cut there. */
export function htmlText(html: string): HtmlText {
  const document = parseDocument(shallow(html.slice(0, maxHtml)), { decodeEntities: true }) as unknown as Node;
  applyStyles(document);
  // Kept in pieces: asking a growing string for its end would copy it each time.
  const written: string[] = [];
  let length = 0;
  let tail = '';
  const put = (piece: string): void => {
    written.push(piece);
    length += piece.length;
    tail = (tail + piece).slice(-40);
  };
  const tables: Table[] = [];
  let quotes = 0;
  let pending = 0;
  let space = false;

  const atLineStart = (): boolean => length === 0 || tail.endsWith('\n') || /(?:^|\n)(?:> )+$/.test(tail);
  const newline = (count: number): void => {
    pending = Math.max(pending, count);
    space = false;
  };
  const flush = (): void => {
    if (pending > 0 && length > 0) {
      const ended = tail.endsWith('\n') ? 1 : 0;
      for (let i = ended; i < pending; i++) put(i + 1 < pending && quotes > 0 ? '\n>' : '\n');
    }
    pending = 0;
    if ((length === 0 || tail.endsWith('\n')) && quotes > 0) put('> '.repeat(quotes));
  };
  const write = (raw: string, keep: boolean): void => {
    const words = keep ? raw : raw.replace(/[ \t\r\n\f]+/g, ' ');
    for (const [i, part] of (keep ? words.split('\n') : [words]).entries()) {
      if (i > 0) {
        newline(1);
        flush();
      }
      let rest = part;
      if (!keep && (pending > 0 || atLineStart())) rest = rest.replace(/^ +/, '');
      if (rest === '') continue;
      if (rest.trim() === '' && (pending > 0 || atLineStart())) {
        // Word's empty paragraphs hold one no-break space; they are blank lines.
        if (rest.includes('\u00a0')) pending = Math.min(2, Math.max(1, pending) + 1);
        continue;
      }
      flush();
      if (space && rest[0] === ' ') rest = rest.slice(1);
      put(rest);
      space = !keep && rest.endsWith(' ');
    }
  };

  function plain(node: Node, depth: number, onColor: boolean): string {
    if (node.type === 'text') return node.data ?? '';
    if (depth > maxDepth || unseen.has(node.name ?? '') || isHidden(node, onColor)) return '';
    if (node.name === 'br') return ' ';
    const inner = (node.children ?? []).map((child) => plain(child, depth + 1, onColor || colors(node))).join('');
    return blocks.has(node.name ?? '') ? ` ${inner} ` : inner;
  }

  function dataTable(table: Node, depth: number, onColor: boolean): void {
    newline(1);
    flush();
    const start = length;
    const rows: Cell[][] = [];
    for (const row of descendants(table, 'tr')) {
      if (isHidden(row, onColor)) continue;
      const cells: Cell[] = [];
      const color = onColor || colors(table) || colors(row);
      for (const cell of (row.children ?? []).filter((child) => child.name === 'td' || child.name === 'th')) {
        if (cells.length > 0) put('\t');
        const words = isHidden(cell, color || colors(cell))
          ? ''
          : plain({ ...cell, name: 'td' }, depth + 1, color || colors(cell))
              .replace(/[\s\u00a0]+/g, ' ')
              .trim();
        cells.push({ start: length, end: length + words.length, text: words });
        put(words);
        for (let span = Number(cell.attribs?.colspan ?? 1); span > 1 && span < 50; span--) {
          put('\t');
          cells.push({ start: length, end: length, text: '' });
        }
      }
      rows.push(cells);
      put(`\n${'> '.repeat(quotes)}`);
    }
    if (quotes === 0) tables.push({ start, end: length, rows });
    pending = 0;
    space = false;
  }

  function walk(node: Node, depth: number, keep: boolean, onColor: boolean): void {
    if (node.type === 'text') return write(node.data ?? '', keep);
    if (depth > maxDepth) return;
    const name = node.name ?? '';
    if (node.type === 'comment' || node.type === 'directive' || unseen.has(name)) return;
    if (name !== '' && isHidden(node, onColor)) return;
    const color = onColor || colors(node);
    if (name === 'br') {
      // A break that ends an otherwise empty line is that empty line.
      if (pending > 0) pending = Math.min(pending + 1, 2);
      else newline(1);
      return;
    }
    if (name === 'hr') {
      newline(1);
      flush();
      put('________________________________');
      newline(1);
      return;
    }
    if (name === 'table' && isData(node)) return dataTable(node, depth, color);
    const block = blocks.has(name);
    const before = name === 'p' || name === 'blockquote' || name === 'table' || /^h\d$/.test(name) ? 1 : 1;
    if (block || name === 'td') newline(before);
    if (signatureMark.test(`${node.attribs?.class ?? ''}`) || signatureMark.test(node.attribs?.id ?? '')) {
      newline(1);
      flush();
      if (!/(?:^|\n)-- \n?$/.test(tail)) {
        put('-- ');
        newline(1);
      }
    }
    if (name === 'li') {
      flush();
      if (atLineStart()) put('- ');
    }
    if (name === 'blockquote') {
      newline(1);
      quotes++;
    }
    for (const child of node.children ?? []) walk(child, depth + 1, keep || name === 'pre', color);
    if (name === 'blockquote') {
      if (pending > 0 && length > 0) {
        put('\n');
        pending = 0;
      }
      quotes--;
    }
    if (block) newline(1);
  }

  walk({ ...document, type: 'tag', name: 'body' }, 0, false, false);
  return { text: written.join('').trimEnd(), tables };
}

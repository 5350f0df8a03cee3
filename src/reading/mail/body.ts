/** A message's text chosen and parted: what the sender wrote, what is forwarded, what is quoted, who signed. */
import type { QuotedLine, ReadingContext } from '../../domain/reading.ts';
import type { CatalogueIndex } from '../items/catalogue-index.ts';
import { exactNumbers } from '../items/item-numbers.ts';
import type { Page } from '../lines/page.ts';
import type { PageTable } from '../lines/table-lines.ts';
import { tokenize } from '../words.ts';
import { forwardOf } from './forward.ts';
import { htmlText } from './html.ts';
import type { Cell, Table } from './table.ts';
import type { Message } from './mime.ts';
import { linesOf, unquote, type Line } from './text-line.ts';
import { part, type Parted } from './visible.ts';

export interface Body {
  page: Page;
  visible: Line[];
  signature: Line[];
  forwarded: { visible: Line[]; signature: Line[] }[];
  /** Texts to read lines from: the sender's own and forwarded ones. */
  texts: { page: Page; lines: Line[]; unwrapped: boolean }[];
  tables: PageTable[];
  /** The quoted history holds a quote of ours. */
  quotedQuote: boolean;
  quotedLines(index: CatalogueIndex): QuotedLine[];
  notes: string[];
}

const maxText = 200_000;
const maxForwards = 3;

/** The text a person sees: HTML where there is any, else plain. */
function chosen(id: string, message: Message): { page: Page; tables: Table[]; unwrapped: boolean; notes: string[] } {
  const notes: string[] = [];
  const html = message.texts.find((one) => one.type === 'html' && one.content.trim() !== '');
  const plain = message.texts.filter((one) => one.type === 'plain' && one.content.trim() !== '');
  const cut = (text: string): string => {
    if (text.length > maxText) notes.push('The text was read only as far as 200,000 characters.');
    return text.slice(0, maxText);
  };
  if (html) {
    const read = htmlText(html.content);
    if (read.text.trim() !== '')
      return { page: { mail: id, part: html.part, text: cut(read.text) }, tables: read.tables, unwrapped: true, notes };
  }
  const text = plain.map((one) => one.content.replace(/\r\n?/g, '\n')).join('\n');
  const page = { mail: id, part: plain[0]?.part ?? '1', text: cut(text) };
  return { page, tables: tabbed(page.text), unwrapped: false, notes };
}

/** "CB-501;Gilet;S;6": a row of a CSV file. */
const rowOfFile = /^[^;]{1,80};[^;]{0,120};(?:[^;]{0,80};){0,8}[^;\s][^;]{0,40}$/;

/** Rows pasted with tabs or semicolons between their cells. */
function tabbed(text: string): Table[] {
  const tables: Table[] = [];
  let rows: Cell[][] = [];
  const lines = linesOf(text);
  const close = (): void => {
    const [first] = rows;
    const last = rows[rows.length - 1];
    if (rows.length >= 2 && first?.[0] && last)
      tables.push({ start: first[0].start, end: last[last.length - 1]?.end ?? 0, rows });
    rows = [];
  };
  for (const line of lines) {
    const sign = line.text.includes('\t') ? '\t' : rowOfFile.test(line.text) ? ';' : null;
    if (sign === null || /^\s*>/.test(line.text)) {
      if (line.text.trim() !== '') close();
      continue;
    }
    let at = line.start;
    rows.push(
      line.text.split(sign).map((raw) => {
        const lead = raw.length - raw.trimStart().length;
        const cell = { start: at + lead, end: at + lead + raw.trim().length, text: raw.trim() };
        at += raw.length + 1;
        return cell;
      }),
    );
  }
  close();
  return tables;
}

/** Forwards in languages and of clients that our own rules do not know. */
function foreignForward(text: string, subject: string, ours: string[]): Parted['forwarded'] {
  if (
    (!/^\s*\p{L}{1,14}\s?:/u.test(subject) || /^\s*(?:re|aw|sv|antw|odp|rif|res|vs|ref)\s?:/i.test(subject)) &&
    !/^[\s>]*[-_]{2,}.*[-_]{2,}\s*$/m.test(text)
  )
    return null;
  const read = forwardOf(text, subject);
  if (!read || (read.from && ours.includes(read.from.address))) return null;
  const first = read.body
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim();
  const lines = linesOf(text);
  const at = first === undefined ? -1 : lines.findLastIndex((line) => unquote(line).text.trim() === first);
  return at < 0
    ? null
    : { lines: lines.slice(at).map(unquote), from: read.from?.address ?? null, subject: read.subject };
}

export function bodyOf(id: string, message: Message, context: ReadingContext): Body {
  const { mail } = message;
  const { page, tables, unwrapped, notes } = chosen(id, message);
  // Whoever shares the sender's domain is a colleague, not us.
  const domain = (mail.from?.address ?? '').split('@')[1] ?? '';
  const ours = [...mail.to, ...mail.cc].map((one) => one.address).filter((address) => address.split('@')[1] !== domain);
  const options = { ours, answered: context.answered, sender: `${mail.from?.name ?? ''} ${mail.from?.address ?? ''}` };
  const own = part(linesOf(page.text), { ...options, subject: mail.subject });
  const forwarded: Parted[] = [];
  let inner = own.forwarded ?? foreignForward(page.text, mail.subject, ours);
  while (inner && forwarded.length < maxForwards) {
    const next: Parted = part(inner.lines, { ...options, sender: inner.from ?? '', subject: inner.subject ?? '' });
    if (inner.from) notes.push(`A forwarded message: its writer is ${inner.from}.`);
    forwarded.push(next);
    inner = next.forwarded;
  }
  const texts = [
    { page, lines: own.visible, unwrapped },
    ...forwarded.map((one) => ({ page, lines: one.visible, unwrapped })),
  ];
  const pageTables: PageTable[] = tables
    .filter((table) =>
      texts.some(({ lines }) => lines.some((line) => line.start <= table.start && line.end >= table.start)),
    )
    .map((table) => ({ page, rows: table.rows, verbatim: false }));
  for (const { part: number, message: attached } of message.nested) {
    if (mail.automatic === 'bounce') continue;
    const body = bodyOf(id, attached, { ...context, answered: null });
    const prefix = (other: Page): Page => ({ ...other, part: `${number}.${other.part}` });
    texts.push(...body.texts.map((one) => ({ ...one, page: prefix(one.page) })));
    pageTables.push(...body.tables.map((table) => ({ ...table, page: prefix(table.page) })));
    notes.push(
      `A message attached to it was read too; its writer is ${attached.mail.from?.address ?? 'not named'}.`,
      ...body.notes,
    );
  }
  const history = own.quoted.map(unquote);
  const priced = history.filter((line) =>
    /^\s*(?:[-*•]\s*)?\d[\d.,]*\s*(?:x|×|\S{1,6})?\s+\S.*\d[.,]\d{2}(?:\s*\S{0,4})?\s*$/.test(line.text),
  );
  const fromUs = own.quoted.length > 0;
  return {
    page,
    visible: own.visible,
    signature: own.signature,
    forwarded: forwarded.map(({ visible, signature }) => ({ visible, signature })),
    texts,
    tables: pageTables,
    quotedQuote: fromUs && (priced.length > 0 || /\bQ-\d{3,}/.test(history.map((line) => line.text).join('\n'))),
    quotedLines: (index) =>
      priced.flatMap((line) => {
        const tokens = tokenize(line.text);
        const code = exactNumbers(tokens, index.numbers)[0];
        const item = code && index.items[code.items[0] ?? -1];
        const amount = /^\s*(?:[-*•]\s*)?(?:\p{L}{1,9}\.?\s?\d{1,3}\s?[:.)]\s+|\d{1,3}[.)]\s+)?(\d+)/u.exec(
          line.text,
        )?.[1];
        return item && amount ? [{ item: item.number, description: item.name, quantity: amount, unit: item.unit }] : [];
      }),
    notes,
  };
}

/** What the sender wrote, passage by passage: the subject, the newly written text, forwarded originals, attached sheets and documents. */
import type { Attached } from '../attachments/index.ts';
import type { Page } from '../lines/page.ts';
import type { PageTable } from '../lines/table-lines.ts';
import type { Body } from '../mail/body.ts';

/** A page, and the stretches of it that the sender wrote. */
export interface Passage {
  page: Page;
  spans: { start: number; end: number }[];
  /** Cells in rows: a comma parts two of them, and is in no number. */
  sheet: boolean;
  /** The next row of the sheet before it, not something of its own. */
  goesOn: boolean;
}

const whole = (page: Page, sheet: boolean, goesOn = false): Passage => ({
  page,
  spans: [{ start: 0, end: page.text.length }],
  sheet,
  goesOn,
});

export function passagesOf(subject: Page, body: Pick<Body, 'texts'>, attached: Attached): Passage[] {
  return [
    whole(subject, false),
    ...body.texts.map(({ page, lines }) => ({
      page,
      spans: lines.map(({ start, end }) => ({ start, end })),
      sheet: false,
      goesOn: false,
    })),
    ...attached.pages.flatMap((page) => {
      const table = attached.tables.find((one) => one.page === page);
      return table?.rowPart ? rowsOf(table, table.rowPart) : [whole(page, table !== undefined)];
    }),
  ];
}

/** A row that has a place of its own (`#Sheet1!A7`) is a page of its own, from its first cell that holds something. */
const rowsOf = ({ page, rows }: PageTable, rowPart: (row: number) => string): Passage[] =>
  rows
    .flatMap((row, at) => {
      const filled = row.filter(({ text }) => text.trim() !== '');
      const [first, last] = [filled[0], filled.at(-1)];
      return first && last ? [{ ...page, part: rowPart(at), text: page.text.slice(first.start, last.end) }] : [];
    })
    .map((row, i) => whole(row, true, i > 0));

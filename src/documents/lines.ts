/** The lines of a document in a reader's numbers and words: the same on the printed page and in the mail. */
import { compare } from '../domain/money.ts';
import type { DocumentLine, SalesDocument } from '../domain/sales.ts';
import { type Texts, unitName } from './catalogue.ts';
import type { Locale } from './locale.ts';

export interface PrintedLine {
  position: string;
  item: string;
  description: string;
  quantity: string;
  unit: string;
  unitPrice: string;
  /** Empty where the line has none. */
  discount: string;
  total: string;
}

export const printedLines = (lines: readonly DocumentLine[], texts: Texts, locale: Locale): PrintedLine[] =>
  lines.map((line, index) => ({
    position: String(index + 1),
    item: line.item,
    description: line.description,
    quantity: locale.quantity(line.quantity),
    unit: unitName(line.unit, texts),
    unitPrice: locale.price(line.unitPrice),
    discount: compare(line.discountPercent, '0') === 0 ? '' : locale.percent(line.discountPercent),
    total: locale.amount(line.total),
  }));

/** Without any discount the column is left out. */
export const hasDiscounts = ({ lines }: SalesDocument): boolean =>
  lines.some(({ discountPercent }) => compare(discountPercent, '0') !== 0);

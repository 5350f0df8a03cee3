/** The rows below the lines of a document: the same on the printed sheet and in the mail. */
import { compare } from '../domain/money.ts';
import type { SalesDocument } from '../domain/sales.ts';
import { fill, type Texts } from './catalogue.ts';
import type { Locale } from './locale.ts';

export interface TotalRow {
  label: string;
  amount: string;
  grand: boolean;
}

export function totalRows(document: SalesDocument, texts: Texts, locale: Locale): TotalRow[] {
  const { sheet } = texts;
  const discounted = compare(document.discount, '0') !== 0;
  const taxes = document.taxes.filter(({ note }) => note !== 'none');
  return [
    ...(discounted || taxes.length > 0
      ? [{ label: sheet.subtotal, amount: locale.amount(document.subtotal), grand: false }]
      : []),
    ...(discounted ? [discountRow(document, sheet, locale)] : []),
    ...taxes.map(({ percent, base, amount }) => ({
      label: fill(sheet.tax, { percent: locale.percent(percent), base: locale.amount(base) }),
      amount: locale.amount(amount),
      grand: false,
    })),
    { label: sheet.total, amount: locale.money(document.total), grand: true },
  ];
}

const discountRow = (document: SalesDocument, sheet: Texts['sheet'], locale: Locale): TotalRow => ({
  label: fill(sheet.documentDiscount, { percent: locale.percent(document.discountPercent) }),
  amount: `−${locale.amount(document.discount.replace(/^-/, ''))}`,
  grand: false,
});

/** The legal sentences the taxes call for, each once. No tax at all is said too. A note we do not know has no sentence. */
export function taxSentences(document: SalesDocument, { taxNotes }: Texts): string[] {
  const notes = document.taxes.length > 0 ? document.taxes.map(({ note }) => note) : ['none'];
  return [...new Set(notes)]
    .filter((note): note is keyof Texts['taxNotes'] => Object.hasOwn(taxNotes, note))
    .map((note) => taxNotes[note]);
}

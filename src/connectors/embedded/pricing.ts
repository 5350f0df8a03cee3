/** How the embedded sales system counts. Pure: rows in, a priced document's figures out. */
import { compare, digitsOf, minus, percentOf, plain, round, sum, times } from '../../domain/money.ts';
import type { DocumentLine, SalesDocument, Tax } from '../../domain/sales.ts';
import type { Company } from '../../domain/settings.ts';
import type { AccountRow, Break, ItemRow } from './company-rows.ts';

export interface WantedLine {
  id: string;
  item: string;
  quantity: string;
  unit: string;
  /** A discount that a person set, percent; null: the price break's. */
  discount: string | null;
}

export type PricedItem = Pick<ItemRow, 'listPrice' | 'name' | 'names' | 'breaks'>;

export interface Terms {
  items: ReadonlyMap<string, PricedItem>;
  company: Pick<Company, 'currency' | 'tax' | 'exchangeRates'>;
  account: Pick<AccountRow, 'taxPercent' | 'taxNote'>;
  currency: string;
  language: string;
  discountPercent: string;
}

export type Figures = Pick<SalesDocument, 'lines' | 'discountPercent' | 'subtotal' | 'discount' | 'taxes' | 'total'>;

/** The account's currency where the company has a rate for it, else the company's own. */
export const currencyFor = (wish: string, { currency, exchangeRates }: Terms['company']): string =>
  exchangeRates && Object.hasOwn(exchangeRates, wish) ? wish : currency;

const rateOf = (currency: string, company: Terms['company']): string =>
  currency === company.currency ? '1' : (company.exchangeRates?.[currency] ?? '1');

/**
 * Percent off for this quantity: of the last band that begins at or below it. A band ends with the last fraction of its
 * `max` (12.5 m are in 5–12), or never.
 */
export function breakFor(quantity: string, breaks: readonly Break[]): string {
  const begun = breaks.filter(({ min }) => compare(min, quantity) <= 0);
  const last = begun.reduce<Break | null>(
    (best, band) => (best && compare(best.min, band.min) >= 0 ? best : band),
    null,
  );
  if (!last || (last.max !== null && compare(minus(quantity, last.max), '1') >= 0)) return '0';
  return plain(last.percent);
}

/**
 * Unit price: list price times exchange rate. Line: quantity times unit price less its percentage. Then the document's
 * discount, then tax on what is left. Each of these amounts is rounded half up to the currency's digits (ISO 4217); the
 * quantities of an item's lines are added up for its price break.
 */
export function figures(wanted: readonly WantedLine[], terms: Terms): Figures {
  const digits = digitsOf(terms.currency);
  const rate = rateOf(terms.currency, terms.company);
  const quantities = new Map<string, string>();
  for (const { item, quantity } of wanted) quantities.set(item, sum([quantities.get(item) ?? '0', quantity]));

  const lines = wanted.map(({ id, item, quantity, unit, discount }): DocumentLine => {
    const row = terms.items.get(item)!;
    const unitPrice = round(times(row.listPrice ?? '0', rate), digits);
    const discountPercent = discount ?? breakFor(quantities.get(item)!, row.breaks);
    const full = times(unitPrice, quantity);
    return {
      id,
      item,
      description: row.names[terms.language] ?? row.name,
      quantity: plain(quantity),
      unit,
      unitPrice,
      discountPercent: plain(discountPercent),
      total: round(minus(full, percentOf(discountPercent, full)), digits),
    };
  });
  const subtotal = round(sum(lines.map(({ total }) => total)), digits);
  const discount = round(percentOf(terms.discountPercent, subtotal), digits);
  const base = round(minus(subtotal, discount), digits);
  const taxes = taxesOn(base, digits, terms);
  const total = round(sum([base, ...taxes.map(({ amount }) => amount)]), digits);
  return { lines, discountPercent: plain(terms.discountPercent), subtotal, discount, taxes, total };
}

/** None where the company counts no tax; else one row, at 0 % too, for it carries the legal sentence. */
function taxesOn(base: string, digits: number, { company, account }: Terms): Tax[] {
  if (company.tax === 'none') return [];
  const { taxPercent, taxNote } = account;
  return [{ percent: plain(taxPercent), base, amount: round(percentOf(taxPercent, base), digits), note: taxNote }];
}

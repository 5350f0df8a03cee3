/** What the embedded sales system does not sell, and to whom: the reasons behind `EditRefused`. */
import { compare } from '../../domain/money.ts';
import { Failure } from '../../domain/failures.ts';
import type { AccountRow, ItemRow } from './company-rows.ts';

export interface Refusal {
  /** Where in the request: `lines/0/item`. */
  field: string;
  detail: string;
  item?: string;
  /** The item that replaces a discontinued one. */
  successor?: string;
}

export type SoldItem = Pick<
  ItemRow,
  '_id' | 'name' | 'unit' | 'listPrice' | 'sellable' | 'soldFrom' | 'soldUntil' | 'successor'
>;

/** Sold in any fraction; all other units in whole numbers only. */
const divisible = new Set(['M', 'CM', 'MM', 'KM', 'M2', 'M3', 'KG', 'G', 'T', 'L', 'ML', 'H', 'FT', 'YD', 'LB']);

/** Why this item cannot be sold on that day, or null. */
export function itemRefusal(number: string, item: SoldItem | undefined, day: string): Omit<Refusal, 'field'> | null {
  if (!item) return { item: number, detail: `There is no item ${number}` };
  const named = `${number} (${item.name})`;
  if (item.soldUntil !== null && item.soldUntil < day) {
    const detail = `${named} has been discontinued since ${item.soldUntil}`;
    if (item.successor === null) return { item: number, detail };
    return { item: number, detail: `${detail}; its successor is ${item.successor}`, successor: item.successor };
  }
  if (!item.sellable) return { item: number, detail: `${named} is not sold on its own` };
  if (item.soldFrom !== null && item.soldFrom > day)
    return { item: number, detail: `${named} is not sold before ${item.soldFrom}` };
  if (item.listPrice === null) return { item: number, detail: `${named} has no price` };
  return null;
}

interface AskedLine {
  item: string;
  quantity: string;
  unit: string | null;
}

/** All that is wrong with the lines; empty: they can be sold on that day. */
export function lineRefusals(
  lines: readonly AskedLine[],
  items: ReadonlyMap<string, SoldItem>,
  day: string,
): Refusal[] {
  if (lines.length === 0) return [{ field: 'lines', detail: 'A document needs at least one line' }];
  return lines.flatMap(({ item: number, quantity, unit }, index) => {
    const item = items.get(number);
    const unsold = itemRefusal(number, item, day);
    if (!item || unsold) return [{ field: `lines/${index}/item`, detail: '', ...unsold }];
    const quantityDetail = quantityRefusal(quantity, item);
    return [
      ...(unit !== null && unit !== item.unit
        ? [{ field: `lines/${index}/unit`, item: number, detail: `${number} is sold by ${item.unit}, not by ${unit}` }]
        : []),
      ...(quantityDetail ? [{ field: `lines/${index}/quantity`, item: number, detail: quantityDetail }] : []),
    ];
  });
}

function quantityRefusal(quantity: string, { _id, unit }: SoldItem): string | null {
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(quantity) || compare(quantity, '0') <= 0)
    return `${quantity} is not a quantity above 0`;
  if (/\.\d*[1-9]/.test(quantity) && !divisible.has(unit)) return `${_id} is sold in whole ${unit} only`;
  return null;
}

/** Accounts blocked for orders may still have quotes. */
export function accountRefusal(account: AccountRow | null, number: string, kind: 'quote' | 'order'): Refusal | null {
  if (!account) return { field: 'account', detail: `There is no account ${number}` };
  if (account.blocked === 'all') return { field: 'account', detail: `The account ${account.name} is blocked` };
  if (account.blocked === 'order' && kind === 'order')
    return { field: 'account', detail: `The account ${account.name} is blocked for orders` };
  return null;
}

/** The Failure for these refusals: the first in words, all in `details.errors`. */
export function editRefused(refusals: readonly Refusal[]): Failure {
  const more = refusals.length > 1 ? ` (and ${refusals.length - 1} more)` : '';
  return new Failure('EditRefused', `${refusals[0]?.detail ?? 'The sales system refuses this'}${more}`, {
    errors: refusals.slice(0, 50),
  });
}

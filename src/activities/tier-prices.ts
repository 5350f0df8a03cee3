import type { Ladder, Remark } from '../documents/contract.ts';
import type { InquiryLine } from '../domain/inquiry.ts';
import type { SalesDocument } from '../domain/sales.ts';
import { pricesNeeded, withTierPrices } from '../domain/tiers.ts';
import type { Dependencies } from './dependencies.ts';

/** Prices of the quantities beside the quoted ones, from the sales system, as they are when the document is made. */
export async function withPrices(
  sales: Dependencies['sales'],
  lines: InquiryLine[],
  document: SalesDocument,
): Promise<InquiryLine[]> {
  const needed = pricesNeeded(lines);
  if (needed.length === 0) return lines;
  const priced = await sales.prices(document.account.number, needed, { language: document.language });
  return withTierPrices(lines, priced, document);
}

/** What the customer asked the prices of. */
export const laddersOf = (lines: readonly InquiryLine[]): Ladder[] =>
  lines.flatMap(({ item, tiers, total }) => (item !== null && tiers && total !== null ? [{ item, tiers }] : []));

/** A mail says it of few lines: a list of what else could be bought is advertising. */
const most = 3;

export const nextPrices = (lines: readonly InquiryLine[]): Remark[] =>
  lines
    .flatMap(({ item, description, unit, total: now, nextPrice }): Remark[] => {
      if (!nextPrice || nextPrice.total === null || now === null) return [];
      const { more, quantity, total } = nextPrice;
      const price = { description: description ?? item ?? '', unit: unit ?? '', more, quantity, total, now };
      return [{ code: 'next-price', price }];
    })
    .slice(0, most);

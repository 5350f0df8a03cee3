/** Price ladders: what other quantities of a line cost, in a reader's numbers and words. The same on the printed page and in the mail. */
import { compare } from '../domain/money.ts';
import type { DocumentLine, SalesDocument } from '../domain/sales.ts';
import type { PriceTier } from '../domain/tiers.ts';
import { fill, type Texts, unitName } from './catalogue.ts';
import type { Ladder } from './contract.ts';
import type { Locale } from './locale.ts';

export interface PrintedTier {
  quantity: string;
  unitPrice: string;
  discount: string;
  total: string;
  /** The one that the document's total counts. */
  counted: boolean;
}

export interface PrintedLadders {
  ladders: { position: string; item: string; description: string; unit: string; tiers: PrintedTier[] }[];
  discounts: boolean;
  /** "The total counts the first quantity of each: no. 1, 100 pieces." */
  counted: string;
}

/** Of lines that the document has as they were priced; null: none. */
export function printedLadders(
  document: SalesDocument,
  all: readonly Ladder[],
  texts: Texts,
  locale: Locale,
): PrintedLadders | null {
  const found = document.lines.flatMap((line, at) => {
    const ladder = all.find((one) => isOf(one, line));
    return ladder && ladder.tiers.length > 1 ? [{ line, position: String(at + 1), tiers: ladder.tiers }] : [];
  });
  if (found.length === 0) return null;
  const isDiscounted = ({ discountPercent }: PriceTier) => compare(discountPercent ?? '0', '0') !== 0;
  const { sheet } = texts;
  return {
    ladders: found.map(({ line, position, tiers }) => ({
      position,
      item: line.item,
      description: line.description,
      unit: unitName(line.unit, texts),
      tiers: tiers.map((tier, at) => printedTier(tier, at === 0, sheet, locale)),
    })),
    discounts: found.some(({ tiers }) => tiers.some(isDiscounted)),
    counted: fill(sheet.ladderCounted, {
      lines: found
        .map(
          ({ line, position }) =>
            `${sheet.position} ${position}: ${locale.quantity(line.quantity)} ${unitName(line.unit, texts)}`,
        )
        .join('; '),
    }),
  };
}

const isOf = (ladder: Ladder, line: DocumentLine): boolean => {
  const [first] = ladder.tiers;
  return ladder.item === line.item && first !== undefined && compare(first.quantity, line.quantity) === 0;
};

function printedTier(tier: PriceTier, counted: boolean, sheet: Texts['sheet'], locale: Locale): PrintedTier {
  const { quantity, unitPrice, discountPercent, total } = tier;
  return {
    quantity: locale.quantity(quantity),
    unitPrice: unitPrice === null ? sheet.onRequest : locale.price(unitPrice),
    discount: discountPercent === null || compare(discountPercent, '0') === 0 ? '' : locale.percent(discountPercent),
    total: total === null ? '' : locale.amount(total),
    counted,
  };
}

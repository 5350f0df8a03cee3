/** Prices of more than one quantity: the ladder a customer asked for, and the next price that is near. Pure; prices come from the sales system. */
import Type, { type Static } from 'typebox';
import type { InquiryLine } from './inquiry.ts';
import { compare, minus, times } from './money.ts';
import type { PricedLine } from './sales.ts';
import { Decimal, Nullable } from './schema.ts';

/** One quantity and what it costs; null while that is not known, or where it cannot be quoted. */
export const PriceTier = Type.Object({
  quantity: Decimal,
  unitPrice: Nullable(Decimal),
  discountPercent: Nullable(Decimal),
  total: Nullable(Decimal),
});
export type PriceTier = Static<typeof PriceTier>;

/** A quantity a little above a line's, from which each costs less. */
export const NextPrice = Type.Object(
  { ...PriceTier.properties, more: Decimal },
  { description: 'with so many more each costs less; nothing is changed by itself' },
);

export const unpriced = (quantity: string): PriceTier => ({
  quantity,
  unitPrice: null,
  discountPercent: null,
  total: null,
});

type Counted = Pick<InquiryLine, 'quantity' | 'tiers'>;

/** What stays of a line's tiers when it is quoted again: a customer who took another quantity has chosen. */
export const tiersKept = (was: Counted | undefined, quantity: string): Pick<InquiryLine, 'tiers'> =>
  was?.tiers && was.quantity !== null && compare(was.quantity, quantity) === 0 ? { tiers: was.tiers } : {};

/** How much more a customer may be told of: a fifth of what they want, or half where it costs no more in all. */
const nearShare = '0.2';
const farShare = '0.5';

/**
 * The next quantity with another price, where it is worth asking what it costs; null: none is near. `from`: the quantities from
 * which another price holds.
 */
export function nextQuantity(quantity: string, from: readonly string[]): string | null {
  const above = from.filter((start) => compare(start, quantity) > 0);
  const next = above.reduce<string | null>((least, one) => (least && compare(least, one) <= 0 ? least : one), null);
  return next !== null && compare(minus(next, quantity), times(quantity, farShare)) <= 0 ? next : null;
}

type Price = Pick<PriceTier, 'quantity'> & { total: string };

/** The mail says so: each costs less, and it is at most a fifth more, or no more money in all. Never done by itself. */
export function isWorthSaying(now: Price, next: Price): boolean {
  const isCheaper = compare(times(next.total, now.quantity), times(now.total, next.quantity)) < 0;
  const isNear = compare(minus(next.quantity, now.quantity), times(now.quantity, nearShare)) <= 0;
  return isCheaper && (isNear || compare(next.total, now.total) <= 0);
}

/** Which prices these lines need beside their own. */
export const pricesNeeded = (lines: readonly InquiryLine[]): { item: string; quantity: string }[] =>
  lines.flatMap(({ item, quantity, tiers = [], nextPrice }) => {
    if (item === null || quantity === null) return [];
    const next = nextPrice ? [quantity, nextPrice.quantity] : [];
    return [...tiers.slice(1).map((tier) => tier.quantity), ...next].map((each) => ({ item, quantity: each }));
  });

/**
 * The lines with the prices of their tiers, and of the next price where it is worth saying. The first tier is the line as it is
 * quoted. A line whose own total is another than its quantity costs has a price of its own: no next price is known for it.
 */
export function withTierPrices(
  lines: readonly InquiryLine[],
  priced: readonly (PricedLine | null)[],
  document: { currency: string; lines: readonly { id: string; discountPercent: string }[] },
): InquiryLine[] {
  const priceOf = (item: string, quantity: string): PricedLine | undefined =>
    priced.find(
      (one) => one?.item === item && one.currency === document.currency && compare(one.quantity, quantity) === 0,
    ) ?? undefined;
  const tierOf = (quantity: string, price: PricedLine | undefined): PriceTier =>
    price
      ? { quantity, unitPrice: price.unitPrice, discountPercent: price.discountPercent, total: price.total }
      : unpriced(quantity);
  return lines.map((line): InquiryLine => {
    const { item, quantity, unitPrice, total, tiers, nextPrice, ...rest } = line;
    if (item === null || quantity === null || total === null) return line;
    const own = document.lines.find(({ id }) => id === line.id);
    const first = { quantity, unitPrice, discountPercent: own?.discountPercent ?? '0', total };
    const now = priceOf(item, quantity);
    const next = nextPrice && priceOf(item, nextPrice.quantity);
    const isSaid = now && next && compare(now.total, total) === 0 && isWorthSaying({ quantity, total }, { ...next });
    return {
      ...rest,
      item,
      quantity,
      unitPrice,
      total,
      ...(tiers
        ? { tiers: [first, ...tiers.slice(1).map((one) => tierOf(one.quantity, priceOf(item, one.quantity)))] }
        : {}),
      ...(isSaid
        ? { nextPrice: { ...tierOf(nextPrice.quantity, next), more: minus(nextPrice.quantity, quantity) } }
        : {}),
    };
  });
}

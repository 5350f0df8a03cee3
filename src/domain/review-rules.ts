/** Which rules of the policy ask a person to look at a document. Pure: the document, and what is known of its customer. */
import { compare, minus, percentOf, sum, times } from './money.ts';
import type { ReviewRule } from './policy.ts';
import type { PastOrder, SalesDocument } from './sales.ts';

export interface RuleFacts {
  document: Pick<SalesDocument, 'total' | 'currency' | 'discountPercent' | 'lines'>;
  /** Units of the document's currency for one of the company's; null: no rate is known. */
  rate: string | null;
  /** Of each line in the document, how surely it was read and matched, 0 to 1. */
  confidences: readonly number[];
  /** The account's earlier orders of these items, without this inquiry's own. */
  history: readonly PastOrder[];
}

/** Orders are looked up for these alone. */
export const needsHistory = (rules: readonly ReviewRule[]): boolean =>
  rules.some(({ newCustomer, timesUsualQuantity }) => newCustomer === true || timesUsualQuantity !== undefined);

/** The rules met, in the policy's order. */
export const rulesMet = (rules: readonly ReviewRule[], facts: RuleFacts): ReviewRule[] =>
  rules.filter((rule) => isMet(rule, facts));

/** All that a rule names must be met together. */
function isMet(rule: ReviewRule, facts: RuleFacts): boolean {
  const { amountOver, discountOver, newCustomer, confidenceUnder, timesUsualQuantity } = rule;
  return (
    (amountOver === undefined || isOver(amountOver, facts)) &&
    (discountOver === undefined || compare(highestDiscount(facts), discountOver) > 0) &&
    (newCustomer === undefined || facts.history.length === 0) &&
    (confidenceUnder === undefined || facts.confidences.some((confidence) => confidence < confidenceUnder)) &&
    (timesUsualQuantity === undefined || isUnusual(timesUsualQuantity, facts))
  );
}

/** The document's total against an amount in the company's currency. An amount that cannot be compared is one to look at. */
const isOver = (amount: string, { document, rate }: RuleFacts): boolean =>
  rate === null || compare(document.total, times(amount, rate)) > 0;

/** What is off the list price of the line with most off, percent: the line's own and the document's together. */
function highestDiscount({ document }: RuleFacts): string {
  const off = document.lines.map(({ discountPercent }) => {
    const left = minus('100', discountPercent);
    return minus('100', minus(left, percentOf(document.discountPercent, left)));
  });
  return off.reduce((most, each) => (compare(each, most) > 0 ? each : most), '0');
}

/**
 * Against what the account usually takes of the item, in the same unit. An item it never ordered has no usual quantity and
 * meets nothing: a new customer is a rule of its own, and every first order of an item would be asked about.
 */
function isUnusual(factor: number, { document, history }: RuleFacts): boolean {
  return [...quantities(document.lines)].some(([key, quantity]) => {
    const usual = median(history.flatMap(({ lines }) => quantities(lines).get(key) ?? []));
    return usual !== null && compare(quantity, times(usual, String(factor))) >= 0;
  });
}

type Quantity = { item: string; quantity: string; unit: string };

/** What a document holds of each item and unit: two lines of one item count together. */
function quantities(lines: readonly Quantity[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { item, unit, quantity } of lines) {
    const key = `${item}\n${unit}`;
    found.set(key, sum([found.get(key) ?? '0', quantity]));
  }
  return found;
}

/** The middle one, of an even number the lower: the more careful. One order far out of the ordinary does not move it. */
function median(amounts: readonly string[]): string | null {
  const sorted = amounts.toSorted(compare);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

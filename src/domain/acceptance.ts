/** Whether an acceptance says what the quote says: an order is made of what was quoted, or a person is shown what differs. Pure. */
import { compare, minus, percentOf, round, sum, times } from './money.ts';
import type { OrderedLine } from './reading.ts';
import type { DocumentLine, SalesDocument } from './sales.ts';
import type { Address } from './schema.ts';

/** What a mail that accepts says of the goods and their delivery: a purchase order, attached or in its words. */
export interface Accepted {
  ordered: readonly OrderedLine[];
  requestedDate: string | null;
  shipTo: Address | null;
}

/** In sentences, line by line. Empty: it says nothing else than the quote. What it does not say is as quoted. */
export function differencesFrom(quote: SalesDocument, { ordered, requestedDate, shipTo }: Accepted): string[] {
  const isElsewhere = shipTo !== null && !isSamePlace(shipTo, quote.shipTo ?? quote.account.address);
  return [
    ...linesOf(quote, ordered),
    ...(requestedDate !== null && requestedDate !== quote.requestedDate
      ? [`The customer wants delivery on ${requestedDate}, the quote says ${quote.requestedDate ?? 'no date'}.`]
      : []),
    ...(isElsewhere ? [`The customer wants delivery to ${written(shipTo)}, which is not the quote's address.`] : []),
  ];
}

/** Two lines of one item are what they come to together: a customer parts and joins them as it likes. */
function linesOf(quote: SalesDocument, ordered: readonly OrderedLine[]): string[] {
  const named = ordered.filter((line): line is OrderedLine & { item: string } => line.item !== null);
  const quoted = groups(quote.lines);
  const asked = groups(named);
  const unknown = ordered.filter(({ item, listed }) => item === null && listed);
  const isWhole = ordered.some(({ listed }) => listed);
  return [
    ...[...asked].flatMap(([item, lines]) => {
      const of = quoted.get(item);
      return of
        ? ofItem(item, lines, of)
        : [`The customer orders ${amount(lines)} ${item}, which is not in the quote.`];
    }),
    ...unknown.map(({ text }) => `The customer orders “${text.slice(0, 80)}”, which is not a line of the quote.`),
    ...[...quoted].flatMap(([item, lines]) =>
      isWhole && !asked.has(item)
        ? [`The quote says ${amount(lines)} ${item}, which the customer does not order.`]
        : [],
    ),
  ];
}

function ofItem(item: string, lines: OrderedLine[], quoted: DocumentLine[]): string[] {
  const [asked, offered] = [amount(lines), amount(quoted)];
  const other =
    asked !== null && compare(asked, offered!) !== 0
      ? [`The customer orders ${asked} ${item}, the quote says ${offered}.`]
      : [];
  const wrong = lines.flatMap(({ amounts, quantity }) => {
    const ours = quoted.flatMap((line) => pricesOf(line, quantity));
    return amounts.filter((stated) => !ours.some((price) => compare(price, stated) === 0));
  });
  const [line] = quoted;
  const prices = `${line!.unitPrice} each${compare(line!.discountPercent, '0') === 0 ? '' : ` less ${line!.discountPercent} %`}`;
  return wrong.length === 0
    ? other
    : [...other, `The customer writes ${wrong.slice(0, 3).join(', ')} for ${item}, the quote says ${prices}.`];
}

/** Whatever of a line's figures a purchase order may repeat; people write two digits. */
function pricesOf(
  { unitPrice, discountPercent, quantity, total, description, item }: DocumentLine,
  asked: string | null,
): string[] {
  const net = minus(unitPrice, percentOf(discountPercent, unitPrice));
  const words = `${item} ${description}`.match(/\d+(?:[.,]\d+)?/g) ?? [];
  return [
    ...[unitPrice, net, total, quantity, discountPercent, ...words.map((word) => word.replace(',', '.'))],
    ...(asked === null ? [] : [asked, times(unitPrice, asked), times(net, asked)]),
  ].flatMap((price) => [price, round(price, 2)]);
}

const groups = <T extends { item: string }>(lines: readonly T[]): Map<string, T[]> =>
  lines.reduce((all, line) => all.set(line.item, [...(all.get(line.item) ?? []), line]), new Map<string, T[]>());

/** Null where no line says how many. */
const amount = (lines: readonly { quantity: string | null }[]): string | null => {
  const quantities = lines.flatMap(({ quantity }) => quantity ?? []);
  return quantities.length === 0 ? null : sum(quantities);
};

const plain = (text: string | undefined): string => (text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** One place is written in many ways: street and postal code tell. */
const isSamePlace = (one: Address, other: Address): boolean =>
  plain(one.street) === plain(other.street) &&
  (plain(one.postalCode) === plain(other.postalCode) || plain(one.city) === plain(other.city));

const written = (address: Address): string => Object.values(address).filter(Boolean).join(', ');

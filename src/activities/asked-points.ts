import type { InquiryLine } from '../domain/inquiry.ts';
import { isClear } from '../domain/lines.ts';
import { compare, minus } from '../domain/money.ts';
import { lacks, type AskedOption, type AskedPoint } from '../domain/questions.ts';
import type { Availability, PricedLine } from '../domain/sales.ts';
import type { Dependencies } from './dependencies.ts';

interface Asking {
  account: string;
  language: string;
  requestedDate: string | null;
  withShortage: boolean;
}

/** More than five nobody reads; more than twenty points nobody answers: the rest is asked in the next round. */
const MOST_OPTIONS = 5;
const MOST_POINTS = 20;
const MOST_SUBSTITUTES = 2;
/** Looked at for the options: the catalogue may know hundreds that fit. */
const MOST_CANDIDATES = 12;

const letters = 'ABCDE';
const lettered = (options: Omit<AskedOption, 'letter'>[]): AskedOption[] =>
  options.slice(0, MOST_OPTIONS).map((option, at) => ({ letter: letters[at]!, ...option }));

/** What is to be asked of each open line, with what there is to choose from; prices and stock are the sales system's. */
export async function pointsOf(
  dependencies: Pick<Dependencies, 'sales'>,
  lines: readonly InquiryLine[],
  asking: Asking,
): Promise<AskedPoint[]> {
  const points: AskedPoint[] = [];
  for (const line of lines) {
    if (points.length === MOST_POINTS) break;
    const isOpen = !isClear(line);
    if (!isOpen && !(asking.withShortage && lacks(line))) continue;
    const point = isOpen
      ? await unclearPoint(dependencies, line, asking)
      : await shortPoint(dependencies, line, asking, lines.filter(({ item }) => item === line.item).length > 1);
    if (point) points.push(point);
  }
  return points;
}

const wordsOf = ({ text }: InquiryLine): string => text.replace(/\s+/g, ' ').trim().slice(0, 200);

async function unclearPoint(
  { sales }: Pick<Dependencies, 'sales'>,
  line: InquiryLine,
  asking: Asking,
): Promise<AskedPoint> {
  const reason = line.problem ?? 'match-unsure';
  const isKnown = line.status === 'matched' && line.item !== null;
  const asksQuantity = line.quantity === null || reason === 'quantity-unsure' || reason === 'unit-unsure';
  const numbers = isKnown
    ? [...new Set([line.item!, ...line.candidates.map(({ item }) => item)])]
    : line.candidates.map(({ item }) => item);
  // An item that is known is asked about only where it is in doubt itself.
  const asksItem = !isKnown || reason === 'match-unsure';
  const wanted = numbers.slice(0, MOST_CANDIDATES).map((item) => ({ item, quantity: line.quantity ?? '1' }));
  const [priced, stock] = await Promise.all([
    sales.prices(asking.account, wanted, asking),
    sales.availability(wanted, asking.requestedDate),
  ]);
  const known = priced.filter((one) => one !== null);
  const options = asksItem ? known.map((one) => itemOption(one, stock, asksQuantity ? null : line.quantity)) : [];
  return {
    line: line.id,
    reason,
    words: wordsOf(line),
    description: isKnown ? (known[0]?.description ?? line.description) : line.description,
    quantity: line.quantity,
    unit: isKnown ? line.unit : (known[0]?.unit ?? null),
    asksQuantity,
    options: lettered(options),
    more: options.length > MOST_OPTIONS || numbers.length > MOST_CANDIDATES,
  };
}

const itemOption = (
  { item, description, unit, unitPrice, total, currency }: PricedLine,
  stock: Availability[],
  quantity: string | null,
): Omit<AskedOption, 'letter'> => {
  const there = stock.find((one) => one.item === item);
  return {
    kind: 'item',
    item,
    description,
    quantity,
    unit,
    unitPrice,
    total: quantity === null ? null : total,
    currency,
    stock: there?.level ?? null,
    now: null,
    on: there?.availableOn ?? null,
  };
};

/** Null: there is nothing that could be offered. Two lines of one item draw on the same stock, so that none is promised its share. */
async function shortPoint(
  { sales }: Pick<Dependencies, 'sales'>,
  line: InquiryLine,
  asking: Asking,
  isShared: boolean,
): Promise<AskedPoint | null> {
  const [item, quantity] = [line.item!, line.quantity!];
  const others = await sales.substitutes(item);
  const numbers = [item, ...others].slice(0, MOST_CANDIDATES);
  const wanted = numbers.map((number) => ({ item: number, quantity }));
  const [there] = await sales.availability([{ item, quantity }], asking.requestedDate);
  const stock = there?.level === 'limited' && !isShared ? there.stock : null;
  const [priced, [part], availability] = await Promise.all([
    sales.prices(asking.account, wanted, asking),
    stock ? sales.prices(asking.account, [{ item, quantity: stock }], asking) : [null],
    sales.availability(wanted, asking.requestedDate),
  ]);
  const [own, ...rest] = priced;
  if (!own || !there) return null;
  const whole = { ...itemOption(own, availability, quantity), on: there.availableOn };
  const isPart = stock !== null && compare(stock, '0') > 0 && compare(minus(quantity, stock), '0') > 0;
  const substitutes = rest.filter(
    (one) =>
      one?.unit === own.unit && availability.some(({ item: i, level }) => i === one.item && level === 'available'),
  );
  const options: Omit<AskedOption, 'letter'>[] = [
    ...(there.availableOn && isPart ? [{ ...whole, kind: 'split' as const, now: stock }] : []),
    ...(there.availableOn ? [{ ...whole, kind: 'later' as const }] : []),
    ...(!there.availableOn && isPart && part
      ? [{ ...itemOption(part, availability, stock), kind: 'part' as const, on: null }]
      : []),
    ...substitutes.slice(0, MOST_SUBSTITUTES).map((one) => itemOption(one!, availability, quantity)),
  ];
  if (options.length === 0) return null;
  const leaveOut = { ...whole, kind: 'leave-out' as const, unitPrice: null, total: null, on: null };
  return {
    line: line.id,
    reason: 'shortage',
    words: wordsOf(line),
    description: own.description,
    quantity,
    unit: own.unit,
    asksQuantity: false,
    options: lettered([...options, leaveOut]),
    more: false,
  };
}

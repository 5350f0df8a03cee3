/** What changed between two states of a quote or order, in fields for programs and sentences for people. Pure. */
import Type, { type Static } from 'typebox';
import { compare } from './money.ts';
import type { DocumentLine, SalesDocument } from './sales.ts';
import { Nullable } from './schema.ts';

type ComparedLine = Pick<DocumentLine, 'item' | 'quantity' | 'unit'> &
  Partial<Pick<DocumentLine, 'description' | 'unitPrice' | 'discountPercent' | 'total'>>;

/** A document, or as much of one as was kept: what is absent (undefined) on either side is not compared. */
export type ComparedDocument = { lines: ComparedLine[] } & Partial<
  Pick<
    SalesDocument,
    'status' | 'currency' | 'reference' | 'requestedDate' | 'shipTo' | 'discountPercent' | 'total' | 'validUntil'
  >
>;

export const Difference = Type.Object({
  field: Type.String({ description: 'path in the later document; of a removed line, in the earlier one' }),
  before: Nullable(Type.String()),
  now: Nullable(Type.String()),
  sentence: Type.String(),
});
export type Difference = Static<typeof Difference>;

const wholes = {
  status: 'status',
  currency: 'currency',
  reference: "customer's reference",
  requestedDate: 'requested date',
  shipTo: 'delivery address',
  discountPercent: 'discount',
  total: 'total',
  validUntil: 'last day of validity',
} as const;
const parts = {
  quantity: 'quantity',
  unit: 'unit',
  description: 'description',
  unitPrice: 'unit price',
  discountPercent: 'discount',
  total: 'total',
} as const;
const decimals = new Set<string>(['quantity', 'unitPrice', 'discountPercent', 'total']);

const written = (value: string | object | null): string | null => {
  if (value === null || typeof value === 'string') return value || null;
  return Object.values(value).filter(Boolean).join(', ') || null;
};

/** "12" and "12.00" are one number, and an address is its words in order. */
const isSame = (field: string, before: string | null, now: string | null): boolean =>
  before !== null && now !== null && decimals.has(field) ? compare(before, now) === 0 : before === now;

function changes<T extends object>(
  names: Record<string, string>,
  before: T,
  now: T,
  path: string,
  of: string,
): Difference[] {
  return Object.entries(names).flatMap(([key, name]) => {
    const [was, is] = [before, now].map((one) => (one as Record<string, string | object | null | undefined>)[key]);
    if (was === undefined || is === undefined) return [];
    const [from, to] = [written(was), written(is)];
    if (isSame(key, from, to)) return [];
    const sentence = `The ${name}${of} was ${from ?? 'not set'} and is ${to ?? 'not set'} now.`;
    return [{ field: `${path}${key}`, before: from, now: to, sentence }];
  });
}

/** The k-th line of an item is compared with the k-th of the same item: line ids are not the same in all systems. */
function pairs(before: ComparedLine[], now: ComparedLine[]): { was: number | null; is: number | null }[] {
  const waiting = new Map<string, number[]>();
  before.forEach(({ item }, index) => waiting.set(item, [...(waiting.get(item) ?? []), index]));
  const kept = now.map(({ item }, is) => ({ was: waiting.get(item)?.shift() ?? null, is }));
  const removed = [...waiting.values()].flat().sort((a, b) => a - b);
  return [...kept, ...removed.map((was) => ({ was, is: null }))];
}

/** Empty: nothing that was compared differs. Order: lines as they stand now, removed lines, then the whole document. */
export function difference(before: ComparedDocument, now: ComparedDocument): Difference[] {
  const lines = pairs(before.lines, now.lines).flatMap(({ was, is }) => {
    const [old, line] = [was === null ? null : before.lines[was], is === null ? null : now.lines[is]];
    if (old && line) return changes(parts, old, line, `lines/${is}/`, ` of ${line.item}`);
    const amount = (one: ComparedLine) => `${one.quantity} ${one.unit} ${one.item}`;
    if (line)
      return [{ field: `lines/${is}`, before: null, now: amount(line), sentence: `${amount(line)} was added.` }];
    if (old)
      return [{ field: `lines/${was}`, before: amount(old), now: null, sentence: `${amount(old)} was removed.` }];
    return [];
  });
  return [...lines, ...changes(wholes, before, now, '', '')];
}

/** How many sentences a timeline's entry takes. */
const MOST_TOLD = 6;

/** For people, in short: a line's total follows from the rest, and a renewed quote is valid longer. Empty: nothing to tell. */
export function differenceTold(before: ComparedDocument, now: ComparedDocument): string {
  const told = difference(before, now).filter(({ field }) => !/^lines\/\d+\/total$|^validUntil$/.test(field));
  const more = told.length - MOST_TOLD;
  return [
    ...told.slice(0, MOST_TOLD).map(({ sentence }) => sentence),
    ...(more > 0 ? [`And ${more} more difference${more === 1 ? '' : 's'}.`] : []),
  ].join(' ');
}

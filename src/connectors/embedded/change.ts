/** From a document as it is and a wish to the lines as they should be. Pure; refuses what makes no sense. */
import { compare } from '../../domain/money.ts';
import type { DocumentChange, DocumentLine, DocumentPut } from '../../domain/sales.ts';
import type { ItemRow } from './company-rows.ts';
import type { DocumentRow } from './sales-rows.ts';
import type { WantedLine } from './pricing.ts';
import { editRefused, type Refusal } from './refusal.ts';

type Now = Pick<DocumentRow, 'discounts' | 'nextLine'> & { lines: DocumentLine[] };
type Units = ReadonlyMap<string, Pick<ItemRow, 'unit'>>;
/** A line asked for; what is absent stays as it is on an existing line. */
type Asked = NonNullable<DocumentChange['lines']>[number];

export interface Wish {
  lines: WantedLine[];
  nextLine: number;
}

const wantedOf = (line: DocumentLine, { discounts }: Now): WantedLine => ({
  id: line.id,
  item: line.item,
  quantity: line.quantity,
  unit: line.unit,
  discount: discounts[line.id] ?? null,
});

/** `change`: lines that are not named stay, those without an id are added, `remove` takes one away. */
export function changed(now: Now, asked: DocumentChange['lines'], units: Units): Wish {
  const byId = new Map((asked ?? []).flatMap((line) => (line.id === undefined ? [] : [[line.id, line] as const])));
  const refusals = refusalsOf(asked ?? [], now);
  if (refusals.length > 0) throw editRefused(refusals);
  const kept = now.lines
    .filter(({ id }) => !byId.get(id)?.remove)
    .map((line) => merged(line, byId.get(line.id) ?? {}, now, units));
  return added(
    kept,
    (asked ?? []).filter(({ id, remove }) => id === undefined && !remove),
    now,
    units,
  );
}

/** `put`: the lines are exactly these, in this order. */
export function replaced(now: Now, asked: DocumentPut['lines'], units: Units): Wish {
  const refusals = refusalsOf(asked, now);
  if (refusals.length > 0) throw editRefused(refusals);
  const existing = new Map(now.lines.map((line) => [line.id, line]));
  let next = now.nextLine;
  const lines = asked.map((line) => {
    const before = line.id === undefined ? undefined : existing.get(line.id);
    return before ? merged(before, line, now, units) : fresh(line, next++, units);
  });
  return { lines, nextLine: next };
}

/**
 * A discount that is the line's present one says nothing new: GET and PUT of the same lines leave the price break in force
 * where it was. Any other is a person's, and stands until the item changes.
 */
function merged(line: DocumentLine, asked: Asked, now: Now, units: Units): WantedLine {
  const item = asked.item ?? line.item;
  const otherItem = item !== line.item;
  const before = wantedOf(line, now);
  const discount = otherItem ? null : before.discount;
  const given = asked.discountPercent;
  const isNew = given !== undefined && (otherItem || compare(given, line.discountPercent) !== 0);
  return {
    id: line.id,
    item,
    quantity: asked.quantity ?? line.quantity,
    unit: asked.unit ?? (otherItem ? (units.get(item)?.unit ?? line.unit) : line.unit),
    discount: isNew ? given : discount,
  };
}

function added(kept: WantedLine[], asked: Asked[], now: Now, units: Units): Wish {
  const lines = asked.map((line, index) => fresh(line, now.nextLine + index, units));
  return { lines: [...kept, ...lines], nextLine: now.nextLine + lines.length };
}

/** `refusalsOf` has seen that item and quantity are there. */
const fresh = ({ item = '', quantity = '', unit, discountPercent }: Asked, n: number, units: Units): WantedLine => ({
  id: `l${n}`,
  item,
  quantity,
  unit: unit ?? units.get(item)?.unit ?? '',
  discount: discountPercent ?? null,
});

function refusalsOf(asked: readonly Asked[], now: Now): Refusal[] {
  const ids = new Set(now.lines.map(({ id }) => id));
  const seen = new Set<string>();
  return asked.flatMap(({ id, item, quantity, remove }, index): Refusal[] => {
    const field = (name: string) => `lines/${index}/${name}`;
    if (id === undefined) {
      if (remove) return [{ field: field('id'), detail: 'The line to remove is not named' }];
      if (item === undefined) return [{ field: field('item'), detail: 'A new line needs an item' }];
      return quantity === undefined ? [{ field: field('quantity'), detail: 'A new line needs a quantity' }] : [];
    }
    if (!ids.has(id)) return [{ field: field('id'), detail: `There is no line ${id}` }];
    if (seen.has(id)) return [{ field: field('id'), detail: `The line ${id} is named twice` }];
    seen.add(id);
    return [];
  });
}

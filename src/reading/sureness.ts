/** From what was read of a line to how sure it is. */
import type { ReadLine } from '../domain/reading.ts';
import type { CatalogueIndex } from './items/catalogue-index.ts';
import { inItemUnit } from './lines/item-unit.ts';
import type { Wanted } from './lines/wanted.ts';

/** Confidence that this is the item, 0–1. */
function itemConfidence(line: Wanted): number {
  const { search } = line;
  if (search.memory) return search.memory.confidence;
  if (search.status === 'unknown') return 0.5;
  if (search.status === 'ambiguous') return 0.6;
  if (line.byNumber) return search.literal ? 0.99 : 0.55;
  if (search.literal && search.explained >= 0.95) return 0.96;
  if (search.literal && search.explained >= 0.8) return 0.9;
  return Math.min(0.85, 0.3 + search.explained * 0.55);
}

const decimal = (value: number): string => String(Number(value.toFixed(6)));

/** In the unit the item is sold in; null where one of them cannot be said in it. */
function tiersIn({ tiers, unit }: Wanted, itemUnit: string): string[] | null {
  const counted = tiers?.values.map((value) => inItemUnit(value, unit, itemUnit).quantity);
  return counted?.every((value) => value !== null) ? counted.map(decimal) : null;
}

/** `sureLine`: confidence from which a matched line needs no person. */
export function readLine(line: Wanted, id: string, index: CatalogueIndex, sureLine: number): ReadLine {
  const { search } = line;
  const [first] = search.items;
  const item =
    (search.status === 'matched' || search.status === 'discontinued') && first !== undefined
      ? index.items[first]
      : undefined;
  let quantity = line.quantity;
  let confidence = itemConfidence(line);
  let reason = search.reason;
  let unsure: ReadLine['doubt'];
  const doubt = (by: number, why: string, of?: ReadLine['doubt']): void => {
    unsure ??= of;
    confidence = Math.min(confidence, by);
    reason = `${reason}; ${why}`;
  };
  if (quantity !== null && item) {
    const counted = inItemUnit(quantity, line.unit, item.unit);
    quantity = counted.quantity;
    if (counted.why !== null) doubt(counted.most, counted.why, counted.most < 1 ? 'unit-unsure' : undefined);
  } else if (line.unit === 'box') doubt(0.6, 'boxes were asked for; how many pieces is not said', 'unit-unsure');
  if (line.upTo !== null) doubt(0.6, `from ${line.quantity} to ${line.upTo} were asked for`, 'quantity-unsure');
  if (line.quantity === null && line.action !== 'remove') doubt(0.6, 'no quantity is given');
  else if (!line.quantityPlain) doubt(0.8, 'the quantity is not plain', 'quantity-unsure');
  const tiers = item && quantity !== null ? tiersIn(line, item.unit) : null;
  if (line.tiers && !line.tiers.plain) doubt(0.8, 'several quantities are named', 'quantity-unsure');
  else if (line.tiers && tiers) reason = `${reason}; prices of ${tiers.length} quantities are asked for`;
  return {
    id,
    text: line.text,
    action: line.action,
    status: search.status,
    item: item?.number ?? null,
    candidates:
      search.status === 'ambiguous' ||
      (search.status === 'matched' && search.items.length > 1) ||
      (search.status === 'unknown' && search.items.length > 0 && search.items.length <= 8)
        ? search.items.map((at) => index.items[at]?.number ?? '')
        : [],
    quantity: quantity === null ? null : decimal(quantity),
    ...(tiers ? { tiers } : {}),
    unit: item?.unit ?? null,
    confidence: Number(confidence.toFixed(3)),
    reason,
    ...(unsure ? { doubt: unsure } : {}),
    ...(quantity === null && search.status === 'matched' && itemConfidence(line) >= sureLine ? { itemSure: true } : {}),
    sure: search.status === 'matched' && confidence >= sureLine,
    evidence: line.evidence,
    ...(search.said ? { words: search.said } : {}),
    ...(search.memory?.alias ? { alias: search.memory.alias } : {}),
  };
}

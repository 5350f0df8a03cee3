/** What a customer counts in, turned into what the item is sold by. */
import type { Unit } from './quantities.ts';

export interface Counted {
  /** In the item's unit; null where that cannot be told. */
  quantity: number | null;
  /** How sure that is at most, 1 where the units agree. */
  most: number;
  why: string | null;
}

/** Pieces in one unit of sale: `BOX100` holds 100. */
const piecesIn = (unit: string): number => Number(/^[A-Z]+(\d+)$/.exec(unit.toUpperCase())?.[1] ?? 1);
const sold: Record<string, Unit> = {
  EA: 'piece',
  PC: 'piece',
  PCS: 'piece',
  PAIR: 'pair',
  PR: 'pair',
  SET: 'set',
  M: 'metre',
};

/** Exact where the factor allows it, else a person is asked. */
export function inItemUnit(quantity: number, said: Unit | null, itemUnit: string): Counted {
  const counts = (most: number, why: string | null, value: number | null = quantity): Counted => ({
    quantity: value,
    most,
    why,
  });
  const pack = piecesIn(itemUnit);
  const own = sold[itemUnit.toUpperCase()] ?? null;
  if (pack > 1) {
    const named = `sold in packs of ${pack}`;
    if (said === 'box') return counts(1, null);
    if (said === 'piece')
      return quantity % pack === 0
        ? counts(1, `${quantity} pieces are ${quantity / pack} packs of ${pack}`, quantity / pack)
        : counts(0.5, `${quantity} pieces were asked for; it is ${named}`, null);
    if (said === 'pair' || said === 'metre')
      return counts(0.5, `${quantity} by the ${said} were asked for; it is ${named}`, null);
    return quantity >= pack ? counts(0.6, `${quantity} may be pieces; it is ${named}`) : counts(1, null);
  }
  if (said === null || said === own) return counts(1, null);
  if (said === 'pair' && itemUnit !== 'PAIR')
    return counts(0.7, 'pairs were asked for of an item sold singly', quantity * 2);
  if (said === 'box') return counts(0.6, 'boxes were asked for; how many pieces is not said');
  if (said === 'metre' && own !== null) return counts(0.5, 'metres were asked for of an item sold by the piece');
  if (said === 'piece' && own === 'metre') return counts(0.6, 'pieces were asked for of an item sold by the metre');
  return counts(1, null);
}

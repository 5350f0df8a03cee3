import { sum } from '../domain/money.ts';

/** Two lines of one item draw on the same stock: it is asked for their sum. */
export function quantitiesOf(
  lines: readonly { item: string; quantity: string }[],
): { item: string; quantity: string }[] {
  const quantities = new Map<string, string[]>();
  for (const { item, quantity } of lines) quantities.set(item, [...(quantities.get(item) ?? []), quantity]);
  return [...quantities].map(([item, each]) => ({ item, quantity: sum(each) }));
}

import type { InquiryLine } from '../domain/inquiry.ts';
import { sum } from '../domain/money.ts';
import type { SalesDocument } from '../domain/sales.ts';

/** The inquiry's lines with what the document says of them: price, total, description. */
export function pricedBy(document: SalesDocument, lines: readonly InquiryLine[]): InquiryLine[] {
  const left = [...document.lines];
  return lines.map((line) => {
    const at = left.findIndex(({ item }) => item === line.item);
    const [priced] = at >= 0 && line.status === 'matched' ? left.splice(at, 1) : [];
    if (!priced) return { ...line, unitPrice: null, total: null };
    const { description, quantity, unit, unitPrice, total } = priced;
    return { ...line, description, quantity, unit, unitPrice, total };
  });
}

/** Two lines of one item draw on the same stock: it is asked for their sum. */
export function quantitiesOf(
  lines: readonly { item: string; quantity: string }[],
): { item: string; quantity: string }[] {
  const quantities = new Map<string, string[]>();
  for (const { item, quantity } of lines) quantities.set(item, [...(quantities.get(item) ?? []), quantity]);
  return [...quantities].map(([item, each]) => ({ item, quantity: sum(each) }));
}

/** What a person changed in the sales system and a mail would change again: neither overwrites the other unasked. Pure. */
import type { InquiryLine } from './inquiry.ts';
import { compare, sum } from './money.ts';

type Line = Pick<InquiryLine, 'item' | 'quantity'>;

export interface BothChanged {
  item: string;
  /** Decimal; "0": no line of it. */
  ours: string;
  asked: string;
}

/** `known`: the quote as this inquiry made it, `now`: as it stands in the sales system, `asked`: as it would be after the mail. */
export function bothChanged(known: readonly Line[], now: readonly Line[], asked: readonly Line[]): BothChanged[] {
  const [was, ours, wanted] = [known, now, asked].map(quantities);
  return [...new Set([...was!.keys(), ...ours!.keys()])].flatMap((item) => {
    const of = (of: Map<string, string>) => of.get(item) ?? '0';
    const isOurs = compare(of(was!), of(ours!)) !== 0;
    return isOurs && compare(of(ours!), of(wanted!)) !== 0 ? [{ item, ours: of(ours!), asked: of(wanted!) }] : [];
  });
}

/** The mail's lines, but for these items the lines as they stand in the sales system. */
export const keepingOurs = (
  both: readonly BothChanged[],
  now: readonly InquiryLine[],
  asked: readonly InquiryLine[],
): InquiryLine[] => {
  const items = new Set<string | null>(both.map(({ item }) => item));
  return [...asked.filter(({ item }) => !items.has(item)), ...now.filter(({ item }) => items.has(item))];
};

export const bothSentence = (both: readonly BothChanged[]): string =>
  both
    .map(
      ({ item, ours, asked }) =>
        `${item}: ${ours} since it was changed in the sales system, ${asked} after the customer's mail.`,
    )
    .join(' ');

function quantities(lines: readonly Line[]): Map<string, string> {
  const all = new Map<string, string>();
  for (const { item, quantity } of lines)
    if (item !== null && quantity !== null) all.set(item, sum([all.get(item) ?? '0', quantity]));
  return all;
}

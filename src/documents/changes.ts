/** What a revision changed, as the customer reads it: "GLV-NIT-09 Nitrile work gloves: 10 pair → 12 pair". */
import { difference } from '../domain/difference.ts';
import type { Address } from '../domain/schema.ts';
import type { DocumentLine, SalesDocument } from '../domain/sales.ts';
import { fill, type Texts, unitName } from './catalogue.ts';
import type { Locale } from './locale.ts';

/** A mail is read on a telephone; the PDF has them all. */
const mostChanges = 20;

/** What follows from another change, and what the customer has no part in, is left out: a line's total, its description, the status. */
export function changesSince(before: SalesDocument, now: SalesDocument, texts: Texts, locale: Locale): string[] {
  const { sheet, mail } = texts;
  const amount = ({ quantity, unit }: DocumentLine) => `${locale.quantity(quantity)} ${unitName(unit, texts)}`;
  const name = ({ item, description }: DocumentLine) => `${item} ${description}`;
  const whole = (line: DocumentLine) => `${amount(line)} ${name(line)}`;
  const turned = (what: string, from: string | null, to: string | null) => `${what}: ${from ?? '–'} → ${to ?? '–'}`;
  const each = (write: (value: string) => string, values: readonly (string | null)[]) =>
    values.map((value) => (value === null ? null : write(value)));

  const told = difference(before, now).flatMap(({ field, before: from, now: to }): string[] => {
    const [, at, part] = /^lines\/(\d+)(?:\/(\w+))?$/.exec(field) ?? [];
    if (at !== undefined && part === undefined) {
      if (from === null) return [fill(mail.added, { line: whole(now.lines[Number(at)]!) })];
      return [fill(mail.removed, { line: whole(before.lines[Number(at)]!) })];
    }
    const write = { unitPrice: locale.price, discountPercent: locale.percent, quantity: locale.quantity };
    const shown = (key: keyof typeof write, what: string) => {
      const [old, fresh] = each(write[key], [from, to]);
      return turned(what, old!, fresh!);
    };
    if (at !== undefined) {
      const line = now.lines[Number(at)]!;
      if (part === 'quantity') return [shown('quantity', `${name(line)} (${unitName(line.unit, texts)})`)];
      if (part === 'unit') return [turned(name(line), unitName(from ?? '', texts), unitName(to ?? '', texts))];
      if (part === 'unitPrice') return [shown('unitPrice', `${name(line)}, ${sheet.unitPrice}`)];
      return part === 'discountPercent' ? [shown('discountPercent', `${name(line)}, ${sheet.discount}`)] : [];
    }
    if (field === 'requestedDate') {
      const [old, fresh] = each(locale.day, [from, to]);
      return [turned(sheet.requestedDate, old!, fresh!)];
    }
    if (field === 'shipTo') return [`${sheet.shipTo}: ${addressOf(now.shipTo, locale) ?? '–'}`];
    if (field === 'discountPercent') return [shown('discountPercent', sheet.discount)];
    if (field === 'total') return [turned(sheet.total, locale.money(before.total), locale.money(now.total))];
    return [];
  });
  const more = told.length - mostChanges;
  return more > 0 ? [...told.slice(0, mostChanges), '…'] : told;
}

const addressOf = (address: Address | null, locale: Locale): string | null =>
  address &&
  Object.entries(address)
    .flatMap(([part, value]) => (value ? [part === 'country' ? locale.country(value) : value] : []))
    .join(', ');

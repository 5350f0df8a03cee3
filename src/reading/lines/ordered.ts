/** What a purchase order says of its lines, beside item and quantity: to be compared with the quote, and for nothing else. */
import type { OrderedLine } from '../../domain/reading.ts';
import type { CatalogueIndex } from '../items/catalogue-index.ts';
import { digits } from '../numbers.ts';
import { readLine } from '../sureness.ts';
import type { Wanted } from './wanted.ts';

/** Beside a currency, or with two digits after a sign, as money is written. */
const money =
  /(?:[€$£]|\b[A-Z]{3})\s?(\d[\d.,'\u00a0\u202f]*)|(\d[\d.,'\u00a0\u202f]*)\s?(?:[€$£]|(?:zł|kr|[A-Z]{3})\b)|(?<![\d.,])(\d[\d.,'\u00a0\u202f]*[.,]\d{2})(?![\d.,]*\d)/g;

/** Lines that say how many, or stand in a list: naming the goods alone orders nothing else than the quote. */
export const orderedLines = (
  wanted: readonly Wanted[],
  thousands: ',' | '.',
  index: CatalogueIndex,
  sureLine: number,
): OrderedLine[] =>
  wanted
    .filter(({ quantity, search, listed }) => quantity !== null && (listed || search.status !== 'unknown'))
    .map((line, i) => ({
      ...readLine(line, `l${i + 1}`, index, sureLine),
      listed: line.listed,
      amounts: amountsIn(line, thousands),
    }));

function amountsIn({ cells, evidence, text }: Wanted, thousands: ',' | '.'): string[] {
  const places = cells ?? [{ text: evidence[0]?.quote ?? text, isMoney: false }];
  const written = places.flatMap((place) =>
    place.isMoney && /^\d[\d.,'\s]*$/.test(place.text)
      ? [place.text]
      : [...place.text.matchAll(money)].map(([, before, after, alone]) => before ?? after ?? alone ?? ''),
  );
  const values = written.flatMap((number) => digits(number.replace(/[.,\s]+$/, ''), thousands)?.value ?? []);
  return [...new Set(values.map((value) => String(Number(value.toFixed(6)))))];
}

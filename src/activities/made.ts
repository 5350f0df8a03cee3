import { digitsOf, minorUnits } from '../domain/money.ts';
import type { DocumentMade } from '../domain/progress.ts';
import { differenceTold } from '../domain/difference.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Company } from '../domain/settings.ts';

/** A document as the workflow takes it in: small, with the sentences for the timeline; `before`: what it is compared with there. */
export function made(document: SalesDocument, company: Company, before: SalesDocument | null = null): DocumentMade {
  const { kind, number, revision, hash, total, currency, validUntil, lines } = document;
  const words = kind === 'quote' ? `Quote ${number}` : `Order ${number}`;
  const revised = revision > 1 ? `, revision ${revision}` : '';
  return {
    ref: { number, revision, hash, total, currency, validUntil, file: null },
    summary: [
      `${words}${revised}: ${lines.length} line${lines.length === 1 ? '' : 's'}, ${total} ${currency}.`,
      before ? differenceTold(before, document) : '',
    ]
      .join(' ')
      .trim(),
    endsAt: validUntil ? endOfDay(validUntil, company.timeZone) : null,
    amountMinor: minorUnits(total, digitsOf(currency)),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once a time zone: making one takes a millisecond. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric' },
    ...{ month: two, day: two, hour: two, minute: two, second: two },
  });
  formats.set(timeZone, format);
  return format;
}

/** The instant after the last moment of a calendar day in a time zone. */
export function endOfDay(day: string, timeZone: string): string {
  const next = Date.parse(`${day}T00:00:00Z`) + 86_400_000;
  const wall = (at: number): number => {
    const parts = formatOf(timeZone).formatToParts(at);
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '00';
    return Date.parse(`${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`);
  };
  // Two rounds: the offset at the first guess may be the other side of a change to or from summer time.
  const guess = next - (wall(next) - next);
  return new Date(guess - (wall(guess) - next)).toISOString();
}

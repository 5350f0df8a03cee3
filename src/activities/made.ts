import { digitsOf, minorUnits } from '../domain/money.ts';
import type { DocumentMade } from '../domain/progress.ts';
import { endOfLastDay } from '../domain/last-day.ts';
import { differenceTold } from '../domain/difference.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Company } from '../domain/settings.ts';

/** A document as the workflow takes it in: small, with the sentences for the timeline; `before`: what it is compared with there. */
export function made(document: SalesDocument, company: Company, before: SalesDocument | null = null): DocumentMade {
  const { kind, number, revision, hash, total, currency, validUntil, lines, account } = document;
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
    endsAt: validUntil ? endOfLastDay(validUntil, account.address.country, company.timeZone) : null,
    amountMinor: minorUnits(total, digitsOf(currency)),
  };
}

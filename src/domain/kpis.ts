/** What the machine did in a period, counted from one small fact per inquiry that holds no personal data and outlives it. */
import type { Outcome } from './inquiry.ts';
import { digitsOf, round, sum } from './money.ts';
import { percentile } from './percentile.ts';

/** Instants are ISO 8601 in UTC. */
export interface Fact {
  inquiry: string;
  mailbox: string;
  /** Customers' mails by when they came in, ours by when they left; what robots sent is not counted. */
  mailsIn: string[];
  mailsOut: string[];
  /** When it was first made, and what its newest revision comes to. */
  quote: { at: string; total: string; currency: string } | null;
  order: { at: string; total: string; currency: string } | null;
  /** When each draft was made; `edits`: how often a person changed one. */
  drafts: string[];
  edits: number;
  /** Reviews that a person answered: when, and after how many seconds. */
  reviews: { at: string; seconds: number }[];
  ended: { at: string; outcome: Outcome } | null;
}

export interface Period {
  /** Calendar days of the time zone, YYYY-MM-DD, both counted. */
  from: string;
  to: string;
  timeZone: string;
}

export interface Minutes {
  minutesPerMail: number;
  minutesPerQuote: number;
}

const counted = ['inquiries', 'mailsIn', 'mailsOut', 'quotes', 'orders'] as const;
type Counts = Record<(typeof counted)[number], number>;
const nothing = (): Counts => ({ inquiries: 0, mailsIn: 0, mailsOut: 0, quotes: 0, orders: 0 });

type Amounts = Record<string, string>;
const plus = (amounts: Amounts, { total, currency }: { total: string; currency: string }): void => {
  amounts[currency] = round(sum([amounts[currency] ?? '0', total]), digitsOf(currency));
};

/** The rule that time saved is computed by, as the answer gives it. */
export const timeSavedFormula = 'minutesPerMail × (mailsIn + mailsOut) + minutesPerQuote × quotes';

/**
 * Takes facts one by one, so that a year of them needs no memory. Each event counts on the day of its own instant; an inquiry on
 * the day of its first mail, edits on the day of the inquiry's first draft, and whether a quote became an order on the quote's.
 */
export function countKpis({ from, to, timeZone }: Period) {
  const days = new Map(daysBetween(from, to).map((day) => [day, nothing()]));
  const dayOf = dayIn(timeZone);
  const quoteAmounts: Amounts = {};
  const orderAmounts: Amounts = {};
  const outcomes: Partial<Record<Outcome, number>> = {};
  const firstAnswers: number[] = [];
  const waits: number[] = [];
  let [drafts, edits, ordered] = [0, 0, 0];

  const within = (at: string): Counts | undefined => days.get(dayOf(at));
  const count = (what: keyof Counts, at: string): boolean => {
    const day = within(at);
    if (day) day[what] += 1;
    return day !== undefined;
  };

  const add = ({ mailsIn, mailsOut, quote, order, ...fact }: Fact): void => {
    const [firstIn] = mailsIn;
    const [answered] = mailsOut;
    // Where ours was the first, such as a closing mail, the customer's is an answer and no inquiry.
    const asked = firstIn !== undefined && answered !== undefined && answered < firstIn ? undefined : firstIn;
    if (asked !== undefined) count('inquiries', asked);
    mailsIn.forEach((at) => count('mailsIn', at));
    mailsOut.forEach((at) => count('mailsOut', at));
    if (asked !== undefined && answered !== undefined && within(answered))
      firstAnswers.push(secondsBetween(asked, answered));
    if (quote && count('quotes', quote.at)) {
      plus(quoteAmounts, quote);
      if (order) ordered += 1;
    }
    if (order && count('orders', order.at)) plus(orderAmounts, order);
    drafts += fact.drafts.filter(within).length;
    if (fact.drafts[0] !== undefined && within(fact.drafts[0])) edits += fact.edits;
    waits.push(...fact.reviews.filter(({ at }) => within(at)).map(({ seconds }) => seconds));
    const { ended } = fact;
    if (ended && within(ended.at)) outcomes[ended.outcome] = (outcomes[ended.outcome] ?? 0) + 1;
  };

  const result = (minutes: Minutes) => {
    const total = nothing();
    for (const day of days.values()) for (const what of counted) total[what] += day[what];
    return {
      counts: total,
      outcomes,
      amounts: { quotes: quoteAmounts, orders: orderAmounts },
      conversion: { quotes: total.quotes, ordered, rate: ratio(ordered, total.quotes) },
      firstAnswer: spread(firstAnswers),
      drafts: { drafts, edits, editsPerDraft: ratio(edits, drafts) },
      reviews: spread(waits),
      timeSaved: timeSaved(total, minutes),
      days: [...days].map(([day, counts]) => ({ day, ...counts })),
    };
  };

  return { add, result };
}

function timeSaved({ mailsIn, mailsOut, quotes }: Counts, { minutesPerMail, minutesPerQuote }: Minutes) {
  const minutes = minutesPerMail * (mailsIn + mailsOut) + minutesPerQuote * quotes;
  return {
    minutes: Math.round(minutes * 100) / 100,
    formula: timeSavedFormula,
    inputs: { minutesPerMail, minutesPerQuote, mailsIn, mailsOut, quotes },
  };
}

const spread = (seconds: number[]) => ({
  count: seconds.length,
  medianSeconds: percentile(seconds, 50),
  p90Seconds: percentile(seconds, 90),
});

/** Four digits; null where there is nothing to compare with. */
const ratio = (part: number, whole: number): string | null =>
  whole === 0 ? null : round((part / whole).toFixed(8), 4);

/** A clock may be set back between two mails. */
export const secondsBetween = (from: string, to: string): number =>
  Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));

/** The calendar day of an instant in a time zone. Making the format takes a millisecond, using it a thousandth. */
function dayIn(timeZone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => format.format(Date.parse(at));
}

/** YYYY-MM-DD, both ends counted; none where `to` is before `from`. */
export function daysBetween(from: string, to: string): string[] {
  const last = Date.parse(to);
  const days: string[] = [];
  for (let at = Date.parse(from); at <= last; at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

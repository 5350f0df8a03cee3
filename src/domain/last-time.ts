/** "The same as last time": which of the customer's own documents is meant, and the lines it gives. Pure. */
import { quotedLine } from './document-lines.ts';
import type { InquiryLine } from './inquiry.ts';
import type { Read, SameAs } from './reading.ts';
import type { SalesDocument } from './sales.ts';

type Meant = Pick<SalesDocument, 'kind' | 'number' | 'reference' | 'status' | 'inquiry'>;

const same = (a: string | null, b: string): boolean => a !== null && bare(a) === bare(b);
const bare = (text: string): string => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * By its number, or the customer's own reference for it; else the last order, or the last quote where a quote is spoken of or
 * nothing was ordered yet. `documents` are the account's, newest first; those of this inquiry are not "last time".
 */
export function documentMeant<T extends Meant>(documents: readonly T[], meant: SameAs, inquiry: string): T | null {
  const others = documents.filter((document) => document.inquiry !== inquiry && document.status !== 'cancelled');
  const { number } = meant;
  if (number !== null) {
    return (
      others.find((document) => same(document.number, number)) ??
      others.find((document) => document.kind === (meant.kind ?? 'order') && same(document.reference, number)) ??
      others.find((document) => same(document.reference, number)) ??
      null
    );
  }
  const newest = (kind: SalesDocument['kind']) => others.find((document) => document.kind === kind) ?? null;
  return meant.kind === 'quote' ? newest('quote') : (newest('order') ?? newest('quote'));
}

/** What else may have been meant, newest first; a quote that became an order is that order. */
export const othersMeant = <T extends Meant>(documents: readonly T[], chosen: T | null, inquiry: string): T[] =>
  documents
    .filter(
      (document) =>
        document.number !== chosen?.number &&
        document.inquiry !== inquiry &&
        (document.status === 'open' || document.kind === 'order') &&
        document.status !== 'cancelled',
    )
    .slice(0, 4);

/** "order O-000123 of 3 November 2026" */
export const nameOf = ({ kind, number, createdAt }: Pick<SalesDocument, 'kind' | 'number' | 'createdAt'>): string =>
  `${kind} ${number} of ${new Date(createdAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })}`;

/** The document's lines as this inquiry's: with the customer's words as evidence, and never sure before a person said so. */
export const linesBefore = (document: SalesDocument, { evidence }: Read<SameAs>): InquiryLine[] =>
  document.lines.map((line, at) => ({
    ...quotedLine(line),
    id: `l${at + 1}`,
    text: evidence[0]?.quote ?? '',
    sure: false,
    confidence: 0.6,
    reason: `As ${nameOf(document)}.`,
    evidence,
    before: document.number,
    unitPrice: null,
    total: null,
  }));

/** A person said that it is this document: its lines are sure, whatever was added to them is as sure as it was read. */
export const confirmedBefore = (line: InquiryLine): InquiryLine =>
  line.before === undefined || line.sure
    ? line
    : { ...line, sure: true, confidence: 1, reason: `${line.reason} Confirmed by a person.` };

const amount = ({ quantity, unit, item, text }: InquiryLine): string =>
  item === null ? `“${text.slice(0, 60)}”` : [quantity, unit, item].filter((part) => part !== null).join(' ');

const most = 8;
const listed = (words: string[]): string =>
  words.length > most ? `${words.slice(0, most).join(', ')} and ${words.length - most} more` : words.join(', ');

/** What the words are taken to mean, and what differs from it: a person reads this before it is quoted. */
export function beforeInWords(document: SalesDocument, words: string, lines: readonly InquiryLine[]): string {
  const was = document.lines;
  const left = [...lines];
  const kept = was.map((line) => {
    const at = left.findIndex(({ item }) => item === line.item);
    return { line, now: at >= 0 ? left.splice(at, 1)[0] : undefined };
  });
  const changed = kept.filter(({ line, now }) => now && now.quantity !== line.quantity);
  const removed = kept.filter(({ now }) => !now);
  const say = (label: string, parts: string[]) => (parts.length > 0 ? ` ${label}: ${listed(parts)}.` : '');
  return [
    `“${words.slice(0, 80)}” is taken as ${nameOf(document)}:`,
    ` ${listed(was.map((line) => `${line.quantity} ${line.unit} ${line.item}`))}.`,
    say(
      'Otherwise',
      changed.map(({ line, now }) => `${now!.quantity} instead of ${line.quantity} ${line.item}`),
    ),
    say('Added', left.map(amount)),
    say(
      'Left out',
      removed.map(({ line }) => line.item),
    ),
    changed.length + removed.length + left.length === 0 ? ' Nothing differs.' : '',
  ].join('');
}

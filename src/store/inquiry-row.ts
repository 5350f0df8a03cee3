/** An inquiry as MongoDB holds it: the summary itself, and what it is sorted and searched by. */
import type { IndexDefinition, IndexOptions, SchemaDefinition } from 'mongoose';
import type { InquirySummary } from '../domain/inquiry.ts';
import { Plain } from './model.ts';
import { wordsOf } from './words.ts';

export type InquiryRow = Omit<InquirySummary, 'id'> & {
  _id: string;
  draftId: string | null;
  /** Where it stands in lists: `1` with attention, else `0`, then the ULID, which grows with time. */
  place: string;
  words: string[];
  /** Not yet in the KPIs' facts as it stands; see kpis.ts. */
  uncounted?: true;
};

export const placeOf = (attention: boolean, id: string): string => `${attention ? 1 : 0}${id}`;

/** Timestamps stay the strings that were published: ISO 8601 in UTC sorts as text. */
export const inquiryFields: SchemaDefinition = {
  _id: String,
  subject: String,
  mailbox: String,
  language: String,
  createdAt: String,
  updatedAt: String,
  version: Number,
  status: String,
  attention: Boolean,
  outcome: String,
  assignee: Plain,
  snoozedUntil: String,
  follows: String,
  linked: [Plain],
  review: Plain,
  customer: Plain,
  quote: Plain,
  order: Plain,
  policy: Plain,
  lines: [Plain],
  lineCount: Number,
  draft: Plain,
  draftId: String,
  place: String,
  words: [String],
  uncounted: Boolean,
};

export const inquiryIndexes: [IndexDefinition, IndexOptions?][] = [
  [{ place: -1 }],
  [{ status: 1, place: -1 }],
  [{ 'customer.account': 1, place: -1 }],
  [{ 'assignee.id': 1, place: -1 }],
  [{ mailbox: 1, place: -1 }],
  [{ words: 1 }],
  [{ uncounted: 1 }, { partialFilterExpression: { uncounted: true }, name: 'not counted yet' }],
  [{ follows: 1 }, { partialFilterExpression: { follows: { $type: 'string' } }, name: 'followers' }],
  [
    { attention: 1, mailbox: 1, status: 1, 'review.kind': 1, 'review.since': 1, updatedAt: 1 },
    { partialFilterExpression: { attention: true }, name: 'needs attention' },
  ],
];

export function rowOf({ id, ...summary }: InquirySummary, draftId: string | null): InquiryRow {
  const { subject, customer, quote, order } = summary;
  const words = wordsOf([quote?.number, order?.number, customer?.name, customer?.email, customer?.account, subject]);
  return { ...summary, _id: id, draftId, place: placeOf(summary.attention, id), words, uncounted: true };
}

export function summaryOf({
  _id,
  draftId: _draftId,
  place: _place,
  words: _words,
  uncounted: _uncounted,
  ...summary
}: InquiryRow): InquirySummary {
  // Written before inquiries could be snoozed: the row has no such field.
  return { id: _id, ...summary, snoozedUntil: summary.snoozedUntil ?? null };
}

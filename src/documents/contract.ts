/** What documents can make. `createDocuments` (index.ts) gives one of these. */
import type { Mailbox } from '../domain/mail.ts';
import type { AskedPoint } from '../domain/questions.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Company } from '../domain/settings.ts';
import type { PriceTier } from '../domain/tiers.ts';

export const replyKinds = ['quote', 'order', 'answer', 'question', 'offer', 'closing', 'reminder'] as const;
export type ReplyKind = (typeof replyKinds)[number];

/**
 * `changed`: what differs from the document the customer was sent before. `left-out`: lines of the customer's that are not
 * quoted, in the customer's words. `later`: lines that are not delivered at once. `date-passed`: a wished day (YYYY-MM-DD)
 * that is over.
 */
export type Remark =
  | { code: 'changed'; before: SalesDocument }
  | { code: 'left-out'; words: string[] }
  | { code: 'later'; lines: LaterLine[] }
  | { code: 'date-passed'; day: string }
  /** The next price is near: never more than said, never done by itself. */
  | { code: 'next-price'; price: NextPrice };

/** What other quantities of a line cost; the first tier is the line itself. */
export interface Ladder {
  item: string;
  tiers: PriceTier[];
}

/** A quantity a little above a line's, from which each costs less. */
export interface NextPrice {
  description: string;
  unit: string;
  more: string;
  quantity: string;
  total: string;
  /** The line's total as it is. */
  now: string;
}

/** A line of which not all is delivered at once: `now` of it where the customer chose so, the rest `on` that day, where one is known. */
export interface LaterLine {
  description: string;
  now: string | null;
  on: string | null;
}

export interface ReplyInput {
  kind: ReplyKind;
  language: string;
  company: Company;
  /** The person written to, as the greeting names them; null: a neutral greeting. */
  greet: string | null;
  /** The quote or order spoken of; of closing words, a quote that no longer holds. Null where none is spoken of. */
  document: SalesDocument | null;
  /** What the customer wrote, for an answer. */
  question: string | null;
  /** What a question or an offer asks, point by point. */
  points?: AskedPoint[];
  /** Of the document's lines; others are left out. */
  ladders?: readonly Ladder[];
  /** Points the mail must state, each worded by the templates in `language`. */
  remarks: Remark[];
  /** Subject of the mail answered (of a reminder: of ours), and that mail's date, sender and text for the quoted history below. */
  answered: { subject: string; date: string | null; from: Mailbox | null; text: string } | null;
}

export interface Reply {
  subject: string;
  /** A body without <html>: what the reviewer edits and the customer gets. */
  html: string;
  text: string;
}

/** A mail as a person has it now and as we made it. */
export interface StatementCheck {
  now: Wording;
  ours: Wording;
  document: SalesDocument;
  language: string;
  company: Company;
}
export interface Wording {
  subject: string;
  html: string;
}

export interface Documents {
  /** HTML of the quote or order as it is printed. Pure. */
  html(document: SalesDocument, company: Company, ladders?: readonly Ladder[]): string;
  /** PDF of that HTML; `options` serve HTML that names no title or language itself. Deterministic but for its dates. Throws Failure `Unavailable` when no Chromium can be had. */
  pdf(html: string, options: { title: string; language: string }): Promise<Buffer>;
  reply(input: ReplyInput): Reply;
  /** What a person's words in a mail contradict of the document it goes with, in English sentences. Pure. */
  statementWarnings(check: StatementCheck): string[];
  close(): Promise<void>;
}

/** A mail as MongoDB holds it: fields, indexes, and the way back to the domain's `Mail`. */
import type { IndexDefinition, IndexOptions, SchemaDefinition } from 'mongoose';
import type { Mail } from '../domain/mail.ts';
import { Plain } from './model.ts';

export type MailRow = Omit<Mail, 'id' | 'date' | 'receivedAt'> & {
  _id: string;
  date: Date | null;
  receivedAt: Date;
  /** Id of the raw message among the files; null of one that has not left yet. */
  raw: string | null;
  rawHash: string;
  contentHash?: string;
  /** Keys of which each belongs to one row. */
  once?: string[];
  /** Beyond the daily limit: whether its sender was known when it came; absent otherwise. */
  waits?: 'known' | 'unknown';
  /** Whose the mail's files are. */
  owner: string;
  /** Inquiries that were split off the mail's own and work on it too. */
  sharedWith?: string[];
  /** True from the assignment to an inquiry until it is routed there; absent otherwise. */
  unrouted?: true;
};

export const mailFields: SchemaDefinition = {
  _id: String,
  direction: String,
  mailbox: String,
  disposition: String,
  reason: String,
  inquiry: String,
  messageId: String,
  inReplyTo: String,
  references: [String],
  from: Plain,
  replyTo: { type: [Plain], default: undefined },
  sender: Plain,
  to: [Plain],
  cc: [Plain],
  subject: String,
  date: Date,
  receivedAt: Date,
  text: String,
  attachments: [Plain],
  bytes: Number,
  sending: String,
  raw: String,
  rawHash: String,
  contentHash: String,
  // Absent, not empty, where there are none: the unique index takes an empty list for a key.
  once: { type: [String], default: undefined },
  waits: String,
  owner: String,
  sharedWith: { type: [String], default: undefined },
  unrouted: Boolean,
};

/** Lists go newest first by `_id`, a ULID; one index per filter. */
export const mailIndexes: [IndexDefinition, IndexOptions?][] = [
  [
    { mailbox: 1, rawHash: 1 },
    { unique: true, partialFilterExpression: { direction: 'in' }, name: 'received once' },
  ],
  [{ once: 1 }, { unique: true, partialFilterExpression: { once: { $exists: true } }, name: 'worked on once' }],
  [
    { direction: 1, messageId: 1 },
    { unique: true, partialFilterExpression: { direction: 'out' }, name: 'sent once' },
  ],
  [{ messageId: 1 }],
  [{ contentHash: 1, receivedAt: 1 }],
  [{ inquiry: 1, _id: -1 }],
  [{ disposition: 1, _id: -1 }],
  [{ direction: 1, _id: -1 }],
  [{ mailbox: 1, _id: -1 }],
  [
    { mailbox: 1, waits: 1, _id: 1 },
    { partialFilterExpression: { waits: { $exists: true } }, name: 'waiting' },
  ],
  [{ receivedAt: 1 }, { partialFilterExpression: { unrouted: true }, name: 'unrouted' }],
];

export function mailOf(row: MailRow): Mail {
  const { _id, date, receivedAt, ...rest } = row;
  return { ...shown(rest), id: _id, date: date && date.toISOString(), receivedAt: receivedAt.toISOString() };
}

/** Without what only the store needs. */
const shown = ({
  raw: _raw,
  rawHash: _rawHash,
  contentHash: _contentHash,
  once: _once,
  waits: _waits,
  owner: _owner,
  sharedWith: _sharedWith,
  unrouted: _unrouted,
  ...mail
}: Omit<MailRow, '_id' | 'date' | 'receivedAt'>) => mail;

/** A hostile mail must not outgrow a document's 16 MiB: the row is cut, the raw message is whole. */
const limits = { text: 1_000_000, subject: 2_000, references: 200, mailboxes: 1_000 };

type Parts = Pick<
  Mail,
  | 'mailbox'
  | 'messageId'
  | 'inReplyTo'
  | 'references'
  | 'from'
  | 'replyTo'
  | 'sender'
  | 'to'
  | 'cc'
  | 'subject'
  | 'text'
>;

/**
 * What every row takes of a mail, with its long parts cut; whatever else the caller's object holds is left. The newest
 * references are kept: the last one is the mail answered (RFC 5322 §3.6.4).
 */
export const partsOf = (mail: Parts): Parts => ({
  mailbox: mail.mailbox,
  messageId: mail.messageId,
  inReplyTo: mail.inReplyTo,
  from: mail.from,
  ...(mail.replyTo?.length ? { replyTo: mail.replyTo.slice(0, 20) } : {}),
  ...(mail.sender ? { sender: mail.sender } : {}),
  text: mail.text.slice(0, limits.text),
  subject: mail.subject.slice(0, limits.subject),
  references: mail.references.slice(-limits.references),
  to: mail.to.slice(0, limits.mailboxes),
  cc: mail.cc.slice(0, limits.mailboxes),
});

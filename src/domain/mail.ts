/** One message, in or out, as stored: what lists and pages show. The raw MIME is a file of its own. */
import Type, { type Static } from 'typebox';
import { Nullable, OneOf, Timestamp, Ulid } from './schema.ts';

export const dispositions = [
  'inquiry',
  'continues',
  'auto-reply',
  'bounce',
  'newsletter',
  'spam',
  'other',
  'duplicate',
  'own',
  'unreadable',
  'over-limit',
] as const;
/** Why a mail was, or was not, made part of an inquiry. */
export type Disposition = (typeof dispositions)[number];

/** A mailbox as headers name it. `address` is lower case. */
export const Mailbox = Type.Object({ name: Type.String(), address: Type.String() });
export type Mailbox = Static<typeof Mailbox>;

export const Attachment = Type.Object({
  file: Type.String({ description: 'id for /v1/files' }),
  name: Type.String(),
  type: Type.String({ description: 'media type as declared' }),
  bytes: Type.Integer(),
  sha256: Type.String(),
  inline: Type.Optional(Type.Boolean()),
});
export type Attachment = Static<typeof Attachment>;

export const Mail = Type.Object(
  {
    id: Ulid,
    direction: OneOf(['in', 'out']),
    /** Where the mail came in or left from. */
    mailbox: Type.String(),
    /** null for outgoing mails. */
    disposition: Nullable(OneOf(dispositions)),
    /** Why it has this disposition, in words. */
    reason: Nullable(Type.String()),
    inquiry: Nullable(Ulid),
    messageId: Nullable(Type.String()),
    inReplyTo: Nullable(Type.String()),
    references: Type.Array(Type.String()),
    from: Nullable(Mailbox),
    /** Where answers are asked to go, and who sent it, where the mail names others than `from`. */
    replyTo: Type.Optional(Type.Array(Mailbox)),
    sender: Type.Optional(Nullable(Mailbox)),
    to: Type.Array(Mailbox),
    cc: Type.Array(Mailbox),
    subject: Type.String(),
    date: Nullable(Timestamp),
    receivedAt: Timestamp,
    /** The text a person would read; empty where there is none. */
    text: Type.String(),
    attachments: Type.Array(Attachment),
    bytes: Type.Integer(),
    /** Outgoing only: how the sending went. `shadow`: it would have been sent, and was not. */
    sending: Nullable(OneOf(['waiting', 'sending', 'sent', 'unclear', 'failed', 'shadow'])),
  },
  { $id: 'Mail' },
);
export type Mail = Static<typeof Mail>;

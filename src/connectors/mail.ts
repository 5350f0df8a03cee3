/** The mail port: what every mailbox system must be able to do for us. */
import type { Mailbox } from '../domain/mail.ts';

export interface OutgoingMail {
  /** Ours, with angle brackets; decided by us so that an unclear send can be looked up. */
  messageId: string;
  from: Mailbox;
  /** Bare addresses, validated before they come here. */
  to: string[];
  cc: string[];
  subject: string;
  html: string;
  text: string;
  inReplyTo: string | null;
  references: string[];
  attachments: { name: string; type: string; content: Buffer }[];
}

export interface SentMail {
  messageId: string;
  /** ISO instant. */
  at: string;
  /** The message as it left. */
  raw: Buffer;
}

export interface MailPort {
  /** The message as `send` would let it leave, made at this time; nothing leaves. Throws Failure `WrongRecipients`, `ConnectorRefused`. */
  compose(mail: OutgoingMail, at: Date): Promise<Buffer>;
  /**
   * Hands one mail over for delivery. Safe to repeat only after `findSent` said no.
   * Throws Failure `ConnectorAway` (nothing happened), `SendUnclear` (may have left), `ConnectorRefused`.
   */
  send(mail: OutgoingMail): Promise<SentMail>;
  /** The mail with this Message-ID if it left, null if it certainly did not. */
  findSent(messageId: string): Promise<SentMail | null>;
}

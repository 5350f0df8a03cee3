/** What reading offers. `createReading` (index.ts) gives one of these; the work is done in worker threads, with limits. */
import type { Mailbox } from '../domain/mail.ts';
import type { CatalogueChange, CatalogueSource, Reading, ReadingContext } from '../domain/reading.ts';

/** A raw message taken apart: what intake needs to store, dispose and thread it. */
export interface ParsedMail {
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  from: Mailbox | null;
  /** Sender, where it differs from From. */
  sender: Mailbox | null;
  replyTo: Mailbox[];
  to: Mailbox[];
  cc: Mailbox[];
  subject: string;
  /** ISO instant of the Date header, or null where it is missing or nonsense. */
  date: string | null;
  text: string;
  html: string | null;
  attachments: { name: string; type: string; content: Buffer; inline: boolean; part: string }[];
  /** What the headers alone say: a robot's mail is never answered (RFC 3834, RFC 3464, List-*). */
  automatic: 'auto-reply' | 'bounce' | 'newsletter' | 'spam' | null;
  /** Why, in words. */
  automaticReason: string | null;
  /** Of a bounce: the Message-ID of the mail that it is about, where it says so. */
  returned: string | null;
}

export interface ReadingService {
  /** Throws Failure `NotAMail` where the bytes are no message (no header at all), `TooLarge` over the limits. */
  parse(raw: Buffer): Promise<ParsedMail>;
  /** Reads one mail against the catalogue given last. `mail` goes into the evidence. Throws `NotAMail`, `Unavailable` (no catalogue yet). */
  read(mail: string, raw: Buffer, context: ReadingContext): Promise<Reading>;
  /** Replaces the catalogue in every worker; a mail being read meanwhile is finished with the old one. */
  useCatalogue(version: string, catalogue: CatalogueSource): Promise<void>;
  /**
   * Brings every worker's catalogue up to this version by its changed items, without building its index again. False, and
   * nothing is done, where there is none yet or so much of it has changed that the whole should be given.
   */
  changeCatalogue(version: string, change: CatalogueChange): Promise<boolean>;
  catalogueVersion(): string | null;
  close(): Promise<void>;
}

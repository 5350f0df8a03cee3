/** What the rest of the house may ask of the store. `connectStore` (index.ts) gives one of these. */
import type { Readable } from 'node:stream';
import type { SentMail } from '../connectors/mail.ts';
import type { Draft } from '../domain/draft.ts';
import type { InquiryHead, InquiryLine, InquirySummary, Step } from '../domain/inquiry.ts';
import type { Disposition, Mail } from '../domain/mail.ts';
import type { DocumentShown } from '../domain/overtaken.ts';
import type { Asked } from '../domain/questions.ts';
import type { Reading } from '../domain/reading.ts';
import type { Policy } from '../domain/policy.ts';
import type { Company, CompanyChange } from '../domain/settings.ts';
import type { Running } from '../domain/stop-all.ts';
import type { AliasPort } from './alias-port.ts';
import type { EndedPort, ErasurePort } from './ended-port.ts';
import type { KpiPort } from './kpi-port.ts';
import type { OutboxPort } from './outbox-port.ts';

export interface Page<T> {
  items: T[];
  /** Opaque cursor for `after`, or null at the end. */
  next: string | null;
}

export interface StoredFile {
  id: string;
  name: string;
  type: string;
  bytes: number;
  sha256: string;
  inquiry: string | null;
  /** Of a PDF that we printed: what it shows. */
  document: DocumentShown | null;
}

export type NewFile = Pick<StoredFile, 'name' | 'type' | 'inquiry'> & { content: Buffer; document?: DocumentShown };

export type Role = 'admin' | 'reviewer' | 'reader';
export interface StoredPerson {
  id: string;
  name: string;
  role: Role;
}

/** What is known of an incoming mail once its headers and parts were taken apart. */
export interface IncomingMail extends Omit<
  Mail,
  'id' | 'direction' | 'receivedAt' | 'inquiry' | 'sending' | 'attachments'
> {
  /** sha256 over sender, subject, text and attachments: the same content sent again has the same. */
  contentHash: string;
  /** sha256 of the raw bytes. */
  rawHash: string;
  attachments: { name: string; type: string; content: Buffer; inline?: boolean }[];
}

/** One of ours, as its row shows it. */
export type OwnMail = Pick<
  Mail,
  'mailbox' | 'inquiry' | 'from' | 'to' | 'cc' | 'subject' | 'text' | 'inReplyTo' | 'references'
> & { attachments: Mail['attachments'] };

/** What administrators had set at one time; `at` and `by` are null for the defaults. */
export interface SettingsVersion {
  policy: Policy;
  company: CompanyChange;
  at: string | null;
  by: string | null;
}

export interface InquiryFilter {
  attention?: boolean;
  status?: string;
  /** Whatever has not ended. */
  running?: boolean;
  createdBefore?: string;
  customer?: string;
  assignee?: string;
  mailbox?: string[];
  q?: string;
}

export type KeptDraft = Draft & {
  body: string;
  text: string;
  inquiry: string;
  inReplyTo: string | null;
  references: string[];
  document: DocumentShown | null;
  /** The day (YYYY-MM-DD) the customer wants it by, where it was ahead when this was drafted. */
  wished?: string | null;
  /** As we made it, before a person edited it. Drafts from before it was kept have none. */
  ours?: { subject: string; body: string; language: string; warnings: string[] };
  /** Of a question mail. */
  asked?: Asked | null;
};

export interface Store {
  /** Builds collections and indexes; safe to run again. */
  setUp(): Promise<void>;
  close(): Promise<void>;
  /** Rejects within 2 s when the database does not answer. */
  ping(): Promise<void>;

  files: {
    /** Stored once per content and inquiry: the same bytes again give the same id. */
    put(file: NewFile): Promise<StoredFile>;
    find(id: string): Promise<StoredFile | null>;
    open(id: string): Readable;
    read(id: string): Promise<Buffer>;
  };

  mails: {
    /**
     * Stores the raw message and its row with majority write. The row is the first with this raw hash and mailbox, or a new one.
     * `inquiry` is written on the row before any workflow starts; `routed` stays false until `markRouted`. Null, and no row:
     * another mail has one of the keys in `once`.
     */
    keep(
      mail: IncomingMail,
      raw: Buffer,
      routing: { inquiry: string | null; once?: string[]; waits?: 'known' | 'unknown' },
    ): Promise<{ mail: Mail; isNew: boolean } | null>;
    /** Keeps what left, or as `shadow` what would have; idempotent on Message-ID. */
    keepSent(sent: SentMail, mail: OwnMail, sending?: 'sent' | 'shadow'): Promise<Mail>;
    /** Shows a mail that could not be sent, or of which that is not known; once it leaves, `keepSent` gives the same row. */
    keepUnsent(how: { messageId: string; sending: 'failed' | 'unclear' }, mail: OwnMail): Promise<void>;
    find(id: string): Promise<Mail | null>;
    raw(id: string): Promise<Buffer | null>;
    /** The customer's newest mail in an inquiry, no robot's. */
    newestOf(inquiry: string): Promise<Mail | null>;
    whole(id: string): Promise<{ mail: Mail; raw: Buffer } | null>;
    byMessageIds(ids: string[]): Promise<Mail[]>;
    /** The first mail with this content that has the same Message-ID, or that came since then under any. */
    sameContent(mail: Pick<IncomingMail, 'messageId' | 'contentHash'>, since: Date): Promise<Mail | null>;
    /** Assigns a set-aside mail to an inquiry (POST /v1/mails/:id/open). Null if it already has one. */
    assign(id: string, inquiry: string, disposition: Disposition): Promise<Mail | null>;
    reassign(id: string, from: string, to: string): Promise<Mail | null>;
    /** Of both directions, oldest first. */
    idsOf(inquiry: string): Promise<string[]>;
    /** Another inquiry works on them too: when theirs is removed they go to that one. */
    share(ids: string[], inquiry: string): Promise<void>;
    /** Beyond the daily limit of its mailbox: known customers first, then oldest first; null: none waits. `answers`: of those that answer this Message-ID. */
    nextWaiting(mailbox: string, answers?: string): Promise<Mail | null>;
    mailboxesWaiting(): Promise<string[]>;
    markRouted(id: string): Promise<void>;
    /** Oldest first: rows with an inquiry that were stored at least `olderThanMs` ago and never routed. */
    unrouted(olderThanMs: number, limit: number): Promise<Mail[]>;
    list(
      filter: { disposition?: Disposition; direction?: 'in' | 'out'; inquiry?: string; mailbox?: string },
      page: { limit: number; after?: string },
    ): Promise<Page<Mail>>;
  };

  openings: {
    /** One of a day's places for new inquiries: false where `limit` of them are taken. Exact whoever else asks at the same time. */
    take(mailbox: string, day: string, limit: number): Promise<boolean>;
    giveBack(mailbox: string, day: string): Promise<void>;
  };

  readings: {
    keep(mail: string, reading: Reading): Promise<void>;
    find(mail: string): Promise<Reading | null>;
  };

  inquiries: {
    /** Puts a new inquiry into the lists. Where it is there already nothing changes, and it is given. */
    open(head: InquiryHead & { draftId: string | null }): Promise<InquirySummary | null>;
    /** Writes the read model unless a higher version is there already. Joins lines and draft for lists. */
    project(head: InquiryHead & { draftId: string | null }, news: Step[]): Promise<void>;
    find(id: string): Promise<(InquirySummary & { draftId: string | null }) | null>;
    timeline(id: string): Promise<Step[]>;
    /** These, and those that follow `id`; at most 50. */
    related(id: string, others: string[]): Promise<InquirySummary[]>;
    list(filter: InquiryFilter, page: { limit: number; after?: string }): Promise<Page<InquirySummary>>;
    /** How many these are, with what stopping them would leave open. */
    totals(filter: InquiryFilter): Promise<Running>;
    attention(mailboxes?: string[]): Promise<{ count: number; byKind: Record<string, number>; oldest: string | null }>;
    /** Removes inquiry, timeline, lines, drafts, mails and files, and leaves an audit line. */
    remove(id: string, by: string): Promise<void>;
    /** One summary per published view, on every instance, from a change stream; ends with the signal. */
    watch(signal: AbortSignal): AsyncIterable<InquirySummary>;
  };

  lines: {
    replace(inquiry: string, lines: InquiryLine[]): Promise<void>;
    of(inquiry: string): Promise<InquiryLine[]>;
  };

  drafts: {
    /** Immutable: a draft's id never has another content. The same id again changes nothing. */
    keep(draft: KeptDraft): Promise<void>;
    find(id: string): Promise<KeptDraft | null>;
  };

  outbox: OutboxPort;
  aliases: AliasPort;
  kpis: KpiPort;
  ended: EndedPort;
  erasure: ErasurePort;

  settings: {
    policy(): Promise<Policy>;
    /** The loaded company with what administrators changed of it. Throws `Unavailable` before one is loaded. */
    company(): Promise<Company>;
    setCompany(company: Company): Promise<void>;
    /** Adds a version; what is left out stays. `expected` is the version it was made against. Throws `VersionMismatch`. */
    change(
      change: { policy?: Policy; company?: CompanyChange },
      options: { expected: number; by: string },
    ): Promise<SettingsVersion>;
    /** Newest first; the defaults, version 1, have no row. */
    versions(limit: number): Promise<SettingsVersion[]>;
    /** One of them; null: there never was such a version. */
    version(version: number): Promise<SettingsVersion | null>;
  };

  people: {
    byToken(token: string): Promise<StoredPerson | null>;
    add(person: { name: string; role: Role }): Promise<StoredPerson>;
    /** Gives a new token for the person; only its sha256 is kept. `token` sets a known one (first admin, tests). Throws `NotFound`. */
    giveToken(person: string, token?: string): Promise<string>;
    admins(): Promise<StoredPerson[]>;
    /** Everybody, by name; an installation has tens of people, so there are no pages. */
    list(): Promise<StoredPerson[]>;
  };

  /** Facts an installation keeps for itself: which company folder was loaded, counters. */
  facts: {
    get(key: string): Promise<unknown>;
    set(key: string, value: unknown): Promise<void>;
  };
}

import type { OutgoingMail, SentMail } from '../connectors/mail.ts';
import { today } from '../domain/day.ts';
import { Failure } from '../domain/failures.ts';
import { endOfLastDay } from '../domain/last-day.ts';
import type { Mail } from '../domain/mail.ts';
import { overtaken } from '../domain/overtaken.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Company } from '../domain/settings.ts';
import type { OwnMail, Store } from '../store/contract.ts';
import type { OutboxRow } from '../store/outbox-port.ts';
import type { Dependencies } from './dependencies.ts';

type Draft = NonNullable<Awaited<ReturnType<Store['drafts']['find']>>>;

/** Whoever sends says so again and again; after this long a silence, longer than Temporal's own (workflows/activities.ts), it is gone. */
const SILENCE_MS = 15_000;
const SIGN_EVERY_MS = 3_000;

/** No attempt is waited for longer: a little more than its start-to-close timeout. */
const ATTEMPT_MS = 130_000;

export interface SendMail {
  inquiry: string;
  draft: string;
  /** Of the inquiry's policy. */
  shadow?: boolean;
  /** Whether it left was not known, and a person says that it did: it is kept as sent, and never sent again. */
  left?: boolean;
}

/**
 * Sends a draft once (design rule 5): one outbox row per draft, claimed for each attempt; an attempt whose end is not
 * known is looked up by our own Message-ID before anything is tried again. Throws `StaleDocument` (rule 6), `QuoteClosed`.
 */
export const sendMail =
  (dependencies: Dependencies) =>
  async (input: SendMail): Promise<{ mail: string; to: string; shadow?: boolean; left?: boolean }> => {
    const { store, mail: port } = dependencies;
    const draft = await store.drafts.find(input.draft);
    if (draft?.inquiry !== input.inquiry) throw new Failure('NotFound', 'This inquiry has no such draft.');
    const company = await store.settings.company();
    const messageId = `<${draft.id.toLowerCase()}@${company.mailbox.split('@')[1]}>`;
    const row = await store.outbox.open(draft.id, { inquiry: draft.inquiry, messageId });
    const to = draft.to.join(', ');
    if (row.status === 'sent' && row.mail) return { mail: row.mail, to };
    if (row.status === 'shadow' && row.mail) return { mail: row.mail, to, shadow: true };
    if (input.left) return { mail: await keepAsLeft(dependencies, draft, row, company), to, left: true };

    const left = row.status === 'sending' || row.status === 'unclear';
    const silence = Date.now() - Date.parse(row.claimedAt ?? '');
    if (row.status === 'sending' && silence < SILENCE_MS) {
      const retryAfterSeconds = Math.ceil((SILENCE_MS - silence) / 1000);
      throw new Failure('SendUnclear', 'Another attempt is sending this mail.', {}, { retryAfterSeconds });
    }
    const before = left ? await port.findSent(messageId) : null;
    if (before) return { mail: await keep(store, draft, before, company), to };
    await checkDocument(dependencies, draft, company);
    const outgoing = await compose(dependencies, draft, messageId, { name: company.name, address: company.mailbox });
    if (input.shadow || row.status === 'shadow' || (await store.settings.policy()).shadow)
      return { mail: await keepShadow(dependencies, draft, outgoing, company), to, shadow: true };
    if (!(await store.outbox.claim(draft.id, { after: row.attempts })))
      throw new Failure('SendUnclear', 'Another attempt is sending this mail.');
    const settled = giveSigns(store, draft.id, row.attempts + 1);
    try {
      return { mail: await sendAndKeep(dependencies, draft, outgoing, company), to };
    } finally {
      settled();
    }
  };

/**
 * Shadow mode: composed and kept as it would have left. So for inquiries that began in it, whose customers are answered
 * elsewhere, and for all others while it is on. The outbox says so first: from then on this draft can no longer be sent.
 */
async function keepShadow(
  { store, mail: port }: Dependencies,
  draft: Draft,
  outgoing: OutgoingMail,
  company: { name: string; mailbox: string },
): Promise<string> {
  const at = new Date();
  const raw = await port.compose(outgoing, at);
  await store.outbox.settle(draft.id, { status: 'shadow' });
  return await keep(store, draft, { messageId: outgoing.messageId, at: at.toISOString(), raw }, company, 'shadow');
}

/** As the mail system has it; where that does not know either, as it was approved, at the time of the last attempt. */
async function keepAsLeft(
  dependencies: Dependencies,
  draft: Draft,
  { messageId, claimedAt }: OutboxRow,
  company: { name: string; mailbox: string },
): Promise<string> {
  const { store, mail: port } = dependencies;
  const found = await port.findSent(messageId).catch(() => null);
  if (found) return await keep(store, draft, found, company);
  const at = new Date(claimedAt ?? Date.now());
  const from = { name: company.name, address: company.mailbox };
  const attachments = await Promise.all(draft.attachments.map((one) => contentOf(store, one)));
  const raw = await port.compose(outgoingOf(draft, messageId, from, attachments), at);
  return await keep(store, draft, { messageId, at: at.toISOString(), raw }, company);
}

async function sendAndKeep(
  { store, mail: port }: Dependencies,
  draft: Draft,
  outgoing: OutgoingMail,
  company: { name: string; mailbox: string },
): Promise<string> {
  let sent: SentMail;
  try {
    sent = await port.send(outgoing);
  } catch (error) {
    const unclear = !(error instanceof Failure) || error.type === 'SendUnclear' || error.type === 'Unavailable';
    const status = unclear ? 'unclear' : 'failed';
    await store.outbox.settle(draft.id, { status, error: error instanceof Error ? error.message : String(error) });
    // For people to see, and to send again (POST /v1/mails/:id/retry); what counts is the outbox.
    const { messageId } = outgoing;
    await store.mails.keepUnsent({ messageId, sending: status }, rowOf(draft, company)).catch(() => undefined);
    throw error;
  }
  try {
    return await keep(store, draft, sent, company);
  } catch (error) {
    // It left: never `failed`, whatever went wrong. Where this cannot be written either, the row stays `sending`.
    await Promise.allSettled([store.outbox.settle(draft.id, { status: 'unclear', error: String(error) })]);
    throw error;
  }
}

/** Renews the claim until the returned function is called. A sign that cannot be written is a silence, which is what it is for. */
function giveSigns(store: Store, draft: string, attempt: number): () => void {
  const began = Date.now();
  const signs = setInterval(() => {
    if (Date.now() - began > ATTEMPT_MS) return clearInterval(signs);
    store.outbox.renew(draft, { attempt }).catch(() => undefined);
  }, SIGN_EVERY_MS);
  return () => clearInterval(signs);
}

/**
 * A PDF sent always belongs to the revision it names, a quote sent can still be accepted, and the day it is wanted by is still to
 * come: drafts wait for days, mail systems for hours.
 */
async function checkDocument({ sales }: Dependencies, { document, wished }: Draft, company: Company): Promise<void> {
  if (!document) return;
  const current = await sales[document.kind](document.number);
  const stale = overtaken(document, current);
  if (stale) throw new Failure('StaleDocument', `The draft was made for ${stale}.`);
  const closed = document.kind === 'quote' ? whyClosed(current!, company) : null;
  if (closed) throw new Failure('QuoteClosed', `Quote ${document.number} ${closed}; the mail was not sent.`);
  if (wished && wished < today(company.timeZone))
    throw new Failure('StaleDocument', `The customer wants it by ${wished}, which went by while the mail waited.`);
}

function whyClosed({ status, validUntil, account }: SalesDocument, { timeZone }: Company): string | null {
  if (status !== 'open') return `is ${status}`;
  const isOver =
    validUntil !== null && endOfLastDay(validUntil, account.address.country, timeZone) <= new Date().toISOString();
  return isOver ? `was valid until ${validUntil}` : null;
}

async function compose(
  { store, sales }: Dependencies,
  draft: Draft,
  messageId: string,
  from: Mail['to'][number],
): Promise<OutgoingMail> {
  const attachments = await Promise.all(
    draft.attachments.map(async (attachment) => {
      const { document, ...content } = await contentOf(store, attachment);
      // The draft's own was looked at; a person may have attached another.
      const isOwn = document === null || document.hash === draft.document?.hash;
      const stale = isOwn ? null : overtaken(document, await sales[document.kind](document.number));
      if (stale) throw new Failure('StaleDocument', `The attachment ${attachment.name} shows ${stale}.`);
      return content;
    }),
  );
  return outgoingOf(draft, messageId, from, attachments);
}

async function contentOf(store: Store, { file, name, type, sha256 }: Draft['attachments'][number]) {
  const stored = await store.files.find(file);
  if (stored?.sha256 !== sha256)
    throw new Failure('StaleDocument', `The attachment ${name} is not the one that was approved.`);
  return { name, type, content: await store.files.read(file), document: stored.document };
}

function outgoingOf(
  { to, cc, subject, body: html, text, inReplyTo, references }: Draft,
  messageId: string,
  from: Mail['to'][number],
  attachments: OutgoingMail['attachments'],
): OutgoingMail {
  return { messageId, from, to, cc, subject, html, text, inReplyTo, references, attachments };
}

/** How the mail stands in the list of mails. */
function rowOf(draft: Draft, company: { name: string; mailbox: string }): OwnMail {
  const named = (addresses: string[]) => addresses.map((address) => ({ name: '', address }));
  return {
    mailbox: company.mailbox,
    inquiry: draft.inquiry,
    from: { name: company.name, address: company.mailbox },
    to: named(draft.to),
    cc: named(draft.cc),
    subject: draft.subject,
    text: draft.text,
    inReplyTo: draft.inReplyTo,
    references: draft.references,
    attachments: draft.attachments.map((attachment) => ({ ...attachment })),
  };
}

async function keep(
  store: Store,
  draft: Draft,
  sent: SentMail,
  company: { name: string; mailbox: string },
  status: 'sent' | 'shadow' = 'sent',
): Promise<string> {
  const row = await store.mails.keepSent(sent, rowOf(draft, company), status);
  await store.outbox.settle(draft.id, { status, mail: row.id });
  return row.id;
}

import type { OutgoingMail, SentMail } from '../connectors/mail.ts';
import { Failure } from '../domain/failures.ts';
import type { Mail } from '../domain/mail.ts';
import type { Store } from '../store/contract.ts';
import type { Dependencies } from './dependencies.ts';

type Draft = NonNullable<Awaited<ReturnType<Store['drafts']['find']>>>;

/**
 * Sends a draft once (design rule 5): one outbox row per draft, claimed for each attempt; an attempt whose end is not
 * known is looked up by our own Message-ID before anything is tried again. Throws `StaleDocument` (rule 6).
 */
export const sendMail =
  (dependencies: Dependencies) =>
  async (input: { inquiry: string; draft: string }): Promise<{ mail: string; to: string }> => {
    const { store, mail: port } = dependencies;
    const draft = await store.drafts.find(input.draft);
    if (draft?.inquiry !== input.inquiry) throw new Failure('NotFound', 'This inquiry has no such draft.');
    const company = await store.settings.company();
    const messageId = `<${draft.id.toLowerCase()}@${company.mailbox.split('@')[1]}>`;
    const row = await store.outbox.open(draft.id, { inquiry: draft.inquiry, messageId });
    const to = draft.to.join(', ');
    if (row.status === 'sent' && row.mail) return { mail: row.mail, to };

    if (row.status === 'sending' || row.status === 'unclear') {
      const sent = await port.findSent(messageId);
      if (sent) return { mail: await keep(store, draft, sent, company), to };
      await store.outbox.settle(draft.id, {
        status: 'waiting',
        error: 'The mail system does not have it: it did not leave.',
      });
    }
    await checkDocument(dependencies, draft);
    const outgoing = await compose(store, draft, messageId, { name: company.name, address: company.mailbox });
    if (!(await store.outbox.claim(draft.id)))
      throw new Failure('SendUnclear', 'Another attempt is sending this mail.');
    try {
      return { mail: await keep(store, draft, await port.send(outgoing), company), to };
    } catch (error) {
      const unclear = !(error instanceof Failure) || error.type === 'SendUnclear' || error.type === 'Unavailable';
      await store.outbox.settle(draft.id, {
        status: unclear ? 'unclear' : 'failed',
        error: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
  };

/** A PDF sent always belongs to the revision it names. */
async function checkDocument({ sales }: Dependencies, { document }: Draft): Promise<void> {
  if (!document) return;
  const current = await sales[document.kind](document.number);
  if (current?.hash === document.hash) return;
  const now = current ? `is at revision ${current.revision} now` : 'is no longer there';
  throw new Failure(
    'StaleDocument',
    `The draft was made for revision ${document.revision} of ${document.number}, which ${now}.`,
  );
}

async function compose(store: Store, draft: Draft, messageId: string, from: Mail['to'][number]): Promise<OutgoingMail> {
  const attachments = await Promise.all(
    draft.attachments.map(async ({ file, name, type, sha256 }) => {
      const stored = await store.files.find(file);
      if (stored?.sha256 !== sha256)
        throw new Failure('StaleDocument', `The attachment ${name} is not the one that was approved.`);
      return { name, type, content: await store.files.read(file) };
    }),
  );
  const { to, cc, subject, body: html, text, inReplyTo, references } = draft;
  return { messageId, from, to, cc, subject, html, text, inReplyTo, references, attachments };
}

async function keep(
  store: Store,
  draft: Draft,
  sent: SentMail,
  company: { name: string; mailbox: string },
): Promise<string> {
  const named = (addresses: string[]) => addresses.map((address) => ({ name: '', address }));
  const row = await store.mails.keepSent(sent, {
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
  });
  await store.outbox.settle(draft.id, { status: 'sent', mail: row.id });
  return row.id;
}

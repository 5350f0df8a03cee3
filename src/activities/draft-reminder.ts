import { Failure } from '../domain/failures.ts';
import type { Mail } from '../domain/mail.ts';
import { overtaken } from '../domain/overtaken.ts';
import type { Trouble } from '../domain/progress.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';

export interface DraftReminder {
  inquiry: string;
  /** The id the draft gets: a draft never has another content. */
  draft: string;
  /** Our mail with the quote; the customer's where its sending was not seen. */
  mail: string;
  language: string;
  contact: string | null;
  quote: DocumentKey & { file: string | null };
}

/**
 * Drafts a short reminder of the quote to everybody who got it, in its thread, with the same PDF. Of a quote that was changed
 * or closed in the sales system meanwhile nobody is reminded: a person is asked.
 */
export const draftReminder =
  ({ store, sales, documents }: Dependencies) =>
  async ({
    inquiry,
    draft,
    mail,
    language,
    contact,
    quote,
  }: DraftReminder): Promise<{ to: string } | { trouble: Trouble }> => {
    const [row, company, current, file] = await Promise.all([
      store.mails.find(mail),
      store.settings.company(),
      sales.quote(quote.number),
      quote.file ? store.files.find(quote.file) : null,
    ]);
    if (!row || !file) throw new Failure('NotFound', 'The mail with the quote is gone.');
    const trouble = troubleOf(quote, current);
    if (trouble) return { trouble };

    const { to, cc } = recipientsOf(row);
    const reply = documents.reply({
      kind: 'reminder',
      language,
      company,
      greet: contact,
      document: current,
      question: null,
      remarks: [],
      answered: { subject: row.subject, date: row.date, from: row.from, text: row.text },
    });
    await store.drafts.keep({
      id: draft,
      inquiry,
      to,
      cc,
      subject: reply.subject,
      body: reply.html,
      text: reply.text,
      attachments: [{ file: file.id, name: file.name, sha256: file.sha256, bytes: file.bytes, type: file.type }],
      warnings: [],
      inReplyTo: row.messageId,
      references: [...row.references, ...(row.messageId ? [row.messageId] : [])],
      document: { kind: 'quote', number: quote.number, revision: quote.revision, hash: quote.hash },
    });
    return { to: to.join(', ') };
  };

function troubleOf(quote: DocumentKey, current: Awaited<ReturnType<Dependencies['sales']['quote']>>): Trouble | null {
  if (current?.status !== 'open') {
    const sentence = `Quote ${quote.number} ${current ? `is ${current.status}` : 'is no longer in the sales system'}; the customer is not reminded of it.`;
    return { code: 'quote-closed', sentence };
  }
  const stale = overtaken({ kind: 'quote', ...quote }, current);
  if (!stale) return null;
  return { code: 'document-changed', sentence: `The customer has ${stale}; they are not reminded of it.` };
}

/** Whoever got the quote, a person's change to the recipients included. */
function recipientsOf({ direction, from, to, cc }: Mail): { to: string[]; cc: string[] } {
  const addresses = (list: Mail['to']) => list.map(({ address }) => address);
  if (direction === 'out') return { to: addresses(to), cc: addresses(cc) };
  if (!from) throw new Failure('NotFound', 'The mail names no sender to remind.');
  return { to: [from.address], cc: [] };
}

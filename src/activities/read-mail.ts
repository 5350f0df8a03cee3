import { inForce } from '../domain/alias.ts';
import { Failure, failures } from '../domain/failures.ts';
import { askedAgainst } from '../domain/asked.ts';
import type { Followed } from '../domain/followed.ts';
import { described, itemsIn, linesAfter } from '../domain/lines.ts';
import type { Mail } from '../domain/mail.ts';
import type { InquiryLine } from '../domain/inquiry.ts';
import { linesBefore } from '../domain/last-time.ts';
import type { MailFacts } from '../domain/mail-facts.ts';
import type { AskedPoint } from '../domain/questions.ts';
import type { AskedAbout, QuotedLine, Reading, ReadingContext } from '../domain/reading.ts';
import type { SalesDocument } from '../domain/sales.ts';
import { tiersKept } from '../domain/tiers.ts';
import { createCatalogueRefresh } from './catalogue.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';
import { earlier } from './last-time.ts';

export interface ReadMail {
  inquiry: string;
  mail: string;
  quote: DocumentKey | null;
  /** The draft of the question that was sent last and is not answered yet. */
  asked?: string | null;
  /** The ended inquiry that this one goes on from, if any. */
  followed?: Pick<Followed, 'quote' | 'order'> | null;
}

/**
 * Reads one mail with what is known of its sender and thread, and keeps the reading. A mail that cannot be read is still
 * an inquiry: unsure of everything, so that a person looks at it. Throws `NotFound` for a mail of another inquiry.
 */
export const readMail = (dependencies: Dependencies) => {
  const { store, reading, log } = dependencies;
  const refreshCatalogue = createCatalogueRefresh(dependencies);

  return async (input: ReadMail): Promise<MailFacts> => {
    const whole = await store.mails.whole(input.mail);
    if (whole?.mail.inquiry !== input.inquiry) throw new Failure('NotFound', 'This inquiry has no such mail.');
    const { mail: row, raw } = whole;
    await refreshCatalogue();
    const document = await answeredDocument(dependencies, input);
    const context = await contextOf(dependencies, row, document, input.asked ?? null);
    if (document && input.quote) context.reading.quoted = withTiers(document, await store.lines.of(input.inquiry));
    const facts = { mail: row.id, from: row.from?.address ?? '', sender: senderOf(row) };
    try {
      const first = await reading.read(row.id, raw, context.reading);
      const before = await beforeOf(dependencies, input, context.account, first);
      // What shall be otherwise than last time is read against what that was.
      const known = before && { ...context.reading, before: before.lines };
      const read = known ? await reading.read(row.id, raw, known) : first;
      await store.readings.keep(row.id, read);
      if (!input.quote && !input.asked) await showLines(dependencies, input.inquiry, read, before);
      const said = factsOf(read, context);
      const difference = document ? askedAgainst(document.lines, read) : [];
      return { ...facts, ...said, ...(difference.length > 0 ? { difference } : {}) };
    } catch (error) {
      if (!(error instanceof Failure) || failures[error.type].retryable) throw error;
      log.warn({ mail: row.id, failure: error.type }, 'mail not read');
      const notes = [`It could not be read: ${error.message}`];
      return {
        ...facts,
        kind: 'inquiry',
        sure: false,
        language: context.reading.language ?? context.languages[0]!,
        lines: 0,
        sureLines: 0,
        notes,
      };
    }
  };
};

/** What the customer has of ours and may be writing about. */
async function answeredDocument({ sales }: Dependencies, { quote, followed }: ReadMail): Promise<SalesDocument | null> {
  if (quote) return await sales.quote(quote.number);
  if (followed?.order) return await sales.order(followed.order);
  return followed?.quote ? await sales.quote(followed.quote) : null;
}

/** The quote's lines, with the quantities whose prices it named. */
const withTiers = ({ lines }: SalesDocument, known: readonly InquiryLine[]): QuotedLine[] =>
  lines.map(({ id, item, description, quantity, unit }) => {
    const { tiers } = tiersKept(
      known.find((line) => line.id === id),
      quantity,
    );
    return { item, description, quantity, unit, ...(tiers ? { tiers: tiers.map((tier) => tier.quantity) } : {}) };
  });

/** "The same as last time": which document that is, where the sender's account is known. */
async function beforeOf(
  { sales }: Dependencies,
  { inquiry, quote }: ReadMail,
  account: string | null,
  { sameAs }: Reading,
): Promise<SalesDocument | null> {
  if (!sameAs || quote) return null;
  return (await earlier(sales, { account, inquiry }, sameAs.value)).document;
}

/** Shown at the incoming review already; matched again, with stock, once a person let the mail in. */
async function showLines(
  { store, sales }: Dependencies,
  inquiry: string,
  { lines, sameAs }: Reading,
  document: SalesDocument | null,
): Promise<void> {
  const before = sameAs && document ? { before: linesBefore(document, sameAs) } : {};
  const found = linesAfter([], [{ kind: 'inquiry', lines, ...before }]);
  const numbers = itemsIn(found);
  const items = numbers.length > 0 ? await sales.items(numbers) : [];
  const known = new Map(items.map((item) => [item.number, item]));
  await store.lines.replace(
    inquiry,
    found.map((line) => described(line, known)),
  );
}

/** For the timeline: a name may be as long as a mail likes. */
const senderOf = ({ from }: Mail): string => (from?.name || from?.address || 'Somebody').slice(0, 120);

/** Replies are written in the mail's language where we speak it and it was read surely; else the customer's, else ours. */
function factsOf(
  read: Reading,
  { reading: { language: known }, languages: ours, sureKind }: Context,
): Omit<MailFacts, 'mail' | 'from' | 'sender'> {
  const spoken = read.language.confidence >= 0.5 && ours.includes(read.language.value);
  return {
    kind: read.kind.value,
    sure: read.kind.confidence >= sureKind,
    language: spoken ? read.language.value : known && ours.includes(known) ? known : ours[0]!,
    lines: read.lines.length,
    sureLines: read.lines.filter(({ sure }) => sure).length,
    notes: read.notes.slice(0, 8).map((line) => line.slice(0, 200)),
    ...(read.returns ? { returns: read.returns } : {}),
    ...(read.delivery ? { delivery: read.delivery } : {}),
  };
}

interface Context {
  reading: ReadingContext;
  languages: string[];
  sureKind: number;
  /** The sender's, where there is one only. */
  account: string | null;
}
const askedAbout = ({ asksQuantity, options }: AskedPoint): AskedAbout => ({
  asksQuantity,
  options: options.map(({ letter, kind, item, description }) => ({
    letter,
    item,
    description,
    words: kind === 'item',
  })),
});

async function contextOf(
  { store, crm, sales }: Dependencies,
  mail: Mail,
  document: SalesDocument | null,
  question: string | null,
): Promise<Context> {
  const [company, contacts, answered, asked] = await Promise.all([
    store.settings.company(),
    mail.from ? crm.contactsByAddress(mail.from.address) : [],
    mail.inReplyTo ? store.mails.byMessageIds([mail.inReplyTo]) : [],
    question ? store.drafts.find(question) : null,
  ]);
  const [contact] = contacts;
  const account = contact?.account ? await crm.account(contact.account) : null;
  // Of several contacts with one address nobody knows which account's words these are.
  const own = contacts.length > 1 ? null : (account?.number ?? null);
  const [partNumbers, corrected, { aliasConfidence, sureLine, sureKind }] = await Promise.all([
    account ? sales.customerItems(account.number) : [],
    store.aliases.recall({ account: own, contact: mail.from?.address.toLowerCase() ?? null }),
    store.settings.policy(),
  ]);
  return {
    reading: {
      country: account?.address.country ?? null,
      language: contact?.language ?? account?.language ?? null,
      quoted:
        document?.lines.map(({ item, description, quantity, unit }) => ({ item, description, quantity, unit })) ?? null,
      answered: answered.find(({ direction }) => direction === 'out')?.text ?? null,
      aliases: [...partNumbers, ...inForce(corrected, aliasConfidence)],
      sureLine,
      ...(asked?.asked ? { asked: asked.asked.points.map(askedAbout) } : {}),
    },
    languages: [company.language, ...company.languages],
    sureKind,
    account: own,
  };
}

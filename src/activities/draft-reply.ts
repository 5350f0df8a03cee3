import { Failure } from '../domain/failures.ts';
import type { Remark, ReplyKind } from '../documents/contract.ts';
import type { InquiryLine } from '../domain/inquiry.ts';
import { isClear, isShort } from '../domain/lines.ts';
import type { Wishes } from '../domain/state.ts';
import { recipients } from './recipients.ts';
import { orderWarnings } from './credit.ts';
import { closedQuote } from './closed-quote.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';
import { quantitiesOf } from './lines.ts';
import { laddersOf, nextPrices } from './tier-prices.ts';
import { wishedDay } from './wished-day.ts';
import { wishesOf } from './wishes.ts';

export interface DraftReply {
  inquiry: string;
  /** The id the draft gets: a draft never has another content. */
  draft: string;
  about: ReplyKind;
  mail: string;
  language: string;
  contact: string | null;
  customer?: { account: string | null; email: string } | null;
  document: (DocumentKey & { kind: 'quote' | 'order'; file: string | null }) | null;
  wishes: Wishes;
  /** The quote as the customer was sent it last. */
  offered?: DocumentKey | null;
}

/** Drafts the answer to the customer's newest mail, in its thread, with the PDF attached. */
export const draftReply =
  (dependencies: Dependencies) =>
  async (input: DraftReply): Promise<{ to: string }> => {
    const { store, sales, documents } = dependencies;
    const mail = await store.mails.find(input.mail);
    if (!mail?.from) throw new Failure('NotFound', 'The mail names no sender to answer.');
    const [company, lines, wishes, reading, document, before] = await Promise.all([
      store.settings.company(),
      store.lines.of(input.inquiry),
      wishesOf(store, [input.mail], input.wishes),
      store.readings.find(input.mail),
      input.about === 'closing'
        ? closedQuote(dependencies, input.inquiry)
        : input.document && sales[input.document.kind](input.document.number),
      input.about === 'quote' && input.offered ? sales.quote(input.offered.number, input.offered.revision) : null,
    ]);
    const leftOut = input.about === 'quote' ? lines.filter((line) => !isClear(line)).map(({ text }) => text) : [];
    const reply = documents.reply({
      kind: input.about,
      language: input.language,
      company,
      greet: input.contact,
      document,
      question: input.about === 'answer' ? (reading?.visibleText ?? mail.text) : null,
      ladders: laddersOf(lines),
      remarks: [
        ...(before ? [{ code: 'changed' as const, before }] : []),
        ...(input.about === 'quote' ? nextPrices(lines) : []),
        ...(leftOut.length > 0 ? [{ code: 'left-out' as const, words: leftOut }] : []),
        ...(input.about === 'quote' ? await laterRemark(dependencies, lines, wishes.requestedDate) : []),
        ...(wishes.passedDay && input.about !== 'closing'
          ? [{ code: 'date-passed' as const, day: wishes.passedDay }]
          : []),
      ],
      answered: { subject: mail.subject, date: mail.date, from: mail.from, text: mail.text },
    });
    const file = input.document?.file && input.about !== 'answer' ? await store.files.find(input.document.file) : null;
    const whom = await recipients(dependencies, { ...mail, from: mail.from }, input.customer ?? null);
    const { to, cc } = whom;
    const shown = file ? input.document : null;
    const day = wishedDay(shown && document?.requestedDate, company);
    const warnings = [
      ...whom.warnings,
      ...day.warnings,
      ...(input.about === 'quote' && document ? await orderWarnings(dependencies, document) : []),
    ];
    await store.drafts.keep({
      id: input.draft,
      inquiry: input.inquiry,
      to: [to],
      cc,
      subject: reply.subject,
      body: reply.html,
      text: reply.text,
      attachments: file
        ? [{ file: file.id, name: file.name, sha256: file.sha256, bytes: file.bytes, type: file.type }]
        : [],
      warnings,
      ours: { subject: reply.subject, body: reply.html, language: input.language, warnings },
      inReplyTo: mail.messageId,
      references: [...mail.references, ...(mail.messageId ? [mail.messageId] : [])],
      document: shown && { kind: shown.kind, number: shown.number, revision: shown.revision, hash: shown.hash },
      wished: day.wished,
    });
    return { to };
  };

/** What is not delivered at once is said in the mail, with the day where one is known or the customer agreed to it; never how much is there. */
async function laterRemark(
  { sales }: Pick<Dependencies, 'sales'>,
  lines: InquiryLine[],
  requestedDate: string | null,
): Promise<Remark[]> {
  const late = lines.filter((line) => isShort(line) && isClear(line));
  if (late.length === 0) return [];
  const wanted = quantitiesOf(late.map(({ item, quantity }) => ({ item: item!, quantity: quantity! })));
  const stock = await sales.availability(wanted, requestedDate);
  const later = late.map(({ item, description, delivery }) => ({
    description: description ?? item!,
    now: delivery?.now ?? null,
    on: delivery?.on ?? stock.find((one) => one.item === item)?.availableOn ?? null,
  }));
  return [{ code: 'later', lines: later }];
}

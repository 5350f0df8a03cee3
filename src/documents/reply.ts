/** Mails to customers: one letter, as HTML for mail programs and as plain text. */
import type { SalesDocument } from '../domain/sales.ts';
import type { LaterLine, Remark, Reply, ReplyInput } from './contract.ts';
import { catalogueOf, fill, type Texts, unitName } from './catalogue.ts';
import { historyOf } from './history.ts';
import { howToAnswer, letterPoints } from './points.ts';
import { type Letter, letterText, type Point, summaryOf } from './letter.ts';
import { changesSince } from './changes.ts';
import { printedLadders } from './ladders.ts';
import { type Locale, localeOf } from './locale.ts';
import { replySubject } from './subject.ts';
import { template } from './templates.ts';

const render = template<Letter>('letter.hbs');

export function reply(input: ReplyInput): Reply {
  const { document, company } = input;
  const catalogue = catalogueOf(input.language, company);
  const { texts } = catalogue;
  const locale = localeOf(catalogue, {
    country: document?.account.address.country ?? company.address.country,
    currency: document?.currency ?? currencyOf(input) ?? company.currency,
    timeZone: company.timeZone,
  });
  const letter: Letter = {
    language: catalogue.language,
    greeting: input.greet ? fill(texts.mail.greetName, { name: input.greet }) : texts.mail.greet,
    opening: opening(input, texts, locale),
    summary: document && (input.kind === 'quote' || input.kind === 'order') ? summaryOf(document, texts, locale) : null,
    ladders: input.kind === 'quote' && document ? printedLadders(document, input.ladders ?? [], texts, locale) : null,
    question: input.kind === 'answer' && input.question?.trim() ? input.question.trim().split(/\r?\n/) : null,
    points: letterPoints(input.points ?? [], texts, locale),
    remarks: input.remarks.flatMap((remark) => pointsOf(remark, document, texts, locale)),
    next: input.points ? [howToAnswer(input.points, texts)] : next(input, texts, locale),
    closing: texts.mail.closing,
    signature: signature(input),
    history: historyOf(input.answered, texts, locale),
    words: { ...texts.sheet, ...texts.mail },
  };
  return { subject: subject(input, texts), html: render(letter), text: letterText(letter) };
}

function subject({ kind, document, company, answered }: ReplyInput, { mail }: Texts): string {
  const words = {
    quote: mail.subjectQuote,
    order: mail.subjectOrder,
    answer: mail.subjectAnswer,
    closing: mail.subjectAnswer,
    question: mail.subjectQuestion,
    offer: mail.subjectOffer,
    reminder: mail.subjectReminder,
  }[kind];
  return replySubject(
    answered?.subject ?? null,
    fill(words, { number: document?.number ?? '', company: company.name }),
  );
}

function opening({ kind, document }: ReplyInput, { mail }: Texts, locale: Locale): string[] {
  if (kind === 'answer') return [mail.thanksAnswer, ...(document ? [about(document, mail, locale)] : [])];
  if (kind === 'closing') return [mail.closingSorry, ...(document ? [fill(mail.closingQuote, namesOf(document))] : [])];
  if (kind === 'question') return [mail.thanksQuestion];
  if (kind === 'offer') return [mail.thanksOffer];
  if (kind === 'reminder')
    return document ? [fill(mail.reminder, { ...namesOf(document), total: locale.money(document.total) })] : [];
  const thanks = kind === 'quote' ? mail.thanksQuote : mail.thanksOrder;
  const attached = kind === 'quote' ? mail.attachedQuote : mail.attachedOrder;
  return [thanks, ...(document ? [fill(attached, namesOf(document))] : [])];
}

function about(document: SalesDocument, mail: Texts['mail'], locale: Locale): string {
  const total = locale.money(document.total);
  if (document.kind === 'order' || !document.validUntil) return fill(mail.aboutOrder, { ...namesOf(document), total });
  return fill(mail.aboutQuote, { ...namesOf(document), total, date: locale.day(document.validUntil) });
}

/** What holds from here, and what the customer can do. */
function next({ kind, document, remarks }: ReplyInput, { mail }: Texts, locale: Locale): string[] {
  // A question nobody has answered yet: what the mail says is true as it stands, the reviewer can put the answer in.
  if (kind === 'answer') return remarks.length === 0 ? [mail.answerFollows] : [];
  if (kind === 'closing') return [mail.closingReply];
  if (!document) return [];
  const { requestedDate, validUntil } = document;
  return [
    ...(requestedDate && kind !== 'reminder' ? [fill(mail.requestedDate, { date: locale.day(requestedDate) })] : []),
    ...(kind !== 'order' && validUntil ? [fill(mail.validity, { date: locale.day(validUntil) })] : []),
    kind === 'order' ? mail.orderCheck : fill(mail.accept, namesOf(document)),
  ];
}

function pointsOf(remark: Remark, document: SalesDocument | null, texts: Texts, locale: Locale): Point[] {
  const { mail } = texts;
  switch (remark.code) {
    case 'changed': {
      const words = document ? changesSince(remark.before, document, texts, locale) : [];
      return words.length > 0 ? [{ sentence: mail.changed, words }] : [];
    }
    case 'next-price': {
      const { description, unit, more, quantity, total, now } = remark.price;
      const counted = {
        more: locale.quantity(more),
        quantity: `${locale.quantity(quantity)} ${unitName(unit, texts)}`,
      };
      const amounts = { total: locale.money(total), now: locale.money(now) };
      return [{ sentence: fill(mail.nextPrice, { item: description, ...counted, ...amounts }), words: [] }];
    }
    case 'date-passed':
      return [{ sentence: fill(mail.datePassed, { date: locale.day(remark.day) }), words: [] }];
    case 'left-out':
      return [{ sentence: mail.leftOut, words: remark.words }];
    case 'later':
      return [{ sentence: mail.deliveryLater, words: remark.lines.map((line) => laterWords(line, mail, locale)) }];
  }
}

function laterWords({ description, now, on }: LaterLine, mail: Texts['mail'], locale: Locale): string {
  const date = on === null ? '' : locale.day(on);
  if (on === null) return fill(mail.deliveryUnknown, { description });
  if (now === null) return fill(mail.deliveryOn, { description, date });
  return fill(mail.deliverySplit, { description, now: locale.quantity(now), date });
}

/** Of the options' prices: they are the account's. */
const currencyOf = ({ points = [] }: ReplyInput): string | null =>
  points.flatMap(({ options }) => options.map(({ currency }) => currency)).find((one) => one !== null) ?? null;

const namesOf = ({ number, revision }: SalesDocument) => ({ number, revision: String(revision) });

/** The company's own signature, else its name and how to reach it. */
function signature({ company }: ReplyInput): string[] {
  if (company.signature?.trim()) return company.signature.trim().split(/\r?\n/);
  return [company.name, company.phone, company.mailbox, company.website].filter((line) => line !== undefined);
}

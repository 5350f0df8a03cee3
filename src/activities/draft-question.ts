import type { Customer } from '../domain/inquiry.ts';
import { Failure } from '../domain/failures.ts';
import type { Trouble } from '../domain/progress.ts';
import type { AskedPoint, AskedReason } from '../domain/questions.ts';
import type { Reading } from '../domain/reading.ts';
import type { Wishes } from '../domain/state.ts';
import { pointsOf } from './asked-points.ts';
import type { Dependencies } from './dependencies.ts';
import { wishesOf } from './wishes.ts';

export interface DraftQuestion {
  inquiry: string;
  /** The id the draft gets. */
  draft: string;
  mail: string;
  mails: string[];
  customer: Customer | null;
  language: string;
  wishes: Wishes;
  overrides: string[];
  onlyAvailable: boolean;
}

type Drafted = { to: string; about: 'question' | 'offer'; points: number } | { trouble: Trouble };

/** One mail that asks the customer for all that is open, each point with its options; they are kept with the draft, for the answer is read by them. */
export const draftQuestion =
  (dependencies: Dependencies) =>
  async (input: DraftQuestion): Promise<Drafted> => {
    const { store, documents } = dependencies;
    const { account } = input.customer ?? {};
    if (!account) throw new Failure('EditRefused', 'Prices are an account\u2019s: say first who the customer is.');
    const [mail, company, lines, wishes, readings] = await Promise.all([
      store.mails.find(input.mail),
      store.settings.company(),
      store.lines.of(input.inquiry),
      wishesOf(store, input.mails, input.wishes),
      Promise.all(input.mails.map((one) => store.readings.find(one))),
    ]);
    if (!mail?.from) throw new Failure('NotFound', 'The mail names no sender to ask.');
    const asking = { account, language: input.language, requestedDate: wishes.requestedDate };
    const withShortage = input.onlyAvailable && !input.overrides.includes('quote-short');
    const points = [
      ...(await pointsOf(dependencies, lines, { ...asking, withShortage })),
      ...mailPoints(readings.filter((one) => one !== null)),
    ];
    if (points.length === 0) return { trouble: nothingToAsk };
    const about = points.every(({ reason }) => reason === 'shortage') ? 'offer' : 'question';
    const reply = documents.reply({
      kind: about,
      language: input.language,
      company,
      greet: input.customer?.contact ?? null,
      document: null,
      question: null,
      points,
      remarks: wishes.passedDay ? [{ code: 'date-passed', day: wishes.passedDay }] : [],
      answered: { subject: mail.subject, date: mail.date, from: mail.from, text: mail.text },
    });
    await store.drafts.keep({
      id: input.draft,
      inquiry: input.inquiry,
      to: [mail.from.address],
      cc: [],
      subject: reply.subject,
      body: reply.html,
      text: reply.text,
      attachments: [],
      warnings: [],
      inReplyTo: mail.messageId,
      references: [...mail.references, ...(mail.messageId ? [mail.messageId] : [])],
      document: null,
      asked: { points, lines },
    });
    return { to: mail.from.address, about, points: points.length };
  };

const nothingToAsk: Trouble = {
  code: 'items-unavailable',
  sentence: 'There is nothing to offer in the place of what cannot be had, and nothing else to ask.',
};

/** Points that no line holds: what could not be read, and where the goods shall go. */
function mailPoints(readings: Reading[]): AskedPoint[] {
  const blank = {
    line: null,
    description: null,
    quantity: null,
    unit: null,
    asksQuantity: false,
    options: [],
    more: false,
  };
  const point = (reason: AskedReason, words: string): AskedPoint => ({ ...blank, reason, words: words.slice(0, 200) });
  const unread = readings.at(-1)?.unread ?? [];
  const address = readings.findLast(({ shipTo }) => shipTo !== null)?.shipTo ?? null;
  return [
    ...(unread.length > 0 ? [point('attachment-unreadable', unread.slice(0, 5).join(', '))] : []),
    ...(address && address.confidence < 0.9
      ? [point('delivery-address-unclear', address.evidence.map(({ quote }) => quote.replace(/\s+/g, ' ')).join(' '))]
      : []),
  ];
}

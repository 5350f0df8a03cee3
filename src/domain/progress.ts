/** The state after each piece of work: one pure transition per activity, and what the timeline says of it. */
import { afterQuoteReview } from './decide.ts';
import { afterSending } from './after-sending.ts';
import type { Choice, Customer, DocumentRef } from './inquiry.ts';
import { asksCustomer } from './asks-customer.ts';
import type { AskedReason } from './questions.ts';
import type { ProblemCode } from './problems.ts';
import { asksForReview, assist, pause, withDocument } from './review.ts';
import { clipped, note, withoutDraft, type InquiryState, type Wishes } from './state.ts';

export interface Trouble {
  code: ProblemCode;
  /** One sentence that names the item, account or failure. */
  sentence: string;
  /** Ways out of this very case, before those of its code. */
  choices?: Choice[];
}

export interface ItemsFound {
  lines: number;
  clear: number;
  /** "10 available, 2 short": for the timeline. */
  stock: string;
  trouble: Trouble | null;
  /** Why, for whoever may be asked; absent: only a person. */
  open?: AskedReason[];
  /** What the customer chose, in words. */
  chosen?: string;
}

/** A document, what the timeline says of it, and when a quote's last day ends at the customer's. */
export interface DocumentMade {
  ref: DocumentRef;
  summary: string;
  endsAt: string | null;
  /** The total in the currency's smallest unit, null beyond what an integer holds. */
  amountMinor: number | null;
  /** When it was made or revised: names of the review rules that it meets. */
  rulesMet?: string[];
}

export interface Rereading {
  made: DocumentMade | null;
  /** In words, what differs from what the draft was made of; empty: nothing. */
  differences: string[];
}

/** What an applied edit changed; `refused` is the sentence where it changed nothing. */
export interface EditApplied {
  refused: string | null;
  summary: string;
  customer?: Customer;
  made?: DocumentMade;
  draftId?: string;
  /** The inquiry's lines were edited: they are not read from the mails again. */
  lines?: boolean;
  wishes?: Wishes;
  /** Sentences: what is remembered of it for next time. */
  learned?: string[];
}

export function itemsChecked(state: InquiryState, found: ItemsFound, at: string): InquiryState {
  let next = note(state, at, {
    kind: 'items',
    summary: `${found.lines} line${found.lines === 1 ? '' : 's'}, ${found.clear} matched without doubt.`,
  });
  if (found.stock) next = note(next, at, { kind: 'stock', summary: found.stock });
  if (found.chosen)
    next = note(next, at, { kind: 'items', by: 'customer', summary: `Chosen: ${clipped(found.chosen)}.` });
  if (!found.trouble) return { ...next, stage: 'quote' };
  const open = found.open ?? [];
  const asking = { ...next, questions: state.questions ?? 0 };
  if (!asksCustomer(asking, open)) return assist(next, found.trouble, 'items', at);
  const summary = clipped(`${found.trouble.sentence} The customer is asked.`);
  return { ...note(next, at, { kind: 'items', summary }), stage: 'question' };
}

export function quoteBuilt(state: InquiryState, made: DocumentMade, at: string): InquiryState {
  const next = note(state, at, { kind: 'quote', summary: made.summary });
  const quoted: InquiryState = {
    ...next,
    quote: made.ref,
    quoteEnds: made.endsAt,
    amountMinor: made.amountMinor,
    rulesMet: made.rulesMet ?? [],
    unworked: [],
    overrides: [],
    about: 'quote',
    asked: null,
    questions: 0,
  };
  if (asksForReview(quoted, 'quote')) return { ...quoted, stage: 'quote-review' };
  return { ...quoted, ...afterQuoteReview(quoted) };
}

export function orderMade(state: InquiryState, made: DocumentMade, at: string): InquiryState {
  const next = note(state, at, { kind: 'order', summary: made.summary });
  const ordered: InquiryState = {
    ...next,
    order: made.ref,
    about: 'order',
    rulesMet: made.rulesMet ?? [],
    unworked: [],
    overrides: [],
  };
  return { ...ordered, stage: asksForReview(ordered, 'order') ? 'order-review' : 'document' };
}

/** `made` is the document as it was rendered: newer than ours where somebody edited it in the sales system. */
export function documentRendered(
  state: InquiryState,
  { file, made }: { file: string; made: DocumentMade },
  at: string,
): InquiryState {
  const kind = state.about === 'order' ? 'order' : 'quote';
  const edited = made.ref.hash !== state[kind]?.hash;
  const seen = edited
    ? note(state, at, { kind, summary: `Changed in the sales system meanwhile. ${made.summary}` })
    : state;
  const next = note(seen, at, {
    kind: 'document',
    summary: `PDF of ${kind} ${made.ref.number}, revision ${made.ref.revision}.`,
    file,
  });
  return { ...next, ...withDocument(next, kind, { ...made, ref: { ...made.ref, file } }), stage: 'draft' };
}

const mailsAbout: Record<InquiryState['about'], string> = {
  quote: 'quote',
  order: 'order confirmation',
  answer: 'answer',
  question: 'question',
  offer: 'offer',
  closing: 'closing words',
  reminder: 'reminder',
};

/** The mails stay unworked: date and address stand in them, the lines are quoted once the answer is here. */
export function questionDrafted(
  state: InquiryState,
  draftId: string,
  { to, about, points }: { to: string; about: 'question' | 'offer'; points: number },
  at: string,
): InquiryState {
  const what = about === 'offer' ? 'an offer of what can be had' : `${points} question${points === 1 ? '' : 's'}`;
  const next = note(state, at, { kind: 'draft', summary: `Drafted the mail to ${to} with ${what}.` });
  return { ...next, about, draftId, draftStep: next.news.at(-1)!, stage: 'outgoing' };
}

export function replyDrafted(state: InquiryState, draftId: string, to: string, at: string): InquiryState {
  const what = mailsAbout[state.about];
  const next = note(state, at, { kind: 'draft', summary: `Drafted the mail to ${to} with the ${what}.` });
  return {
    ...next,
    draftId,
    draftStep: next.news.at(-1)!,
    stage: 'outgoing',
    unworked: state.asked ? state.unworked : [],
  };
}

/** What is left of an earlier reminder is of no use either. */
export const reminderNotDrafted = (state: InquiryState, trouble: Trouble, at: string): InquiryState =>
  assist(withoutDraft(state), trouble, 'document', at);

export function mailSent(
  state: InquiryState,
  sent: {
    mail: string;
    to: string;
    /** Kept, and not sent. */ shadow?: boolean;
    /** A person says so. */ left?: boolean;
  },
  at: string,
): InquiryState {
  const next = note(state, at, {
    kind: 'sent',
    ...(sent.shadow
      ? { status: 'skipped', summary: clipped(`Would have been sent to ${sent.to}; in shadow mode no mail leaves.`) }
      : { summary: clipped(`${sent.left ? 'Taken as sent' : 'Sent'} to ${sent.to}.`) }),
    mail: sent.mail,
  });
  return afterSending(next, at, sent.mail);
}

/** After a pause: the document as it is now. `unchanged` on one that did change stays paused and says what differs. */
export function documentReread(state: InquiryState, { made, differences }: Rereading, at: string): InquiryState {
  const { resume } = state;
  const kind = resume === 'order-updated' || (resume === 'unchanged' && state.about === 'order') ? 'order' : 'quote';
  const rest: InquiryState = { ...state, resume: null };
  if (!made && resume !== 'unchanged') return pause(rest, `There is no such ${kind} any more. Still paused.`, at);
  if (resume === 'unchanged') {
    if (differences.length > 0)
      return pause(rest, `The ${kind} did change: ${clipped(differences.join(' '))} Still paused.`, at);
    return { ...rest, stage: 'outgoing' };
  }
  const next = note(rest, at, {
    kind,
    summary:
      made!.summary + (differences.length > 0 ? ` ${clipped(differences.join(' '))}` : ' Nothing differs from before.'),
  });
  const rewritten = withoutDraft(next);
  return { ...rewritten, ...withDocument(rewritten, kind, made!), about: kind, stage: 'document' };
}

/** The state after each piece of work: one pure transition per activity, and what the timeline says of it. */
import { afterQuoteReview, closeReview, fieldsToEdit } from './decide.ts';
import type { Customer, DocumentRef, ReviewKind } from './inquiry.ts';
import { choicesOf, type ProblemCode } from './problems.ts';
import type { Kind } from './reading.ts';
import {
  caps,
  nextStepId,
  note,
  rewrite,
  type InquiryState,
  type MailFacts,
  type Stage,
  type Wishes,
} from './state.ts';

export interface Trouble {
  code: ProblemCode;
  /** One sentence that names the item, account or failure. */
  sentence: string;
}

export interface ItemsFound {
  lines: number;
  clear: number;
  /** "10 available, 2 short": for the timeline. */
  stock: string;
  trouble: Trouble | null;
}

/** A document, what the timeline says of it, and when a quote's last day ends at the customer's. */
export interface DocumentMade {
  ref: DocumentRef;
  summary: string;
  endsAt: string | null;
  /** The total in the currency's smallest unit, null beyond what an integer holds. */
  amountMinor: number | null;
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
}

const automatic: readonly Kind[] = ['auto-reply', 'bounce', 'newsletter', 'spam'];

const kindWords: Record<Kind, string> = {
  inquiry: 'an inquiry',
  change: 'a change to what was asked',
  acceptance: 'an acceptance',
  rejection: 'a rejection',
  question: 'a question',
  other: 'something that is not about buying',
  'auto-reply': 'an automatic reply',
  bounce: 'a notice that a mail could not be delivered',
  newsletter: 'a newsletter',
  spam: 'spam',
};

/** A mail was read. A robot's mail goes on the timeline only; a person's supersedes whatever waits. */
export function mailRead(state: InquiryState, facts: MailFacts, at: string): InquiryState {
  const taken: InquiryState = {
    ...state,
    inbox: state.inbox.filter((mail) => mail !== facts.mail),
    seen: [...state.seen, facts.mail].slice(-caps.seen),
  };
  if (automatic.includes(facts.kind) && state.mail) {
    const kind = facts.kind === 'bounce' ? 'delivery' : 'mail-received';
    return note(taken, at, {
      kind,
      summary: `${facts.sender} sent ${kindWords[facts.kind]}; it changes nothing.`,
      mail: facts.mail,
    });
  }
  let next = superseded(taken, at);
  next = note(next, at, {
    kind: 'mail-received',
    by: 'customer',
    summary: `${facts.sender} wrote to ${state.mailbox}.`,
    mail: facts.mail,
  });
  const lines =
    facts.lines === 0 ? '' : `, ${facts.lines} line${facts.lines === 1 ? '' : 's'}, ${facts.sureLines} of them sure`;
  const doubt = facts.sure ? '' : ' (not sure)';
  const notes = facts.notes.map((line) => ` ${line}`).join('');
  next = note(next, at, {
    kind: 'read',
    summary: `Read as ${kindWords[facts.kind]}${doubt}${lines}.${notes}`,
    mail: facts.mail,
  });
  const known = state.customer?.account != null && state.customer.email === facts.from && !state.customerProblem;
  return {
    ...next,
    mail: facts,
    unworked: [...state.unworked, facts.mail],
    overrides: [],
    wishes: {},
    back: 'begin',
    stage: known ? afterCustomer(next) : 'customer',
  };
}

/** What waited for a person, or paused, is of no use once the customer writes again. */
function superseded(state: InquiryState, at: string): InquiryState {
  const why = 'The customer wrote again meanwhile.';
  let next = state;
  if (state.review && state.stage === 'paused') {
    next = {
      ...rewrite(next, {
        step: state.review.step,
        kind: 'paused',
        status: 'superseded',
        at,
        by: 'customer',
        summary: why,
      }),
      review: null,
    };
  }
  next = closeReview(next, 'superseded', 'customer', at, why);
  if (!state.draftId) return next;
  const draft = state.draftStep
    ? rewrite(next, { ...state.draftStep, status: 'superseded', summary: `${state.draftStep.summary} ${why}` })
    : next;
  return { ...draft, draftId: null, draftStep: null };
}

/** Incoming review: registered and unregistered senders have a setting each, of `all`, `first`, `none`. */
export function asksForIncomingReview(state: InquiryState): boolean {
  const { incomingReviewRegistered, incomingReviewUnregistered } = state.policy;
  const asked = state.customer?.registered ? incomingReviewRegistered : incomingReviewUnregistered;
  return asked === 'all' || (asked === 'first' && state.looked === 0);
}

function afterCustomer(state: InquiryState): Stage {
  if (asksForIncomingReview(state)) return 'incoming';
  return state.policy.debounceSeconds > 0 ? 'debounce' : 'sort';
}

export function customerFound(
  state: InquiryState,
  found: { customer: Customer; trouble: Trouble | null },
  at: string,
): InquiryState {
  const { customer, trouble } = found;
  const who = customer.registered
    ? `${customer.contact ?? customer.email}${customer.name ? `, ${customer.name}` : ''}`
    : customer.email;
  const summary = trouble ? `${who}: ${trouble.sentence}` : `The sender is ${who}.`;
  const next = note({ ...state, customer, customerProblem: trouble }, at, { kind: 'customer', summary });
  // A person who was asked about the sender has seen the mail already: no second incoming review.
  const looked = state.back === 'customer' && state.looked > 0;
  return { ...next, stage: looked ? 'sort' : afterCustomer(next), back: 'begin' };
}

/** Nothing came in while the debounce ran. */
export const settled = (state: InquiryState): InquiryState => ({ ...state, stage: 'sort' });

/** Sends the mail on its way by its kind; overrides are what a person said it is. */
export function mailSorted(state: InquiryState, at: string): InquiryState {
  const mail = state.mail!;
  const said = state.overrides.find((o) => o.startsWith('as-'))?.slice(3) as Kind | undefined;
  const kind = said ?? mail.kind;
  const ask = (code: ProblemCode, sentence: string): InquiryState => assist(state, { code, sentence }, 'sort', at);
  if (!mail.sure && !said && kind !== 'other')
    return ask('kind-unclear', `It may be ${kindWords[kind]}, but that is not sure.`);
  if (kind === 'other' || automatic.includes(kind))
    return ask('not-about-buying', `The mail seems to be ${kindWords[kind]}.`);
  const trouble = state.customerProblem;
  const blockedButQuoted = trouble?.code === 'account-blocked' && state.overrides.includes('quote-blocked');
  if (trouble && kind !== 'rejection' && !blockedButQuoted) return assist(state, trouble, 'customer', at);
  if (kind === 'rejection') {
    const next = note(state, at, { kind: 'ended', by: 'customer', summary: 'The customer declined.', mail: mail.mail });
    return { ...next, stage: 'ended', outcome: 'declined' };
  }
  if (kind === 'question') return { ...state, stage: 'draft', about: 'answer', unworked: [] };
  if (kind === 'acceptance' && state.quote && !state.order) return toOrder(state, at);
  return { ...state, stage: 'items' };
}

function toOrder(state: InquiryState, at: string): InquiryState {
  if (state.policy.makeOrders) return { ...state, stage: 'order', unworked: [] };
  return assist(
    state,
    {
      code: 'order-by-hand',
      sentence: `The customer accepts quote ${state.quote!.number}; orders are made by hand here.`,
    },
    'order',
    at,
  );
}

export function itemsChecked(state: InquiryState, found: ItemsFound, at: string): InquiryState {
  let next = note(state, at, {
    kind: 'items',
    summary: `${found.lines} line${found.lines === 1 ? '' : 's'}, ${found.clear} matched without doubt.`,
  });
  if (found.stock) next = note(next, at, { kind: 'stock', summary: found.stock });
  return found.trouble ? assist(next, found.trouble, 'items', at) : { ...next, stage: 'quote' };
}

export function quoteBuilt(state: InquiryState, made: DocumentMade, at: string): InquiryState {
  const next = note(state, at, { kind: 'quote', summary: made.summary });
  const quoted: InquiryState = {
    ...next,
    quote: made.ref,
    quoteEnds: made.endsAt,
    amountMinor: made.amountMinor,
    unworked: [],
    overrides: [],
    about: 'quote',
  };
  if (state.policy.quoteReview) return { ...quoted, stage: 'quote-review' };
  return { ...quoted, ...afterQuoteReview(quoted) };
}

/** The timeline names the outcome of every story, once: what ends without a step that says so gets one. */
export function endIfEnded(before: InquiryState, after: InquiryState, at: string): InquiryState {
  if (before.outcome || !after.outcome || after.news.at(-1)?.kind === 'ended') return after;
  const left = after.order
    ? ` Order ${after.order.number}.`
    : after.quote
      ? ` Quote ${after.quote.number} stays in the sales system.`
      : '';
  return { ...note(after, at, { kind: 'ended', summary: `Ended: ${after.outcome}.${left}` }), stage: 'ended' };
}

/** An operator cancelled the workflow: the same as a stop, without a name. */
export function cancelled(state: InquiryState, at: string): InquiryState {
  const by = 'An operator';
  const next = closeReview(state, 'skipped', by, at, 'The workflow was cancelled.');
  return {
    ...note(next, at, { kind: 'ended', by, summary: 'The workflow was cancelled in Temporal.' }),
    stage: 'ended',
    outcome: 'stopped',
  };
}

/** A signal named a mail that this inquiry does not have. */
export function mailMissing(state: InquiryState, mail: string, at: string): InquiryState {
  const taken = {
    ...state,
    inbox: state.inbox.filter((id) => id !== mail),
    seen: [...state.seen, mail].slice(-caps.seen),
  };
  return note(taken, at, {
    kind: 'mail-received',
    status: 'refused',
    summary: 'A mail was announced that is not stored here.',
  });
}

export function orderMade(state: InquiryState, made: DocumentMade, at: string): InquiryState {
  const next = note(state, at, { kind: 'order', summary: made.summary });
  const ordered: InquiryState = { ...next, order: made.ref, about: 'order', unworked: [], overrides: [] };
  return { ...ordered, stage: state.policy.orderReview ? 'order-review' : 'document' };
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

export function replyDrafted(state: InquiryState, draftId: string, to: string, at: string): InquiryState {
  const what = { quote: 'quote', order: 'order confirmation', answer: 'answer' }[state.about];
  const next = note(state, at, { kind: 'draft', summary: `Drafted the mail to ${to} with the ${what}.` });
  return { ...next, draftId, draftStep: next.news.at(-1)!, stage: 'outgoing', unworked: [] };
}

export function mailSent(
  state: InquiryState,
  sent: { mail: string; to: string; shadow?: boolean },
  at: string,
): InquiryState {
  const next = note({ ...state, draftId: null, draftStep: null }, at, {
    kind: 'sent',
    summary: `Sent to ${sent.to}.`,
    mail: sent.mail,
  });
  if (state.outcome) return next;
  if (state.about === 'order') {
    const ended = note(next, at, { kind: 'ended', summary: `Ordered: ${state.order!.number}.` });
    return { ...ended, stage: 'ended', outcome: 'ordered' };
  }
  return { ...next, stage: 'customer-turn' };
}

/** The quote's last day is over at the customer's. */
export function expired(state: InquiryState, at: string): InquiryState {
  const summary = state.quote
    ? `Quote ${state.quote.number} was not accepted in time.`
    : 'The customer did not write again.';
  return { ...note(state, at, { kind: 'ended', summary }), stage: 'ended', outcome: 'expired' };
}

/** Opens the review of the current stage. */
export function reviewOpened(state: InquiryState, at: string): InquiryState {
  const kind = reviewKindOf(state.stage);
  const words = {
    incoming: 'A person is asked to look at the incoming mail.',
    quote: `A person is asked to look at quote ${state.quote?.number}.`,
    order: `A person is asked to look at order ${state.order?.number}.`,
    outgoing: 'A person is asked to look at the mail before it is sent.',
    assistance: '',
  }[kind];
  const step = nextStepId(state);
  const next = note(state, at, { kind: 'review', status: 'waiting', summary: words });
  return {
    ...next,
    edited: false,
    review: {
      step,
      kind,
      about: aboutOf(state, kind),
      reason: null,
      since: at,
      allowed: allowedIn(kind),
      choices: [],
    },
  };
}

const reviewKindOf = (stage: Stage): ReviewKind =>
  stage === 'quote-review'
    ? 'quote'
    : stage === 'order-review'
      ? 'order'
      : stage === 'incoming'
        ? 'incoming'
        : 'outgoing';

const allowedIn = (kind: ReviewKind) =>
  kind === 'incoming'
    ? (['confirm', 'stop'] as const).slice()
    : kind === 'outgoing'
      ? (['confirm', 'edit', 'skip', 'stop'] as const).slice()
      : (['confirm', 'edit', 'stop'] as const).slice();

const aboutOf = (state: InquiryState, kind: ReviewKind) => ({
  ...(state.mail ? { mail: state.mail.mail } : {}),
  ...(kind === 'outgoing' && state.draftId ? { draft: state.draftId } : {}),
  ...(kind !== 'incoming' && state.quote ? { quote: state.quote.number } : {}),
  ...(kind !== 'incoming' && state.order ? { order: state.order.number } : {}),
});

/** Asks a person: the reason, the choices and what each will do. `back` is where a plain "go on" leads after an edit. */
export function assist(state: InquiryState, trouble: Trouble, back: Stage, at: string): InquiryState {
  const step = nextStepId(state);
  const next = note(state, at, { kind: 'assistance', status: 'waiting', summary: trouble.sentence });
  const asking: InquiryState = {
    ...next,
    stage: 'assistance',
    back,
    edited: false,
    review: {
      step,
      kind: 'assistance',
      about: aboutOf(state, 'assistance'),
      reason: { code: trouble.code, sentence: trouble.sentence },
      since: at,
      allowed: ['confirm', 'stop'],
      choices: choicesOf(trouble.code),
    },
  };
  if (fieldsToEdit(asking).length === 0) return asking;
  return { ...asking, review: { ...asking.review!, allowed: ['confirm', 'edit', 'stop'] } };
}

/** The edit is worked in, or refused: either way the same review waits again under the step it was given. */
export function editApplied(state: InquiryState, applied: EditApplied, at: string): InquiryState {
  const { edit } = state;
  const review = state.review!;
  const by = edit?.by ?? 'system';
  const kind = review.kind === 'assistance' ? 'assistance' : 'review';
  const summary = applied.refused ? `The change was refused: ${applied.refused}` : `${by} changed: ${applied.summary}`;
  const waiting = rewrite(state, {
    step: review.step,
    kind,
    status: 'waiting',
    at,
    by: 'system',
    summary: `${summary} It waits for a confirmation.`,
  });
  const open: InquiryState = { ...waiting, edit: null, stage: edit?.stage ?? 'assistance' };
  const back = { ...review, allowed: review.kind === 'outgoing' ? allowedIn('outgoing') : allowedIn(review.kind) };
  if (applied.refused)
    return {
      ...note({ ...open, review: back }, at, { kind: 'decision', status: 'refused', by, summary }),
      review: back,
    };
  const about = { ...review.about, ...(applied.draftId ? { draft: applied.draftId } : {}) };
  return {
    ...open,
    edited: true,
    ...(applied.customer ? { customer: applied.customer, customerProblem: null, back: 'sort' as const } : {}),
    draftId: applied.draftId ?? open.draftId,
    ...(applied.made ? withDocument(open, review.kind, applied.made) : {}),
    wishes: applied.wishes ?? open.wishes,
    overrides: applied.lines ? [...open.overrides, 'lines-edited'] : open.overrides,
    review: { ...back, about },
  };
}

const withDocument = (state: InquiryState, kind: ReviewKind, made: DocumentMade): Partial<InquiryState> =>
  kind === 'order'
    ? { order: made.ref }
    : { quote: made.ref, quoteEnds: made.endsAt ?? state.quoteEnds, amountMinor: made.amountMinor };

/** After a pause: the document as it is now. `unchanged` on one that did change stays paused and says what differs. */
export function documentReread(state: InquiryState, { made, differences }: Rereading, at: string): InquiryState {
  const { resume } = state;
  const kind = resume === 'order-updated' || (resume === 'unchanged' && state.about === 'order') ? 'order' : 'quote';
  const rest: InquiryState = { ...state, resume: null };
  if (!made && resume !== 'unchanged') return pausedAgain(rest, `There is no such ${kind} any more.`, at);
  if (resume === 'unchanged') {
    if (differences.length > 0) return pausedAgain(rest, `The ${kind} did change: ${differences.join(' ')}`, at);
    return { ...rest, stage: 'outgoing' };
  }
  const next = note(rest, at, {
    kind,
    summary: made!.summary + (differences.length > 0 ? ` ${differences.join(' ')}` : ' Nothing differs from before.'),
  });
  const draft = next.draftStep ? rewrite(next, { ...next.draftStep, status: 'superseded' }) : next;
  return {
    ...draft,
    ...withDocument(draft, kind, made!),
    about: kind,
    draftId: null,
    draftStep: null,
    stage: 'document',
  };
}

function pausedAgain(state: InquiryState, why: string, at: string): InquiryState {
  const step = nextStepId(state);
  const next = note(state, at, { kind: 'paused', status: 'waiting', summary: `${why} Still paused.` });
  return {
    ...next,
    stage: 'paused',
    review: {
      step,
      kind: 'outgoing',
      about: aboutOf(state, 'outgoing'),
      reason: null,
      since: at,
      allowed: ['resume', 'stop'],
      choices: [],
    },
  };
}

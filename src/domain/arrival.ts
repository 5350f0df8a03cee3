/** A mail came in: the state after it was read, its sender found, and the mail sent on its way by its kind. */
import type { MailFacts } from './mail-facts.ts';
import type { Customer } from './inquiry.ts';
import { askedAbout, belongs, heldBack, isOther } from './other-sender.ts';
import type { ProblemCode } from './problems.ts';
import type { Trouble } from './progress.ts';
import type { Delivery } from './delivery.ts';
import type { Kind } from './reading.ts';
import { changeToOrder, endedQuote, isAboutEndedQuote, isAboutOrder } from './followed.ts';
import { absent } from './patience.ts';
import { asksForReview, assist, closeReview } from './review.ts';
import { caps, clipped, note, withoutDraft, type InquiryState, type Stage } from './state.ts';

const automatic: readonly Kind[] = ['auto-reply', 'bounce', 'newsletter', 'spam'];

const kindWords: Record<Kind, string> = {
  inquiry: 'an inquiry',
  change: 'a change to what was asked',
  acceptance: 'an acceptance',
  rejection: 'a rejection',
  question: 'a question',
  answer: 'an answer to our question',
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
    if (facts.kind === 'bounce' && facts.delivery) return reported(taken, facts.mail, facts.delivery, at);
    const kind = facts.kind === 'bounce' ? 'delivery' : 'mail-received';
    const away = facts.kind === 'auto-reply' ? absent(taken, facts.returns ?? null, at) : null;
    const so = away ? `it is no answer. The customer is not reminded before ${away.until}.` : 'it changes nothing.';
    const summary = `${facts.sender} sent ${kindWords[facts.kind]}; ${so}`;
    return note(away?.next ?? taken, at, { kind, summary, mail: facts.mail });
  }
  const isAnother = isOther(state, facts.from);
  let next = isAnother ? heldBack(taken, at) : superseded(taken, at);
  next = note(next, at, {
    kind: 'mail-received',
    by: 'customer',
    summary: `${facts.sender} wrote to ${state.mailbox}.${state.snoozedUntil ? ' It is no longer snoozed.' : ''}`,
    mail: facts.mail,
  });
  const lines =
    facts.lines === 0 ? '' : `, ${facts.lines} line${facts.lines === 1 ? '' : 's'}, ${facts.sureLines} of them sure`;
  const doubt = facts.sure ? '' : ' (not sure)';
  const notes = [...(facts.difference ?? []), ...facts.notes].map((line) => ` ${line}`).join('');
  next = note(next, at, {
    kind: 'read',
    summary: `Read as ${kindWords[facts.kind]}${doubt}${lines}.${notes}`,
    mail: facts.mail,
  });
  const { customer, customerProblem } = state;
  const known = customer !== null && customer.account !== null && customer.email === facts.from && !customerProblem;
  return {
    ...next,
    mail: facts,
    about: state.about === 'reminder' ? 'quote' : state.about,
    snoozedUntil: null,
    unworked: [...state.unworked, facts.mail].slice(-caps.unworked),
    // Its lines without those that were split off stand in no quote yet: see asked-lines.ts.
    overrides: state.overrides.filter((mark) => mark === 'lines-split'),
    wishes: {},
    back: 'begin',
    stage: known ? afterCustomer(next) : 'customer',
  };
}

const mailsOfOurs: Record<InquiryState['about'], string> = {
  quote: 'The mail with the quote',
  order: 'The order confirmation',
  answer: 'Our answer',
  closing: 'Our closing mail',
  question: 'Our question',
  offer: 'Our offer',
  reminder: 'The reminder',
};

/** A mail server says what became of a mail of ours. While nothing but the customer is waited for, a person must know that they do not have it. */
function reported(state: InquiryState, mail: string, delivery: Delivery, at: string): InquiryState {
  const { outcome, recipient, status, words } = delivery;
  const ours = mailsOfOurs[state.about];
  const to = recipient ? ` to ${recipient}` : '';
  const why = [status, words].filter(Boolean).join(', ');
  const sentence = {
    failed: `${ours} was not delivered${to}`,
    'mailbox-full': `${ours} was not delivered${to}: the mailbox is full`,
    delayed: `${ours} is not delivered${to} yet; their mail server goes on trying`,
    delivered: `${ours} was delivered${to}`,
  }[outcome];
  const summary = clipped(`${sentence}${why ? ` (${why})` : ''}.`);
  const isLost = outcome === 'failed' || outcome === 'mailbox-full';
  const told = note(state, at, { kind: 'delivery', status: isLost ? 'failed' : 'done', summary, mail });
  if (!isLost || state.stage !== 'customer-turn') return told;
  return assist({ ...told, snoozedUntil: null }, { code: 'mail-undelivered', sentence: summary }, 'customer-turn', at);
}

/** What waited for a person, or paused, is of no use once the customer writes again. */
function superseded(state: InquiryState, at: string): InquiryState {
  const why = 'The customer wrote again meanwhile.';
  return withoutDraft(closeReview(state, 'superseded', 'customer', at, why), why);
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
  if (state.aside && customer.account !== state.customer?.account) return askedAbout(state, customer, at);
  const who = customer.registered
    ? `${customer.contact ?? customer.email}${customer.name ? `, ${customer.name}` : ''}`
    : customer.email;
  const named = trouble && (!customer.email || trouble.sentence.includes(customer.email));
  const summary = named
    ? clipped(trouble.sentence)
    : trouble
      ? `${who}: ${clipped(trouble.sentence)}`
      : `The sender is ${who.replace(/\.$/, '')}.`;
  const next = note(
    { ...belongs(state), customer, customerProblem: trouble && { ...trouble, sentence: clipped(trouble.sentence) } },
    at,
    { kind: 'customer', summary },
  );
  // A person who was asked about the sender has seen the mail already: no second incoming review.
  const looked = state.back === 'customer' && state.looked > 0;
  return { ...next, stage: looked ? 'sort' : afterCustomer(next), back: 'begin' };
}

/** What a person said that the mail is. */
export const saidKind = (overrides: readonly string[]): Kind | undefined =>
  overrides.find((one) => one.startsWith('as-'))?.slice(3) as Kind | undefined;

/** What the newest mail is: as a person said, else as it was read. */
export const kindOf = ({ mail, overrides }: InquiryState): Kind | undefined => saidKind(overrides) ?? mail?.kind;

/** Sends the mail on its way by its kind; overrides are what a person said it is. */
export function mailSorted(state: InquiryState, at: string): InquiryState {
  const mail = state.mail!;
  const said = saidKind(state.overrides);
  const kind = said ?? mail.kind;
  const ask = (code: ProblemCode, sentence: string): InquiryState => assist(state, { code, sentence }, 'sort', at);
  if (state.asked && !said && ((kind === 'answer' && !mail.sure) || kind === 'acceptance'))
    return ask(
      'answer-unclear',
      kind === 'acceptance'
        ? 'The customer agrees, but was asked to choose.'
        : 'The customer answers our question, and says more than was read of it.',
    );
  if (!mail.sure && !said && kind !== 'other')
    return ask('kind-unclear', `It may be ${kindWords[kind]}, but that is not sure.`);
  if (kind === 'other' || automatic.includes(kind))
    return ask('not-about-buying', `The mail seems to be ${kindWords[kind]}.`);
  const trouble = state.customerProblem;
  if (trouble && kind !== 'rejection') return assist(state, trouble, 'customer', at);
  if (isAboutOrder(state, kind)) return ask('change-to-order', changeToOrder(state, kind));
  if (kind === 'rejection' && !state.order) {
    const next = note(state, at, { kind: 'ended', by: 'customer', summary: 'The customer declined.', mail: mail.mail });
    return { ...next, stage: 'ended', outcome: 'declined' };
  }
  if (kind === 'question')
    return { ...state, stage: 'draft', about: 'answer', unworked: state.asked ? state.unworked : [] };
  if (state.order) return afterOrder(state, kind, at);
  if (kind === 'acceptance' && state.quote) return toOrder(state, at);
  if (isAboutEndedQuote(state, kind) && !state.overrides.includes('quote-again'))
    return ask('quote-ended', endedQuote(state));
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
    'sort',
    at,
  );
}

/** The order is made and its confirmation has not left yet: nothing is quoted any more, and changing an order is a person's to decide. */
function afterOrder(state: InquiryState, kind: Kind, at: string): InquiryState {
  const ordered: InquiryState = { ...state, about: 'order', unworked: [] };
  if (kind === 'acceptance') return { ...ordered, stage: asksForReview(state, 'order') ? 'order-review' : 'document' };
  const sentence = `Order ${state.order!.number} is made already, and the customer sent ${kindWords[kind]}.`;
  return assist(ordered, { code: 'already-ordered', sentence }, 'sort', at);
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

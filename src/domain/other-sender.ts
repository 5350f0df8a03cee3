/** Somebody who is not known to be of the inquiry's account writes in its thread: nothing moves until a person says what that is. */
import type { Customer, Review } from './inquiry.ts';
import type { Link } from './link.ts';
import { assist, closeReview } from './review.ts';
import { caps, note, withoutDraft, type InquiryState, type Stage } from './state.ts';
import { successorId } from './successor-id.ts';

/** Where the inquiry stood before something that may come to nothing. */
export interface Aside {
  before: Pick<InquiryState, 'stage' | 'back' | 'mail' | 'overrides' | 'wishes' | 'about'>;
  /** The question that was open, and its choices. */
  asked: Pick<Review, 'reason' | 'choices'> | null;
  /** The new inquiry that the mail goes to: known before it is begun, so that it is begun once. */
  into?: string;
}

export const asideOf = ({ stage, back, mail, overrides, wishes, about, review }: InquiryState): Aside => ({
  before: { stage, back, mail, overrides, wishes, about },
  asked: review?.kind === 'assistance' && review.reason ? { reason: review.reason, choices: review.choices } : null,
});

/** Known only by the address until the CRM is asked. */
export const isOther = ({ customer }: InquiryState, from: string): boolean =>
  customer !== null && customer.account !== null && customer.email !== from;

/** The draft and what waits stay as they are; the question what to do with the mail comes first. */
export function heldBack(state: InquiryState, at: string): InquiryState {
  const aside = asideOf(state);
  const why = 'Somebody else wrote in this thread.';
  return { ...closeReview(state, 'superseded', 'system', at, why), aside };
}

/** Looked up, they are of the account, or a person said so: their mail is the customer's. */
export const belongs = (state: InquiryState): InquiryState =>
  state.aside ? { ...withoutDraft(state, 'A mail came meanwhile.'), aside: null } : state;

export const parting = (state: InquiryState, at: string): InquiryState => ({
  ...state,
  stage: 'part',
  aside: state.aside && { ...state.aside, into: successorId(state.id, state.steps, at) },
});

export function askedAbout(state: InquiryState, other: Customer, at: string): InquiryState {
  const { customer } = state;
  const who = other.contact && other.contact !== other.email ? `${other.contact} (${other.email})` : other.email;
  const known = other.account ? `of account ${other.account}` : 'not known';
  const sentence = `${who}, ${known}, wrote in a thread of ${customer?.name ?? customer?.email}.`;
  return assist(state, { code: 'other-sender', sentence }, 'sort', at);
}

/** As if the mail had not come: what waited waits again, and a draft comes back word for word. */
export function asBefore(state: InquiryState, at: string): InquiryState {
  const { aside } = state;
  if (!aside) return state;
  const { asked, before } = aside;
  const mail = state.mail?.mail;
  const back: InquiryState = {
    ...state,
    ...before,
    aside: null,
    unworked: before.mail?.mail === mail ? state.unworked : state.unworked.filter((one) => one !== mail),
  };
  // Without a quote the lines shown are those of the mail read last: they are worked out again.
  const isUnderWay: readonly Stage[] = ['debounce', 'sort', 'items', 'quote', 'assistance'];
  if (!state.quote && isUnderWay.includes(before.stage)) {
    const overrides = before.overrides.filter((mark) => mark !== 'lines-edited');
    return { ...withoutDraft(back), overrides, stage: 'sort' };
  }
  if (!asked?.reason) return back;
  const { code, sentence } = asked.reason;
  const again = assist(back, { code, sentence } as Parameters<typeof assist>[1], before.back, at);
  return { ...again, review: again.review && { ...again.review, choices: asked.choices } };
}

export const linkedWith = (linked: readonly Link[] | undefined, link: Link): Link[] =>
  [...(linked ?? []).filter(({ inquiry }) => inquiry !== link.inquiry), link].slice(-caps.linked);

/** The mail went to an inquiry of its own. */
export function mailParted(state: InquiryState, inquiry: string, at: string): InquiryState {
  const told = note(state, at, {
    kind: 'linked',
    summary: `The mail of somebody else went to an inquiry of its own: ${inquiry}.`,
    mail: state.mail?.mail,
  });
  const linked = linkedWith(state.linked, { inquiry, relation: 'split-into' });
  return asBefore({ ...told, linked }, at);
}

/** Which step comes next: the order of the story, and nothing else. */
import { nextDeadline } from './patience.ts';
import { caps, type InquiryState, type Stage } from './state.ts';

export type NextStep =
  | { do: 'readMail'; mail: string }
  | { do: 'findCustomer' }
  | { do: 'openReview' }
  | { do: 'sortMail' }
  | { do: 'checkItems' }
  | { do: 'draftQuestion' }
  | { do: 'buildQuote' }
  | { do: 'makeOrder' }
  | { do: 'renderDocument' }
  | { do: 'draftReply' }
  | { do: 'draftReminder' }
  | { do: 'sendMail' }
  | { do: 'applyEdit' }
  | { do: 'rereadDocument' }
  | { do: 'partMail' }
  | { do: 'splitLines' }
  | { do: 'mergeMails' }
  /** Waits for a mail or a decision; `until` is the next deadline (patience.ts), null: there is none. */
  | { do: 'wait'; until: string | null };

/** Work that a new mail must not cut in two: it is finished first, the mail waits in the inbox. */
const uninterrupted: readonly Stage[] = ['send', 'order', 'apply-edit', 'reread', 'part', 'split', 'merge', 'ended'];

const work: Partial<Record<Stage, Exclude<NextStep, { do: 'readMail' | 'wait' }>['do']>> = {
  customer: 'findCustomer',
  sort: 'sortMail',
  items: 'checkItems',
  question: 'draftQuestion',
  quote: 'buildQuote',
  order: 'makeOrder',
  document: 'renderDocument',
  draft: 'draftReply',
  send: 'sendMail',
  'apply-edit': 'applyEdit',
  reread: 'rereadDocument',
  part: 'partMail',
  split: 'splitLines',
  merge: 'mergeMails',
};

/** Stages that open a review when they are entered and then wait for a person. */
const reviewed: readonly Stage[] = ['incoming', 'quote-review', 'order-review', 'outgoing', 'paused'];

/**
 * A failed step is tried again by a person before the next mail is read: reading on would only fail again. Whose a mail of
 * somebody else is must be settled before the next one, too, or nobody would know what became of it.
 */
const interruptible = (state: InquiryState): boolean =>
  !uninterrupted.includes(state.stage) && state.review?.reason?.code !== 'failed' && !state.aside;

/** Never asked once there is an outcome. */
export function nextStep(state: InquiryState): NextStep {
  const [mail] = state.inbox;
  if (mail !== undefined && interruptible(state)) return { do: 'readMail', mail };
  const verb = work[state.stage];
  if (verb === 'draftReply' && state.about === 'reminder') return { do: 'draftReminder' };
  if (verb) return { do: verb };
  if (reviewed.includes(state.stage) && !state.review) return { do: 'openReview' };
  return { do: 'wait', until: nextDeadline(state)?.at ?? null };
}

/** Takes a mail in. Seen twice (signals come at least once) or beyond the cap: nothing changes. */
export function received(state: InquiryState, mail: string): InquiryState {
  if (state.inbox.includes(mail) || state.seen.includes(mail) || state.inbox.length >= caps.inbox) return state;
  return { ...state, inbox: [...state.inbox, mail] };
}

/** A mail that came after an outcome opens an inquiry of its own; this is what it needs to know of the one that it follows. */
import type { Person } from './decision.ts';
import type { InquirySummary, Outcome } from './inquiry.ts';
import type { Kind } from './reading.ts';
import type { InquiryState } from './state.ts';

export interface Followed {
  inquiry: string;
  outcome: Outcome;
  /** Whose inquiry it was. */
  account: string | null;
  /** Numbers in the sales system. */
  quote: string | null;
  order: string | null;
}

export const followedOf = ({ id, outcome, customer, quote, order }: InquirySummary): Followed | null =>
  outcome && {
    inquiry: id,
    outcome,
    account: customer?.account ?? null,
    quote: quote?.number ?? null,
    order: order?.number ?? null,
  };

/** Who stopped an inquiry, or took it over, knows why: what the customer writes after that is theirs to look at. */
export const heirOf = ({ outcome, assignee }: Pick<InquirySummary, 'outcome' | 'assignee'>): Person | null =>
  outcome === 'stopped' || outcome === 'handed-over' ? assignee : null;

/** Nothing of one account's quote is shown to, or accepted by, somebody of another. */
export const isTheirs = ({ followed, customer }: InquiryState): boolean =>
  Boolean(followed?.account) && followed?.account === customer?.account;

/** A mail of this kind is about the order that was made already, not about something new. */
export const isAboutOrder = (state: InquiryState, kind: Kind): boolean =>
  Boolean(state.followed?.order) && !state.quote && ['change', 'rejection', 'acceptance'].includes(kind);

/** A quote of the inquiry before, accepted after that one had ended. */
export const isAboutEndedQuote = (state: InquiryState, kind: Kind): boolean =>
  Boolean(state.followed?.quote) && !state.quote && kind === 'acceptance' && isTheirs(state);

/** The quote whose lines a change works on, or that a person said is to be made again; null: the mail's lines stand alone. */
export function basisOf(state: InquiryState): string | null {
  if (state.quote || !isTheirs(state)) return null;
  const asked = state.mail?.kind === 'change' || state.overrides.includes('quote-again');
  return asked ? state.followed!.quote : null;
}

const asks: Partial<Record<Kind, string>> = {
  change: 'asks to change it',
  rejection: 'seems to call it off',
  acceptance: 'agrees to something once more',
};

export function changeToOrder(state: InquiryState, kind: Kind): string {
  const { order, inquiry } = state.followed!;
  const who = isTheirs(state) ? 'the customer' : 'somebody of another account';
  const read = state.mail?.difference ?? [];
  return [`Order ${order} was made in inquiry ${inquiry}, and ${who} ${asks[kind]}.`, ...read].join(' ');
}

export const endedQuote = ({ followed }: InquiryState): string =>
  `The customer accepts quote ${followed!.quote}, but its inquiry ${followed!.inquiry} has ended: ${followed!.outcome}.`;

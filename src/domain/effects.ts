/** What choices of assistance do, and those that several problems offer. */
import type { Choice, Outcome } from './inquiry.ts';
import type { Stage } from './state.ts';

/** What a choice does: goes to a stage, and may leave a mark that later checks honour. */
export interface Effect extends Choice {
  to: Stage;
  override?: string;
  /** Of those that end the inquiry. */
  outcome?: Outcome;
}

export interface Problem {
  edits: readonly ('customer' | 'lines' | 'document')[];
  choices: readonly Effect[];
}

export const again = (to: Stage, label: string, effect: string): Effect => ({ id: 'again', label, effect, to });
export const answer: Effect = {
  id: 'answer',
  label: 'Write an answer',
  effect: 'Drafts a reply that you complete before it is sent.',
  to: 'draft',
};
export const newQuote: Effect = {
  id: 'new-quote',
  label: 'Send a new quote',
  effect:
    'Quotes the same with the prices and date of today: a new revision, or a new quote where the old one is closed.',
  to: 'items',
  override: 'requote',
};
export const orderedByHand: Effect = {
  id: 'ordered-by-hand',
  label: 'I have made the order',
  effect: 'Ends the inquiry; nothing more is sent.',
  to: 'ended',
  override: 'by-hand',
  // The sales system has the order, this inquiry does not.
  outcome: 'quoted',
};
/** Sorted again as what a person says it is: sender, policy and order are looked at as for any mail of that kind. */
export const as = (kind: string, effect: string): Effect => ({
  id: `as-${kind}`,
  label: `It is ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`,
  effect,
  to: 'sort',
  override: `as-${kind}`,
});
export const asInquiry = as('inquiry', 'Matches its lines and makes a quote.');

/** What the mail of somebody else in a customer's thread may be: see other-sender.ts. */
export const ofOthers: readonly Effect[] = [
  {
    id: 'belongs',
    label: 'They belong to it',
    effect: "Takes this mail as the customer's own: it may change or accept what was quoted, and is answered.",
    to: 'sort',
  },
  {
    id: 'own-inquiry',
    label: 'An inquiry of their own',
    effect: 'Moves the mail to a new inquiry, linked with this one, which then goes on as before.',
    to: 'part',
  },
  {
    id: 'ignore',
    label: 'Leave it',
    effect: 'The mail stays on the timeline and changes nothing; what waited waits again.',
    to: 'begin',
  },
];

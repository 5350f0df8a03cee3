/** An inquiry's state as it begins, and as it goes on in another run. */
import type { Link } from './link.ts';
import type { Person } from './decision.ts';
import { defaultPolicy } from './default-policy.ts';
import type { Policy } from './policy.ts';
import { note, type InquiryState } from './state.ts';

export function opened(
  input: Pick<InquiryState, 'id' | 'mailbox' | 'subject' | 'createdAt' | 'follows' | 'followed' | 'policy'> & {
    linked?: Link[];
    /** Whose it is from the beginning. */
    assignee?: Person | null;
  },
): InquiryState {
  const state: InquiryState = {
    ...input,
    policy: policyOf(input.policy),
    linked: input.linked ?? [],
    updatedAt: input.createdAt,
    version: 0,
    steps: 0,
    stage: 'begin',
    inbox: [],
    seen: [],
    unworked: [],
    mail: null,
    customer: null,
    customerProblem: null,
    looked: 0,
    quote: null,
    order: null,
    offered: null,
    quoteEnds: null,
    amountMinor: null,
    rulesMet: [],
    about: 'quote',
    asked: null,
    questions: 0,
    turn: null,
    assignee: input.assignee ?? null,
    snoozedUntil: null,
    draftId: null,
    draftStep: null,
    review: null,
    edited: false,
    back: 'begin',
    edit: null,
    resume: null,
    overrides: [],
    wishes: {},
    outcome: null,
    news: [],
    handled: [],
    refusals: 0,
  };
  if (!input.assignee) return state;
  const summary = `It is given to ${input.assignee.name}, who ended the inquiry before.`;
  return note(state, input.createdAt, { kind: 'decision', summary });
}

/**
 * An inquiry that began before a setting existed has its default, but for deadlines: what has no timer in a recorded history
 * gets none.
 */
const policyOf = (began: Partial<Policy>): Policy => ({
  ...defaultPolicy,
  ...(began.reminderDays ? {} : { reminderDays: [], reviewReminderHours: 0, reviewEscalationHours: 0 }),
  ...began,
});

/** A run that goes on from another: what its state did not have yet is as at the beginning. */
export const renewed = (state: InquiryState): InquiryState => ({
  ...opened(state),
  ...state,
  policy: policyOf(state.policy),
});

/** An inquiry's state as it begins, and as it goes on in another run. */
import type { Link } from './link.ts';
import { defaultPolicy } from './default-policy.ts';
import type { Policy } from './policy.ts';
import type { InquiryState } from './state.ts';

export function opened(
  input: Pick<InquiryState, 'id' | 'mailbox' | 'subject' | 'createdAt' | 'follows' | 'followed' | 'policy'> & {
    linked?: Link[];
  },
): InquiryState {
  return {
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
    assignee: null,
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

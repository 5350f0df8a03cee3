/** Every state that rules can tell apart, found by driving the pure transitions along all branches, breadth first. */
import type { Policy } from '../../src/domain/policy.ts';
import type { InquiryState } from '../../src/domain/state.ts';
import type { Followed } from '../../src/domain/followed.ts';
import { answersTo, decisionsIn, ordered, PureStory, ranOut, signature, startOf, unhurried } from './pure-story.ts';

const unreviewed = { incomingReviewRegistered: 'none', incomingReviewUnregistered: 'none' } as const;

/** What time does multiplies everything else: it has policies of its own. */
const policies: Partial<Policy>[] = [
  unhurried,
  { ...unhurried, quoteReview: true, orderReview: true, incomingReviewRegistered: 'none' },
  { ...unhurried, ...unreviewed, sendQuotes: false, makeOrders: true },
  { ...unhurried, ...unreviewed, sendQuotes: false, makeOrders: false },
  { ...unhurried, ...unreviewed, makeOrders: false, debounceSeconds: 20 },
  { ...unhurried, ...unreviewed, reminderDays: [3] },
  { ...unreviewed, reminderDays: [] },
];

const starts: [Partial<Policy>, Followed | null][] = [
  ...policies.map((policy) => [policy, null] as [Partial<Policy>, null]),
  [{ ...unhurried, ...unreviewed }, ordered],
  [{ ...unhurried, ...unreviewed }, ranOut],
];

const successors = (state: InquiryState): InquiryState[] => {
  const found: InquiryState[] = [];
  const from = (act: (story: PureStory) => void) => {
    const story = new PureStory(state);
    act(story);
    if (story.state !== state) found.push(story.state);
  };
  // What goes on after a split is a state as others are: walk.test.ts goes there.
  if (state.outcome || state.split) return [];
  const next = new PureStory(state).step();
  if (next.do === 'openReview' || next.do === 'sortMail') {
    from((story) => story.upToWork());
    return found;
  }
  if (next.do === 'wait') {
    if (next.until !== null) from((story) => story.timeOut(next.until!));
  } else {
    for (const answer of answersTo(next, state)) from((story) => story.perform(next, answer));
  }
  // One mail may come at any time; more of them make nothing new.
  if (state.inbox.length === 0 && state.seen.length < 4) from((story) => story.mail(`mail-${state.seen.length + 1}`));
  for (const { decision } of decisionsIn(state, ['right'])) from((story) => void story.decide(decision));
  if (state.review) from((story) => void story.split({ step: state.review!.step, lines: ['l1'] }));
  return found;
};

/** At most `limit` states for each beginning; all of them where the limit is not met. */
export function reachable(limit: number): { states: InquiryState[]; complete: boolean } {
  const states: InquiryState[] = [];
  let complete = true;
  for (const [policy, followed] of starts) {
    const story = new PureStory(startOf(policy, followed));
    story.mail('mail-1');
    const known = new Map([[signature(story.state), story.state]]);
    for (const state of known.values()) {
      if (known.size > limit) {
        complete = false;
        break;
      }
      for (const next of successors(state)) {
        const key = signature(next);
        if (!known.has(key)) known.set(key, next);
      }
    }
    states.push(...known.values());
  }
  return { states, complete };
}

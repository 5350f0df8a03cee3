/** What the settings do to the story: each table has every value. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { customerFound, mailRead } from '../../src/domain/arrival.ts';
import { defaultPolicy } from '../../src/domain/default-policy.ts';
import { incomingReviews, type Policy } from '../../src/domain/policy.ts';
import { mailSent, orderMade, quoteBuilt } from '../../src/domain/progress.ts';
import { reviewOpened } from '../../src/domain/review.ts';
import { headOf, type InquiryState } from '../../src/domain/state.ts';
import { aDocument, aMail, anna, endOfQuote, kim, PureStory, startOf, stranger } from './pure-story.ts';

const at = '2026-11-22T10:00:00.000Z';

/** The mail read, its sender found. */
function arrived(story: PureStory, id: string, sender: typeof kim): void {
  story.mail(id);
  story.tell(mailRead(story.state, aMail(id, { from: sender.email }), at));
  if (story.state.stage !== 'customer') return;
  const trouble = sender.registered ? null : { code: 'unknown-sender' as const, sentence: 'Nobody knows them.' };
  story.tell(customerFound(story.state, { customer: sender, trouble }, at));
}

const asked = (story: PureStory): string | null => {
  story.upToWork();
  const { review } = story.state;
  return review && (review.reason?.code ?? review.kind);
};

test('the README tells every setting', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const told = readme.split('\n').flatMap((row) => /^\| (`\w+`(?:, `\w+`)*) /.exec(row)?.[1]?.match(/\w+/g) ?? []);
  const settings = Object.keys(defaultPolicy).filter((name) => name !== 'version');
  expect(told).toEqual(expect.arrayContaining(settings));
});

describe('incoming review', () => {
  const senders = [kim, stranger];
  const table = senders.flatMap((sender) =>
    incomingReviews.flatMap((mine) => incomingReviews.map((other) => ({ sender, mine, other }))),
  );

  test.each(table)('$sender.registered: $mine, of the others $other', ({ sender, mine, other }) => {
    const policy: Partial<Policy> = sender.registered
      ? { incomingReviewRegistered: mine, incomingReviewUnregistered: other }
      : { incomingReviewRegistered: other, incomingReviewUnregistered: mine };
    const unasked = sender.registered ? null : 'unknown-sender';
    const story = new PureStory(startOf(policy));
    arrived(story, 'mail-1', sender);
    expect(asked(story)).toBe(mine === 'none' ? unasked : 'incoming');
    // Nobody looked yet: "first" still asks.
    arrived(story, 'mail-2', sender);
    expect(asked(story)).toBe(mine === 'none' ? unasked : 'incoming');
    if (mine === 'none') return;
    expect(story.decide({ verb: 'confirm', step: story.state.review!.step })).toBeNull();
    expect(asked(story)).toBe(unasked);
    arrived(story, 'mail-3', sender);
    expect(asked(story)).toBe(mine === 'all' ? 'incoming' : unasked);
  });

  test('an unregistered sender of no setting goes on without a person who says whose they are', () => {
    for (const incomingReviewUnregistered of incomingReviews) {
      const story = new PureStory(startOf({ incomingReviewUnregistered }));
      arrived(story, 'mail-1', stranger);
      if (asked(story) === 'incoming') story.decide({ verb: 'confirm', step: story.state.review!.step });
      expect(asked(story)).toBe('unknown-sender');
      expect(story.decide({ verb: 'confirm', step: story.state.review!.step })).toMatchObject({ type: 'ChoiceNeeded' });
    }
  });
});

const quoted = (policy: Partial<Policy>, rulesMet: string[] = []): InquiryState =>
  quoteBuilt({ ...startOf(policy), stage: 'quote' }, { ...aDocument('Q-1', 1, endOfQuote), rulesMet }, at);
const ordered = (policy: Partial<Policy>, rulesMet: string[] = []): InquiryState =>
  orderMade({ ...startOf(policy), stage: 'order' }, { ...aDocument('O-1', 1, null), rulesMet }, at);

describe('quote and order', () => {
  test.each([
    [true, true, 'document'],
    [true, false, 'document'],
    [false, true, 'order'],
    [false, false, 'ended'],
  ] as const)('sendQuotes %s, makeOrders %s: a finished quote goes to %s', (sendQuotes, makeOrders, stage) => {
    const policy = { sendQuotes, makeOrders };
    const first = quoted(policy);
    expect(first.stage).toBe(stage);
    expect(first.outcome).toBe(stage === 'ended' ? 'quoted' : null);
    // The same after a person looked at it.
    const story = new PureStory(quoted({ ...policy, quoteReview: true }));
    story.upToWork();
    expect(story.state.review).toMatchObject({ kind: 'quote', reason: null });
    story.decide({ verb: 'confirm', step: story.state.review!.step });
    expect([story.state.stage, story.state.outcome]).toEqual([stage, first.outcome]);
  });

  test.each([
    [false, [], null],
    [true, [], 'no reason'],
    [false, ['Over 10,000', 'New customer'], 'Asked because: Over 10,000; New customer.'],
    [true, ['Over 10,000'], 'Asked because: Over 10,000.'],
  ] as const)('review %s, rules %j: %s', (always, rules, why) => {
    const policy = { quoteReview: always, orderReview: always };
    for (const state of [quoted(policy, [...rules]), ordered(policy, [...rules])]) {
      const isAsked = state.stage === 'quote-review' || state.stage === 'order-review';
      expect(isAsked).toBe(why !== null);
      if (!isAsked) continue;
      const open = reviewOpened(state, at);
      const sentence = why === 'no reason' ? null : why;
      expect(open.review?.reason).toEqual(sentence && { code: 'review-rule', sentence });
      if (sentence) expect(open.news.at(-1)!.summary).toContain(sentence);
      // Legal there: confirm, edit and stop, as in any review of a document.
      const story = new PureStory(open);
      expect(story.decide({ verb: 'confirm', step: open.review!.step })).toBeNull();
      if (sentence)
        expect([...story.timeline.values()].at(-1)!.summary).toBe(
          `${sentence} ${anna.name} confirmed the ${open.review!.kind}.`,
        );
    }
  });

  test('a rule of the order is not left out because the customer accepts once more', () => {
    const story = new PureStory({ ...ordered({}, ['Over 10,000']), customer: kim, looked: 1 });
    story.upToWork();
    expect(story.state.review?.kind).toBe('order');
    story.mail('mail-2');
    story.tell(mailRead(story.state, aMail('mail-2', { kind: 'acceptance', lines: 0 }), at));
    expect(asked(story)).toBe('review-rule');
  });
});

describe('shadow', () => {
  test('the view says which version applies, and that no mail leaves', () => {
    expect(headOf(startOf({ version: 7, shadow: true })).policy).toEqual({ version: 7, shadow: true });
  });

  test('what would have been sent is told so, and the inquiry goes on as if it had', () => {
    const state: InquiryState = { ...quoted({ shadow: true }), stage: 'send', draftId: 'd1' };
    const next = mailSent(state, { mail: 'm1', to: kim.email, shadow: true }, at);
    expect(next.stage).toBe('customer-turn');
    expect(next.news.at(-1)).toMatchObject({
      kind: 'sent',
      status: 'skipped',
      summary: `Would have been sent to ${kim.email}; in shadow mode no mail leaves.`,
    });
  });
});

/** Somebody else writes in a customer's thread. */
import { describe, expect, test } from '@jest/globals';
import { aDocument, aMail, endOfQuote, kim, PureStory, startOf, stranger } from './pure-story.ts';

const colleague = { ...kim, contact: 'Lee', email: 'lee@riders.example' };
const rival = { ...kim, account: 'A2', name: 'Rivals', contact: 'Max', email: 'max@rivals.example' };

/** A quote is drafted and waits at the outgoing review; `sent`: the customer has it. */
function quoted({ sent = false } = {}) {
  const story = new PureStory(startOf({ incomingReviewRegistered: 'none' }));
  story.mail('mail-1');
  story.perform(story.step(), { mail: aMail('mail-1') });
  story.perform(story.step(), { customer: kim, trouble: null });
  story.perform(story.upToWork(), { items: { lines: 2, clear: 2, stock: '', trouble: null } });
  story.perform(story.step(), { made: aDocument('Q-1', 1, endOfQuote) });
  story.perform(story.step(), { file: 'pdf', made: aDocument('Q-1', 1, endOfQuote) });
  story.perform(story.step(), { to: kim.email });
  story.upToWork();
  if (!sent) return story;
  story.decide({ verb: 'confirm', step: story.state.review!.step });
  story.perform(story.step(), { sent: 'sent-1' });
  return story;
}

/** A mail of somebody who is looked up and is this. */
function heard(story: PureStory, customer: typeof kim, kind: 'acceptance' | 'change' | 'question' = 'acceptance') {
  const mail = `mail-${story.state.seen.length + 1}`;
  story.mail(mail);
  story.perform(story.step(), { mail: aMail(mail, { kind, from: customer.email, sender: 'Somebody', lines: 0 }) });
  story.perform(story.step(), { customer, trouble: null });
  return story;
}
const choose = (story: PureStory, choice: string) =>
  story.decide({ verb: 'confirm', step: story.state.review!.step, choice });
const summaries = (story: PureStory) => [...story.timeline.values()].map(({ summary }) => summary).join('\n');

describe('an acceptance', () => {
  test('of a colleague at the same account is the customer’s', () => {
    const story = heard(quoted({ sent: true }), colleague);
    expect(story.upToWork().do).toBe('makeOrder');
    expect(story.state.customer!.email).toBe(colleague.email);
    expect(story.state.aside).toBeNull();
  });

  test.each([
    ['nobody we know', stranger, /Sam \(sam@else\.example\), not known, wrote in a thread of Riders\./],
    ['another account', rival, /Max \(max@rivals\.example\), of account A2, wrote in a thread of Riders\./],
  ])('of %s is no order: a person says what it is', (_, other, sentence) => {
    const story = heard(quoted({ sent: true }), other);
    story.upToWork();
    expect(story.state.review).toMatchObject({
      reason: { code: 'other-sender', sentence: expect.stringMatching(sentence) },
    });
    expect(story.state.customer).toEqual(kim);
    expect(story.state.outcome).toBeNull();
  });
});

describe('the person', () => {
  test.each(['ignore', 'own-inquiry'])('%s: the draft comes back word for word, under a new step', (choice) => {
    const story = quoted();
    const before = story.state;
    heard(story, rival);
    expect(choose(story, choice)).toBeNull();
    if (choice === 'own-inquiry') {
      expect(story.step()).toEqual({ do: 'partMail' });
      const into = story.state.aside!.into!;
      story.perform(story.step(), { parted: into });
      expect(story.state.linked).toEqual([{ inquiry: into, relation: 'split-into' }]);
      expect(summaries(story)).toContain(into);
    }
    story.upToWork();
    expect(story.state.review).toMatchObject({ kind: 'outgoing', about: { draft: before.draftId } });
    expect(story.state.review!.step).not.toBe(before.review!.step);
    expect(story.state).toMatchObject({
      draftId: before.draftId,
      mail: before.mail,
      unworked: before.unworked,
      aside: null,
    });
    expect(story.timeline.get(before.draftStep!.step)!.status).toBe('done');
    expect(choose(story, 'no-such')).not.toBeNull();
    story.decide({ verb: 'confirm', step: story.state.review!.step });
    expect(story.step().do).toBe('sendMail');
  });

  test('takes it as theirs: the draft is overtaken, and the quote accepted', () => {
    const story = quoted();
    heard(story, stranger);
    choose(story, 'belongs');
    expect(story.upToWork().do).toBe('makeOrder');
    expect(story.state).toMatchObject({ customer: kim, draftId: null });
  });

  test('is asked once more what was asked before', () => {
    const story = quoted({ sent: true });
    heard(story, kim, 'change');
    story.perform(story.upToWork(), {
      items: { lines: 1, clear: 0, stock: '', trouble: { code: 'lines-unclear', sentence: 'Which blue one?' } },
    });
    const { choices } = story.state.review!;
    heard(story, rival, 'question');
    expect(story.state.review!.reason!.code).toBe('other-sender');
    choose(story, 'ignore');
    expect(story.state.review).toMatchObject({
      reason: { code: 'lines-unclear', sentence: 'Which blue one?' },
      choices,
    });
  });

  test('decides before the customer’s next mail is read, which then goes on', () => {
    const story = heard(quoted({ sent: true }), rival);
    story.mail('mail-3');
    expect(story.step().do).toBe('wait');
    choose(story, 'ignore');
    expect(story.step()).toEqual({ do: 'readMail', mail: 'mail-3' });
  });
});

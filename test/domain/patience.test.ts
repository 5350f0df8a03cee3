/** What time does by itself, as tables: instants first, then what happens at them. */
import { describe, expect, test } from '@jest/globals';
import type { Policy } from '../../src/domain/policy.ts';
import { deadlines, morningOf, nextDeadline } from '../../src/domain/patience.ts';
import type { MailFacts } from '../../src/domain/mail-facts.ts';
import { headOf, type InquiryState } from '../../src/domain/state.ts';
import { aDocument, aMail, answersTo, kim, PureStory, startOf } from './pure-story.ts';

/** Paris: midnight is 23:00 UTC in winter, 22:00 in summer. The quote's last day is Tuesday, 22 December 2026. */
const lastDay = '2026-12-22T23:00:00.000Z';
const quote = aDocument('Q-1', 1, lastDay);
quote.ref.validUntil = '2026-12-22';

/** A quote that was sent on Sunday, 22 November 2026, at 10:00 UTC. */
function waiting(policy: Partial<Policy> = {}): PureStory {
  const story = new PureStory(startOf({ incomingReviewRegistered: 'none', ...policy }));
  story.mail('mail-1');
  for (let step = story.upToWork(); story.state.stage !== 'customer-turn'; step = story.upToWork()) {
    if (step.do === 'buildQuote') story.perform(step, { made: quote });
    else if (step.do === 'renderDocument')
      story.perform(step, { file: 'pdf-1', made: { ...quote, ref: { ...quote.ref, file: null } } });
    else if (step.do === 'wait') confirm(story);
    else story.perform(step, answersTo(step, story.state)[0]!);
  }
  return story;
}

const confirm = (story: PureStory) =>
  expect(story.decide({ verb: 'confirm', step: story.state.review!.step })).toBeNull();

/** Time goes on to the next deadline, and the work it asks for is done. */
function timePasses(story: PureStory): string {
  const step = story.upToWork();
  if (step.do !== 'wait' || step.until === null) throw new Error(`It does not wait for a time: ${step.do}`);
  story.timeOut(step.until);
  for (let next = story.upToWork(); next.do === 'draftReminder' && !story.state.outcome; next = story.upToWork())
    story.perform(next, { to: kim.email });
  return step.until;
}

const send = (story: PureStory) => {
  confirm(story);
  story.perform(story.upToWork(), { sent: `sent-${story.state.draftId}` });
};
const answer = (story: PureStory, facts: Partial<MailFacts>) => {
  const mail = `mail-${story.state.seen.length + 1}`;
  story.mail(mail);
  story.perform(story.upToWork(), { mail: aMail(mail, facts) });
};
const told = (story: PureStory, kind: string) =>
  [...story.timeline.values()].filter((step) => step.kind === kind).map(({ summary }) => summary);
const reviewless = { reviewReminderHours: 0, reviewEscalationHours: 0 };

describe('reminders to the customer', () => {
  test.each([
    ['a Wednesday afternoon', '2026-11-25T15:00:00.000Z', '2026-11-25T08:00:00.000Z'],
    ['late in the evening here, the next day there', '2026-11-25T23:30:00.000Z', '2026-11-26T08:00:00.000Z'],
    ['a Saturday', '2026-11-28T10:00:00.000Z', '2026-11-30T08:00:00.000Z'],
    ['a Sunday', '2026-11-29T22:59:00.000Z', '2026-11-30T08:00:00.000Z'],
    ['the last day itself', '2026-12-22T12:00:00.000Z', '2026-12-22T08:00:00.000Z'],
  ])('nine in the customer’s morning: %s', (_, instant, morning) => {
    expect(morningOf(waiting().state, instant)).toBe(morning);
  });

  test('after three and seven days, never at night, and then the quote ends', () => {
    const story = waiting(reviewless);
    expect(timePasses(story)).toBe('2026-11-25T08:00:00.000Z');
    expect(headOf(story.state)).toMatchObject({ status: 'waiting-for-review', attention: true });
    send(story);
    expect(story.state.stage).toBe('customer-turn');
    // The seventh day is a Sunday.
    expect(timePasses(story)).toBe('2026-11-30T08:00:00.000Z');
    send(story);
    expect(timePasses(story)).toBe(lastDay);
    expect(story.state.outcome).toBe('expired');
    expect(told(story, 'reminder')).toEqual([
      'Quote Q-1 is not answered: reminder 1 of 2 is drafted.',
      'Quote Q-1 is not answered: reminder 2 of 2 is drafted.',
    ]);
  });

  test('one that nobody looked at is superseded by the next', () => {
    const story = waiting(reviewless);
    timePasses(story);
    const { review, draftId } = story.state;
    timePasses(story);
    expect(story.timeline.get(review!.step)).toMatchObject({ status: 'superseded' });
    expect(story.state.draftId).not.toBe(draftId);
    expect(story.decide({ verb: 'confirm', step: review!.step })?.type).toBe('StepIsStale');
    expect(timePasses(story)).toBe(lastDay);
    expect(story.state.outcome).toBe('expired');
    expect([...story.timeline.values()].filter(({ status }) => status === 'waiting')).toEqual([]);
  });

  test('one that was sent late keeps its distance to the next', () => {
    const story = waiting(reviewless);
    timePasses(story);
    story.at = Date.parse('2026-11-29T20:00:00.000Z');
    send(story);
    expect(timePasses(story)).toBe('2026-12-03T08:00:00.000Z');
  });

  test('skipped: nothing is sent, nothing pauses, the next one still comes', () => {
    const story = waiting(reviewless);
    timePasses(story);
    expect(story.decide({ verb: 'skip', step: story.state.review!.step })).toBeNull();
    expect(headOf(story.state)).toMatchObject({ status: 'waiting-for-customer', attention: false, draftId: null });
    expect(timePasses(story)).toBe('2026-11-30T08:00:00.000Z');
    expect(story.state.turn!.reminders).toBe(2);
  });

  test.each<[string, Partial<Policy>, (state: InquiryState) => InquiryState]>([
    ['none are wished', { reminderDays: [] }, (state) => state],
    ['their day is the last or later', { reminderDays: [31, 60] }, (state) => state],
    ['what was sent is no quote', {}, (state) => ({ ...state, offered: null })],
    [
      'the quote is another than the customer has',
      {},
      (state) => ({ ...state, quote: { ...state.quote!, hash: 'new' } }),
    ],
    ['there is an order', {}, (state) => ({ ...state, order: aDocument('O-1', 1, null).ref })],
    ['the inquiry is older than reminders', {}, (state) => ({ ...state, turn: null })],
  ])('none where %s', (_, policy, change) => {
    expect(nextDeadline(change(waiting(policy).state))!.at).toBe(lastDay);
  });

  test('days in any order and twice are the same', () => {
    expect(nextDeadline(waiting({ reminderDays: [7, 3, 3] }).state)!.at).toBe('2026-11-25T08:00:00.000Z');
  });

  test.each([
    ['two of them were due', '2026-12-01T12:00:00.000Z', { outcome: null, about: 'reminder', stage: 'outgoing' }],
    ['the last day is over', '2027-01-10T12:00:00.000Z', { outcome: 'expired', about: 'quote', draftId: null }],
  ])('after an outage in which %s, one is drafted at most', (_, at, then) => {
    const story = waiting(reviewless);
    story.at = Date.parse(at);
    timePasses(story);
    expect(story.state).toMatchObject(then);
    expect(told(story, 'reminder').length).toBe(then.outcome ? 0 : 1);
    if (!then.outcome) expect(timePasses(story)).toBe(lastDay);
  });

  test.each(['inquiry', 'change', 'acceptance', 'question'] as const)('a mail cancels them: %s', (kind) => {
    const story = waiting(reviewless);
    timePasses(story);
    const { review, draftStep } = story.state;
    answer(story, { kind });
    expect(story.timeline.get(review!.step)!.status).toBe('superseded');
    expect(story.timeline.get(draftStep!.step)!.status).toBe('superseded');
    expect(story.state.about).not.toBe('reminder');
    expect(story.upToWork().do).not.toBe('wait');
  });

  test('after the answer to a question they begin anew, of the same quote', () => {
    const story = waiting(reviewless);
    timePasses(story);
    send(story);
    answer(story, { kind: 'question' });
    story.perform(story.upToWork(), { to: kim.email });
    story.upToWork();
    story.at = Date.parse('2026-12-01T10:00:00.000Z');
    send(story);
    expect(timePasses(story)).toBe('2026-12-04T08:00:00.000Z');
    expect(story.state).toMatchObject({ about: 'reminder', turn: { reminders: 1 } });
  });
});

describe('automatic replies', () => {
  test.each<[string, string | null, string]>([
    ['their return is said', '2026-12-10', '2026-12-10T08:00:00.000Z'],
    ['they return on a Saturday', '2026-12-12', '2026-12-14T08:00:00.000Z'],
    ['nothing is said', null, '2026-11-30T08:00:00.000Z'],
    ['a day that is over', '2026-11-01', '2026-11-30T08:00:00.000Z'],
    ['a day years away', '2031-01-01', '2026-11-30T08:00:00.000Z'],
  ])('postpone the reminder, and are no answer: %s', (_, returns, until) => {
    const story = waiting(reviewless);
    answer(story, { kind: 'auto-reply', returns });
    expect(headOf(story.state).status).toBe('waiting-for-customer');
    expect(told(story, 'mail-received').at(-1)).toBe(
      `Kim sent an automatic reply; it is no answer. The customer is not reminded before ${until}.`,
    );
    expect(timePasses(story)).toBe(until);
    expect(story.state.turn).toMatchObject({ reminders: 1 });
  });

  test('take back a reminder that nobody has looked at', () => {
    const story = waiting(reviewless);
    timePasses(story);
    const { step } = story.state.review!;
    answer(story, { kind: 'auto-reply', returns: '2026-12-10' });
    expect(story.timeline.get(step)!.status).toBe('superseded');
    expect(story.state).toMatchObject({ stage: 'customer-turn', review: null, draftId: null });
    expect(timePasses(story)).toBe('2026-12-10T08:00:00.000Z');
    expect(told(story, 'reminder').at(-1)).toContain('reminder 1 of 2');
  });

  test('back after the last day: nobody is reminded any more, the quote ends on its day', () => {
    const story = waiting(reviewless);
    answer(story, { kind: 'auto-reply', returns: '2027-01-04' });
    expect(timePasses(story)).toBe(lastDay);
    expect(story.state.outcome).toBe('expired');
  });

  test('change nothing while a quote waits for a person', () => {
    const story = waiting({ ...reviewless, reminderDays: [] });
    answer(story, { kind: 'auto-reply' });
    expect(told(story, 'mail-received').at(-1)).toBe('Kim sent an automatic reply; it changes nothing.');
  });
});

describe('reviews', () => {
  const asked = (policy: Partial<Policy> = {}) => {
    const story = new PureStory(startOf(policy));
    story.mail('mail-1');
    for (let step = story.upToWork(); step.do !== 'wait'; step = story.upToWork())
      story.perform(step, answersTo(step, story.state)[0]!);
    return story;
  };

  test('their reviewer is reminded, then they are everybody’s; nothing is ever confirmed', () => {
    const story = asked();
    story.assign({ person: 'p2', name: 'Ben' });
    const { step } = story.state.review!;
    expect(timePasses(story)).toBe('2026-11-23T10:00:00.000Z');
    expect(headOf(story.state)).toMatchObject({ assignee: { id: 'p2', name: 'Ben' }, attention: true });
    expect(story.state.review).toMatchObject({ step, remindedAt: '2026-11-23T10:00:00.000Z' });
    expect(timePasses(story)).toBe('2026-11-25T10:00:00.000Z');
    expect(headOf(story.state)).toMatchObject({ assignee: null, attention: true });
    expect(story.state.review).toMatchObject({ step, escalatedAt: '2026-11-25T10:00:00.000Z' });
    expect(nextDeadline(story.state)).toBeNull();
    expect(told(story, 'reminder')).toEqual([
      'Ben is reminded: the incoming mail has waited for 24 hours.',
      'The incoming mail has waited for 72 hours. Ben did not decide: it is every reviewer’s now.'.replace('’', "'"),
    ]);
    expect(story.timeline.get(step)!.status).toBe('waiting');
    confirm(story);
  });

  test.each([
    ['nobody’s', null, { id: 'p3', name: 'Cleo' }, 'Nobody has decided: it is given to Cleo.'],
    ['another’s', 'p2', { id: 'p3', name: 'Cleo' }, 'Ben did not decide: it is given to Cleo.'],
    ['theirs already', 'p3', null, "Cleo did not decide: it is every reviewer's now."],
  ])('a person named by the policy gets what was %s; it still waits', (_, before, assignee, words) => {
    const story = asked({ reviewEscalationTo: { id: 'p3', name: 'Cleo' } });
    if (before) story.assign({ person: before, name: before === 'p3' ? 'Cleo' : 'Ben' });
    timePasses(story);
    timePasses(story);
    expect(headOf(story.state)).toMatchObject({ assignee, attention: true, review: { kind: 'incoming' } });
    expect(told(story, 'reminder').at(-1)).toBe(`The incoming mail has waited for 72 hours. ${words}`);
  });

  test.each<[string, Partial<Policy>, (string | undefined)[]]>([
    ['both', {}, ['2026-11-23T10:00:00.000Z', '2026-11-25T10:00:00.000Z']],
    ['no escalation', { reviewEscalationHours: 0 }, ['2026-11-23T10:00:00.000Z']],
    ['neither', { reviewReminderHours: 0 }, []],
  ])('by policy: %s', (_, policy, due) => {
    expect(deadlines(asked(policy).state).map(({ at }) => at)).toEqual(due);
  });

  test('an edit begins their deadlines anew', () => {
    const story = asked({ incomingReviewRegistered: 'none' });
    timePasses(story);
    story.decide({ verb: 'edit', step: story.state.review!.step, draft: { subject: 'New' } });
    story.perform(story.upToWork(), { edit: { refused: null, summary: 'subject.', draftId: 'd2' } });
    expect(story.state.review!.remindedAt).toBeUndefined();
    expect(timePasses(story)).toBe('2026-11-24T10:00:00.000Z');
  });

  test('a quote whose last day ends while it waits for a person is told once, and does not end the inquiry', () => {
    const story = asked({ incomingReviewRegistered: 'none', reviewReminderHours: 8760, reviewEscalationHours: 0 });
    story.tell({ ...story.state, quoteEnds: lastDay });
    expect(timePasses(story)).toBe(lastDay);
    expect(story.state).toMatchObject({ outcome: null, review: { kind: 'outgoing', quoteEndedAt: lastDay } });
    expect(told(story, 'reminder')[0]).toMatch(/^The last day of quote Q-1 is over while the outgoing mail waits/);
    expect(timePasses(story)).toBe('2027-11-22T10:00:00.000Z');
  });

  test('a paused inquiry is not forgotten either', () => {
    const story = asked({ incomingReviewRegistered: 'none' });
    story.decide({ verb: 'skip', step: story.state.review!.step });
    timePasses(story);
    expect(told(story, 'reminder')).toEqual(['Reviewers are reminded: the paused inquiry has waited for 24 hours.']);
    expect(headOf(story.state).status).toBe('paused');
  });
});

describe('a question that nobody answers', () => {
  const due = '2026-11-29T10:00:00.000Z';
  function questioned(policy: Partial<Policy> = {}): PureStory {
    const story = new PureStory(startOf({ incomingReviewRegistered: 'none', ...reviewless, ...policy }));
    story.mail('mail-1');
    for (let step = story.upToWork(); story.state.stage !== 'customer-turn'; step = story.upToWork()) {
      const trouble = { code: 'lines-unclear' as const, sentence: 'Two fit.' };
      if (step.do === 'checkItems')
        story.perform(step, { items: { lines: 1, clear: 0, stock: '', trouble, open: ['item-ambiguous'] } });
      else if (step.do === 'wait') confirm(story);
      else story.perform(step, answersTo(step, story.state)[0]!);
    }
    return story;
  }
  const choose = (story: PureStory, choice: string) =>
    expect(story.decide({ verb: 'confirm', step: story.state.review!.step, choice })).toBeNull();

  test('comes to a person after the last day of the reminders, once; the customer may still answer', () => {
    const story = questioned();
    const { asked } = story.state;
    expect(timePasses(story)).toBe(due);
    expect(headOf(story.state)).toMatchObject({ attention: true, review: { reason: { code: 'question-unanswered' } } });
    expect(story.state.review!.reason!.sentence).toBe('The customer has not answered our question for 7 days.');
    expect(story.state.asked).toEqual({ draft: asked!.draft, since: asked!.since });
    choose(story, 'wait-on');
    expect(headOf(story.state)).toMatchObject({ status: 'waiting-for-customer', attention: false });
    expect(timePasses(story)).toBe('2026-12-22T10:00:00.000Z');
    expect(story.state.outcome).toBe('expired');
  });

  test('asked once more it is waited for anew', () => {
    const story = questioned();
    timePasses(story);
    choose(story, 'ask-again');
    story.perform(story.upToWork(), { question: { to: kim.email, about: 'question', points: 1 } });
    story.upToWork();
    send(story);
    expect(nextDeadline(story.state)!.at).toBe('2026-12-06T10:00:00.000Z');
  });

  test('an answer is off the clock; it is read against the question, also while a person is asked', () => {
    for (const late of [false, true]) {
      const story = questioned();
      if (late) timePasses(story);
      const { draft } = story.state.asked!;
      answer(story, { kind: 'answer', lines: 0 });
      expect(story.upToWork()).toEqual({ do: 'checkItems' });
      expect(story.state.asked).toMatchObject({ draft });
      expect(nextDeadline(story.state)).toBeNull();
    }
  });

  test('where nobody is reminded, nobody is told', () => {
    expect(deadlines(questioned({ reminderDays: [] }).state).map(({ at }) => at)).toEqual(['2026-12-22T10:00:00.000Z']);
  });
});

describe('snooze and assign', () => {
  const until = '2026-12-05T10:00:00.000Z';
  const hidden = () => {
    const story = waiting();
    timePasses(story);
    expect(story.snooze({ until })).toBeNull();
    return story;
  };

  test('hides a review from attention until the instant; it says so', () => {
    const story = hidden();
    expect(headOf(story.state)).toMatchObject({
      attention: false,
      snoozedUntil: until,
      status: 'waiting-for-review',
      review: { kind: 'outgoing' },
    });
    expect(timePasses(story)).toBe(until);
    expect(headOf(story.state)).toMatchObject({ attention: true, snoozedUntil: null });
    expect(told(story, 'reminder').at(-1)).toBe('The time it was snoozed for is over.');
    // Only now its reviewer is reminded, who has had no occasion to see it.
    timePasses(story);
    expect(story.state.review!.remindedAt).toBe(until);
  });

  test.each<[string, (story: PureStory) => void]>([
    ['the customer’s next mail', (story) => answer(story, { kind: 'question' })],
    ['a decision', (story) => confirm(story)],
    ['null', (story) => expect(story.snooze({ until: null })).toBeNull()],
  ])('ends by %s', (_, act) => {
    const story = hidden();
    act(story);
    expect(story.state.snoozedUntil).toBeNull();
  });

  test('a robot’s mail does not end it', () => {
    const story = hidden();
    answer(story, { kind: 'newsletter' });
    expect(story.state.snoozedUntil).toBe(until);
  });

  test('in the customer’s turn their reminder waits for it, the last day does not', () => {
    const story = waiting();
    expect(story.snooze({ until: '2026-12-01T12:00:00+02:00' })).toBeNull();
    expect(timePasses(story)).toBe('2026-12-01T10:00:00.000Z');
    timePasses(story);
    expect(story.state).toMatchObject({ about: 'reminder', snoozedUntil: null });
    const other = waiting();
    other.snooze({ until: '2027-02-01T10:00:00.000Z' });
    expect(timePasses(other)).toBe(lastDay);
    expect(other.state.outcome).toBe('expired');
    expect(headOf(other.state).snoozedUntil).toBeNull();
  });

  test.each<[string, unknown, string]>([
    ['the past', '2026-11-01T00:00:00.000Z', 'Invalid'],
    ['now', '2026-11-22T10:00:00.000Z', 'Invalid'],
    ['years ahead', '2031-01-01T00:00:00.000Z', 'Invalid'],
    ['no instant', 'tomorrow', 'Invalid'],
    ['no text', { toString: 1 }, 'Invalid'],
    ['nothing', undefined, 'Invalid'],
  ])('refused, with nothing changed: %s', (_, instant, type) => {
    const story = waiting();
    const { state } = story;
    expect(story.snooze({ until: instant as string })?.type).toBe(type);
    expect(story.state).toBe(state);
  });

  test('refused while it is worked on and after its end', () => {
    const story = new PureStory(startOf());
    story.mail('mail-1');
    expect(story.snooze({ until })?.type).toBe('NothingToSnooze');
    story.decide({ verb: 'stop', confirm: true });
    expect(story.snooze({ until })?.type).toBe('InquiryEnded');
    expect(story.assign({ person: 'p2' })?.type).toBe('InquiryEnded');
  });

  test('assigned, taken on, given back: each told once', () => {
    const story = waiting();
    for (const person of ['p2', 'p2', 'p1', null, null]) expect(story.assign({ person })).toBeNull();
    expect(told(story, 'decision')).toEqual([
      'Anna gave the inquiry to p2.',
      'Anna took the inquiry on.',
      'Anna gave the inquiry back to everybody.',
    ]);
    for (const person of [7, '', undefined, 'x'.repeat(101)])
      expect(story.assign({ person: person as string })?.type).toBe('Invalid');
  });
});

/** A mail after an outcome: what it may be about, and who decides. */
import { describe, expect, test } from '@jest/globals';
import { askedAgainst } from '../../src/domain/asked.ts';
import { decide } from '../../src/domain/decide.ts';
import { basisOf, heirOf, type Followed } from '../../src/domain/followed.ts';
import { opened as begin } from '../../src/domain/opening.ts';
import { headOf, UNNAMED } from '../../src/domain/state.ts';
import type { Kind, Reading, ReadLine } from '../../src/domain/reading.ts';
import type { DocumentLine } from '../../src/domain/sales.ts';
import { aMail, anna, kim, ordered, PureStory, ranOut, startOf, stranger } from './pure-story.ts';

/** The inquiry that a mail of this kind opens, up to the work or question it leads to. */
function opened(followed: Followed | null, kind: Kind, { customer = kim, difference = [] as string[] } = {}) {
  const story = new PureStory(startOf({ incomingReviewRegistered: 'none' }, followed));
  story.mail('mail-1');
  story.perform(story.step(), { mail: aMail('mail-1', { kind, from: customer.email, difference }) });
  story.perform(story.step(), { customer, trouble: null });
  return { story, step: story.upToWork() };
}
const why = (story: PureStory) => story.state.review?.reason;

describe('after an order', () => {
  test.each<[Kind, RegExp]>([
    ['change', /^Order O-0 was made in inquiry 01JD\w+, and the customer asks to change it\. 12 instead of 10\.$/],
    ['rejection', /the customer seems to call it off/],
    ['acceptance', /the customer agrees to something once more/],
  ])('a %s goes to a person, who sees what is asked', (kind, sentence) => {
    const { story } = opened(ordered, kind, { difference: ['12 instead of 10.'] });
    expect(why(story)).toMatchObject({ code: 'change-to-order', sentence: expect.stringMatching(sentence) });
    expect(story.state.review!.choices.map(({ id }) => id)).toEqual(['made-by-hand', 'answer', 'as-inquiry']);
    expect(story.state.outcome).toBeNull();
  });

  test.each<[Kind, string]>([
    ['inquiry', 'checkItems'],
    ['question', 'draftReply'],
  ])('a new %s goes its own way', (kind, work) => expect(opened(ordered, kind).step.do).toBe(work));

  test('that somebody of another account wants changed is said to be of another account', () => {
    const other = { ...kim, account: 'A2', name: 'Rivals' };
    expect(why(opened(ordered, 'change', { customer: other }).story)!.sentence).toContain(
      'somebody of another account',
    );
  });

  test('a person may take it for a new inquiry: its lines alone are quoted', () => {
    const { story } = opened(ordered, 'change');
    expect(story.decide({ verb: 'confirm', step: story.state.review!.step, choice: 'as-inquiry' })).toBeNull();
    expect(story.upToWork().do).toBe('checkItems');
  });
});

describe('after a quote that was not ordered', () => {
  test('an acceptance is no order: a person is asked', () => {
    const { story } = opened(ranOut, 'acceptance');
    expect(why(story)).toMatchObject({ code: 'quote-ended', sentence: expect.stringContaining('Q-0') });
    story.decide({ verb: 'confirm', step: story.state.review!.step, choice: 'quote-again' });
    expect(story.upToWork().do).toBe('checkItems');
    expect(basisOf(story.state)).toBe('Q-0');
  });

  test('a change is quoted on its lines', () => {
    const { story, step } = opened(ranOut, 'change');
    expect(step.do).toBe('checkItems');
    expect(basisOf(story.state)).toBe('Q-0');
  });

  test('a new inquiry stands alone', () => expect(basisOf(opened(ranOut, 'inquiry').story.state)).toBeNull());

  test.each([
    ['another account', { ...kim, account: 'A2' }],
    ['no account', stranger],
  ])('somebody of %s gets nothing of it', (_, customer) => {
    expect(basisOf(opened(ranOut, 'change', { customer }).story.state)).toBeNull();
    expect(why(opened(ranOut, 'acceptance', { customer }).story)?.code).not.toBe('quote-ended');
  });
});

describe('what a mail asks for against what was quoted or ordered', () => {
  const was = [
    { id: 'l1', item: 'GL-1', quantity: '10', unit: 'PAIR', description: 'Gloves' },
    { id: 'l2', item: 'HL-1', quantity: '2', unit: 'EA', description: 'Helmet' },
  ] as DocumentLine[];
  const line = (more: Partial<ReadLine>) => ({
    id: 'l1',
    text: 'gloves',
    action: null,
    unit: null,
    candidates: [],
    ...more,
  });
  const reading = (kind: Kind, lines: object[]) => ({ kind: { value: kind }, lines }) as unknown as Reading;

  test.each<[string, Kind, object[], string[]]>([
    [
      'another quantity',
      'change',
      [line({ item: 'GL-1', quantity: '12', action: 'set' })],
      ['The quantity of GL-1 was 10 and is 12 now.'],
    ],
    ['a line less', 'change', [line({ item: 'HL-1', quantity: null, action: 'remove' })], ['2 EA HL-1 was removed.']],
    [
      'words that nobody knows',
      'change',
      [line({ text: 'the blue thing', item: null, quantity: '1' })],
      ['“the blue thing” is asked for.'],
    ],
    ['the same', 'change', [line({ item: 'GL-1', quantity: '10', action: 'set' })], []],
    ['no lines', 'acceptance', [], []],
    ['a question', 'question', [line({ item: 'GL-1', quantity: '12' })], []],
  ])('%s', (_, kind, lines, sentences) => expect(askedAgainst(was, reading(kind, lines))).toEqual(sentences));

  test('a thousand differences are a few sentences', () => {
    const lines = Array.from({ length: 1000 }, (_, n) =>
      line({ item: `X-${n}`, quantity: '1', text: 'x'.repeat(999) }),
    );
    const said = askedAgainst(was, reading('change', lines));
    expect(said).toHaveLength(6);
    expect(said.join('').length).toBeLessThan(1000);
    expect(said.at(-1)).toBe('And 995 more differences.');
  });
});

describe('after a stop', () => {
  const stop = (by: typeof anna, takeOver = false) => {
    const state = { ...startOf(), assignee: { id: 'p2', name: 'Ben' } };
    return headOf(decide(state, { verb: 'stop', confirm: true, takeOver }, by, state.createdAt));
  };

  test.each([false, true])('what comes next is theirs who stopped it; taken over: %s', (takeOver) => {
    expect(heirOf(stop(anna, takeOver))).toEqual(anna);
  });

  test('a signal that names nobody leaves it with whoever had it; other outcomes are everybody’s', () => {
    expect(heirOf(stop({ id: UNNAMED, name: 'An operator' }))).toEqual({ id: 'p2', name: 'Ben' });
    expect(heirOf({ ...stop(anna), outcome: 'declined' })).toBeNull();
  });

  test('the new inquiry begins as theirs, and says so', () => {
    const begun = begin({ ...startOf(), assignee: anna });
    expect(headOf(begun).assignee).toEqual(anna);
    expect(begun.news.map(({ summary }) => summary)).toEqual(['It is given to Anna, who ended the inquiry before.']);
  });
});

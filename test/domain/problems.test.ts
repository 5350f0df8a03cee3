import { describe, expect, test } from '@jest/globals';
import { failures, Failure, isFailureType } from '../../src/domain/failures.ts';
import { nextStep, received } from '../../src/domain/next-step.ts';
import { problem, problems, type ProblemCode } from '../../src/domain/problems.ts';
import { asideOf } from '../../src/domain/other-sender.ts';
import { fieldsToEdit } from '../../src/domain/refusal.ts';
import { assist, reviewOpened } from '../../src/domain/review.ts';
import { caps, headOf, stages, type InquiryState, type Stage } from '../../src/domain/state.ts';
import { aDocument, aMail, kim, PureStory, startOf, unhurried } from './pure-story.ts';

const now = '2026-11-22T11:00:00.000Z';
const codes = Object.keys(problems) as ProblemCode[];
const ofOrders: ProblemCode[] = ['already-ordered'];

/** An inquiry that has come far enough for any problem to arise. */
const midway = (code: ProblemCode): InquiryState => ({
  ...startOf(unhurried),
  stage: 'sort',
  mail: aMail('mail-1'),
  seen: ['mail-1'],
  unworked: ['mail-1'],
  customer: kim,
  quote: aDocument('Q-1', 1, '2026-12-22T23:00:00.000Z').ref,
  aside: code === 'other-sender' ? asideOf({ ...startOf(), stage: 'customer-turn', mail: aMail('mail-0') }) : null,
  order: ofOrders.includes(code) ? aDocument('O-1', 1, null).ref : null,
  draftId: 'd1',
});

/** Where each choice must lead: the work that comes next once the person has chosen. */
const leads: Record<ProblemCode, Record<string, string>> = {
  'unknown-sender': { again: 'findCustomer' },
  'several-contacts': { again: 'findCustomer' },
  'contact-without-account': { again: 'findCustomer' },
  'account-blocked': { again: 'findCustomer' },
  'no-lines': { answer: 'draftReply' },
  'lines-unclear': {
    'as-read': 'checkItems',
    'leave-out': 'checkItems',
    'take-successors': 'checkItems',
    'ask-customer': 'draftQuestion',
    again: 'checkItems',
  },
  'items-unavailable': { 'quote-anyway': 'checkItems', 'ask-customer': 'draftQuestion', again: 'checkItems' },
  'question-unanswered': { 'ask-again': 'draftQuestion', 'wait-on': 'wait', answer: 'draftReply' },
  'attachment-unreadable': {
    'ask-customer': 'draftQuestion',
    'without-attachment': 'checkItems',
    answer: 'draftReply',
  },
  'delivery-address-unclear': { 'address-as-read': 'checkItems', 'ask-customer': 'draftQuestion' },
  'answer-unclear': {
    'as-answer': 'checkItems',
    'as-inquiry': 'checkItems',
    'as-change': 'checkItems',
    'as-acceptance': 'makeOrder',
    'as-question': 'draftReply',
  },
  'as-before': { 'as-before': 'checkItems', answer: 'draftReply' },
  'nothing-before': { 'without-before': 'checkItems', answer: 'draftReply' },
  'kind-unclear': {
    'as-inquiry': 'checkItems',
    'as-change': 'checkItems',
    'as-acceptance': 'makeOrder',
    'as-rejection': 'declined',
    'as-question': 'draftReply',
  },
  'not-about-buying': { 'as-inquiry': 'checkItems', answer: 'draftReply' },
  'account-cannot-order': { again: 'makeOrder', answer: 'draftReply' },
  'accepted-by-another': { 'order-anyway': 'makeOrder', answer: 'draftReply' },
  'over-credit-limit': { again: 'makeOrder', 'order-anyway': 'makeOrder', answer: 'draftReply' },
  'stock-short-at-order': { again: 'makeOrder', 'order-anyway': 'makeOrder', answer: 'draftReply' },
  'changed-by-both': { 'as-customer-says': 'checkItems', 'keep-ours': 'checkItems', answer: 'draftReply' },
  'another-revision-accepted': {
    'order-as-quoted': 'makeOrder',
    'send-current': 'renderDocument',
    answer: 'draftReply',
  },
  'acceptance-differs': { 'order-as-quoted': 'makeOrder', 'as-ordered': 'checkItems', answer: 'draftReply' },
  'prices-changed': { 'honour-prices': 'makeOrder', 'new-quote': 'checkItems', answer: 'draftReply' },
  'quote-not-as-accepted': { 'new-quote': 'checkItems', answer: 'draftReply' },
  'quote-closed': { 'new-quote': 'checkItems', answer: 'draftReply' },
  'already-ordered': { 'confirm-order': 'renderDocument', answer: 'draftReply' },
  'order-by-hand': { 'ordered-by-hand': 'quoted', answer: 'draftReply' },
  'change-to-order': { 'made-by-hand': 'handed-over', answer: 'draftReply', 'as-inquiry': 'checkItems' },
  'other-sender': { belongs: 'checkItems', 'own-inquiry': 'partMail', ignore: 'wait' },
  'quote-ended': { 'quote-again': 'checkItems', 'ordered-by-hand': 'quoted', answer: 'draftReply' },
  'document-changed': { again: 'renderDocument' },
  'send-unclear': { 'it-left': 'sendMail', again: 'wait' },
  'mail-undelivered': { 'send-again': 'renderDocument', 'wait-on': 'wait' },
  'send-refused': { again: 'wait', send: 'sendMail' },
  failed: { again: 'makeOrder' },
};

describe('problems', () => {
  const table = codes.flatMap((code) => problem(code).choices.map((choice) => ({ code, choice })));

  test.each(table)('$code: "$choice.id" leads on', ({ code, choice }) => {
    const back: Stage = code === 'failed' ? 'order' : 'sort';
    const story = new PureStory(assist(midway(code), { code, sentence: 'Because.' }, back, now));
    expect(story.decide({ verb: 'confirm', step: story.state.review!.step, choice: choice.id })).toBeNull();
    const step = story.upToWork();
    expect(story.state.outcome ?? step.do).toBe(leads[code][choice.id]);
    if (choice.override && !story.state.outcome) expect(story.state.overrides).toContain(choice.override);
    if (step.do === 'draftReply') expect(story.state.about).toBe('answer');
    const said = [...story.timeline.values()].find(({ summary }) => summary.includes(choice.label));
    expect(said!.summary).toMatch(/^Because\. Anna confirmed/);
  });

  test('the table above is whole', () => {
    const given = Object.entries(leads).flatMap(([code, choices]) => Object.keys(choices).map((id) => `${code} ${id}`));
    expect(given.sort()).toEqual(table.map(({ code, choice }) => `${code} ${choice.id}`).sort());
  });

  test.each(codes)('%s gives a person something to do, in words', (code) => {
    const { choices } = problem(code);
    expect(choices.length).toBeGreaterThan(0);
    expect(new Set(choices.map(({ id }) => id)).size).toBe(choices.length);
    for (const { id, label, effect, to } of choices) {
      expect(id).toMatch(/^[a-z-]{4,40}$/);
      expect(label).toMatch(/^[A-Z]/);
      expect(effect).toMatch(/^[A-Z].*\.$/);
      expect(stages).toContain(to);
    }
  });

  test.each(codes)('%s: edit is allowed exactly where there is something to edit', (code) => {
    const { state } = new PureStory(assist(midway(code), { code, sentence: 'Because.' }, 'sort', now));
    expect(state.review!.allowed.includes('edit')).toBe(fieldsToEdit(state).length > 0);
    expect(state.review!.allowed.includes('edit')).toBe(problem(code).edits.length > 0);
    expect(headOf(state)).toMatchObject({ attention: true, status: 'waiting-for-review' });
  });

  test('an edited question: what it is now stands in the review, what was asked in the timeline', () => {
    const code = 'unknown-sender';
    const story = new PureStory(assist(midway(code), { code, sentence: 'Nobody knows Sam.' }, 'customer', now));
    const change = (applied: { refused: string | null; summary: string }) => {
      const { step } = story.state.review!;
      expect(story.decide({ verb: 'edit', step, customer: { account: 'A2' } })).toBeNull();
      story.perform(story.step(), { edit: { ...applied, ...(applied.refused ? {} : { customer: kim }) } });
      return { step, review: story.state.review! };
    };
    const refused = change({ refused: 'There is no account A2.', summary: '' });
    expect(refused.review.reason).toEqual({ code, sentence: 'Nobody knows Sam.' });
    expect(story.decide({ verb: 'confirm', step: refused.review.step })?.type).toBe('ChoiceNeeded');
    const changed = change({ refused: null, summary: 'the customer is Riders.' });
    expect(changed.review.reason).toEqual({
      code,
      sentence: 'Anna changed: the customer is Riders. It may be confirmed.',
    });
    expect(story.timeline.get(changed.step)!.summary).toBe('Nobody knows Sam. Anna changed: the customer is Riders.');
    const again = change({ refused: 'There is no account A2.', summary: '' });
    expect(again.review.reason).toEqual(changed.review.reason);
    expect(story.decide({ verb: 'confirm', step: again.review.step })).toBeNull();
    expect(story.timeline.get(again.review.step)!.summary).toBe('Anna confirmed the open question.');
  });

  test('a quote confirmed after its last day is not sent; renewed, it is drafted and looked at anew', () => {
    const story = new PureStory({ ...midway('quote-closed'), stage: 'send', about: 'quote' });
    story.perform(story.step(), { failure: { type: 'QuoteClosed', sentence: 'Quote Q-1 was valid until yesterday.' } });
    expect(headOf(story.state)).toMatchObject({ attention: true, review: { reason: { code: 'quote-closed' } } });
    story.decide({ verb: 'confirm', step: story.state.review!.step, choice: 'new-quote' });
    story.perform(story.upToWork(), { items: { lines: 1, clear: 1, stock: '', trouble: null } });
    const renewed = aDocument('Q-1', 2, '2027-01-22T23:00:00.000Z');
    story.perform(story.upToWork(), { made: renewed });
    story.perform(story.upToWork(), { file: 'pdf-2', made: renewed });
    story.perform(story.upToWork(), { to: kim.email });
    expect(story.upToWork()).toEqual({ do: 'wait', until: null });
    expect(story.state).toMatchObject({ review: { kind: 'outgoing' }, quoteEnds: renewed.endsAt, outcome: null });
    expect(story.state.draftId).not.toBe('d1');
  });

  test('another document for “the same as last time”: its lines are checked and asked about, the one before is forgotten', () => {
    const trouble = (number: string, other: string) => ({
      ...{ code: 'as-before' as const, sentence: `It is taken as ${number}.` },
      choices: [{ id: `as-${other}`, label: `The same as ${other}`, effect: 'Takes its lines.', document: other }],
    });
    const story = new PureStory(assist(midway('as-before'), trouble('O-1', 'O-2'), 'items', now));
    const choose = (choice: string) => story.decide({ verb: 'confirm', step: story.state.review!.step, choice });
    const found = { lines: 1, clear: 0, stock: '' };

    expect(choose('as-O-2')).toBeNull();
    expect(story.state).toMatchObject({ stage: 'items', review: null, overrides: ['before:O-2'] });
    expect([...story.timeline.values()].at(-1)!.summary).toContain(
      'Anna confirmed the open question: The same as O-2.',
    );
    story.perform(story.upToWork(), { items: { ...found, trouble: trouble('O-2', 'O-1') } });
    expect(story.state.review).toMatchObject({ reason: { code: 'as-before', sentence: 'It is taken as O-2.' } });
    expect(choose('as-O-2')?.type).toBe('Invalid');

    choose('as-O-1');
    expect(story.state.overrides).toEqual(['before:O-1']);
    story.perform(story.upToWork(), { items: { ...found, trouble: trouble('O-1', 'O-2') } });
    choose('as-before');
    expect(story.state.overrides).toEqual(['before:O-1', 'trust-before']);
    story.perform(story.upToWork(), { items: { ...found, clear: 1, trouble: null } });
    expect(story.upToWork()).toEqual({ do: 'buildQuote' });
  });

  test('“the customer has it” holds for that sending alone, also where it could not be kept as sent', () => {
    const story = new PureStory(
      assist(midway('send-unclear'), { code: 'send-unclear', sentence: '?' }, 'outgoing', now),
    );
    const itLeft = () => story.decide({ verb: 'confirm', step: story.state.review!.step, choice: 'it-left' });
    itLeft();
    story.perform(story.step(), { failure: { type: 'Internal', sentence: 'No room.' } });
    expect(story.state).toMatchObject({ overrides: [], review: { reason: { code: 'send-refused' } } });
    story.decide({ verb: 'confirm', step: story.state.review!.step, choice: 'send' });
    story.perform(story.step(), { failure: { type: 'SendUnclear', sentence: 'Not known.' } });
    itLeft();
    story.perform(story.step(), { sent: 'mail-9' });
    expect(story.state).toMatchObject({ overrides: [], stage: 'customer-turn', turn: { mail: 'mail-9' } });
  });

  test('a question that a mail could not be read upon is asked anew from where it arose', () => {
    const story = new PureStory(
      assist(midway('lines-unclear'), { code: 'lines-unclear', sentence: 'Two fit.' }, 'items', now),
    );
    story.mail('mail-2');
    story.perform(story.step(), { failure: { type: 'ConnectorRefused', sentence: 'The CRM says no.' } });
    expect(story.state.review!.reason!.code).toBe('failed');
    story.decide({ verb: 'confirm', step: story.state.review!.step, choice: 'again' });
    story.perform(story.step(), { mail: aMail('mail-2', { kind: 'auto-reply' }) });
    expect(story.upToWork()).toEqual({ do: 'checkItems' });
  });

  test('a pause that a mail could not be read upon goes on as a pause, with its draft', () => {
    const story = new PureStory(reviewOpened({ ...midway('failed'), stage: 'outgoing' }, now));
    story.decide({ verb: 'skip', step: story.state.review!.step });
    story.mail('mail-2');
    story.perform(story.step(), { failure: { type: 'ConnectorRefused', sentence: 'The CRM says no.' } });
    story.decide({ verb: 'confirm', step: story.state.review!.step, choice: 'again' });
    story.perform(story.step(), { failure: { type: 'NotFound', sentence: 'There is none.' } });
    expect(story.upToWork()).toEqual({ do: 'wait', until: null });
    expect(headOf(story.state)).toMatchObject({
      status: 'paused',
      draftId: 'd1',
      review: { allowed: ['resume', 'stop'] },
    });
  });

  test('an order whose confirmation did not leave yet is confirmed after the answer to a question', () => {
    const story = new PureStory({ ...midway('already-ordered'), stage: 'send', about: 'answer' });
    story.perform(story.step(), { sent: 'mail-9' });
    expect(story.step()).toEqual({ do: 'renderDocument' });
    expect(story.state).toMatchObject({ about: 'order', outcome: null });
  });

  test.each([
    ['inquiry', 'already-ordered'],
    ['change', 'already-ordered'],
    ['rejection', 'already-ordered'],
    ['acceptance', null],
  ] as const)('a mail of kind %s upon an order is never quoted or declined by itself', (kind, code) => {
    const story = new PureStory({ ...midway('already-ordered'), mail: aMail('mail-2', { kind }) });
    const step = story.upToWork();
    expect(story.state.review?.reason?.code ?? null).toBe(code);
    if (!code) expect(step).toEqual({ do: 'renderDocument' });
  });

  test.each(['quote-short', 'leave-out'])('the mark %s is taken off by the next mail', (mark) => {
    const story = new PureStory({ ...midway('failed'), stage: 'outgoing', overrides: [mark], inbox: ['mail-2'] });
    story.perform(story.step(), { mail: aMail('mail-2') });
    expect(story.state.overrides).toEqual([]);
  });
});

describe('what comes next', () => {
  const at = (stage: Stage, more: Partial<InquiryState> = {}): InquiryState => ({
    ...midway('failed'),
    stage,
    ...more,
  });
  const review = new PureStory(reviewOpened(at('outgoing'), now)).state.review;

  test.each<[string, InquiryState, object]>([
    ['nothing yet', { ...startOf(), stage: 'begin' }, { do: 'wait', until: '2026-12-22T10:00:00.000Z' }],
    ['a mail', { ...startOf(), inbox: ['m1', 'm2'] }, { do: 'readMail', mail: 'm1' }],
    ['a mail while a draft waits', at('outgoing', { review, inbox: ['m2'] }), { do: 'readMail', mail: 'm2' }],
    ['a mail while paused', at('paused', { review, inbox: ['m2'] }), { do: 'readMail', mail: 'm2' }],
    ['a mail while sending', at('send', { inbox: ['m2'] }), { do: 'sendMail' }],
    ['a mail while ordering', at('order', { inbox: ['m2'] }), { do: 'makeOrder' }],
    ['a mail while an edit is worked in', at('apply-edit', { review, inbox: ['m2'] }), { do: 'applyEdit' }],
    ['a mail while reading the document again', at('reread', { inbox: ['m2'] }), { do: 'rereadDocument' }],
    [
      'a mail after a failed step',
      assist(at('items', { inbox: ['m2'] }), { code: 'failed', sentence: '' }, 'items', now),
      { do: 'wait', until: null },
    ],
    [
      'a mail upon any other question',
      assist(at('items', { inbox: ['m2'] }), { code: 'no-lines', sentence: '' }, 'items', now),
      { do: 'readMail', mail: 'm2' },
    ],
    ['a review to open', at('outgoing'), { do: 'openReview' }],
    ['a review that is open', at('outgoing', { review }), { do: 'wait', until: null }],
    ['a pause that lost its review', at('paused'), { do: 'openReview' }],
    [
      'the debounce',
      at('debounce', { updatedAt: now, policy: { ...startOf().policy, debounceSeconds: 20 } }),
      { do: 'wait', until: '2026-11-22T11:00:20.000Z' },
    ],
    [
      'the customer’s turn',
      at('customer-turn', { quoteEnds: '2026-12-01T23:00:00.000Z' }),
      { do: 'wait', until: '2026-12-01T23:00:00.000Z' },
    ],
    ['the customer’s turn without a quote', at('customer-turn'), { do: 'wait', until: '2026-12-22T10:00:00.000Z' }],
  ])('%s', (_, state, step) => expect(nextStep(state)).toEqual(step));

  test('a mail announced twice, read already, or beyond the cap changes nothing', () => {
    const state = at('outgoing', { inbox: ['m2'], seen: ['m1'] });
    expect(received(state, 'm2')).toBe(state);
    expect(received(state, 'm1')).toBe(state);
    const full = at('send', { inbox: Array.from({ length: caps.inbox }, (_, i) => `m${i}`), seen: [] });
    expect(received(full, 'one more')).toBe(full);
    expect(received(state, 'm3').inbox).toEqual(['m2', 'm3']);
  });
});

describe('failures', () => {
  test.each(Object.entries(failures))(
    '%s has a status of a client or server error and a title for people',
    (type, row) => {
      expect(row.status).toBeGreaterThanOrEqual(400);
      expect(row.status).toBeLessThan(600);
      expect(row.title).toMatch(/^[A-Z].{8,}[^.]$/);
      // A caller who is wrong stays wrong; only "not now" may be tried again.
      if (row.retryable) expect([409, 429, 503]).toContain(row.status);
      else expect([429, 503]).not.toContain(row.status);
      expect(new Failure(type as keyof typeof failures).message).toBe(row.title);
      expect(isFailureType(type)).toBe(true);
    },
  );

  test.each(['', 'toString', '__proto__', 'constructor', null, 7])('%p is no failure type', (type) => {
    expect(isFailureType(type)).toBe(false);
  });
});

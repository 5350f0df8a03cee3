/** Any sequence of mails, decisions, timers, failures and stops, also while work is under way: fast-check rolls the dice and shortens what fails. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { outcomes } from '../../src/domain/inquiry.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { refusal } from '../../src/domain/refusal.ts';
import { answersTo, decisionsIn, PureStory, startOf } from './pure-story.ts';

const LARGEST_STATE = 64 * 1024;
const walks = 300;

/** Steps far beyond the longest story that the rules allow. */
const LONGEST = 400;

const ROLL = 2 ** 30;
/** Each choice on the way is one number; 0 is always the first of the list, so that a shortened walk is a plain one. */
const rolls = fc.array(fc.noBias(fc.nat(ROLL - 1)), { maxLength: 2500, size: 'max' });

function chance(numbers: readonly number[]) {
  let taken = 0;
  const next = (): number => (numbers[taken++] ?? 0) / ROLL;
  return {
    next,
    of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!,
    isOver: (): boolean => taken >= numbers.length,
  };
}

type Chance = ReturnType<typeof chance>;

const somePolicy = ({ next, of }: Chance): Partial<Policy> => ({
  incomingReviewRegistered: of(['all', 'first', 'none']),
  incomingReviewUnregistered: of(['all', 'first', 'none']),
  quoteReview: next() < 0.3,
  orderReview: next() < 0.3,
  sendQuotes: next() < 0.85,
  makeOrders: next() < 0.8,
  debounceSeconds: of([0, 20]),
});

/** Sentences of other systems and of mails are as long as they like. */
const lengthen = <T>(value: T, { next }: Chance): T =>
  next() > 0.02
    ? value
    : (JSON.parse(JSON.stringify(value), (key, text: unknown) =>
        key === 'sentence' || key === 'refused' ? (text === null ? null : 'x'.repeat(50_000)) : text,
      ) as T);

interface Walked {
  story: PureStory;
  /** `pdf`: the document its PDF was made of; `due`: the one it names, when it was sent. */
  sends: { draft: string; confirmed: boolean; pdf: string | null; due: string | null }[];
  acts: string[];
  largest: number;
}

function walk(numbers: readonly number[]): Walked {
  const dice = chance(numbers);
  const story = new PureStory(startOf(somePolicy(dice)));
  const acts: string[] = [];
  const sends: Walked['sends'] = [];
  let confirmed: string | null = null;
  let mails = 0;
  let largest = 0;
  /** Of each draft, the document that was printed last before it. */
  const pdfs = new Map<string, string | null>();
  let printed: string | null = null;

  const newMail = () => {
    acts.push('mail');
    story.mail(dice.next() < 0.1 ? `mail-${mails}` : `mail-${++mails}`);
  };
  const decide = (calm: boolean) => {
    const { review, draftId } = story.state;
    const all = decisionsIn(story.state, dice.next() < 0.9 ? ['right'] : undefined);
    // People mostly do what may be done; where everything is tried alike, hardly a walk gets to its order.
    const sensible = all.filter(({ decision: one }) => one.verb !== 'stop' && !refusal(story.state, one));
    const usual = sensible.filter(({ decision: { verb } }) => verb === 'confirm');
    const kind = dice.next();
    const { decision, what } = dice.of(
      calm && kind < 0.5 && usual.length > 0 ? usual : calm && kind < 0.8 && sensible.length > 0 ? sensible : all,
    );
    acts.push(what);
    if (decision.verb === 'stop' && dice.next() < 0.9) return;
    const reason = story.decide(decision);
    if (reason && dice.next() < 0.2) story.signal({ ...decision, step: 'y'.repeat(40_000) });
    if (reason || decision.verb !== 'confirm') return;
    // A draft that could not be sent was confirmed before: a person may have it sent once more as it is.
    const onceMore = review?.reason?.code === 'send-refused' && decision.choice === 'send';
    if (review?.kind === 'outgoing' || onceMore) confirmed = draftId;
  };

  newMail();
  for (let i = 0; i < LONGEST && !dice.isOver() && !story.state.outcome; i++) {
    story.at += Math.floor(dice.next() * 3_600_000);
    if (dice.next() < 0.08) newMail();
    if (dice.next() < 0.05) story.snooze({ until: new Date(story.at + dice.next() * 9e8).toISOString() });
    if (dice.next() < 0.05 && !story.split({ step: story.state.review?.step ?? 's1', lines: ['l1'] }))
      acts.push('split');
    if (dice.next() < 0.05) story.assign({ person: dice.of(['p1', 'p2', null]) });
    const step = story.upToWork();
    if (story.state.outcome) break;
    if (step.do === 'wait') {
      if (step.until !== null && dice.next() < 0.25) story.timeOut(step.until);
      else if (story.state.review) decide(dice.next() < 0.9);
      else newMail();
    } else {
      // What goes well goes well most of the time, or no walk would get far.
      const answers = answersTo(step, story.state);
      const answer = lengthen(dice.next() < 0.6 ? answers[0]! : dice.of(answers), dice);
      acts.push(`${step.do} ${JSON.stringify(answer).slice(0, 120)}`);
      const { draftId } = story.state;
      // Of a mail that left already it is only kept that it did.
      const sending = step.do === 'sendMail' && !story.state.overrides.includes('it-left');
      if (sending) {
        const { about, quote, order } = story.state;
        const due = about === 'quote' ? quote : about === 'order' ? order : null;
        const [pdf, named] = [pdfs.get(draftId!) ?? null, due?.hash ?? null];
        sends.push({ draft: draftId!, confirmed: confirmed === draftId && !story.state.edited, pdf, due: named });
        confirmed = null;
      }
      story.perform(step, answer, () => {
        if (dice.next() < 0.1) newMail();
        if (dice.next() < 0.03) decide(false);
      });
      if (sending && 'failure' in answer) sends.pop();
      if ('file' in answer) printed = answer.made.ref.hash;
      const after = story.state.draftId;
      // A person's edit of a draft makes a new one with the same PDF.
      if (after && after !== draftId) pdfs.set(after, step.do === 'applyEdit' ? (pdfs.get(draftId!) ?? null) : printed);
    }
    largest = Math.max(largest, JSON.stringify(story.state).length);
  }
  return { story, sends, acts, largest };
}

/** What the timeline must hold for each outcome. */
function explained({ story }: Walked): string | null {
  const { state, timeline } = story;
  const steps = [...timeline.values()];
  const done = (kind: string) => steps.some((step) => step.kind === kind && step.status === 'done');
  const said = steps.filter(({ kind }) => kind === 'ended');
  if (!state.outcome) return null;
  if (said.length !== 1) return `${said.length} steps say how it ended`;
  const [end] = said as [(typeof said)[number]];
  switch (state.outcome) {
    case 'ordered':
      return state.order && done('order') && done('sent') && end.summary.includes(state.order.number)
        ? null
        : 'ordered without an order sent';
    case 'quoted':
      return state.order || (state.policy.sendQuotes && state.policy.makeOrders)
        ? 'quoted, though orders are made'
        : null;
    case 'declined':
      return state.order || end.by !== 'customer' ? 'declined by nobody, or after the order' : null;
    case 'expired':
      return state.order ? 'expired with an order' : null;
    case 'stopped':
    case 'handed-over':
      return end.by === 'Anna' ? null : 'stopped by nobody';
  }
}

/** Everything a walk must keep to; what it breaks, in words. */
const invariants: Record<string, (walked: Walked) => string | null> = {
  'no draft is sent twice': ({ sends }) =>
    new Set(sends.map(({ draft }) => draft)).size < sends.length ? 'a draft went twice' : null,
  'none is sent without a confirmation of exactly that draft': ({ sends }) =>
    sends.some(({ confirmed }) => !confirmed) ? 'sent without a confirmation' : null,
  'no PDF of another revision leaves': ({ sends }) => {
    const wrong = sends.find(({ pdf, due }) => due !== null && pdf !== due);
    return wrong ? `${wrong.draft} shows ${wrong.pdf}, the document is ${wrong.due}` : null;
  },
  'the timeline explains the outcome': explained,
  'after the end nothing waits any more': ({ story }) => {
    if (!story.state.outcome) return null;
    const waiting = [...story.timeline.values()].filter(({ status }) => status === 'waiting');
    return waiting.length > 0 ? `${waiting[0]!.step} still waits: ${waiting[0]!.summary.slice(0, 80)}` : null;
  },
  'while it goes on at most one step waits, the one the view names': ({ story: { state, timeline } }) => {
    const waiting = [...timeline.values()].filter(({ status }) => status === 'waiting').map(({ step }) => step);
    const due = state.review && !state.outcome ? [state.review.step] : [];
    return waiting.join() === due.join() ? null : `${waiting.join()} wait, the review is ${due.join()}`;
  },
  'step ids are given once, and every mail taken in is on the timeline': ({ story: { state, timeline } }) => {
    const given = [...timeline.keys()].filter((step) => step !== 's0');
    if (given.length !== state.steps) return `${given.length} steps of ${state.steps}`;
    const named = new Set([...timeline.values()].map(({ mail }) => mail));
    const refused = [...timeline.values()].filter(
      ({ kind, status }) => kind === 'mail-received' && status === 'refused',
    ).length;
    const lost = state.seen.filter((mail) => !named.has(mail)).length;
    return !state.outcome && lost > refused ? `${lost} mails are told by ${refused} steps` : null;
  },
  'the state stays below 64 kB': ({ largest }) => (largest > LARGEST_STATE ? `${largest} bytes` : null),
  'whatever happened, a person can end it': ({ story }) => {
    if (story.state.outcome) return null;
    const after = new PureStory(story.state);
    after.decide({ verb: 'stop', confirm: true });
    return after.state.outcome === 'stopped' ? null : `a stop leaves it ${after.state.outcome}`;
  },
};

const brokenBy = (walked: Walked): string[] =>
  Object.entries(invariants).flatMap(([name, why]) => {
    const reason = why(walked);
    return reason ? [`${name}: ${reason}; ${walked.acts.slice(-12).join(' → ')}`] : [];
  });

describe('any sequence of mails, decisions and timers', () => {
  test('ends legally, sends each draft once with its own PDF, and its timeline explains how it ended', () => {
    const reached: Record<string, number> = {};
    let sent = 0;
    const property = fc.property(rolls, (numbers) => {
      const walked = walk(numbers);
      const { outcome } = walked.story.state;
      reached[outcome ?? 'none yet'] = (reached[outcome ?? 'none yet'] ?? 0) + 1;
      sent += walked.sends.length;
      expect(brokenBy(walked)).toEqual([]);
    });
    // The same walks on every machine; a failure prints the seed and path that lead to it again.
    fc.assert(property, { seed: 2026, numRuns: walks });
    console.log(`${walks} walks, ${sent} mails sent, ended:`, reached);
    expect(Object.keys(reached)).toEqual(expect.arrayContaining([...outcomes]));
    expect(sent).toBeGreaterThan(walks / 2);
    expect(reached['none yet'] ?? 0).toBeLessThan(walks / 2);
  }, 60_000);

  test('a thousand mails, a thousand edits and refusals do not fill the state', () => {
    const story = new PureStory(startOf({ incomingReviewRegistered: 'none' }));
    for (let i = 0; i < 1000; i++) story.mail(`01JD8ZK3M4N5P6Q7R8S9T0${String(i).padStart(4, '0')}`);
    expect(JSON.stringify(story.state).length).toBeLessThan(LARGEST_STATE);
    for (let step = story.upToWork(); step.do === 'readMail' || step.do === 'findCustomer'; step = story.upToWork())
      story.perform(step, answersTo(step, story.state)[0]!);
    expect(story.state.inbox).toEqual([]);
    for (let i = 0; i < 1000; i++) {
      const step = story.upToWork();
      if (step.do === 'wait')
        story.decide({ verb: 'edit', step: story.state.review!.step, lines: [{ id: 'l1', quantity: '3' }] });
      else if (step.do === 'applyEdit')
        story.perform(step, { edit: { refused: null, summary: '1 line.', lines: true } });
      else story.perform(step, answersTo(step, story.state)[step.do === 'checkItems' ? 2 : 0]!);
      story.signal({ verb: 'skip', step: { toString: 1 } as unknown as string });
    }
    expect(story.state.refusals).toBe(1000);
    expect([...story.timeline.values()].filter(({ status }) => status === 'refused').length).toBeLessThan(25);
    expect(JSON.stringify(story.state).length).toBeLessThan(LARGEST_STATE);
  });
});

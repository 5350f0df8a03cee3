/** Seeded random walks: mails, decisions, timers, failures and stops in any order, also while work is under way. */
import { describe, expect, test } from '@jest/globals';
import { outcomes } from '../../src/domain/inquiry.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { refusal } from '../../src/domain/refusal.ts';
import { answersTo, decisionsIn, PureStory, startOf } from './pure-story.ts';

const LARGEST_STATE = 64 * 1024;
const walks = 400;

/** Numerical Recipes' LCG: the same seed walks the same way on every machine. */
function chance(seed: number) {
  let now = (seed * 2654435761) >>> 0;
  const next = () => (now = (Math.imul(now, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  for (let i = 0; i < 4; i++) next();
  return { next, of: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]! };
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
  sends: { draft: string; confirmed: boolean }[];
  acts: string[];
  largest: number;
}

function walk(seed: number, longest: number): Walked {
  const dice = chance(seed);
  const story = new PureStory(startOf(somePolicy(dice)));
  const acts: string[] = [];
  const sends: Walked['sends'] = [];
  let confirmed: string | null = null;
  let mails = 0;
  let largest = 0;

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
  for (let i = 0; i < longest && !story.state.outcome; i++) {
    story.at += Math.floor(dice.next() * 3_600_000);
    if (dice.next() < 0.08) newMail();
    if (dice.next() < 0.05) story.snooze({ until: new Date(story.at + dice.next() * 9e8).toISOString() });
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
      if (step.do === 'sendMail') {
        sends.push({ draft: draftId!, confirmed: confirmed === draftId && !story.state.edited });
        confirmed = null;
      }
      story.perform(step, answer, () => {
        if (dice.next() < 0.1) newMail();
        if (dice.next() < 0.03) decide(false);
      });
      if (step.do === 'sendMail' && 'failure' in answer) sends.pop();
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
  // A person may know that it left where nobody else could tell.
  const left = steps.some(({ summary }) => summary.includes('The customer has it'));
  const said = steps.filter(({ kind }) => kind === 'ended');
  if (!state.outcome) return null;
  if (said.length !== 1) return `${said.length} steps say how it ended`;
  const [end] = said as [(typeof said)[number]];
  switch (state.outcome) {
    case 'ordered':
      return state.order && done('order') && (done('sent') || left) && end.summary.includes(state.order.number)
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

describe('random walks', () => {
  const walked = Array.from({ length: walks }, (_, seed) => ({ seed, ...walk(seed, 400) }));
  const failing = (why: (one: Walked) => string | null) =>
    walked
      .flatMap((one) => {
        const reason = why(one);
        return reason ? [`seed ${one.seed}: ${reason}; ${one.acts.slice(-8).join(' → ')}`] : [];
      })
      .slice(0, 3);

  test('they reach every outcome', () => {
    const reached: Record<string, number> = {};
    for (const { story } of walked)
      reached[story.state.outcome ?? 'none yet'] = (reached[story.state.outcome ?? 'none yet'] ?? 0) + 1;
    console.log(
      `${walks} walks, ${walked.reduce((sum, { sends }) => sum + sends.length, 0)} mails sent, ended:`,
      reached,
    );
    expect(Object.keys(reached)).toEqual(expect.arrayContaining([...outcomes]));
    expect(reached['none yet'] ?? 0).toBeLessThan(walks / 10);
  });

  test('no draft is sent twice, and none without a confirmation of exactly that draft', () => {
    expect(walked.reduce((sum, { sends }) => sum + sends.length, 0)).toBeGreaterThan(walks / 2);
    expect(
      failing(({ sends }) =>
        new Set(sends.map(({ draft }) => draft)).size < sends.length ? 'a draft went twice' : null,
      ),
    ).toEqual([]);
    expect(
      failing(({ sends }) => (sends.some(({ confirmed }) => !confirmed) ? 'sent without a confirmation' : null)),
    ).toEqual([]);
  });

  test('the timeline explains the outcome', () => expect(failing(explained)).toEqual([]));

  test('after the end nothing waits any more', () => {
    expect(
      failing(({ story }) => {
        if (!story.state.outcome) return null;
        const waiting = [...story.timeline.values()].filter(({ status }) => status === 'waiting');
        return waiting.length > 0 ? `${waiting[0]!.step} still waits: ${waiting[0]!.summary.slice(0, 80)}` : null;
      }),
    ).toEqual([]);
  });

  test('while it goes on at most one step waits: the one the view names', () => {
    expect(
      failing(({ story: { state, timeline } }) => {
        const waiting = [...timeline.values()].filter(({ status }) => status === 'waiting').map(({ step }) => step);
        const due = state.review && !state.outcome ? [state.review.step] : [];
        return waiting.join() === due.join() ? null : `${waiting.join()} wait, the review is ${due.join()}`;
      }),
    ).toEqual([]);
  });

  test('step ids are given once, and every mail taken in is on the timeline', () => {
    expect(
      failing(({ story: { state, timeline } }) => {
        const given = [...timeline.keys()].filter((step) => step !== 's0');
        if (given.length !== state.steps) return `${given.length} steps of ${state.steps}`;
        const named = new Set([...timeline.values()].map(({ mail }) => mail));
        const refused = [...timeline.values()].filter(
          ({ kind, status }) => kind === 'mail-received' && status === 'refused',
        ).length;
        const lost = state.seen.filter((mail) => !named.has(mail)).length;
        return !state.outcome && lost > refused ? `${lost} mails are told by ${refused} steps` : null;
      }),
    ).toEqual([]);
  });

  test('the state stays below 64 kB, whatever others write and however often', () => {
    expect(failing(({ largest }) => (largest > LARGEST_STATE ? `${largest} bytes` : null))).toEqual([]);
  });

  test('the same seed walks the same way', () => {
    expect(JSON.stringify(walk(7, 400).story.state)).toBe(JSON.stringify(walked[7]!.story.state));
  });

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

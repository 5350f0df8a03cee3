/** Every reachable state × every decision, right and wrong: a generated table, not a list of examples. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { failures } from '../../src/domain/failures.ts';
import { nextStep } from '../../src/domain/next-step.ts';
import type { Merge, Split } from '../../src/domain/decision.ts';
import { splitOff } from '../../src/domain/split.ts';
import { refusal, type Decision } from '../../src/domain/refusal.ts';
import { headOf, type InquiryState } from '../../src/domain/state.ts';
import { decisionsIn, PureStory } from './pure-story.ts';
import { reachable } from './reachable.ts';

/** Stages that a new mail goes through before there is a draft of its own. */
const beforeDraft: readonly string[] = ['customer', 'incoming', 'debounce', 'sort', 'items', 'question', 'quote'];

let states: InquiryState[];
beforeAll(() => {
  const found = reachable(15_000);
  expect(found.complete).toBe(true);
  states = found.states;
});

/** Design §4, "Decisions", written a second time and differently: what must be refused, by which reason, before anything is asked of the code. */
function expected(state: InquiryState, decision: Decision, how: string): string | null {
  const { review, stage } = state;
  if (state.outcome) return 'InquiryEnded';
  const right = review !== null && how === 'right';
  if (decision.verb === 'stop') {
    if (!right && how !== 'absent') return 'StepIsStale';
    return decision.confirm ? null : 'StopNeedsConfirmation';
  }
  if (!review) return 'NotWaiting';
  if (!right) return 'StepIsStale';
  if (stage === 'paused') {
    if (decision.verb !== 'resume') return 'ResumeFirst';
    if (!['quote-updated', 'order-updated', 'unchanged'].includes(decision.outcome)) return 'Invalid';
    const there = {
      'quote-updated': state.quote && !state.order,
      'order-updated': state.order,
      unchanged: state.draftId,
    };
    return there[decision.outcome] ? null : 'NoSuchDocument';
  }
  if (decision.verb === 'resume') return 'NotPaused';
  if (decision.verb === 'skip' && review.kind !== 'outgoing') return 'NothingToSkip';
  if (decision.verb === 'edit' && review.kind === 'incoming') return 'IncomingMailIsReadOnly';
  if (stage === 'apply-edit' || stage === 'split') return 'StepIsBusy';
  if (decision.verb === 'skip') return null;
  if (decision.verb === 'confirm') {
    const known = review.choices.map(({ id }) => id);
    if (decision.choice !== undefined) return known.includes(decision.choice) ? null : 'Invalid';
    return known.length > 0 && !state.edited ? 'ChoiceNeeded' : null;
  }
  const given = Object.entries(decision).flatMap(([key, value]) =>
    ['verb', 'step'].includes(key) || value === undefined ? [] : [key],
  );
  if (given.length === 0) return 'Invalid';
  const document = ['lines', 'requestedDate', 'shipTo', 'discountPercent'];
  const code = review.reason?.code ?? '';
  const mayEdit =
    review.kind === 'outgoing'
      ? ['draft']
      : review.kind !== 'assistance'
        ? document
        : ['unknown-sender', 'several-contacts', 'contact-without-account', 'account-blocked'].includes(code)
          ? ['customer']
          : [
                'no-lines',
                'lines-unclear',
                'items-unavailable',
                'attachment-unreadable',
                'question-unanswered',
                'delivery-address-unclear',
                'answer-unclear',
              ].includes(code)
            ? ['lines', 'requestedDate', 'shipTo']
            : [];
  return given.every((field) => mayEdit.includes(field)) ? null : 'NothingToEdit';
}

/** The same for a split, from what it must never part: an order, an agreement, a mail that is not of the quote. */
function splitExpected(state: InquiryState, how: string): string | null {
  const { review, stage, order, quote, inbox, aside, about, back, mail } = state;
  if (state.outcome) return 'InquiryEnded';
  if (!review) return 'NotWaiting';
  if (how === 'stale') return 'StepIsStale';
  if (stage === 'paused') return 'ResumeFirst';
  if (['apply-edit', 'split'].includes(stage) || inbox.length > 0) return 'StepIsBusy';
  const may = {
    incoming: !quote,
    quote: true,
    order: false,
    outgoing: about === 'quote' || about === 'question' || about === 'offer',
    assistance:
      !['order', 'document', 'draft', 'outgoing', 'customer-turn', 'begin', 'part', 'reread', 'debounce'].includes(
        back,
      ) && !(quote && mail?.kind === 'acceptance'),
  }[review.kind];
  if (order || aside || !may) return 'NothingToSplit';
  return how === 'right' ? null : 'Invalid';
}

describe('every reachable state × every decision', () => {
  test('is legal, or refused for the right reason with nothing changed; a legal one leads somewhere', () => {
    const counts: Record<string, number> = {};
    const wrong: string[] = [];
    for (const state of states) {
      for (const { decision, what } of decisionsIn(state)) {
        const where = `${state.stage}/${state.review?.kind}/${state.review?.reason?.code}: ${what}`;
        const reason = refusal(state, decision);
        const due = expected(state, decision, what.split(' ')[1]!);
        if ((reason?.type ?? null) !== due) wrong.push(`${where} is ${reason?.type ?? 'legal'}, not ${due ?? 'legal'}`);
        const key = `${decision.verb} ${reason?.type ?? 'legal'}`;
        counts[key] = (counts[key] ?? 0) + 1;
        // The state is frozen through and through: to change it would have thrown.
        if (reason) {
          if (!Object.hasOwn(failures, reason.type) || reason.message.length > 300)
            wrong.push(`${where}: ${reason.message}`);
          if (reason.details.step !== (state.review?.step ?? null)) wrong.push(`${where} does not name the step`);
        } else {
          const story = new PureStory(state);
          story.decide(decision);
          wrong.push(...brokenBy(story, decision).map((why) => `${where}: ${why}`));
        }
      }
    }
    console.log(`${states.length} states, decisions:`, counts);
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(Object.keys(counts).length).toBeGreaterThan(20);
  });

  test('a split is legal while lines can still be parted, refused with a reason elsewhere, and comes back from a failure', () => {
    const counts: Record<string, number> = {};
    const wrong: string[] = [];
    const given: [string, (step: string) => object][] = [
      ['right', (step) => ({ step, lines: ['l1'] })],
      ['stale', () => ({ step: 's999', lines: ['l1'] })],
      ['empty', (step) => ({ step, lines: [] })],
      ['rubbish', (step) => ({ step, lines: { length: 1 }, reason: 1 })],
    ];
    for (const state of states) {
      for (const [how, body] of given) {
        const story = new PureStory(state);
        const reason = story.split(body(state.review?.step ?? 's1') as Split);
        const due = splitExpected(state, how);
        const key = `${how}: ${reason?.type ?? 'legal'}`;
        counts[key] = (counts[key] ?? 0) + 1;
        const where = `${state.stage}/${state.review?.kind}/${state.review?.reason?.code}/${state.back} ${key}`;
        if ((reason?.type ?? null) !== due) wrong.push(`${where}, not ${due ?? 'legal'}`);
        if (reason) {
          if (story.state !== state) wrong.push(`${where} changed the state`);
          continue;
        }
        const failed = new PureStory(story.state);
        failed.perform(failed.step(), { failure: { type: 'EditRefused', sentence: 'There is no line l1.' } });
        const { review, stage, linked, draftId } = failed.state;
        if (
          JSON.stringify([review, stage, linked, draftId]) !==
          JSON.stringify([state.review, state.stage, state.linked, state.draftId])
        )
          wrong.push(`${where}: a failure leaves ${stage}`);
        const begun = new PureStory({ ...splitOff(story.state), news: [] });
        story.perform(story.step(), { split: true });
        for (const half of [story, begun]) {
          const next = half.upToWork();
          const rests = next.do === 'wait' && next.until === null && !half.state.review && !half.state.outcome;
          if (rests || (half.state.draftId && half.state.stage !== 'outgoing')) wrong.push(`${where}: half a story`);
        }
        const pair = [story.state.linked.at(-1), begun.state.linked.at(-1)];
        const links = [
          { inquiry: begun.state.id, relation: 'split-into' },
          { inquiry: state.id, relation: 'split-from' },
        ];
        if (JSON.stringify(pair) !== JSON.stringify(links)) wrong.push(`${where}: ${JSON.stringify(pair)}`);
      }
    }
    console.log('splits:', counts);
    expect([...new Set(wrong)].slice(0, 10)).toEqual([]);
    expect(counts['right: legal']).toBeGreaterThan(50);
  });

  test('a merge is legal at a rest without an order, refused with a reason elsewhere, and comes back from a failure', () => {
    const into = '01JD8ZK3M4N5P6Q7R8S9T0V1W9';
    const counts: Record<string, number> = {};
    const wrong: string[] = [];
    const given: [string, (step: string | undefined) => object][] = [
      ['right', (step) => ({ ...(step ? { step } : {}), into })],
      ['stale', () => ({ step: 's999', into })],
      ['itself', () => ({ into: states[0]!.id })],
      ['rubbish', () => ({ into: { length: 26 }, reason: 1 })],
    ];
    for (const state of states) {
      for (const [how, body] of given) {
        const story = new PureStory(state);
        const reason = story.merge(body(state.review?.step) as Merge);
        const due = mergeExpected(state, how);
        const key = `${how}: ${reason?.type ?? 'legal'}`;
        counts[key] = (counts[key] ?? 0) + 1;
        const where = `${state.stage}/${state.review?.kind}/${state.review?.reason?.code} ${key}`;
        if ((reason?.type ?? null) !== due) wrong.push(`${where}, not ${due ?? 'legal'}`);
        if (reason) continue;
        const failed = new PureStory(story.state);
        failed.perform(failed.step(), { failure: { type: 'NothingToMerge', sentence: 'It has ended.' } });
        const rests = ({ review, stage, linked, draftId, outcome }: InquiryState) =>
          JSON.stringify([review, stage, linked, draftId, outcome]);
        if (rests(failed.state) !== rests(state)) wrong.push(`${where}: a failure leaves ${failed.state.stage}`);
        story.perform(story.step(), { merged: true });
        const { outcome, review, draftId, linked } = story.state;
        const ended = [outcome, review, draftId, linked.at(-1)?.relation, headOf(story.state).attention];
        if (JSON.stringify(ended) !== '["stopped",null,null,"merged-into",false]')
          wrong.push(`${where}: ${JSON.stringify(ended)}`);
      }
    }
    console.log('merges:', counts);
    expect([...new Set(wrong)].slice(0, 10)).toEqual([]);
    expect(counts['right: legal']).toBeGreaterThan(50);
  });

  test('no state is a dead end: each rests with a review or a timer, or has work to do', () => {
    const dead = states.filter((state) => {
      if (state.outcome) return false;
      const step = nextStep(state);
      return step.do === 'wait' && step.until === null && state.review === null;
    });
    expect(dead.map(({ stage, back }) => ({ stage, back }))).toEqual([]);
  });

  test('what may be decided is what the view says may be decided', () => {
    const wrong = states.flatMap((state) => {
      const { review, attention, status } = headOf(state);
      if (state.outcome) return attention || review || status !== 'ended' ? [`ended: ${JSON.stringify(review)}`] : [];
      const legal = new Set(
        decisionsIn(state, ['right']).flatMap(({ decision }) => (refusal(state, decision) ? [] : decision.verb)),
      );
      if (!review) legal.delete('stop');
      const shown = [...(review?.allowed ?? [])].sort().join();
      return [...legal].sort().join() === shown
        ? []
        : [`${state.stage}: ${[...legal].join()} is legal, ${shown} is shown`];
    });
    expect(wrong.slice(0, 10)).toEqual([]);
  });

  test('no work is asked for that lacks what it works on', () => {
    const wrong = states.flatMap((state) => {
      if (state.outcome) return [];
      const step = nextStep(state);
      const kind = state.about === 'order' ? 'order' : 'quote';
      const lacks =
        (step.do === 'sendMail' && !state.draftId && 'a draft') ||
        (step.do === 'makeOrder' &&
          (!state.quote || !state.policy.makeOrders || state.order) &&
          'a quote to order, or leave to') ||
        (step.do === 'renderDocument' && !state[kind] && `a ${kind}`) ||
        (step.do === 'applyEdit' && (!state.edit || !state.review) && 'an edit') ||
        (step.do === 'rereadDocument' && !state.resume && 'a resume') ||
        (step.do === 'buildQuote' && !state.customer?.account && 'an account') ||
        (step.do === 'buildQuote' && state.order && 'leave: there is an order') ||
        // Of somebody else's mail it is not known yet whether it overtakes the draft.
        (beforeDraft.includes(state.stage) &&
          state.draftId &&
          !state.aside &&
          'leave: a draft of an earlier mail is still there') ||
        (state.review?.kind === 'outgoing' && !state.draftId && 'a draft to look at') ||
        (state.stage === 'paused' && state.review && !state.draftId && 'a draft to go back to');
      return lacks
        ? [`${step.do} in ${state.stage} after ${state.mail?.kind} lacks ${lacks}: ${JSON.stringify(state.overrides)}`]
        : [];
    });
    expect([...new Set(wrong)].slice(0, 10)).toEqual([]);
  });
});

/** And for a merge. */
function mergeExpected(state: InquiryState, how: string): string | null {
  if (state.outcome) return 'InquiryEnded';
  if (how === 'stale') return 'StepIsStale';
  if (!state.review && state.stage !== 'customer-turn') return 'StepIsBusy';
  if (['apply-edit', 'split', 'merge'].includes(state.stage) || state.inbox.length > 0) return 'StepIsBusy';
  const isEdited = ['lines-edited', 'lines-split'].some((mark) => state.overrides.includes(mark));
  if (state.order || state.aside || isEdited) return 'NothingToMerge';
  return how === 'right' ? null : 'Invalid';
}

/** What a legal decision must leave behind. */
function brokenBy(story: PureStory, decision: Decision): string[] {
  const { state } = story;
  const head = headOf(state);
  const broken: string[] = [];
  if (decision.verb === 'stop') {
    if (state.outcome !== (decision.takeOver ? 'handed-over' : 'stopped')) broken.push(`outcome ${state.outcome}`);
    if (head.attention || head.review || head.status !== 'ended') broken.push('an ended inquiry waits');
    return broken;
  }
  const aside = state.about === 'reminder' ? 'waiting-for-customer' : 'paused';
  if (decision.verb === 'skip' && head.status !== aside) broken.push(`not ${aside}`);
  if (decision.verb === 'edit' && !(state.stage === 'apply-edit' && nextStep(state).do === 'applyEdit'))
    broken.push('the edit is not worked in');
  if (decision.verb === 'resume' && nextStep(state).do !== 'rereadDocument')
    broken.push('the document is not read again');
  if (!state.outcome) {
    const step = story.upToWork();
    if (step.do === 'wait' && step.until === null && !story.state.review && !story.state.outcome)
      broken.push('waits for nothing');
  }
  return broken;
}

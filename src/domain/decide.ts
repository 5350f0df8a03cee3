/** The five decisions as pure transitions: the state after each. Whether one is legal: refusal.ts. Effects: design §4, "Decisions". */
import type { Confirm, Edit, Person, Resume, Stop } from './decision.ts';
import type { Choice, Review, Step } from './inquiry.ts';
import { asBefore, belongs, parting } from './other-sender.ts';
import { problem, type ProblemCode } from './problems.ts';
import { leftOpen, subjects, valuesOf, type Decision } from './refusal.ts';
import { closeReview, pause } from './review.ts';
import { marked, nextStepId, note, rewrite, UNNAMED, withoutDraft, type InquiryState, type Stage } from './state.ts';

/** The state after a legal decision. Call `refusal` first. Whoever decides has woken what was snoozed. */
export function decide(snoozed: InquiryState, decision: Decision, by: Person, at: string): InquiryState {
  const state: InquiryState = { ...snoozed, snoozedUntil: null };
  switch (decision.verb) {
    case 'confirm':
      return confirmed(state, decision, by, at);
    case 'edit':
      return edited(state, decision, by, at);
    case 'skip':
      return skipped(state, by, at);
    case 'resume':
      return resumed(state, decision, by, at);
    case 'stop':
      return stopped(state, decision, by, at);
  }
}

function confirmed(state: InquiryState, { choice, instructions }: Confirm, by: Person, at: string): InquiryState {
  const review = state.review!;
  const offered = review.choices.find(({ id }) => id === choice);
  if (offered?.edit) return edited(state, { step: review.step, ...offered.edit }, by, at, offered.label);
  if (offered?.document !== undefined) return anotherDocument(state, offered, by, at);
  const effect = effectOf(state, choice);
  const words = [
    `${by.name} confirmed ${subjects[review.kind]}`,
    effect ? `: ${effect.label}` : '',
    instructions ? ` (“${instructions}”)` : '',
    '.',
  ].join('');
  const next = closeReview(state, 'done', by.name, at, words);
  switch (review.kind) {
    case 'incoming':
      return { ...next, looked: state.looked + 1, stage: 'sort' };
    case 'quote':
      return { ...next, ...afterQuoteReview(state) };
    case 'order':
      return { ...next, about: 'order', stage: 'document' };
    case 'outgoing':
      return { ...next, stage: 'send' };
    case 'assistance':
      if (effect?.to === 'part') return parting(next, at);
      if (effect?.id === 'ignore') return asBefore(next, at);
      if (effect?.id === 'belongs') return { ...belongs(next), stage: 'sort' };
      return {
        ...next,
        stage: effect ? whereTo(state, effect) : state.back,
        overrides: effect?.override ? marked(state.overrides, effect.override) : state.overrides,
        about: effect?.to === 'draft' ? 'answer' : effect?.id === 'send-current' ? 'quote' : state.about,
        // The mail was read as an acceptance: its lines are looked at after all.
        unworked: effect?.id === 'as-ordered' && state.mail ? [state.mail.mail] : state.unworked,
        ...(effect?.outcome ? { outcome: effect.outcome } : {}),
      };
  }
}

/** "The same as last time" means another document: its lines are shown, and asked about as well. */
function anotherDocument(state: InquiryState, { label, document }: Choice, by: Person, at: string): InquiryState {
  const next = closeReview(state, 'done', by.name, at, `${by.name} confirmed the open question: ${label}.`);
  const others = state.overrides.filter((mark) => !mark.startsWith('before:'));
  return { ...next, stage: 'items', overrides: marked(others, `before:${document}`) };
}

const effectOf = (state: InquiryState, choice: string | undefined) =>
  choice === undefined || !state.review?.reason
    ? undefined
    : problem(state.review.reason.code as ProblemCode).choices.find(({ id }) => id === choice);

function whereTo({ about, back }: InquiryState, { id, to }: { id: string; to: Stage }): Stage {
  if (to === 'begin') return back;
  if (id !== 'send-again') return to;
  return about === 'answer' ? 'draft' : about === 'question' || about === 'offer' ? 'question' : to;
}

/** Policy matrix send-quotes × make-orders: where a finished quote goes. */
export function afterQuoteReview({
  policy,
}: InquiryState): { stage: Stage; about: 'quote' } | { stage: 'ended'; outcome: 'quoted' } {
  if (policy.sendQuotes) return { stage: 'document', about: 'quote' };
  return policy.makeOrders ? { stage: 'order', about: 'quote' } : { stage: 'ended', outcome: 'quoted' };
}

/** `chosen`: the edit is one of the review's choices, after which nothing more is asked. */
function edited(state: InquiryState, edit: Edit, by: Person, at: string, chosen?: string): InquiryState {
  const review = state.review!;
  const words = chosen
    ? `${by.name} confirmed ${subjects[review.kind]}: ${chosen}.`
    : `${by.name} edited ${subjects[review.kind]}.`;
  const next = closeReview(state, 'done', by.name, at, words);
  const step = nextStepId(next);
  return {
    ...note(next, at, {
      kind: review.kind === 'assistance' ? 'assistance' : 'review',
      status: 'waiting',
      summary: `The change to ${subjects[review.kind]} is worked in.`,
    }),
    review: { ...unhurried(review), step, since: at, allowed: ['stop'] },
    // Where this change is refused, the one before it stands.
    edited: state.edited,
    edit: {
      step: review.step,
      since: review.since,
      stage: state.stage,
      by: by.name,
      values: valuesOf(edit),
      ...(chosen ? { goesOn: true } : {}),
    },
    stage: 'apply-edit',
  };
}

function skipped(state: InquiryState, by: Person, at: string): InquiryState {
  if (state.about === 'reminder') return notReminded(state, by, at);
  const next = closeReview(state, 'skipped', by.name, at, `${by.name} set the draft aside.`);
  return pause(
    next,
    'Paused until a person resumes it; the document can be changed in the sales system meanwhile.',
    at,
  );
}

/** Whoever edits a review has come to it: its deadlines begin anew. */
function unhurried({ remindedAt: _told, escalatedAt: _gone, ...review }: Review): Review {
  return review;
}

/** There is nothing to change before it goes on, as there is of a quote: a pause would hold up what goes on by itself. */
function notReminded(state: InquiryState, by: Person, at: string): InquiryState {
  const why = `${by.name} set the reminder aside: the customer is not reminded this time.`;
  return { ...withoutDraft(closeReview(state, 'skipped', by.name, at, why), why), stage: 'customer-turn' };
}

function resumed(state: InquiryState, { outcome }: Resume, by: Person, at: string): InquiryState {
  const words = {
    'quote-updated': 'the quote was updated',
    'order-updated': 'the order was updated',
    unchanged: 'nothing was changed',
  }[outcome];
  const { review } = state;
  const paused: Step = {
    step: review!.step,
    kind: 'paused',
    status: 'done',
    at,
    since: review!.since,
    by: by.name,
    summary: `${by.name} resumed: ${words}.`,
  };
  return { ...rewrite(state, paused), review: null, stage: 'reread', resume: outcome };
}

function stopped(state: InquiryState, { takeOver }: Stop, by: Person, at: string): InquiryState {
  const open = leftOpen(state, takeOver);
  // Whatever comes after it is theirs to look at: followed.ts.
  const assignee = by.id === UNNAMED ? state.assignee : { id: by.id, name: by.name };
  const words = takeOver ? `${by.name} took the inquiry over.` : `${by.name} stopped the inquiry.`;
  let next = closeReview(state, 'skipped', by.name, at, words);
  next = note(next, at, { kind: 'ended', by: by.name, summary: `${words} ${open.join(' ')}` });
  return { ...next, stage: 'ended', outcome: takeOver ? 'handed-over' : 'stopped', assignee };
}

/** The five decisions as pure transitions: whether one is legal now, and the state after it. Effects: design §4, "Decisions". */
import type { Confirm, Edit, Person, Resume, Skip, Stop } from './decision.ts';
import type { FailureDetails, FailureType } from './failures.ts';
import type { DecisionName, Step } from './inquiry.ts';
import { problem, type ProblemCode } from './problems.ts';
import { allowedNow, nextStepId, note, rewrite, type InquiryState, type Stage } from './state.ts';

/** A decision with the words it was given. */
export type Decision =
  | ({ verb: 'confirm' } & Confirm)
  | ({ verb: 'edit' } & Edit)
  | ({ verb: 'skip' } & Skip)
  | ({ verb: 'resume' } & Resume)
  | ({ verb: 'stop' } & Stop);

export interface Refusal {
  type: FailureType;
  message: string;
  details: FailureDetails;
}

const names = {
  incoming: 'the incoming mail',
  quote: 'the quote',
  order: 'the order',
  outgoing: 'the outgoing mail',
  assistance: 'the open question',
} as const;

/** Why this decision is not legal now, or null. Never throws, whatever a hand-made signal holds. */
export function refusal(state: InquiryState, decision: Decision): Refusal | null {
  const { review } = state;
  const refuse = (type: FailureType, message: string, more: FailureDetails = {}): Refusal => ({
    type,
    message,
    details: { step: review?.step ?? null, allowed: allowedNow(state), ...more },
  });
  if (state.outcome) return refuse('InquiryEnded', `This inquiry has ended: ${state.outcome}.`);
  if (decision.verb === 'stop') {
    if (decision.step !== undefined && decision.step !== review?.step) return stale(state, decision.step, refuse);
    if (decision.confirm === true) return null;
    return refuse(
      'StopNeedsConfirmation',
      'Stopping is final: the inquiry cannot be started again. Send confirm: true.',
      {
        open: leftOpen(state),
      },
    );
  }
  if (!review) return refuse('NotWaiting', 'The inquiry is not waiting for a person now.');
  if (decision.step !== review.step) return stale(state, decision.step, refuse);
  if (state.stage === 'paused') {
    return decision.verb === 'resume'
      ? resumable(state, decision, refuse)
      : refuse('ResumeFirst', 'The inquiry is paused: resume or stop it.');
  }
  if (decision.verb === 'resume') return refuse('NotPaused', 'Only a paused inquiry can be resumed.');
  if (decision.verb === 'skip' && review.kind !== 'outgoing')
    return refuse('NothingToSkip', 'Only an outgoing mail can be skipped.');
  if (decision.verb === 'edit' && review.kind === 'incoming')
    return refuse('IncomingMailIsReadOnly', "A customer's mail is never edited.");
  if (!review.allowed.includes(decision.verb))
    return refuse('StepIsBusy', 'The last change to this step is still being worked in.');
  if (decision.verb === 'edit') return editable(state, decision, refuse);
  return decision.verb === 'confirm' ? choosable(state, decision, refuse) : null;
}

type Refuse = (type: FailureType, message: string, more?: FailureDetails) => Refusal;

const stale = (state: InquiryState, step: unknown, refuse: Refuse): Refusal =>
  refuse(
    'StepIsStale',
    state.review
      ? `Step ${String(step)} is no longer the current one: ${state.review.step} is, ${names[state.review.kind]}.`
      : `Step ${String(step)} is no longer the current one; the inquiry is not waiting for a person now.`,
  );

function resumable(state: InquiryState, { outcome }: Resume, refuse: Refuse): Refusal | null {
  if (outcome !== 'quote-updated' && outcome !== 'order-updated' && outcome !== 'unchanged') {
    return refuse('Invalid', 'outcome must be quote-updated, order-updated or unchanged.');
  }
  if (outcome === 'quote-updated' && !state.quote) return refuse('NoSuchDocument', 'This inquiry has no quote yet.');
  if (outcome === 'order-updated' && !state.order) return refuse('NoSuchDocument', 'This inquiry has no order yet.');
  if (outcome === 'unchanged' && !state.draftId) return refuse('NoSuchDocument', 'There is no draft to go back to.');
  return null;
}

const editFields = {
  outgoing: ['draft'],
  quote: ['lines', 'requestedDate', 'shipTo', 'discountPercent'],
  order: ['lines', 'requestedDate', 'shipTo', 'discountPercent'],
} as const;

function editable(state: InquiryState, edit: Edit, refuse: Refuse): Refusal | null {
  const given = Object.keys(valuesOf(edit));
  if (given.length === 0) return refuse('Invalid', 'The edit changes nothing: give at least one field.');
  const fields = fieldsToEdit(state);
  const wrong = given.find((field) => !fields.includes(field));
  if (!wrong) return null;
  const what =
    fields.length > 0
      ? `Only ${fields.join(', ')} can be edited in this review.`
      : 'Nothing can be edited in this review.';
  return refuse('NothingToEdit', `${wrong}: ${what}`, { fields });
}

/** The fields of an edit that the open review takes. */
export function fieldsToEdit(state: InquiryState): string[] {
  const kind = state.review?.kind;
  if (!kind || kind === 'incoming') return [];
  if (kind !== 'assistance') return [...editFields[kind]];
  const edits: readonly string[] = problem(state.review?.reason?.code as ProblemCode).edits;
  return [...edits.filter((e) => e !== 'document'), ...(edits.includes('lines') ? ['requestedDate', 'shipTo'] : [])];
}

function choosable(state: InquiryState, { choice }: Confirm, refuse: Refuse): Refusal | null {
  const choices = state.review?.choices ?? [];
  if (choice !== undefined) {
    if (choices.some(({ id }) => id === choice)) return null;
    return refuse('Invalid', `There is no choice "${String(choice).slice(0, 60)}" in this review.`, { choices });
  }
  const needed = choices.length > 0 && !state.edited;
  return needed ? refuse('ChoiceNeeded', 'This review asks for one of its choices.', { choices }) : null;
}

/** What a stop leaves behind, in words; the answer to a stop that was not confirmed. */
export function leftOpen(state: InquiryState): string[] {
  const open: string[] = [];
  if (state.order) open.push(`Order ${state.order.number} stays in the sales system.`);
  else if (state.quote) open.push(`Quote ${state.quote.number} stays open in the sales system.`);
  if (state.stage === 'send') open.push('A mail is being sent just now and will leave.');
  else if (state.draftId && state.review) open.push('The draft will not be sent; the customer hears nothing more.');
  if (state.inbox.length > 0) open.push(`${state.inbox.length} mail(s) of the customer will not be read.`);
  open.push('The timeline, mails and files stay until an administrator deletes them.');
  return open;
}

/** The state after a legal decision. Call `refusal` first. */
export function decide(state: InquiryState, decision: Decision, by: Person, at: string): InquiryState {
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

/** Ends the open review: its step gets the status, and nothing waits any more. */
export function closeReview(
  state: InquiryState,
  status: Step['status'],
  by: string,
  at: string,
  summary: string,
): InquiryState {
  if (!state.review) return state;
  const { step, kind } = state.review;
  const closed: Step = { step, kind: kind === 'assistance' ? 'assistance' : 'review', status, at, by, summary };
  return { ...rewrite(state, closed), review: null, edited: false };
}

function confirmed(state: InquiryState, { choice, instructions }: Confirm, by: Person, at: string): InquiryState {
  const review = state.review!;
  const effect = effectOf(state, choice);
  const words = [
    `${by.name} confirmed ${names[review.kind]}`,
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
      return {
        ...next,
        stage: effect ? (effect.to === 'begin' ? state.back : effect.to) : state.back,
        overrides: effect?.override ? [...state.overrides, effect.override] : state.overrides,
        about: effect?.to === 'draft' ? 'answer' : state.about,
        ...(effect?.to === 'ended' ? endedBy(effect.override) : {}),
      };
  }
}

const endedBy = (override: string | undefined): Partial<InquiryState> => ({
  outcome: override === 'as-rejection' ? 'declined' : 'quoted',
});

const effectOf = (state: InquiryState, choice: string | undefined) =>
  choice === undefined || !state.review?.reason
    ? undefined
    : problem(state.review.reason.code as ProblemCode).choices.find(({ id }) => id === choice);

/** Policy matrix send-quotes × make-orders: where a finished quote goes. */
export function afterQuoteReview({
  policy,
}: InquiryState): { stage: Stage; about: 'quote' } | { stage: 'ended'; outcome: 'quoted' } {
  if (policy.sendQuotes) return { stage: 'document', about: 'quote' };
  return policy.makeOrders ? { stage: 'order', about: 'quote' } : { stage: 'ended', outcome: 'quoted' };
}

/** Only the fields that hold something to change. */
const valuesOf = ({ lines, requestedDate, shipTo, discountPercent, draft, customer }: Edit): Omit<Edit, 'step'> =>
  Object.fromEntries(
    Object.entries({ lines, requestedDate, shipTo, discountPercent, draft, customer }).filter(
      ([, value]) => value !== undefined,
    ),
  );

function edited(state: InquiryState, edit: Edit, by: Person, at: string): InquiryState {
  const review = state.review!;
  const next = closeReview(state, 'done', by.name, at, `${by.name} edited ${names[review.kind]}.`);
  const step = nextStepId(next);
  return {
    ...note(next, at, {
      kind: review.kind === 'assistance' ? 'assistance' : 'review',
      status: 'waiting',
      summary: `The change to ${names[review.kind]} is worked in.`,
    }),
    review: { ...review, step, since: at, allowed: ['stop'] },
    edit: { stage: state.stage, by: by.name, values: valuesOf(edit) },
    stage: 'apply-edit',
  };
}

function skipped(state: InquiryState, by: Person, at: string): InquiryState {
  const review = state.review!;
  let next = closeReview(state, 'skipped', by.name, at, `${by.name} set the draft aside.`);
  const step = nextStepId(next);
  next = note(next, at, {
    kind: 'paused',
    status: 'waiting',
    summary: 'Paused until a person resumes it; the document can be changed in the sales system meanwhile.',
  });
  return { ...next, stage: 'paused', review: { ...review, step, since: at, allowed: ['resume', 'stop'], choices: [] } };
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
    by: by.name,
    summary: `${by.name} resumed: ${words}.`,
  };
  return { ...rewrite(state, paused), review: null, stage: 'reread', resume: outcome };
}

function stopped(state: InquiryState, { takeOver }: Stop, by: Person, at: string): InquiryState {
  const open = leftOpen(state);
  const words = takeOver ? `${by.name} took the inquiry over.` : `${by.name} stopped the inquiry.`;
  let next = closeReview(state, 'skipped', by.name, at, words);
  next = note(next, at, { kind: 'ended', by: by.name, summary: `${words} ${open.join(' ')}` });
  return { ...next, stage: 'ended', outcome: takeOver ? 'handed-over' : 'stopped' };
}

/** Writes a refused signal to the timeline. Beyond the cap they are only counted, in one last step. */
export function refusedSignal(
  state: InquiryState,
  verb: DecisionName,
  reason: Refusal,
  cap: number,
  at: string,
): InquiryState {
  const refusals = state.refusals + 1;
  if (refusals <= cap) {
    return {
      ...note(state, at, {
        kind: 'decision',
        status: 'refused',
        summary: `A signal ${verb} was refused: ${reason.message}`,
      }),
      refusals,
    };
  }
  const last: Step = {
    step: 's0',
    kind: 'decision',
    status: 'refused',
    at,
    by: 'system',
    summary: `${refusals - cap} more signals were refused.`,
  };
  return { ...rewrite({ ...state, news: state.news.filter(({ step }) => step !== 's0') }, last), refusals };
}

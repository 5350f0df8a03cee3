/** Whether a decision is legal now, and if not, why not. Pure; effects of the legal ones: decide.ts. */
import type { Confirm, Edit, Resume, Skip, Stop } from './decision.ts';
import type { FailureDetails, FailureType } from './failures.ts';
import type { ReviewKind, Step } from './inquiry.ts';
import { problem, type ProblemCode } from './problems.ts';
import { allowedNow, note, rewrite, type InquiryState } from './state.ts';

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

/** What a review is of, in a sentence. */
export const subjects: Record<ReviewKind, string> = {
  incoming: 'the incoming mail',
  quote: 'the quote',
  order: 'the order',
  outgoing: 'the outgoing mail',
  assistance: 'the open question',
};

/** Signals are written by hand and hold anything: an object whose toString is no function makes String() throw. */
const shown = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 40) : '(none)';

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
        open: leftOpen(state, decision.takeOver),
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
  if (['apply-edit', 'split', 'merge'].includes(state.stage))
    return refuse('StepIsBusy', 'The last change to this step is still being worked in.');
  if (decision.verb === 'edit') return editable(state, decision, refuse);
  return decision.verb === 'confirm' ? choosable(state, decision, refuse) : null;
}

type Refuse = (type: FailureType, message: string, more?: FailureDetails) => Refusal;

const stale = (state: InquiryState, step: unknown, refuse: Refuse): Refusal =>
  refuse(
    'StepIsStale',
    state.review
      ? `Step ${shown(step)} is no longer the current one: ${state.review.step} is, ${subjects[state.review.kind]}.`
      : `Step ${shown(step)} is no longer the current one; the inquiry is not waiting for a person now.`,
  );

function resumable(state: InquiryState, { outcome }: Resume, refuse: Refuse): Refusal | null {
  if (outcome !== 'quote-updated' && outcome !== 'order-updated' && outcome !== 'unchanged') {
    return refuse('Invalid', 'outcome must be quote-updated, order-updated or unchanged.');
  }
  if (outcome === 'quote-updated' && !state.quote) return refuse('NoSuchDocument', 'This inquiry has no quote yet.');
  if (outcome === 'quote-updated' && state.order)
    return refuse('NoSuchDocument', `The quote became order ${state.order.number}: resume with order-updated.`);
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

/** What `edit` takes in a review of a draft or document. */
export const fieldsOf = (kind: ReviewKind): string[] =>
  kind === 'incoming' || kind === 'assistance' ? [] : [...editFields[kind]];

/** The fields of an edit that the open review takes. */
export function fieldsToEdit(state: InquiryState): string[] {
  const kind = state.review?.kind;
  if (!kind || kind === 'incoming') return [];
  if (kind !== 'assistance') return fieldsOf(kind);
  const edits: readonly string[] = problem(state.review?.reason?.code as ProblemCode).edits;
  return [...edits.filter((e) => e !== 'document'), ...(edits.includes('lines') ? ['requestedDate', 'shipTo'] : [])];
}

function choosable(state: InquiryState, { choice }: Confirm, refuse: Refuse): Refusal | null {
  const choices = state.review?.choices ?? [];
  if (choice !== undefined) {
    if (choices.some(({ id }) => id === choice)) return null;
    return refuse('Invalid', `There is no choice "${shown(choice)}" in this review.`, { choices });
  }
  const needed = choices.length > 0 && !state.edited;
  return needed ? refuse('ChoiceNeeded', 'This review asks for one of its choices.', { choices }) : null;
}

/** What a stop leaves behind, in words; the answer to a stop that was not confirmed. */
export function leftOpen(state: InquiryState, takeOver = false): string[] {
  const open: string[] = [];
  if (state.order) open.push(`Order ${state.order.number} stays in the sales system.`);
  else if (state.quote) open.push(`Quote ${state.quote.number} stays open in the sales system.`);
  if (state.stage === 'order') open.push('The order is being made just now and may be there already.');
  if (state.stage === 'send') open.push('A mail is being sent just now and will leave.');
  else if (state.draftId && state.review && takeOver)
    open.push('The draft and its attachments stay here for whoever took over; nothing more is sent from here.');
  else if (state.draftId && state.review) open.push('The draft will not be sent; the customer hears nothing more.');
  if (state.inbox.length > 0)
    open.push(`${state.inbox.length} mail(s) of the customer are not read yet and go on in an inquiry of their own.`);
  open.push('The timeline, mails and files stay until an administrator deletes them.');
  return open;
}

/** Only the fields that hold something to change. */
export const valuesOf = ({
  lines,
  requestedDate,
  shipTo,
  discountPercent,
  draft,
  customer,
}: Edit): Omit<Edit, 'step'> =>
  Object.fromEntries(
    Object.entries({ lines, requestedDate, shipTo, discountPercent, draft, customer }).filter(
      ([, value]) => value !== undefined,
    ),
  );

/** Writes a refused signal to the timeline. Beyond the cap they are only counted, in one last step. */
export function refusedSignal(
  state: InquiryState,
  verb: string,
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

/** Several things asked in one mail: a person moves some of the lines to an inquiry of their own. Pure; who moves them: activities/split-lines.ts. */
import type { Person, Split } from './decision.ts';
import type { FailureType } from './failures.ts';
import type { Review } from './inquiry.ts';
import { opened } from './opening.ts';
import { linkedWith } from './other-sender.ts';
import type { Refusal } from './refusal.ts';
import { closeReview } from './review.ts';
import { allowedNow, clipped, marked, note, withoutDraft, type InquiryState, type Stage } from './state.ts';
import { successorId } from './successor-id.ts';

/** A split under way; `stage` and `allowed` are what a refusal goes back to. */
export interface Splitting {
  /** The new inquiry: known before it is begun, so that it is begun once. */
  into: string;
  lines: string[];
  by: string;
  reason: string | null;
  /** When it was decided. */
  at: string;
  stage: Stage;
  allowed: Review['allowed'];
}

/** The line of the state, however many lines a mail has. */
export const MOST_SPLIT = 500;
/** Where assistance arose over the customer, the mail or its lines; elsewhere an order or a mail of ours is under way. */
const beforeQuote: readonly Stage[] = ['customer', 'sort', 'items', 'question', 'quote'];

/** Why it cannot be split now, or null. Never throws, whatever a hand-made signal holds; which lines there are only the store knows. */
export function splitRefusal(state: InquiryState, { step, lines, reason }: Split): Refusal | null {
  const { review } = state;
  const refuse = (type: FailureType, message: string, more: Refusal['details'] = {}): Refusal => ({
    type,
    message,
    details: { step: review?.step ?? null, allowed: allowedNow(state), ...more },
  });
  if (state.outcome) return refuse('InquiryEnded', `This inquiry has ended: ${state.outcome}.`);
  if (!review) return refuse('NotWaiting', 'The inquiry is not waiting for a person now.');
  if (step !== review.step) return refuse('StepIsStale', `That step is no longer the current one: ${review.step} is.`);
  if (state.stage === 'paused') return refuse('ResumeFirst', 'The inquiry is paused: resume or stop it.');
  if (['apply-edit', 'split', 'merge'].includes(state.stage))
    return refuse('StepIsBusy', 'The last change to this step is still being worked in.');
  // Read meanwhile it would take the place of what is being split.
  if (state.inbox.length > 0) return refuse('StepIsBusy', 'A mail of the customer is about to be read.');
  const why = notNow(state);
  if (why) return refuse('NothingToSplit', why);
  const named =
    Array.isArray(lines) &&
    lines.length > 0 &&
    lines.length <= MOST_SPLIT &&
    lines.every((line) => typeof line === 'string' && line.length > 0 && line.length <= 40);
  if (!named)
    return refuse('Invalid', `lines must be the ids of 1 to ${MOST_SPLIT} lines of this inquiry.`, { field: 'lines' });
  if (reason !== undefined && (typeof reason !== 'string' || reason.length > 500))
    return refuse('Invalid', 'reason must be a sentence of at most 500 characters.', { field: 'reason' });
  return null;
}

function notNow(state: InquiryState): string | null {
  const { review, quote, order, mail, back, about } = state;
  if (order || review!.kind === 'order') return 'There is an order: its lines are changed in the order.';
  if (state.aside) return 'First say whose the mail of somebody else is.';
  if (review!.kind === 'incoming' && quote)
    return 'The mail is about a quote that is made already: let it in first, and split the new revision.';
  if (review!.kind === 'outgoing' && !['quote', 'question', 'offer'].includes(about))
    return 'This mail quotes no lines: send it or set it aside first.';
  if (review!.kind !== 'assistance') return null;
  if (!beforeQuote.includes(back)) return 'This question is not about the lines: answer it first.';
  return quote && mail?.kind === 'acceptance' ? 'The customer accepts the quote: answer this question first.' : null;
}

/** The review stays, and cannot be decided, until the lines have moved. Call `splitRefusal` first. */
export function splitting(snoozed: InquiryState, { lines, reason }: Split, by: Person, at: string): InquiryState {
  const state: InquiryState = { ...snoozed, snoozedUntil: null };
  const review = state.review!;
  const into = successorId(state.id, state.steps, at);
  return {
    ...state,
    stage: 'split',
    review: { ...review, allowed: ['stop'] },
    linked: linkedWith(state.linked, { inquiry: into, relation: 'split-into' }),
    split: {
      into,
      lines: [...new Set(lines)],
      by: by.name,
      reason: reason?.trim() || null,
      at,
      stage: state.stage,
      allowed: review.allowed,
    },
  };
}

/** The new inquiry as it begins: same customer, mail and settings; its lines are those that a person moved. */
export function splitOff(state: InquiryState): InquiryState {
  const { id, mailbox, subject, follows, followed, policy, mail, seen, unworked, customer, customerProblem } = state;
  const { into, lines, by, reason, at, stage } = state.split!;
  const linked = [{ inquiry: id, relation: 'split-from' as const }];
  const begun = opened({ id: into, mailbox, subject, createdAt: at, follows, followed, policy, linked });
  const told = note(begun, at, {
    kind: 'linked',
    by,
    summary: clipped(`${by} split ${countOf(lines)} off inquiry ${id}${because(reason)}`),
    ...(mail ? { mail: mail.mail } : {}),
  });
  return {
    ...told,
    version: 1,
    stage: looksAgain(stage) ? sorting(state) : 'items',
    back: looksAgain(stage) ? sorting(state) : 'begin',
    mail,
    seen,
    unworked: unworked.length > 0 || !mail ? unworked : [mail.mail],
    customer,
    customerProblem,
    // Who split it has seen the mail.
    looked: Math.max(1, state.looked),
    overrides: marked(kept(state), 'lines-edited'),
    wishes: state.wishes,
  };
}

/** The lines have moved: what stays is looked at, or quoted, without them. */
export function splitDone(state: InquiryState, at: string): InquiryState {
  const { split } = state;
  if (!split) return state;
  const { into, lines, by, reason, stage } = split;
  const words = `${by} split ${countOf(lines)} off to inquiry ${into}${because(reason)}`;
  const settled = withoutDraft(closeReview(state, 'done', by, at, clipped(words)), 'Its inquiry was split.');
  const told = note(settled, at, { kind: 'linked', by, summary: clipped(words) });
  const overrides = marked(marked(kept(state), 'lines-edited'), 'lines-split');
  const stays = stage === 'incoming' ? stage : stage === 'assistance' ? sorting(state) : 'items';
  // A question that was asked of all lines says nothing of these alone.
  return { ...told, split: null, stage: stays, overrides, asked: null };
}

/** Nothing moved: the review waits as it did. */
export function splitRefused(state: InquiryState, sentence: string, at: string): InquiryState {
  const { split, review } = state;
  if (!split || !review) return state;
  const summary = clipped(`The split was refused: ${sentence}`);
  return {
    ...note(state, at, { kind: 'decision', status: 'refused', by: split.by, summary }),
    split: null,
    stage: split.stage,
    review: { ...review, allowed: split.allowed },
    linked: state.linked.filter(({ inquiry }) => inquiry !== split.into),
  };
}

const looksAgain = (stage: Stage): boolean => stage === 'incoming' || stage === 'assistance';
/** A sender who is not known is looked up again, in both. */
const sorting = ({ back, split }: InquiryState): 'customer' | 'sort' =>
  split?.stage === 'assistance' && back === 'customer' ? 'customer' : 'sort';
/** What a person said of the mail holds for both; the lines of an earlier document are lines by now. */
const kept = ({ overrides }: InquiryState): string[] => overrides.filter((mark) => !mark.startsWith('before:'));
const countOf = (lines: string[]): string => `${lines.length} line${lines.length === 1 ? '' : 's'}`;
const because = (reason: string | null): string => (reason ? `: ${reason}` : '.');

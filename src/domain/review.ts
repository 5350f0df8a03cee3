/** Reviews as they are opened, edited, paused and closed. Each waits for a person; the timeline says how it ended. */
import type { DocumentMade, EditApplied, Trouble } from './progress.ts';
import type { Review, ReviewKind, Step } from './inquiry.ts';
import { choicesOf } from './problems.ts';
import { fieldsOf, fieldsToEdit } from './refusal.ts';
import { clipped, marked, nextStepId, note, rewrite, type InquiryState, type Stage } from './state.ts';

/** What the timeline goes on to say of a question: it first says what was asked, once. */
const asked = ({ review, edited }: InquiryState, summary: string): string =>
  review?.reason && !edited ? `${review.reason.sentence} ${summary}` : summary;

/** Ends the open review: its step gets the status, and nothing waits any more. */
export function closeReview(
  state: InquiryState,
  status: Step['status'],
  by: string,
  at: string,
  summary: string,
): InquiryState {
  if (!state.review) return state;
  const { step, kind, since } = state.review;
  const reviewed = kind === 'assistance' ? 'assistance' : 'review';
  const told = { status, at, since, by, summary: asked(state, summary) };
  const closed: Step = { step, kind: state.stage === 'paused' ? 'paused' : reviewed, ...told };
  return { ...rewrite(state, closed), review: null, edited: false };
}

/** A quote or order is looked at where the policy always asks for it, or where a rule of it is met. */
export const asksForReview = ({ policy, rulesMet }: InquiryState, kind: 'quote' | 'order'): boolean =>
  policy[`${kind}Review`] || rulesMet.length > 0;

/** Opens the review of the current stage. */
export function reviewOpened(state: InquiryState, at: string): InquiryState {
  if (state.stage === 'paused') return pause(state, 'Paused as before.', at);
  const kind = reviewKindOf(state.stage);
  const words = {
    incoming: 'A person is asked to look at the incoming mail.',
    quote: `A person is asked to look at quote ${state.quote?.number}.`,
    order: `A person is asked to look at order ${state.order?.number}.`,
    outgoing: 'A person is asked to look at the mail before it is sent.',
    assistance: '',
  }[kind];
  const step = nextStepId(state);
  const reason = kind === 'quote' || kind === 'order' ? ruleReason(state) : null;
  const summary = reason ? `${words} ${reason.sentence}` : words;
  const next = note(state, at, { kind: 'review', status: 'waiting', summary });
  return {
    ...next,
    edited: false,
    review: {
      step,
      kind,
      about: aboutOf(state, kind),
      reason,
      since: at,
      allowed: allowedIn(kind),
      edits: fieldsOf(kind),
      choices: [],
    },
  };
}

const ruleReason = ({ rulesMet }: InquiryState): Review['reason'] =>
  rulesMet.length > 0 ? { code: 'review-rule', sentence: clipped(`Asked because: ${rulesMet.join('; ')}.`) } : null;

const reviewKindOf = (stage: Stage): ReviewKind =>
  stage === 'quote-review'
    ? 'quote'
    : stage === 'order-review'
      ? 'order'
      : stage === 'incoming'
        ? 'incoming'
        : 'outgoing';

const allowedIn = (kind: ReviewKind) =>
  kind === 'incoming'
    ? (['confirm', 'stop'] as const).slice()
    : kind === 'outgoing'
      ? (['confirm', 'edit', 'skip', 'stop'] as const).slice()
      : (['confirm', 'edit', 'stop'] as const).slice();

const aboutOf = (state: InquiryState, kind: ReviewKind) => ({
  ...(state.mail ? { mail: state.mail.mail } : {}),
  ...(kind === 'outgoing' && state.draftId ? { draft: state.draftId } : {}),
  ...(kind !== 'incoming' && state.quote ? { quote: state.quote.number } : {}),
  ...(kind !== 'incoming' && state.order ? { order: state.order.number } : {}),
});

/** Asks a person: the reason, the choices and what each will do. `back` is where a plain "go on" leads after an edit. */
export function assist(state: InquiryState, trouble: Trouble, back: Stage, at: string): InquiryState {
  const sentence = clipped(trouble.sentence);
  const before = closeReview(state, 'superseded', 'system', at, `Something else must be settled first: ${sentence}`);
  const step = nextStepId(before);
  const next = note(before, at, { kind: 'assistance', status: 'waiting', summary: sentence });
  const asking: InquiryState = {
    ...next,
    stage: 'assistance',
    back,
    edited: false,
    review: {
      step,
      kind: 'assistance',
      about: aboutOf(state, 'assistance'),
      reason: { code: trouble.code, sentence },
      since: at,
      allowed: ['confirm', 'stop'],
      edits: [],
      choices: [...(trouble.choices ?? []), ...choicesOf(trouble.code)],
    },
  };
  const edits = fieldsToEdit(asking);
  if (edits.length === 0) return asking;
  return { ...asking, review: { ...asking.review!, allowed: ['confirm', 'edit', 'stop'], edits } };
}

/** Nothing leaves until a person resumes; the document can be changed in the sales system meanwhile. */
export function pause(state: InquiryState, why: string, at: string): InquiryState {
  const step = nextStepId(state);
  const next = note(state, at, { kind: 'paused', status: 'waiting', summary: why });
  return {
    ...next,
    stage: 'paused',
    review: {
      step,
      kind: 'outgoing',
      about: aboutOf(state, 'outgoing'),
      reason: null,
      since: at,
      allowed: ['resume', 'stop'],
      edits: [],
      choices: [],
    },
  };
}

/** The edit is worked in, or refused: either way the same review waits again under the step it was given. */
export function editApplied(state: InquiryState, applied: EditApplied, at: string): InquiryState {
  const { edit } = state;
  const review = state.review!;
  const by = edit?.by ?? 'system';
  const kind = review.kind === 'assistance' ? 'assistance' : 'review';
  const summary = applied.refused
    ? `The change was refused: ${clipped(applied.refused)}`
    : `${by} changed: ${clipped(applied.summary)}`;
  const waiting = rewrite(state, {
    step: review.step,
    kind,
    status: 'waiting',
    at,
    by: 'system',
    summary: `${summary} It waits for a confirmation.`,
  });
  const open: InquiryState = { ...waiting, edit: null, stage: edit?.stage ?? 'assistance' };
  const back = { ...review, allowed: review.kind === 'outgoing' ? allowedIn('outgoing') : allowedIn(review.kind) };
  if (applied.refused)
    return {
      ...note({ ...open, review: back }, at, { kind: 'decision', status: 'refused', by, summary }),
      review: back,
    };
  const about = { ...review.about, ...(applied.draftId ? { draft: applied.draftId } : {}) };
  const words = asked(state, summary);
  const answered = { kind, status: 'done', at, by, summary: words } as const;
  const settled = edit ? rewrite(open, { step: edit.step, since: edit.since, ...answered }) : open;
  // What was asked is settled: beside "may be confirmed" stands what it now is.
  const reason = review.reason && { ...review.reason, sentence: `${summary} It may be confirmed.` };
  const told = noteLearned(settled, applied.learned ?? [], at);
  const done: InquiryState = {
    ...told,
    edited: true,
    ...(applied.customer ? { customer: applied.customer, customerProblem: null, back: 'sort' as const } : {}),
    draftId: applied.draftId ?? open.draftId,
    ...(applied.made ? withDocument(open, review.kind, applied.made) : {}),
    wishes: applied.wishes ?? open.wishes,
    overrides: applied.lines ? marked(open.overrides, 'lines-edited') : open.overrides,
    review: { ...back, about, reason },
  };
  if (!edit?.goesOn) return done;
  return { ...closeReview(done, 'done', by, at, summary), stage: done.back };
}

/** One step, however many lines were corrected. */
const noteLearned = (state: InquiryState, learned: string[], at: string): InquiryState =>
  learned.length === 0
    ? state
    : note(state, at, {
        kind: 'items',
        summary: clipped(
          [...learned.slice(0, 5), ...(learned.length > 5 ? [`And ${learned.length - 5} more.`] : [])].join(' '),
        ),
      });

/** A document as it is now, in the place of the one before. */
export const withDocument = (state: InquiryState, kind: ReviewKind, made: DocumentMade): Partial<InquiryState> =>
  kind === 'order'
    ? { order: made.ref }
    : { quote: made.ref, quoteEnds: made.endsAt ?? state.quoteEnds, amountMinor: made.amountMinor };

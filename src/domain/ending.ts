/** How stories end, beside a person's stop: every outcome is told on the timeline, once. */
import type { StepKind } from './inquiry.ts';
import { closeReview } from './review.ts';
import { note, type InquiryState } from './state.ts';

/** The timeline names the outcome of every story, once: what ends without a step that says so gets one. */
export function endIfEnded(before: InquiryState, after: InquiryState, at: string): InquiryState {
  if (before.outcome || !after.outcome || after.news.at(-1)?.kind === 'ended') return after;
  const left = after.order
    ? ` Order ${after.order.number}.`
    : after.quote
      ? ` Quote ${after.quote.number} stays in the sales system.`
      : '';
  return { ...note(after, at, { kind: 'ended', summary: `Ended: ${after.outcome}.${left}` }), stage: 'ended' };
}

/** An operator cancelled the workflow: the same as a stop, without a name. */
export function cancelled(state: InquiryState, at: string): InquiryState {
  const by = 'An operator';
  const next = closeReview(state, 'skipped', by, at, 'The workflow was cancelled.');
  return {
    ...note(next, at, { kind: 'ended', by, summary: 'The workflow was cancelled in Temporal.' }),
    stage: 'ended',
    outcome: 'stopped',
  };
}

/** The quote's last day is over at the customer's. */
export function expired(state: InquiryState, at: string): InquiryState {
  const summary = state.quote
    ? `Quote ${state.quote.number} was not accepted in time.`
    : 'The customer did not write again.';
  return { ...note(state, at, { kind: 'ended', summary }), stage: 'ended', outcome: 'expired' };
}

/** What is in the world once it is done, whoever stopped the inquiry meanwhile. */
const effects: readonly StepKind[] = ['quote', 'order', 'document', 'sent', 'linked'];

/** The inquiry ended while a step was under way: what that step did is told, and nothing goes on from it. */
export function tooLate(ended: InquiryState, after: InquiryState): InquiryState {
  const told = after.news.filter(
    (step) => !ended.news.includes(step) && step.status === 'done' && effects.includes(step.kind),
  );
  if (told.length === 0) return ended;
  const { steps, quote, order, draftId, draftStep, linked } = after;
  return { ...ended, steps, quote, order, draftId, draftStep, linked, news: [...ended.news, ...told] };
}

/** Mails that came too late to be read. Their ids are not on this timeline: there intake sees what an inquiry has read. */
export function mailsReturned(state: InquiryState, mails: readonly string[], at: string): InquiryState {
  const left = { ...state, inbox: state.inbox.filter((mail) => !mails.includes(mail)) };
  const one = mails.length === 1;
  return note(left, at, {
    kind: 'mail-received',
    by: 'customer',
    summary: one
      ? 'A mail came too late to be read here; it goes on in an inquiry of its own.'
      : `${mails.length} mails came too late to be read here; they go on in inquiries of their own.`,
  });
}

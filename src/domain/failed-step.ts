/** A step that failed for good: trying again did not help, or is known not to. A person is asked, with the failure's sentence. */
import { mailMissing } from './arrival.ts';
import type { NextStep } from './next-step.ts';
import { assist, editApplied } from './review.ts';
import { mergeRefused } from './merge.ts';
import { splitRefused } from './split.ts';
import { clipped, note, unmarked, withoutDraft, type InquiryState, type Stage } from './state.ts';

/** What failed; `type` is one of the failures table's, or anything for a bug in an activity. */
export interface StepFailure {
  type: string | null;
  sentence: string;
}

/** `tried` is the stage in which the step was begun: a person's "again" leads there. */
export function stepFailed(
  state: InquiryState,
  step: NextStep,
  tried: Stage,
  { type, sentence }: StepFailure,
  at: string,
): InquiryState {
  if (state.outcome) return tried === 'send' ? notSent(state, sentence, at) : state;
  if (step.do === 'readMail' && type === 'NotFound') return mailMissing(state, step.mail, at);
  if (step.do === 'sendMail') return sendingFailed(state, { type, sentence }, at);
  if (step.do === 'applyEdit') return editApplied(state, { refused: sentence, summary: '' }, at);
  if (step.do === 'splitLines') return splitRefused(state, sentence, at);
  if (step.do === 'mergeMails') return mergeRefused(state, sentence, at);
  // The question that a mail came in upon is asked anew from where it arose: its own review is closed by this one.
  const back = tried === 'assistance' ? state.back : tried;
  return assist(state, { code: 'failed', sentence }, back, at);
}

function sendingFailed(tried: InquiryState, { type, sentence }: StepFailure, at: string): InquiryState {
  // What a person said of this sending holds for no other.
  const state = { ...tried, overrides: unmarked(tried.overrides, 'it-left') };
  if (type === 'QuoteClosed') return assist(withoutDraft(state), { code: 'quote-closed', sentence }, 'items', at);
  if (type === 'SendUnclear') return assist(state, { code: 'send-unclear', sentence }, 'outgoing', at);
  const stale = type === 'StaleDocument' && (state.about === 'quote' || state.about === 'order');
  return stale
    ? assist(state, { code: 'document-changed', sentence }, 'document', at)
    : assist(state, { code: 'send-refused', sentence }, 'outgoing', at);
}

/** A stop while a mail was being sent promised that it would leave. */
const notSent = (state: InquiryState, sentence: string, at: string): InquiryState =>
  note(state, at, { kind: 'sent', status: 'failed', summary: clipped(`The mail did not leave: ${sentence}`) });

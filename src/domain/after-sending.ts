/** Where an inquiry goes once a mail of ours has left. */
import type { DocumentKey, DocumentRef } from './inquiry.ts';
import { answerDue, turnAfter } from './patience.ts';
import { note, unmarked, type InquiryState } from './state.ts';

/** `mail`: what left, as it is stored. */
export function afterSending(state: InquiryState, at: string, mail: string): InquiryState {
  const offered = state.quote && showsQuote(state) ? keyOf(state.quote) : (state.offered ?? null);
  const overrides = unmarked(state.overrides, 'it-left');
  const next: InquiryState = { ...state, offered, overrides, draftId: null, draftStep: null };
  if (state.about === 'order') {
    const ended = note(next, at, { kind: 'ended', summary: `Ordered: ${state.order!.number}.` });
    return { ...ended, stage: 'ended', outcome: 'ordered' };
  }
  if (state.about === 'question' || state.about === 'offer')
    return {
      ...next,
      stage: 'customer-turn',
      asked: answerDue(state, { draft: state.draftId!, since: state.mail!.mail }, at),
      questions: (state.questions ?? 0) + 1,
    };
  // An order whose confirmation the customer does not have yet: that comes next.
  if (state.order) return { ...next, about: 'order', stage: 'document' };
  const asked = state.asked && answerDue(state, state.asked, at);
  return { ...next, stage: 'customer-turn', turn: turnAfter(state, mail, at), asked };
}

const showsQuote = ({ about }: InquiryState): boolean => about === 'quote' || about === 'reminder';

const keyOf = ({ number, revision, hash }: DocumentRef): DocumentKey => ({ number, revision, hash });

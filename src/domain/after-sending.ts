/** Where an inquiry goes once a mail of ours has left. */
import { note, type InquiryState } from './state.ts';

export function afterSending(state: InquiryState, at: string): InquiryState {
  const next: InquiryState = { ...state, draftId: null, draftStep: null };
  if (state.about === 'order') {
    const ended = note(next, at, { kind: 'ended', summary: `Ordered: ${state.order!.number}.` });
    return { ...ended, stage: 'ended', outcome: 'ordered' };
  }
  if (state.about === 'question' || state.about === 'offer')
    return {
      ...next,
      stage: 'customer-turn',
      asked: { draft: state.draftId!, since: state.mail!.mail },
      questions: (state.questions ?? 0) + 1,
    };
  // An order whose confirmation the customer does not have yet: that comes next.
  if (state.order) return { ...next, about: 'order', stage: 'document' };
  return { ...next, stage: 'customer-turn' };
}

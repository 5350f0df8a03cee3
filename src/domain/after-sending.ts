/** Where an inquiry goes once a mail of ours has left. */
import { note, type InquiryState } from './state.ts';

export function afterSending(state: InquiryState, at: string): InquiryState {
  const next: InquiryState = { ...state, draftId: null, draftStep: null };
  if (state.about === 'order') {
    const ended = note(next, at, { kind: 'ended', summary: `Ordered: ${state.order!.number}.` });
    return { ...ended, stage: 'ended', outcome: 'ordered' };
  }
  // An order whose confirmation the customer does not have yet: that comes next.
  if (state.order) return { ...next, about: 'order', stage: 'document' };
  return { ...next, stage: 'customer-turn' };
}

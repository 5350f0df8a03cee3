/** Two inquiries that are one: a person moves the mails of one to the other, and it ends. Pure; who moves them: activities/merge-mails.ts. */
import type { Merge, Person } from './decision.ts';
import type { FailureType } from './failures.ts';
import type { InquiryHead, Review } from './inquiry.ts';
import { linkedWith } from './other-sender.ts';
import type { Refusal } from './refusal.ts';
import { closeReview } from './review.ts';
import { allowedNow, caps, clipped, note, withoutDraft, type InquiryState, type Stage } from './state.ts';

/** A merge under way; `stage` and `allowed` are what a refusal goes back to. */
export interface Merging {
  into: string;
  by: string;
  reason: string | null;
  stage: Stage;
  allowed: Review['allowed'];
}

/** Why it cannot be merged now, or null. Never throws, whatever a hand-made signal holds; what the other one is only the store knows. */
export function mergeRefusal(state: InquiryState, { step, into, reason }: Merge): Refusal | null {
  const { review, stage } = state;
  const refuse = (type: FailureType, message: string, more: Refusal['details'] = {}): Refusal => ({
    type,
    message,
    details: { step: review?.step ?? null, allowed: allowedNow(state), ...more },
  });
  if (state.outcome) return refuse('InquiryEnded', `This inquiry has ended: ${state.outcome}.`);
  if (step !== undefined && step !== review?.step)
    return refuse('StepIsStale', `That step is not the current one: ${review?.step ?? 'none'} is.`);
  if (!review && stage !== 'customer-turn') return refuse('StepIsBusy', 'The inquiry is at work: wait until it rests.');
  if (['apply-edit', 'split', 'merge'].includes(stage))
    return refuse('StepIsBusy', 'The last change to this step is still being worked in.');
  if (state.inbox.length > 0) return refuse('StepIsBusy', 'A mail of the customer is about to be read.');
  if (state.order) return refuse('NothingToMerge', 'There is an order: it stays with this inquiry.');
  if (state.overrides.some((mark) => mark === 'lines-edited' || mark === 'lines-split'))
    return refuse(
      'NothingToMerge',
      'A person has set its lines, which its mails do not say: change them in the other.',
    );
  if (state.aside) return refuse('NothingToMerge', 'First say whose the mail of somebody else is.');
  if (typeof into !== 'string' || !/^[0-9A-HJKMNP-TV-Z]{26}$/.test(into) || into === state.id)
    return refuse('Invalid', 'into must be the id of another inquiry.', { field: 'into' });
  if (reason !== undefined && (typeof reason !== 'string' || reason.length > 500))
    return refuse('Invalid', 'reason must be a sentence of at most 500 characters.', { field: 'reason' });
  return null;
}

type Merged = Pick<InquiryHead, 'id' | 'outcome' | 'order' | 'customer' | 'linked'>;

/** Why the other one cannot take its mails, in a sentence, or null. Once the first of them is there the rest follows. */
export function otherRefusal(one: Pick<Merged, 'id' | 'customer'>, into: string, other: Merged | null): string | null {
  if (!other) return `There is no inquiry ${into}.`;
  if (other.linked.some(({ inquiry, relation }) => inquiry === one.id && relation === 'merged-from')) return null;
  if (other.outcome) return `Inquiry ${into} has ended: ${other.outcome}.`;
  if (other.order) return `Inquiry ${into} has an order: a change to it is an inquiry of its own.`;
  const [ours, theirs] = [one.customer?.account, other.customer?.account];
  if (!ours || !theirs || ours === theirs) return null;
  return `Inquiry ${into} is of account ${theirs}, this one of account ${ours}.`;
}

/** What waits cannot be decided until the mails have moved. Call `mergeRefusal` first. */
export function merging(state: InquiryState, { into, reason }: Merge, by: Person): InquiryState {
  const { stage, review } = state;
  return {
    ...state,
    snoozedUntil: null,
    stage: 'merge',
    review: review && { ...review, allowed: ['stop'] },
    merge: { into, by: by.name, reason: reason?.trim() || null, stage, allowed: review?.allowed ?? [] },
  };
}

/** The mails have moved: this inquiry ends, and its quote is left as by a stop. */
export function mergeDone(state: InquiryState, at: string): InquiryState {
  const { merge, quote } = state;
  if (!merge) return state;
  const { into, by, reason } = merge;
  // Two people merged the two into each other: the older one stays, or no one would be left to read the mails.
  const isMutual = state.linked.some(({ inquiry, relation }) => inquiry === into && relation === 'merged-from');
  if (isMutual && state.id < into) return mergeRefused(state, `Inquiry ${into} was merged into this one.`, at);
  const words = clipped(`${by} merged this inquiry into inquiry ${into}${reason ? `: ${reason}` : '.'}`);
  const left = quote ? ` Quote ${quote.number} stays in the sales system.` : '';
  const settled = withoutDraft(closeReview(state, 'done', by, at, words), 'Its inquiry was merged.');
  const linked = linkedWith(settled.linked, { inquiry: into, relation: 'merged-into' });
  const told = note({ ...settled, linked }, at, { kind: 'linked', by, summary: words });
  const ended = note(told, at, { kind: 'ended', by, summary: clipped(`Its mails go on in inquiry ${into}.${left}`) });
  return { ...ended, merge: null, stage: 'ended', outcome: 'stopped' };
}

/** Nothing moved: what waited waits as it did. */
export function mergeRefused(state: InquiryState, sentence: string, at: string): InquiryState {
  const { merge, review } = state;
  if (!merge) return state;
  const summary = clipped(`The merge was refused: ${sentence}`);
  return {
    ...note(state, at, { kind: 'decision', status: 'refused', by: merge.by, summary }),
    merge: null,
    stage: merge.stage,
    review: review && { ...review, allowed: merge.allowed },
  };
}

/** At the other one: a mail comes with the inquiry that it was written in; told once, however many mails come. */
export function mergedFrom(before: InquiryState, inquiry: string, mail: string, at: string): InquiryState {
  const { joined = [] } = before;
  const state = joined.includes(mail) ? before : { ...before, joined: [...joined, mail].slice(-caps.unworked) };
  if (state.linked.some((link) => link.inquiry === inquiry && link.relation === 'merged-from')) return state;
  const summary = `The mails of inquiry ${inquiry} were merged into this one.`;
  const told = note(state, at, { kind: 'linked', summary });
  return { ...told, linked: linkedWith(state.linked, { inquiry, relation: 'merged-from' }) };
}

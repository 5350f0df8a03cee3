/** Whose an inquiry is to look at, and from when: assign and snooze. Neither decides anything, and neither answers a step. */
import type { Assign, Person, Snooze } from './decision.ts';
import { allowedNow, note, type InquiryState } from './state.ts';
import type { Refusal } from './refusal.ts';

const LONGEST_SNOOZE_MS = 366 * 86_400_000;

const refuse = (state: InquiryState, type: Refusal['type'], message: string): Refusal => ({
  type,
  message,
  details: { step: state.review?.step ?? null, allowed: allowedNow(state) },
});

const hasEnded = (state: InquiryState): Refusal | null =>
  state.outcome ? refuse(state, 'InquiryEnded', `This inquiry has ended: ${state.outcome}.`) : null;

/** Why it cannot be snoozed now, or null. Like `refusal`, it never throws, whatever a hand-made signal holds. */
export function snoozeRefusal(state: InquiryState, { until }: Snooze, at: string): Refusal | null {
  const ended = hasEnded(state);
  if (ended || until === null) return ended;
  const ms = typeof until === 'string' ? Date.parse(until) : NaN;
  const from = Date.parse(at);
  if (!(ms > from && ms <= from + LONGEST_SNOOZE_MS))
    return refuse(state, 'Invalid', 'until must be an instant from now on, at most a year away, or null.');
  const rests = state.stage === 'customer-turn' || (state.review !== null && state.stage !== 'apply-edit');
  return rests ? null : refuse(state, 'NothingToSnooze', 'The inquiry is being worked on: nothing waits just now.');
}

/** While the customer is waited for it asks for no attention anyway: then it is their reminder that waits. */
export function snoozed(state: InquiryState, { until }: Snooze, by: Person, at: string): InquiryState {
  if (until === null && state.snoozedUntil === null) return state;
  const snoozedUntil = until && new Date(until).toISOString();
  const summary = snoozedUntil
    ? `${by.name} snoozed the inquiry until ${snoozedUntil}.`
    : `${by.name} woke the snoozed inquiry.`;
  return { ...note(state, at, { kind: 'decision', by: by.name, summary }), snoozedUntil };
}

export function assignRefusal(state: InquiryState, { person }: Assign): Refusal | null {
  const named = person === null || (typeof person === 'string' && person.length > 0 && person.length <= 100);
  return hasEnded(state) ?? (named ? null : refuse(state, 'Invalid', "person must be a person's id or null."));
}

export function assigned(state: InquiryState, { person, name }: Assign, by: Person, at: string): InquiryState {
  if (person === (state.assignee?.id ?? null)) return state;
  const assignee = person === null ? null : { id: person, name: String(name ?? person).slice(0, 100) };
  const words = !assignee
    ? 'gave the inquiry back to everybody'
    : person === by.id
      ? 'took the inquiry on'
      : `gave the inquiry to ${assignee.name}`;
  return { ...note(state, at, { kind: 'decision', by: by.name, summary: `${by.name} ${words}.` }), assignee };
}

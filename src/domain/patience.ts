/**
 * What time does by itself: each wait's instants, and what happens then, as a pure transition. The workflow waits until the
 * next one; whatever comes first makes another state, which has others. Rules and numbers: docs/waiting.md.
 */
import { expired } from './ending.ts';
import { subjects } from './refusal.ts';
import { assist, closeReview } from './review.ts';
import { note, withoutDraft, type Asked, type InquiryState } from './state.ts';

export interface Deadline {
  /** ISO instant. */
  at: string;
  then: (state: InquiryState, at: string) => InquiryState;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Reminders are drafted in the morning, at the customer's. */
const MORNING = 9 * HOUR;

/** How long an inquiry waits for a customer who has no quote with a last day. */
const NO_ANSWER_DAYS = 30;

/** An absence that does not say when it ends. */
const ABSENT_DAYS = 7;

/** A return that is further away is a slip of the pen, or of ours. */
const LONGEST_ABSENCE_DAYS = 120;

const plus = (at: string, ms: number): string => new Date(Date.parse(at) + ms).toISOString();
const later = (one: string, other: string | null): string => (other !== null && other > one ? other : one);

/** The next instant at which something happens by itself; null: only a mail or a person ends this wait. */
export const nextDeadline = (state: InquiryState): Deadline | null =>
  deadlines(state).reduce<Deadline | null>((first, one) => (first && first.at <= one.at ? first : one), null);

/** The state after its next deadline. */
export const elapsed = (state: InquiryState, at: string): InquiryState => nextDeadline(state)?.then(state, at) ?? state;

export function deadlines(state: InquiryState): Deadline[] {
  if (state.stage === 'debounce')
    return [{ at: plus(state.updatedAt, state.policy.debounceSeconds * 1000), then: settled }];
  const awake = state.snoozedUntil ? [{ at: state.snoozedUntil, then: woken }] : [];
  return [...awake, ...ofCustomer(state), ...ofReview(state)];
}

/** Nothing came in while the debounce ran. */
const settled = (state: InquiryState): InquiryState => ({ ...state, stage: 'sort' });

const woken = (state: InquiryState, at: string): InquiryState => ({
  ...note(state, at, { kind: 'reminder', summary: 'The time it was snoozed for is over.' }),
  snoozedUntil: null,
});

/** While the customer is waited for; a reminder that a person has not looked at yet changes nothing about that. */
function ofCustomer(state: InquiryState): Deadline[] {
  const { stage, quoteEnds, turn } = state;
  // `begin`: the mail that was to begin it is not stored here.
  const rests = stage === 'customer-turn' || stage === 'begin';
  if (!rests && !reminderWaits(state)) return [];
  const end = quoteEnds ?? plus(turn?.since ?? state.createdAt, NO_ANSWER_DAYS * DAY);
  const reminder = stage === 'begin' ? null : nextReminder(state);
  const due = stage === 'customer-turn' && state.asked?.due ? later(state.asked.due, state.snoozedUntil) : null;
  return [
    ...(reminder && reminder < end ? [{ at: reminder, then: reminded }] : []),
    ...(due && due < end ? [{ at: due, then: unanswered }] : []),
    { at: end, then: givenUp },
  ];
}

/** Questions are not sent again by themselves: after the last day on which a quote would be reminded of, a person sees to it. */
export function answerDue(state: InquiryState, { draft, since }: Asked, at: string): Asked {
  const days = reminderDays(state).at(-1);
  return { draft, since, ...(days === undefined ? {} : { due: plus(at, days * DAY) }) };
}

function unanswered(state: InquiryState, at: string): InquiryState {
  const { draft, since } = state.asked!;
  const sentence = `The customer has not answered our question for ${reminderDays(state).at(-1)} days.`;
  const told: InquiryState = { ...state, asked: { draft, since }, snoozedUntil: null };
  return assist(told, { code: 'question-unanswered', sentence }, 'items', at);
}

const reminderWaits = ({ stage, about, review }: InquiryState): boolean =>
  stage === 'outgoing' && about === 'reminder' && review !== null;

function givenUp(state: InquiryState, at: string): InquiryState {
  const why = 'The last day of the quote is over.';
  return expired(withoutDraft(closeReview(state, 'superseded', 'system', at, why), why), at);
}

const reminderDays = ({ policy }: InquiryState): number[] => [...new Set(policy.reminderDays)].sort((a, b) => a - b);

/** When the customer is reminded next of the quote they have; null: not any more, or not of this one. */
export function nextReminder(state: InquiryState): string | null {
  const { turn, offered, quote, order, asked, snoozedUntil } = state;
  const days = reminderDays(state)[turn?.reminders ?? 0];
  if (!turn || !offered || offered.hash !== quote?.hash || order || asked || days === undefined) return null;
  return later(morningOf(state, plus(turn.since, days * DAY)), snoozedUntil);
}

/**
 * Nine in the customer's morning on the day of an instant, Saturdays and Sundays moved to Monday. Their midnight is known: the
 * last day of their quote ends with one. A change of summer time in between makes it eight or ten.
 */
export function morningOf({ quote, quoteEnds }: InquiryState, instant: string): string {
  if (!quoteEnds || !quote?.validUntil) return instant;
  const midnight = Date.parse(quoteEnds);
  const days = Math.floor((Date.parse(instant) - midnight) / DAY);
  const weekday = new Date(Date.parse(`${quote.validUntil}T00:00:00Z`) + (days + 1) * DAY).getUTCDay();
  const wait = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return new Date(midnight + (days + wait) * DAY + MORNING).toISOString();
}

/**
 * Drafts the next reminder, in the place of the one that nobody has looked at. After an outage there is one for all that were
 * due meanwhile, and none once the last day is over.
 */
function reminded(state: InquiryState, at: string): InquiryState {
  if (state.quoteEnds !== null && state.quoteEnds <= at) return givenUp(state, at);
  const turn = state.turn!;
  const counted: InquiryState = { ...state, turn: { ...turn, reminders: turn.reminders + 1 } };
  const next = nextReminder(counted);
  if (next !== null && next <= at) return reminded(counted, at);
  const why = 'Nobody looked at it before the next reminder was due.';
  const before = withoutDraft(closeReview(state, 'superseded', 'system', at, why), why);
  const number = turn.reminders + 1;
  const summary = `Quote ${state.quote!.number} is not answered: reminder ${number} of ${reminderDays(state).length} is drafted.`;
  return {
    ...note(before, at, { kind: 'reminder', summary }),
    turn: { ...turn, reminders: number },
    snoozedUntil: null,
    about: 'reminder',
    stage: 'draft',
  };
}

/** A mail of ours has left, and it is the customer's turn. A reminder counts from its own sending: two never follow each other closely. */
export function turnAfter(state: InquiryState, mail: string | null, at: string): InquiryState['turn'] {
  const { about, turn } = state;
  if (about === 'reminder' && turn) {
    const days = reminderDays(state)[turn.reminders - 1] ?? 0;
    return { ...turn, since: plus(at, -days * DAY) };
  }
  const fresh = { since: at, reminders: 0 };
  return { ...fresh, mail: about === 'quote' ? mail : (turn?.mail ?? mail) };
}

/**
 * The customer is away, until a day (YYYY-MM-DD) where they say so: the next reminder waits for them, also one that is drafted
 * and was not looked at yet. Null where nobody would have been reminded.
 */
export function absent(
  state: InquiryState,
  returns: string | null,
  at: string,
): { next: InquiryState; until: string } | null {
  const { turn } = state;
  const waits = reminderWaits(state);
  const back = waits && turn ? { ...state, turn: { ...turn, reminders: turn.reminders - 1 } } : state;
  const due = nextReminder(back);
  if (!turn || !due || !(waits || state.stage === 'customer-turn')) return null;
  const said = returns && `${returns}T12:00:00.000Z`;
  const known = said && said > at && said < plus(at, LONGEST_ABSENCE_DAYS * DAY);
  const until = later(due, morningOf(state, known ? said : plus(at, ABSENT_DAYS * DAY)));
  const since = plus(until, -reminderDays(state)[back.turn!.reminders]! * DAY);
  const why = 'The customer is away; it is drafted again when they are back.';
  const next = waits ? withoutDraft(closeReview(back, 'superseded', 'system', at, why), why) : back;
  return { next: { ...next, stage: 'customer-turn', turn: { ...back.turn!, since } }, until };
}

/** A person is waited for: reviewers are told once, then others are. Time alone never confirms anything. */
function ofReview(state: InquiryState): Deadline[] {
  const { review, policy, snoozedUntil, quoteEnds, quote, order } = state;
  if (!review || policy.reviewReminderHours === 0) return [];
  const after = (hours: number) => later(plus(review.since, hours * HOUR), snoozedUntil);
  const isOver = quote && quoteEnds && !order && !review.quoteEndedAt && !reminderWaits(state);
  return [
    ...(review.remindedAt ? [] : [{ at: after(policy.reviewReminderHours), then: reviewersTold }]),
    ...(review.escalatedAt || policy.reviewEscalationHours === 0
      ? []
      : [{ at: after(policy.reviewEscalationHours), then: escalated }]),
    ...(isOver ? [{ at: later(later(quoteEnds, review.since), snoozedUntil), then: quoteOver }] : []),
  ];
}

const subjectOf = ({ stage, review }: InquiryState): string =>
  stage === 'paused' ? 'the paused inquiry' : subjects[review!.kind];

const capital = (words: string): string => words[0]!.toUpperCase() + words.slice(1);

function reviewersTold(state: InquiryState, at: string): InquiryState {
  const whom = state.assignee ? `${state.assignee.name} is` : 'Reviewers are';
  const summary = `${whom} reminded: ${subjectOf(state)} has waited for ${state.policy.reviewReminderHours} hours.`;
  return { ...note(state, at, { kind: 'reminder', summary }), review: { ...state.review!, remindedAt: at } };
}

/** Whoever it was given to does not come to it: it is theirs whom the policy names, else everybody's. */
function escalated(state: InquiryState, at: string): InquiryState {
  const { assignee: before, policy } = state;
  const named = policy.reviewEscalationTo;
  const assignee = named && named.id !== before?.id ? named : null;
  const from = before ? `${before.name} did not decide` : 'Nobody has decided';
  const to = assignee ? `it is given to ${assignee.name}` : "it is every reviewer's now";
  const summary = `${capital(subjectOf(state))} has waited for ${policy.reviewEscalationHours} hours. ${from}: ${to}.`;
  return { ...note(state, at, { kind: 'reminder', summary }), assignee, review: { ...state.review!, escalatedAt: at } };
}

function quoteOver(state: InquiryState, at: string): InquiryState {
  const summary = `The last day of quote ${state.quote!.number} is over while ${subjectOf(state)} waits for a person. Before it is sent or ordered from it needs another.`;
  return { ...note(state, at, { kind: 'reminder', summary }), review: { ...state.review!, quoteEndedAt: at } };
}

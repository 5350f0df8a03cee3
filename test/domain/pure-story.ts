/** The inquiry's loop over the pure functions alone: what the workflow does, without Temporal, with the answers in the test's hand. */
import * as arrival from '../../src/domain/arrival.ts';
import { assigned, assignRefusal, snoozed, snoozeRefusal } from '../../src/domain/attention.ts';
import { decide } from '../../src/domain/decide.ts';
import type { Assign, Merge, Person, Snooze, Split } from '../../src/domain/decision.ts';
import { endIfEnded, tooLate } from '../../src/domain/ending.ts';
import type { Followed } from '../../src/domain/followed.ts';
import { stepFailed, type StepFailure } from '../../src/domain/failed-step.ts';
import type { Customer, Step } from '../../src/domain/inquiry.ts';
import { mergeDone, mergeRefusal, merging } from '../../src/domain/merge.ts';
import { nextStep, received, type NextStep } from '../../src/domain/next-step.ts';
import { mailParted } from '../../src/domain/other-sender.ts';
import { elapsed } from '../../src/domain/patience.ts';
import * as progress from '../../src/domain/progress.ts';
import type { Kind } from '../../src/domain/reading.ts';
import { refusal, refusedSignal, type Decision, type Refusal } from '../../src/domain/refusal.ts';
import { assist, editApplied, reviewOpened } from '../../src/domain/review.ts';
import { defaultPolicy } from '../../src/domain/default-policy.ts';
import type { MailFacts } from '../../src/domain/mail-facts.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { opened } from '../../src/domain/opening.ts';
import { splitDone, splitRefusal, splitting } from '../../src/domain/split.ts';
import { caps, nextStepId, type InquiryState } from '../../src/domain/state.ts';

export const anna: Person = { id: 'p1', name: 'Anna' };
export const kim: Customer = {
  account: 'A1',
  name: 'Riders',
  contact: 'Kim',
  email: 'kim@riders.example',
  registered: true,
};
export const stranger: Customer = {
  account: null,
  name: null,
  contact: 'Sam',
  email: 'sam@else.example',
  registered: false,
};

/** Time reminds nobody and tells nobody; only what ends by itself still does. */
export const unhurried: Partial<Policy> = { reviewReminderHours: 0, reviewEscalationHours: 0, reminderDays: [] };

export const startOf = (policy: Partial<Policy> = {}, followed: Followed | null = null): InquiryState =>
  opened({
    followed,
    id: '01JD8ZK3M4N5P6Q7R8S9T0V1W2',
    mailbox: 'sales@us.example',
    subject: 'Bikes',
    createdAt: '2026-11-22T10:00:00.000Z',
    follows: followed?.inquiry ?? null,
    policy: { ...defaultPolicy, debounceSeconds: 0, ...policy },
  });

export const aMail = (mail: string, more: Partial<MailFacts> = {}): MailFacts => ({
  mail,
  kind: 'inquiry',
  sure: true,
  language: 'en',
  from: kim.email,
  sender: 'Kim',
  lines: 2,
  sureLines: 2,
  notes: [],
  ...more,
});

export const aDocument = (number: string, revision: number, endsAt: string | null): progress.DocumentMade => ({
  ref: {
    number,
    revision,
    hash: `${number}/${revision}`,
    total: '12.00',
    currency: 'EUR',
    validUntil: endsAt?.slice(0, 10) ?? null,
    file: null,
  },
  summary: `${number}, revision ${revision}.`,
  endsAt,
  amountMinor: 1200,
});

/** What the world answers to one step; `failure` stands for an activity that failed for good. */
export type Answer =
  | { failure: StepFailure }
  | { mail: MailFacts }
  | { customer: Customer; trouble: progress.Trouble | null }
  | { items: progress.ItemsFound }
  | { made: progress.DocumentMade }
  | { trouble: progress.Trouble }
  | { file: string; made: progress.DocumentMade }
  | { to: string }
  | { question: { to: string; about: 'question' | 'offer'; points: number } }
  | { sent: string }
  | { parted: string }
  | { split: true }
  | { merged: true }
  | { edit: progress.EditApplied }
  | { reread: progress.Rereading };

const backOf: Partial<Record<NextStep['do'], 'quote' | 'items'>> = { buildQuote: 'quote', draftQuestion: 'items' };

/** What the answer means; told on the state as it is when the answer comes. */
function after(state: InquiryState, step: NextStep, key: string, answer: Answer, at: string): InquiryState {
  if ('mail' in answer) return arrival.mailRead(state, answer.mail, at);
  if ('customer' in answer) return arrival.customerFound(state, answer, at);
  if ('items' in answer) return progress.itemsChecked(state, answer.items, at);
  if ('file' in answer) return progress.documentRendered(state, answer, at);
  if ('question' in answer) return progress.questionDrafted(state, key, answer.question, at);
  if (step.do === 'draftReminder' && 'trouble' in answer) return progress.reminderNotDrafted(state, answer.trouble, at);
  if ('trouble' in answer) return assist(state, answer.trouble, backOf[step.do] ?? 'order', at);
  if ('made' in answer)
    return step.do === 'makeOrder'
      ? progress.orderMade(state, answer.made, at)
      : progress.quoteBuilt(state, answer.made, at);
  if ('to' in answer) return progress.replyDrafted(state, key, answer.to, at);
  if ('sent' in answer) return progress.mailSent(state, { mail: answer.sent, to: kim.email }, at);
  if ('parted' in answer) return mailParted(state, answer.parted, at);
  if ('split' in answer) return splitDone(state, at);
  if ('merged' in answer) return mergeDone(state, at);
  if ('edit' in answer) return state.review ? editApplied(state, answer.edit, at) : state;
  if ('reread' in answer) return progress.documentReread(state, answer.reread, at);
  throw new Error(`No transition for ${JSON.stringify(answer)}`);
}

/** An inquiry, its timeline as the store would have it, and its clock. Steps are frozen: nobody may change what was told. */
export class PureStory {
  state: InquiryState;
  readonly timeline = new Map<string, Step>();
  at: number;

  constructor(state: InquiryState) {
    this.state = freeze(state);
    this.at = Date.parse(state.updatedAt);
  }

  get now(): string {
    return new Date(this.at).toISOString();
  }

  /** As src/workflows/story.ts does it, and the news published at once. */
  tell(next: InquiryState): void {
    if (next === this.state) return;
    const told = { ...endIfEnded(this.state, next, this.now), version: this.state.version + 1, updatedAt: this.now };
    for (const step of told.news) this.timeline.set(step.step, step);
    this.state = freeze({ ...told, news: [] });
  }

  mail(id: string): void {
    this.tell(received(this.state, id));
  }

  /** The refusal, which changed nothing, or null. */
  decide(decision: Decision): Refusal | null {
    const reason = refusal(this.state, decision);
    if (!reason) this.tell(decide(this.state, decision, anna, this.now));
    return reason;
  }

  signal(decision: Decision): void {
    const reason = refusal(this.state, decision);
    this.tell(
      reason
        ? refusedSignal(this.state, decision.verb, reason, caps.refusals, this.now)
        : decide(this.state, decision, anna, this.now),
    );
  }

  snooze(input: Snooze): Refusal | null {
    const reason = snoozeRefusal(this.state, input, this.now);
    if (!reason) this.tell(snoozed(this.state, input, anna, this.now));
    return reason;
  }

  split(input: Split): Refusal | null {
    const reason = splitRefusal(this.state, input);
    if (!reason) this.tell(splitting(this.state, input, anna, this.now));
    return reason;
  }

  merge(input: Merge): Refusal | null {
    const reason = mergeRefusal(this.state, input);
    if (!reason) this.tell(merging(this.state, input, anna));
    return reason;
  }

  assign(input: Assign): Refusal | null {
    const reason = assignRefusal(this.state, input);
    if (!reason) this.tell(assigned(this.state, input, anna, this.now));
    return reason;
  }

  step(): NextStep {
    return nextStep(this.state);
  }

  /** Does the work at hand up to the next rest or activity; returns the step that then comes. */
  upToWork(): NextStep {
    for (;;) {
      const step = this.step();
      if (this.state.outcome) return step;
      if (step.do === 'openReview') this.tell(reviewOpened(this.state, this.now));
      else if (step.do === 'sortMail') this.tell(arrival.mailSorted(this.state, this.now));
      else return step;
    }
  }

  /** One activity; `meanwhile` happens while it runs. */
  perform(step: NextStep, answer: Answer, meanwhile: () => void = () => undefined): void {
    const { stage } = this.state;
    const key = `${this.state.id}.${nextStepId(this.state)}`;
    meanwhile();
    if ('failure' in answer) return this.tell(stepFailed(this.state, step, stage, answer.failure, this.now));
    const told = after(this.state, step, key, answer, this.now);
    this.tell(this.state.outcome ? tooLate(this.state, told) : told);
  }

  /** The timer of a wait runs out. */
  timeOut(until: string): void {
    this.at = Math.max(this.at, Date.parse(until));
    this.tell(elapsed(this.state, this.now));
  }
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

const kinds: readonly Kind[] = [
  'inquiry',
  'change',
  'acceptance',
  'rejection',
  'question',
  'answer',
  'other',
  'auto-reply',
  'bounce',
];

export const endOfQuote = '2026-12-22T23:00:00.000Z';

/** Choices that a CRM's contacts make. */
const offers = [
  { id: 'use-1', label: 'Kim, Riders (A1)', effect: 'Quotes for A1.', edit: { customer: { contact: 'c1' } } },
  { id: 'once-1', label: 'Use Riders (A1) this once', effect: 'Quotes for A1.', edit: { customer: { account: 'A1' } } },
];

/** Everything the world may answer to a step in this state: each branch once. */
export function answersTo(step: NextStep, state: InquiryState): Answer[] {
  const failed: Answer = { failure: { type: 'ConnectorRefused', sentence: 'The other side says no.' } };
  const bug: Answer = { failure: { type: null, sentence: 'x is not a function' } };
  const trouble = (...codes: progress.Trouble['code'][]) =>
    codes.map((code) => ({ code, sentence: `Because of ${code}.` }));
  const quoteRevision = (state.quote?.revision ?? 0) + 1;
  switch (step.do) {
    case 'readMail':
      return [
        ...kinds.map((kind) => ({ mail: aMail(step.mail, { kind, lines: kind === 'inquiry' ? 2 : 0 }) })),
        ...(['failed', 'mailbox-full', 'delayed', 'delivered'] as const).map((outcome) => ({
          mail: aMail(step.mail, {
            kind: 'bounce',
            delivery: { outcome, recipient: kim.email, status: '5.1.1', words: 'No such user' },
          }),
        })),
        { mail: aMail(step.mail, { kind: 'answer', sure: false }) },
        { mail: aMail(step.mail, { sure: false }) },
        { mail: aMail(step.mail, { kind: 'acceptance', sure: false }) },
        { mail: aMail(step.mail, { from: stranger.email, sender: 'Sam' }) },
        { failure: { type: 'NotFound', sentence: 'This inquiry has no such mail.' } },
        failed,
      ];
    case 'findCustomer':
      return [
        { customer: kim, trouble: null },
        ...trouble('unknown-sender').map((why) => ({ customer: stranger, trouble: { ...why, choices: offers } })),
        ...trouble('several-contacts', 'contact-without-account').map((why) => ({
          customer: { ...kim, account: null, name: null },
          trouble: why,
        })),
        ...trouble('account-blocked').map((why) => ({ customer: kim, trouble: why })),
        failed,
      ];
    case 'checkItems':
      return [
        { items: { lines: 2, clear: 2, stock: 'Stock: 2 available.', trouble: null } },
        ...trouble('no-lines', 'lines-unclear', 'items-unavailable', 'attachment-unreadable', 'answer-unclear').map(
          (why) => ({ items: { lines: 2, clear: 0, stock: '', trouble: why } }),
        ),
        ...trouble('lines-unclear').flatMap((why) => [
          { items: { lines: 2, clear: 1, stock: '', trouble: why, open: ['item-ambiguous' as const] } },
          { items: { lines: 2, clear: 1, stock: '', trouble: why, open: ['match-unsure' as const] } },
        ]),
        failed,
      ];
    case 'draftQuestion':
      return [
        { question: { to: kim.email, about: 'question', points: 2 } },
        { question: { to: kim.email, about: 'offer', points: 1 } },
        ...trouble('items-unavailable').map((why) => ({ trouble: why })),
        failed,
      ];
    case 'buildQuote':
      return [
        { made: aDocument('Q-1', quoteRevision, endOfQuote) },
        { made: { ...aDocument('Q-1', quoteRevision, endOfQuote), rulesMet: ['Over 10,000'] } },
        ...(state.quote ? trouble('quote-closed').map((why) => ({ trouble: why })) : []),
        failed,
      ];
    case 'makeOrder':
      return [
        { made: aDocument('O-1', 1, null) },
        { made: { ...aDocument('O-1', 1, null), rulesMet: ['Over 10,000'] } },
        ...trouble('account-cannot-order', 'over-credit-limit', 'stock-short-at-order', 'quote-not-as-accepted').map(
          (why) => ({ trouble: why }),
        ),
        failed,
      ];
    case 'renderDocument': {
      const known = state.about === 'order' ? state.order : state.quote;
      const again = (revision: number) =>
        aDocument(known!.number, revision, state.about === 'order' ? null : endOfQuote);
      return [
        { file: `pdf-${known!.number}-${known!.revision}`, made: again(known!.revision) },
        { file: `pdf-${known!.number}-${known!.revision + 1}`, made: again(known!.revision + 1) },
        failed,
        bug,
      ];
    }
    case 'draftReply':
      return [{ to: kim.email }, failed];
    case 'draftReminder':
      return [
        { to: kim.email },
        ...trouble('quote-closed', 'document-changed').map((why) => ({ trouble: why })),
        failed,
      ];
    case 'sendMail':
      return [
        { sent: `sent-${state.draftId}` },
        { failure: { type: 'StaleDocument', sentence: 'The quote is at revision 2 now.' } },
        ...(state.about === 'quote' || state.about === 'reminder'
          ? [{ failure: { type: 'QuoteClosed', sentence: 'Quote Q-1 was valid until 2026-12-22.' } }]
          : []),
        { failure: { type: 'SendUnclear', sentence: 'Whether it left is not known.' } },
        failed,
      ];
    case 'partMail':
      return [{ parted: '01JD8ZK3M4N5P6Q7R8S9T0V1W3' }, failed];
    case 'mergeMails':
      return [{ merged: true }, failed];
    case 'splitLines':
      return [{ split: true }, failed];
    case 'applyEdit':
      return editsOf(state);
    case 'rereadDocument': {
      const isOrder = state.resume === 'order-updated' || (state.resume === 'unchanged' && state.about === 'order');
      const known = isOrder ? state.order : state.quote;
      const ends = isOrder ? null : endOfQuote;
      if (!known) return [{ reread: { made: null, differences: [] } }, failed];
      return [
        { reread: { made: aDocument(known.number, known.revision, ends), differences: [] } },
        { reread: { made: aDocument(known.number, known.revision + 1, ends), differences: ['The quantity was 1.'] } },
        { reread: { made: null, differences: ['It is gone.'] } },
        failed,
      ];
    }
    default:
      return [];
  }
}

function editsOf(state: InquiryState): Answer[] {
  const refused: Answer = { edit: { refused: 'There is no such thing.', summary: '' } };
  const failed: Answer = { failure: { type: 'EditRefused', sentence: 'The ERP says no.' } };
  const key = `${state.id}.${nextStepId(state)}`;
  const kind = state.review?.kind;
  if (kind === 'outgoing') return [{ edit: { refused: null, summary: 'subject.', draftId: key } }, refused, failed];
  if (kind === 'assistance') {
    const { customer, lines } = state.edit?.values ?? {};
    const applied: progress.EditApplied = {
      refused: null,
      summary: 'this and that.',
      ...(customer ? { customer: { ...kim, account: 'A2' } } : {}),
      ...(lines ? { lines: true } : {}),
    };
    return [{ edit: applied }, refused, failed];
  }
  const known = kind === 'order' ? state.order : state.quote;
  const made = aDocument(known!.number, known!.revision + 1, kind === 'order' ? null : endOfQuote);
  return [{ edit: { refused: null, summary: 'lines.', made } }, refused, failed];
}

/** Every decision that somebody may try in this state, right and wrong. */
export function decisionsIn(
  state: InquiryState,
  hows = ['right', 'stale', 'absent', 'rubbish'],
): { decision: Decision; what: string }[] {
  const { review } = state;
  const steps: [string, unknown][] = [
    ['right', review?.step ?? 's1'],
    ['stale', 's999'],
    ['absent', undefined],
    ['rubbish', { toString: 1, valueOf: 1 }],
  ];
  const choices = [undefined, ...(review?.choices.map(({ id }) => id) ?? []), 'no-such', { toString: 1 }];
  const values = [
    {},
    { draft: { subject: 'New' } },
    { lines: [{ id: 'l1', quantity: '3' }] },
    { customer: { account: 'A2' } },
    { requestedDate: null },
    { discountPercent: '5' },
    { lines: null },
  ];
  return steps
    .filter(([how]) => hows.includes(how))
    .flatMap(([how, step]) => [
      ...choices.map((choice) => ({
        what: `confirm ${how} ${JSON.stringify(choice)}`,
        decision: { verb: 'confirm', step, choice },
      })),
      ...values.map((value) => ({
        what: `edit ${how} ${JSON.stringify(value)}`,
        decision: { verb: 'edit', step, ...value },
      })),
      { what: `skip ${how}`, decision: { verb: 'skip', step } },
      ...['quote-updated', 'order-updated', 'unchanged', 'nonsense'].map((outcome) => ({
        what: `resume ${how} ${outcome}`,
        decision: { verb: 'resume', step, outcome },
      })),
      { what: `stop ${how}`, decision: { verb: 'stop', step } },
      { what: `stop ${how} confirmed`, decision: { verb: 'stop', step, confirm: true } },
      { what: `stop ${how} taken over`, decision: { verb: 'stop', step, confirm: true, takeOver: true } },
    ]) as { decision: Decision; what: string }[];
}

/** Ended inquiries that a mail may go on from. */
export const ordered: Followed = {
  inquiry: '01JD8ZK3M4N5P6Q7R8S9T0V1W1',
  outcome: 'ordered',
  account: kim.account,
  quote: 'Q-0',
  order: 'O-0',
};
export const ranOut: Followed = { ...ordered, outcome: 'expired', order: null };

/** What makes two states the same for the rules: counters, times, the timeline, and what no rule looks at in this stage left out. */
export function signature(state: InquiryState): string {
  const { policy, stage, about, review, edit, resume, overrides, back, edited, outcome, looked, customer, rulesMet } =
    state;
  const sorted = ['customer', 'incoming', 'debounce', 'sort'].includes(stage);
  const said = overrides.filter((mark) => mark.startsWith('as-'));
  // Nothing is decided any more, however it came to that.
  if (outcome)
    return JSON.stringify([
      [policy.quoteReview, policy.makeOrders, outcome, about, Boolean(state.aside)],
      [state.quote !== null, state.order !== null, state.draftId !== null, state.inbox.length > 0],
    ]);
  // Only the question whose the mail is can be answered; what comes back then is a state that was there before.
  if (state.aside)
    return JSON.stringify([
      [policy.quoteReview, policy.makeOrders, policy.debounceSeconds > 0, state.followed?.outcome],
      [stage, review?.reason?.code, state.aside.before.stage, state.aside.asked?.reason?.code, state.mail?.kind],
      [state.quote !== null, state.order !== null, state.draftId !== null, state.inbox.length > 0],
    ]);
  // Nothing is decided until the lines have moved; then it goes on by how it stood.
  if (state.split)
    return JSON.stringify([
      [policy.quoteReview, policy.sendQuotes, policy.makeOrders, state.split.stage, review?.kind, back],
      [state.quote !== null, state.draftId !== null, state.inbox.length > 0],
    ]);
  return JSON.stringify([
    [policy.quoteReview, policy.orderReview, policy.sendQuotes, policy.makeOrders, policy.debounceSeconds > 0],
    [stage, about, rulesMet.length > 0, review?.kind, review?.reason?.code, review?.allowed.length],
    [
      Object.keys(edit?.values ?? {}).length,
      resume,
      edited,
      stage === 'assistance' || stage === 'customer' ? back : null,
    ],
    sorted
      ? [said, customer?.registered, state.customerProblem?.code, state.mail?.kind, state.mail?.sure, looked > 0]
      : [],
    [state.followed?.outcome, sorted ? state.customer?.account : null],
    [state.asked !== null, state.questions >= policy.questionRounds],
    [state.quote !== null, state.order !== null, state.draftId !== null, state.inbox.length > 0],
    stage === 'customer-turn' || about === 'reminder'
      ? [state.turn?.reminders, state.offered?.hash === state.quote?.hash]
      : [],
    [review?.remindedAt, review?.escalatedAt, review?.quoteEndedAt].map((told) => told !== undefined),
    [state.snoozedUntil !== null, state.assignee !== null],
  ]);
}

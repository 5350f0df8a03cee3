/**
 * What an inquiry's workflow knows: ids, counters and small facts, plain JSON, below 64 kB whatever the mail holds. Lines,
 * mails, drafts and the timeline are documents in the store. Imported by workflow code: types only but for what stands here.
 */
import type { Followed } from './followed.ts';
import type {
  Customer,
  DocumentKey,
  DocumentRef,
  InquiryHead,
  Outcome,
  Review,
  Step,
  StepKind,
  StepStatus,
} from './inquiry.ts';
import type { Link } from './link.ts';
import type { DecisionName } from './inquiry.ts';
import type { Edit, Person, ResumeOutcome } from './decision.ts';
import type { MailFacts } from './mail-facts.ts';
import type { Aside } from './other-sender.ts';
import type { Policy } from './policy.ts';
import type { ProblemCode } from './problems.ts';
import type { Merging } from './merge.ts';
import type { Splitting } from './split.ts';

/** Where the story stands. Each stage is either work (one activity) or a rest. */
export const stages = [
  'begin',
  'customer',
  'incoming',
  'debounce',
  'sort',
  'items',
  'question',
  'quote',
  'quote-review',
  'order',
  'order-review',
  'document',
  'draft',
  'outgoing',
  'send',
  'customer-turn',
  'assistance',
  'apply-edit',
  'paused',
  'reread',
  'part',
  'split',
  'merge',
  'ended',
] as const;
export type Stage = (typeof stages)[number];

/** What a mail of ours is about. `question`: details that are missing; `offer`: what can be had in the place of what cannot. */
export type About = 'quote' | 'order' | 'answer' | 'question' | 'offer' | 'closing' | 'reminder';

/** The customer's turn: what they have of ours and have not answered. Times are instants of the workflow's clock. */
export interface Turn {
  /** Reminders are counted from here; it moves when they are postponed. */
  since: string;
  /** The mail of ours that is reminded of; null where its sending was not seen. */
  mail: string | null;
  /** Reminders drafted, whether they were sent or not. */
  reminders: number;
}

/** A question of ours that awaits its answer. */
export interface Asked {
  /** The question mail, and the last mail of the customer it was written upon. */
  draft: string;
  since: string;
  /** When it has waited long enough, and a person is told. Absent once they were, and where the policy reminds nobody. */
  due?: string;
}

export type Wishes = Pick<Edit, 'requestedDate' | 'shipTo'>;

export interface InquiryState {
  id: string;
  mailbox: string;
  subject: string;
  createdAt: string;
  updatedAt: string;
  follows: string | null;
  /** What became of that one. */
  followed?: Followed | null;
  /** Inquiries that it was parted from or joined with. */
  linked: Link[];
  /** Where it stood before a mail of somebody else. */
  aside?: Aside | null;
  /** Lines on their way to an inquiry of their own. */
  split?: Splitting | null;
  /** Its mails on their way to another inquiry. */
  merge?: Merging | null;
  policy: Policy;
  version: number;
  /** How many steps were given out: s1 … */
  steps: number;
  stage: Stage;
  /** Mails received and not read yet, oldest first. */
  inbox: string[];
  /** Mails read, newest last; capped, for signals come at least once. */
  seen: string[];
  /** Mails of an inquiry that was merged into this one: what they ask for is asked beside what stands here. */
  joined?: string[];
  /** Mails whose lines are not in a quote yet. */
  unworked: string[];
  mail: MailFacts | null;
  customer: Customer | null;
  customerProblem: { code: ProblemCode; sentence: string } | null;
  /** Mails of this inquiry that a person has looked at. */
  looked: number;
  quote: DocumentRef | null;
  order: DocumentRef | null;
  /** The revision the customer was sent last: what an acceptance is of, and a next revision is compared with. Absent in older states. */
  offered?: DocumentKey | null;
  /** End of the quote's last day at the customer's, ISO instant. */
  quoteEnds: string | null;
  amountMinor: number | null;
  /** Names of the policy's review rules that the document at hand met when it was made. */
  rulesMet: string[];
  /** What the next document, draft and mail are about. */
  about: About;
  asked: Asked | null;
  /** Question mails sent since the last quote. */
  questions: number;
  turn: Turn | null;
  assignee: Person | null;
  snoozedUntil: string | null;
  draftId: string | null;
  draftStep: Step | null;
  review: Review | null;
  /** A person edited this review: its plain confirmation means "go on with that". */
  edited: boolean;
  /** Where assistance or an edit goes on from. */
  back: Stage;
  /** Being worked in; `step` is the review that was edited, whose entry will say what was changed. `goesOn`: nothing more is asked then. */
  edit: {
    step: string;
    since?: string;
    stage: Stage;
    by: string;
    values: Omit<Edit, 'step'>;
    goesOn?: boolean;
  } | null;
  resume: ResumeOutcome | null;
  /** Choices a person made that later checks must honour, such as `quote-anyway`. Cleared by the next mail. */
  overrides: string[];
  /** Date and address a person gave where the mail's were unclear. */
  wishes: Wishes;
  outcome: Outcome | null;
  /** Steps not yet in the store. */
  news: Step[];
  /** Update ids that took effect, newest last, carried over continue-as-new. */
  handled: string[];
  /** Signals that were refused. */
  refusals: number;
}

/** How many of each list are kept. */
export const caps = { seen: 300, handled: 200, refusals: 20, inbox: 500, unworked: 100, linked: 50 } as const;

/** The id of whoever sends a signal and does not say who they are. */
export const UNNAMED = 'signal';

/** Longest sentence that others give us: one step stays small, whatever an ERP or a mail says. */
const LONGEST_SENTENCE = 600;

export const clipped = (sentence: string): string =>
  sentence.length > LONGEST_SENTENCE ? `${sentence.slice(0, LONGEST_SENTENCE)} …` : sentence;

/** The overrides with one more, once. */
export const marked = (overrides: string[], mark: string): string[] =>
  overrides.includes(mark) ? overrides : [...overrides, mark];

export const unmarked = (overrides: string[], mark: string): string[] => overrides.filter((one) => one !== mark);

export const nextStepId = (state: InquiryState): string => `s${state.steps + 1}`;

/** Adds one step to the story. */
export function note(
  state: InquiryState,
  at: string,
  entry: { kind: StepKind; summary: string; status?: StepStatus; by?: string; mail?: string; file?: string },
): InquiryState {
  const step: Step = { step: nextStepId(state), status: 'done', by: 'system', at, ...entry };
  return { ...state, steps: state.steps + 1, news: [...state.news, step] };
}

/** Writes a step again with another status; the store keeps the newest. */
export const rewrite = (state: InquiryState, step: Step): InquiryState => ({ ...state, news: [...state.news, step] });

/** The draft at hand is not to be sent any more; `why` is added to what the timeline says of it. */
export function withoutDraft(state: InquiryState, why = ''): InquiryState {
  const { draftStep } = state;
  const told = draftStep
    ? rewrite(state, { ...draftStep, status: 'superseded', summary: `${draftStep.summary} ${why}`.trim() })
    : state;
  return { ...told, draftId: null, draftStep: null };
}

const status = (state: InquiryState): InquiryHead['status'] => {
  if (state.outcome) return 'ended';
  if (state.stage === 'paused') return 'paused';
  if (state.review) return 'waiting-for-review';
  return state.stage === 'customer-turn' ? 'waiting-for-customer' : 'working';
};

/** The view's own part: what lists show and the API joins with lines, draft and timeline. */
export function headOf(state: InquiryState): InquiryHead & { draftId: string | null } {
  return {
    id: state.id,
    subject: state.subject,
    mailbox: state.mailbox,
    language: state.mail?.language ?? null,
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    version: state.version,
    status: status(state),
    attention: !state.outcome && state.review !== null && state.snoozedUntil === null,
    outcome: state.outcome,
    assignee: state.assignee,
    snoozedUntil: state.outcome ? null : state.snoozedUntil,
    follows: state.follows,
    linked: state.linked ?? [],
    review: state.outcome ? null : state.review,
    customer: state.customer,
    quote: state.quote,
    order: state.order,
    policy: { version: state.policy.version, shadow: state.policy.shadow },
    draftId: state.draftId,
  };
}

/** What may be decided now. */
export const allowedNow = ({ outcome, review }: Pick<InquiryState, 'outcome' | 'review'>): DecisionName[] => {
  if (outcome) return [];
  return review?.allowed ?? ['stop'];
};

/** One inquiry as the API shows it. Field lists: design §5. */
import Type, { type Static } from 'typebox';
import { CustomerEdit } from './decision.ts';
import { Draft } from './draft.ts';
import { Link } from './link.ts';
import { Evidence, lineDoubts, lineStatuses } from './reading.ts';
import { stockLevels } from './sales.ts';
import { NextPrice, PriceTier } from './tiers.ts';
import { Currency, Day, Decimal, Language, Nullable, OneOf, Strict, Timestamp, Ulid } from './schema.ts';

export const statuses = ['working', 'waiting-for-review', 'waiting-for-customer', 'paused', 'ended'] as const;
export type Status = (typeof statuses)[number];

export const outcomes = ['ordered', 'quoted', 'declined', 'expired', 'stopped', 'handed-over'] as const;
export type Outcome = (typeof outcomes)[number];

export const reviewKinds = ['incoming', 'quote', 'order', 'outgoing', 'assistance'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

export const decisions = ['confirm', 'edit', 'skip', 'resume', 'stop'] as const;
export type DecisionName = (typeof decisions)[number];

export const Choice = Type.Object({
  id: Type.String(),
  label: Type.String(),
  effect: Type.String(),
  /** The edit that this choice makes before the inquiry goes on: what `edit` would take. */
  edit: Type.Optional(Strict({ customer: CustomerEdit })),
  /** The earlier document whose lines this choice takes; they are shown before they are quoted. */
  document: Type.Optional(Type.String()),
});
export type Choice = Static<typeof Choice>;

/** A step that waits for a person. A paused inquiry names its step here too. */
export const Review = Type.Object({
  step: Type.String({ examples: ['s7'] }),
  kind: OneOf(reviewKinds),
  /** Ids of what is to be looked at. */
  about: Type.Object({
    mail: Type.Optional(Type.String()),
    draft: Type.Optional(Type.String()),
    quote: Type.Optional(Type.String()),
    order: Type.Optional(Type.String()),
  }),
  /** Why it is asked: the code of what blocks (`unknown-sender`, `lines-unclear` …) or `review-rule`, and the sentence. */
  reason: Nullable(Type.Object({ code: Type.String(), sentence: Type.String() })),
  since: Timestamp,
  /** When reviewers were told that it still waits, and when it went to others than it was given to. */
  remindedAt: Type.Optional(Timestamp),
  escalatedAt: Type.Optional(Timestamp),
  /** Since when the quote it is about can no longer be accepted. */
  quoteEndedAt: Type.Optional(Timestamp),
  allowed: Type.Array(OneOf(decisions)),
  /** The fields that `edit` takes here. */
  edits: Type.Array(Type.String()),
  choices: Type.Array(Choice),
});
export type Review = Static<typeof Review>;

export const Customer = Type.Object({
  account: Nullable(Type.String()),
  name: Nullable(Type.String()),
  contact: Nullable(Type.String()),
  email: Type.String(),
  /** The sender's address is one of our contacts'. */
  registered: Type.Boolean(),
});
export type Customer = Static<typeof Customer>;

/** Why a line cannot be quoted as it stands; `shortage`: it could be, but not all of it can be had at once. */
export const lineProblems = [
  'item-ambiguous',
  'item-unknown',
  'item-discontinued',
  'quantity-missing',
  ...lineDoubts,
  'match-unsure',
  'shortage',
] as const;
export type LineProblem = (typeof lineProblems)[number];

export const InquiryLine = Type.Object({
  id: Type.String(),
  text: Type.String(),
  status: OneOf(lineStatuses),
  item: Nullable(Type.String()),
  description: Nullable(Type.String()),
  quantity: Nullable(Decimal),
  tiers: Type.Optional(
    Type.Array(PriceTier, { description: 'quantities whose prices are asked for; the first is what is quoted' }),
  ),
  nextPrice: Type.Optional(NextPrice),
  unit: Nullable(Type.String()),
  sure: Type.Boolean(),
  confidence: Type.Number(),
  reason: Type.String(),
  problem: Type.Optional(Nullable(OneOf(lineProblems))),
  candidates: Type.Array(Type.Object({ item: Type.String(), description: Type.String() })),
  evidence: Type.Optional(Type.Array(Evidence)),
  words: Type.Optional(Type.String({ description: 'what a correction of the item is remembered by' })),
  alias: Type.Optional(Type.String({ description: 'the alias that the item was known by' })),
  before: Type.Optional(Type.String({ description: 'the earlier document that the line is taken from' })),
  stock: Nullable(OneOf(stockLevels)),
  /** What the customer agreed to where not all could be had at once: so many now, the rest on that day. */
  delivery: Type.Optional(Type.Object({ now: Nullable(Decimal), on: Nullable(Day) })),
  unitPrice: Nullable(Decimal),
  total: Nullable(Decimal),
});
export type InquiryLine = Static<typeof InquiryLine>;

/** A quote or order as an inquiry refers to it. */
export const DocumentRef = Type.Object({
  number: Type.String(),
  revision: Type.Integer(),
  hash: Type.String(),
  total: Decimal,
  currency: Currency,
  validUntil: Nullable(Day),
  /** The rendered PDF of exactly this revision, or null while there is none. */
  file: Nullable(Type.String()),
});
export type DocumentRef = Static<typeof DocumentRef>;
/** Which document, and exactly which state of it. */
export type DocumentKey = Pick<DocumentRef, 'number' | 'revision' | 'hash'>;

export const stepKinds = [
  'mail-received',
  'read',
  'customer',
  'items',
  'stock',
  'quote',
  'order',
  'document',
  'draft',
  'sent',
  'review',
  'assistance',
  'decision',
  'reminder',
  'delivery',
  'linked',
  'paused',
  'ended',
] as const;
export type StepKind = (typeof stepKinds)[number];
export const stepStatuses = ['done', 'waiting', 'skipped', 'superseded', 'refused', 'failed'] as const;
export type StepStatus = (typeof stepStatuses)[number];

export const Step = Type.Object({
  step: Type.String(),
  kind: OneOf(stepKinds),
  status: OneOf(stepStatuses),
  at: Timestamp,
  /** Of a review that is over: when it began to wait. */
  since: Type.Optional(Timestamp),
  /** `system`, `customer`, or the person's name. */
  by: Type.String(),
  /** One sentence, English. */
  summary: Type.String(),
  mail: Type.Optional(Type.String()),
  file: Type.Optional(Type.String()),
  /** The inquiry in which it goes on. */
  leadsTo: Type.Optional(Ulid),
});
export type Step = Static<typeof Step>;

/** The other inquiry, as far as one needs to know whether to open it. */
export const Related = Type.Object({
  ...Link.properties,
  subject: Type.String(),
  status: OneOf(statuses),
  outcome: Nullable(OneOf(outcomes)),
  quote: Nullable(Type.String()),
  order: Nullable(Type.String()),
});
export type Related = Static<typeof Related>;

/** What the workflow itself knows and publishes; lines, draft and timeline are joined to it from the store. */
export const InquiryHead = Type.Object({
  id: Ulid,
  subject: Type.String(),
  mailbox: Type.String(),
  language: Nullable(Language),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  version: Type.Integer(),
  status: OneOf(statuses),
  attention: Type.Boolean(),
  outcome: Nullable(OneOf(outcomes)),
  /** Whose it is to look at; null: everybody's. */
  assignee: Nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  /** Asks for nobody's attention until then, or until the customer writes. */
  snoozedUntil: Nullable(Timestamp),
  /** The ended inquiry that it goes on from. */
  follows: Nullable(Ulid),
  /** Inquiries that it was parted from or joined with. */
  linked: Type.Array(Link),
  review: Nullable(Review),
  customer: Nullable(Customer),
  quote: Nullable(DocumentRef),
  order: Nullable(DocumentRef),
  /** The settings that apply to it: those of when it began, `GET /v1/settings/versions/:version`. */
  policy: Type.Object({
    version: Type.Integer(),
    shadow: Type.Boolean({ description: 'no mail of this inquiry leaves' }),
  }),
});
export type InquiryHead = Static<typeof InquiryHead>;

const Links = Type.Object({
  temporal: Nullable(Type.String()),
  quote: Nullable(Type.String()),
  order: Nullable(Type.String()),
  customer: Nullable(Type.String()),
});

/** As lists give it: without timeline, evidence and the draft's body; lines capped at 20, `lineCount` says how many there are. */
export const InquirySummary = Type.Object(
  {
    ...InquiryHead.properties,
    lines: Type.Array(InquiryLine),
    lineCount: Type.Integer(),
    draft: Nullable(Draft),
  },
  { $id: 'InquirySummary' },
);
export type InquirySummary = Static<typeof InquirySummary>;

export const InquiryView = Type.Object(
  {
    ...InquirySummary.properties,
    timeline: Type.Array(Step),
    /** Those that it follows or is linked with, and those that follow it. */
    related: Type.Array(Related),
    links: Links,
  },
  { $id: 'InquiryView' },
);
export type InquiryView = Static<typeof InquiryView>;

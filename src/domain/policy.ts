/** Which reviews are asked for, whom missing details are asked of, and when. Defaults: design §4, "Policy". */
import Type, { type Static } from 'typebox';
import { Decimal, Nullable, OneOf, Strict } from './schema.ts';

export const incomingReviews = ['all', 'first', 'none'] as const;
export type IncomingReview = (typeof incomingReviews)[number];

/** What may be missing in a mail, and of whom it is asked: one question mail to the customer, or a person here. */
export const missingDetails = [
  'item-ambiguous',
  'item-unknown',
  'item-discontinued',
  'quantity-missing',
  'delivery-address-unclear',
  'attachment-unreadable',
  'shortage',
] as const;
export type MissingDetail = (typeof missingDetails)[number];
const Asked = OneOf(['customer', 'person']);
const Confidence = Type.Number({ minimum: 0, maximum: 1 });

/** Asks for one more review where what it names is met; all that a rule names must be met together. */
export const ReviewRule = Strict(
  {
    name: Type.String({ minLength: 1, maxLength: 80, description: 'what reviewers read: why they are asked' }),
    review: OneOf(['quote', 'order']),
    /** The document's total, tax included, in the company's currency. Met too where there is no exchange rate to compare by. */
    amountOver: Type.Optional(Decimal),
    /** Percent off the list price, of the line with most off: price break, line and document discount together. */
    discountOver: Type.Optional(Decimal),
    /** The account has no order here before this inquiry. */
    newCustomer: Type.Optional(Type.Literal(true)),
    /** A line was read or matched with less confidence than this. */
    confidenceUnder: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /**
     * A quantity is this many times what the account usually takes of the item: the median of its last 200 orders. Not met by an
     * item that it never ordered.
     */
    timesUsualQuantity: Type.Optional(Type.Number({ minimum: 1, maximum: 1000 })),
  },
  { minProperties: 3 },
);
export type ReviewRule = Static<typeof ReviewRule>;

/** The part of the settings that an inquiry keeps a snapshot of when it begins. */
export const Policy = Strict(
  {
    /** Counts the changes; the ETag of the settings. */
    version: Type.Integer({ minimum: 1 }),
    incomingReviewRegistered: OneOf(incomingReviews),
    incomingReviewUnregistered: OneOf(incomingReviews),
    quoteReview: Type.Boolean(),
    orderReview: Type.Boolean(),
    sendQuotes: Type.Boolean(),
    makeOrders: Type.Boolean(),
    onlyAvailableItems: Type.Boolean(),
    /** Joins mails that follow each other when no person looks at them first. */
    debounceSeconds: Type.Integer({ minimum: 0, maximum: 3600 }),
    missingDetails: Strict(
      Object.fromEntries(missingDetails.map((detail) => [detail, Asked])) as Record<MissingDetail, typeof Asked>,
    ),
    /** Questions to the customer before it comes to a person. */
    questionRounds: Type.Integer({ minimum: 0, maximum: 10 }),
    /** New inquiries a calendar day (the company's time zone) and mailbox; the rest waits, known customers first. */
    dailyLimit: Type.Integer({ minimum: 1, maximum: 100_000 }),
    /** Days after a quote was sent on which the customer is reminded of it. */
    reminderDays: Type.Array(Type.Integer({ minimum: 1, maximum: 365 }), { maxItems: 5 }),
    /** Hours a review waits until its reviewer is reminded, and until another one is asked; 0: never. Never approved by time. */
    reviewReminderHours: Type.Integer({ minimum: 0, maximum: 8760 }),
    reviewEscalationHours: Type.Integer({ minimum: 0, maximum: 8760 }),
    /** Whose a review is once it has waited for so long; null: everybody's. */
    reviewEscalationTo: Nullable(Type.Object({ id: Type.String(), name: Type.String() })),
    reviewRules: Type.Array(ReviewRule, { maxItems: 50 }),
    /** Confidence from which a line read in a mail is sure: nobody need look at it. */
    sureLine: Confidence,
    /** Confidence from which a mail is taken for what it reads as: an acceptance, a change, … Below it a person is asked. */
    sureKind: Confidence,
    /** How far what a person corrected is believed next time, by whom it holds for. From `sureLine` on nobody is asked again. */
    aliasConfidence: Strict({ contact: Confidence, account: Confidence, all: Confidence }),
    /** Everything happens, but no mail leaves: of no inquiry while it is on, and ever of those that began meanwhile. */
    shadow: Type.Boolean(),
    /** What a step done by the machine saves a person, minutes; for `GET /v1/kpis`. */
    minutesPerMail: Type.Number({ minimum: 0, maximum: 1000 }),
    minutesPerQuote: Type.Number({ minimum: 0, maximum: 1000 }),
  },
  { $id: 'Policy' },
);
export type Policy = Static<typeof Policy>;

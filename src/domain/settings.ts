/** What an installation is set to: who we are, and which reviews are asked for. Defaults: design §4, "Policy". */
import Type, { type Static } from 'typebox';
import { Address, Currency, Language, OneOf } from './schema.ts';

export const incomingReviews = ['all', 'first', 'none'] as const;
export type IncomingReview = (typeof incomingReviews)[number];

/** The part of the settings that an inquiry keeps a snapshot of when it begins. */
export const Policy = Type.Object({
  version: Type.Integer({ default: 1 }),
  incomingReviewRegistered: OneOf(incomingReviews, { default: 'first' }),
  incomingReviewUnregistered: OneOf(incomingReviews, { default: 'all' }),
  quoteReview: Type.Boolean({ default: false }),
  orderReview: Type.Boolean({ default: false }),
  sendQuotes: Type.Boolean({ default: true }),
  makeOrders: Type.Boolean({ default: true }),
  onlyAvailableItems: Type.Boolean({ default: false }),
  /** Joins mails that follow each other when no person looks at them first. */
  debounceSeconds: Type.Integer({ default: 20, minimum: 0, maximum: 3600 }),
});
export type Policy = Static<typeof Policy>;

export const defaultPolicy: Policy = {
  version: 1,
  incomingReviewRegistered: 'first',
  incomingReviewUnregistered: 'all',
  quoteReview: false,
  orderReview: false,
  sendQuotes: true,
  makeOrders: true,
  onlyAvailableItems: false,
  debounceSeconds: 20,
};

/** company.json: what stands on documents and how the company counts. */
export const Company = Type.Object(
  {
    name: Type.String(),
    mailbox: Type.String(),
    address: Address,
    phone: Type.Optional(Type.String()),
    website: Type.Optional(Type.String()),
    vatId: Type.Optional(Type.String()),
    /** Company register, bank, managing directors: one line each, printed at the foot of documents. */
    legal: Type.Optional(Type.Array(Type.String())),
    /** SVG or PNG as a data: URI. */
    logo: Type.Optional(Type.String()),
    /** CSS colour of the documents' headings, #rrggbb. */
    color: Type.Optional(Type.String({ pattern: '^#[0-9a-fA-F]{6}$' })),
    currency: Currency,
    language: Language,
    languages: Type.Array(Language),
    timeZone: Type.String(),
    /** `none`: no tax anywhere. `accounts`: each account's own percentage and note (accounts.csv). */
    tax: OneOf(['none', 'accounts']),
    quoteValidityDays: Type.Integer({ minimum: 1, maximum: 365 }),
    /** Units of another currency for one of ours, as decimal strings. */
    exchangeRates: Type.Optional(Type.Record(Type.String(), Type.String())),
    signature: Type.Optional(Type.String()),
  },
  { $id: 'Company' },
);
export type Company = Static<typeof Company>;

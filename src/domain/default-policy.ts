/** Apart from the schema, for workflows load it and must not load typebox. */
import type { Policy } from './policy.ts';

/** A person is asked where nothing the customer could choose from is known. */
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
  missingDetails: {
    'item-ambiguous': 'customer',
    'item-unknown': 'person',
    'item-discontinued': 'customer',
    'quantity-missing': 'customer',
    'delivery-address-unclear': 'customer',
    'attachment-unreadable': 'person',
    shortage: 'customer',
  },
  questionRounds: 2,
  dailyLimit: 100,
  reminderDays: [3, 7],
  reviewReminderHours: 24,
  reviewEscalationHours: 72,
  reviewEscalationTo: null,
  reviewRules: [],
  sureLine: 0.9,
  sureKind: 0.5,
  aliasConfidence: { contact: 0.97, account: 0.95, all: 0.85 },
  shadow: false,
  minutesPerMail: 3,
  minutesPerQuote: 6,
};

/** What stands between a quote and its order, or its next revision: the customer and the quote say different things. */
import { answer, newQuote, type Effect, type Problem } from './effects.ts';

const orderAsQuoted: Effect = {
  id: 'order-as-quoted',
  label: 'Order as quoted',
  effect: 'Makes the order of the quote as it stands now.',
  to: 'order',
  override: 'order-as-quoted',
};

export const agreementProblems = {
  'changed-by-both': {
    edits: ['lines'],
    choices: [
      {
        id: 'as-customer-says',
        label: 'As the customer says',
        effect: 'Quotes what the mail asks for in the place of what was set in the sales system.',
        to: 'items',
        override: 'customer-decides',
      },
      {
        id: 'keep-ours',
        label: 'As it was changed by us',
        effect: 'Keeps these items as they stand in the sales system, and takes over the rest of the mail.',
        to: 'items',
        override: 'keep-ours',
      },
      answer,
    ],
  },
  'another-revision-accepted': {
    edits: [],
    choices: [
      orderAsQuoted,
      {
        id: 'send-current',
        label: 'Send the current quote',
        effect: 'Drafts the mail with the quote as it stands, with what changed since the customer saw it.',
        to: 'document',
      },
      answer,
    ],
  },
  'acceptance-differs': {
    edits: [],
    choices: [
      orderAsQuoted,
      {
        id: 'as-ordered',
        label: 'New revision as the customer says',
        effect: 'Quotes the quantities, date and address of the order at our prices: a new revision to be accepted.',
        to: 'items',
        override: 'take-ordered',
      },
      answer,
    ],
  },
  'prices-changed': {
    edits: [],
    choices: [
      {
        id: 'honour-prices',
        label: 'Order at the quoted prices',
        effect: 'Makes the order at the prices that were quoted, where the sales system allows it.',
        to: 'order',
        override: 'honour-prices',
      },
      newQuote,
      answer,
    ],
  },
} as const satisfies Record<string, Problem>;

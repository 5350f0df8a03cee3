/**
 * Everything that can block an inquiry: its code, what a person may edit, and the choices with their effects. The one table
 * behind assistance; sentences come with the problem itself, for they name the item, account or failure.
 */
import { agreementProblems } from './agreement-problems.ts';
import { earlierProblems } from './earlier-problems.ts';
import { again, answer, as, asInquiry, newQuote, ofOthers, orderedByHand, type Problem } from './effects.ts';
import type { Choice } from './inquiry.ts';
import { askCustomer, questionProblems } from './question-problems.ts';

export const problems = {
  ...questionProblems,
  ...earlierProblems,
  'unknown-sender': {
    edits: ['customer'],
    choices: [again('customer', 'I have added the contact', 'Looks the sender up again.')],
  },
  'several-contacts': {
    edits: ['customer'],
    choices: [again('customer', 'I have cleaned up the contacts', 'Looks the sender up again.')],
  },
  'contact-without-account': {
    edits: ['customer'],
    choices: [again('customer', 'I have given the contact an account', 'Looks the sender up again.')],
  },
  'account-blocked': {
    edits: ['customer'],
    choices: [again('customer', 'I have unblocked the account', 'Looks the account up again.')],
  },
  'no-lines': {
    edits: ['lines'],
    choices: [answer],
  },
  'lines-unclear': {
    edits: ['lines'],
    choices: [
      {
        id: 'as-read',
        label: 'The matches are right',
        effect: 'Quotes every line that has an item and a quantity as it was read; asks again about the others.',
        to: 'items',
        override: 'trust-matches',
      },
      {
        id: 'leave-out',
        label: 'Quote only the clear lines',
        effect: 'Leaves the unclear lines out and says so in the reply.',
        to: 'items',
        override: 'leave-out',
      },
      {
        id: 'take-successors',
        label: 'Quote the successors',
        effect: 'Takes the successor of every item that is no longer sold; asks again about the others.',
        to: 'items',
        override: 'take-successors',
      },
      askCustomer,
      again('items', 'I have mended the catalogue', 'Matches the lines again.'),
    ],
  },
  'items-unavailable': {
    edits: ['lines'],
    choices: [
      {
        id: 'quote-anyway',
        label: 'Quote all the same',
        effect: 'Quotes the full quantities although stock is short now.',
        to: 'items',
        override: 'quote-short',
      },
      {
        ...askCustomer,
        label: 'Offer what can be had',
        effect: 'Drafts a mail with what can be had instead or later, by letters.',
      },
      again('items', 'I have made the items available', 'Checks the stock again.'),
    ],
  },
  'kind-unclear': {
    edits: [],
    choices: [
      asInquiry,
      as('change', 'Changes the quote by its lines.'),
      as('acceptance', 'Checks the quote and makes the order.'),
      as('rejection', 'Closes the inquiry as declined.'),
      as('question', 'Drafts an answer that you complete.'),
    ],
  },
  'not-about-buying': { edits: [], choices: [asInquiry, answer] },
  'account-cannot-order': {
    edits: [],
    choices: [again('order', 'I have cleared the account', 'Checks again and makes the order.'), answer],
  },
  'accepted-by-another': {
    edits: [],
    choices: [
      {
        id: 'order-anyway',
        label: 'They may order',
        effect: 'Makes the order for the account that was quoted.',
        to: 'order',
        override: 'other-account',
      },
      answer,
    ],
  },
  'over-credit-limit': {
    edits: [],
    choices: [
      again('order', 'I have raised the limit', 'Checks again and makes the order.'),
      {
        id: 'order-anyway',
        label: 'Order all the same',
        effect: 'Makes the order over the credit limit.',
        to: 'order',
        override: 'over-credit',
      },
      answer,
    ],
  },
  'stock-short-at-order': {
    edits: [],
    choices: [
      again('order', 'I have made the items available', 'Checks the stock again and makes the order.'),
      {
        id: 'order-anyway',
        label: 'Order all the same',
        effect: 'Makes the order although stock is short now.',
        to: 'order',
        override: 'order-short',
      },
      answer,
    ],
  },
  ...agreementProblems,
  'quote-not-as-accepted': {
    edits: [],
    choices: [newQuote, answer],
  },
  'quote-closed': { edits: [], choices: [newQuote, answer] },
  'already-ordered': {
    edits: [],
    choices: [
      {
        id: 'confirm-order',
        label: 'Confirm the order as it is',
        effect: 'Makes the confirmation of the order as it stands in the sales system now.',
        to: 'document',
      },
      answer,
    ],
  },
  'other-sender': { edits: [], choices: ofOthers },
  'order-by-hand': { edits: [], choices: [orderedByHand, answer] },
  'change-to-order': {
    edits: [],
    choices: [
      {
        id: 'made-by-hand',
        label: 'I have seen to it',
        effect: 'Ends the inquiry: the order was changed, or not, in the sales system; nothing is sent from here.',
        to: 'ended',
        override: 'by-hand',
        outcome: 'handed-over',
      },
      answer,
      {
        ...asInquiry,
        label: 'It is a new inquiry',
        effect: 'Quotes the lines of this mail; the order stays as it is.',
      },
    ],
  },
  'quote-ended': {
    edits: [],
    choices: [
      {
        id: 'quote-again',
        label: 'Quote the same again',
        effect: 'Makes a new quote of the same lines with the prices and stock of today.',
        to: 'items',
        override: 'quote-again',
      },
      orderedByHand,
      answer,
    ],
  },
  'document-changed': {
    edits: [],
    choices: [again('document', 'Draft again', 'Reads the document as it is now and makes a new PDF and draft.')],
  },
  'send-unclear': {
    edits: [],
    choices: [
      {
        id: 'it-left',
        label: 'The customer has it',
        effect: 'Takes the mail as sent; it is not sent again.',
        to: 'send',
        override: 'it-left',
      },
      again(
        'outgoing',
        'Back to the draft',
        'Shows the draft again. Confirmed, it is looked for at the mail system first and sent only if it is not there.',
      ),
    ],
  },
  'mail-undelivered': {
    edits: [],
    choices: [
      {
        id: 'send-again',
        label: 'Send it again',
        effect: 'Drafts the same once more; give it another address in the draft before it is sent.',
        to: 'document',
      },
      {
        id: 'wait-on',
        label: 'Go on waiting',
        effect: 'Leaves it at that and waits for the customer.',
        to: 'customer-turn',
      },
    ],
  },
  'send-refused': {
    edits: [],
    choices: [
      again('outgoing', 'Back to the draft', 'Shows the draft again, so that it can be mended and confirmed.'),
      { id: 'send', label: 'Send it again', effect: 'Sends the mail once more, as it was approved.', to: 'send' },
    ],
  },
  failed: { edits: [], choices: [again('begin', 'Try again', 'Does the step that failed once more.')] },
} as const satisfies Record<string, Problem>;

export type ProblemCode = keyof typeof problems;

export const problem = (code: ProblemCode): Problem => problems[code];

/** As the view shows them. */
export const choicesOf = (code: ProblemCode): Choice[] =>
  problem(code).choices.map(({ id, label, effect }) => ({ id, label, effect }));

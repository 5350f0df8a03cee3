/** What blocks an inquiry around questions to the customer: a part of the table in problems.ts. */
import { answer, as, type Effect, type Problem } from './effects.ts';

export const askCustomer: Effect = {
  id: 'ask-customer',
  label: 'Ask the customer',
  effect: 'Drafts one mail that asks for all that is open, with what there is to choose from.',
  to: 'question',
};

export const questionProblems = {
  'question-unanswered': {
    edits: ['lines'],
    choices: [
      {
        id: 'ask-again',
        label: 'Ask once more',
        effect: 'Drafts the mail with what is open anew, for you to look at.',
        to: 'question',
      },
      {
        id: 'wait-on',
        label: 'Go on waiting',
        effect: 'Waits for the customer; you are not asked again, and what nobody answers ends by itself.',
        to: 'customer-turn',
      },
      answer,
    ],
  },
  'attachment-unreadable': {
    edits: ['lines'],
    choices: [
      askCustomer,
      {
        id: 'without-attachment',
        label: 'Go on without it',
        effect: 'Quotes what the mail itself says.',
        to: 'items',
        override: 'without-attachment',
      },
      answer,
    ],
  },
  'delivery-address-unclear': {
    edits: ['lines'],
    choices: [
      {
        id: 'address-as-read',
        label: 'The address is right',
        effect: 'Quotes to the address as it was read.',
        to: 'items',
        override: 'address-as-read',
      },
      askCustomer,
    ],
  },
  'answer-unclear': {
    edits: ['lines'],
    choices: [
      as('answer', 'Takes the choices that were read; asks again about the others.'),
      as('inquiry', 'Forgets what was asked: quotes the lines of this mail.'),
      as('change', 'Adds the lines of this mail to those that were asked about.'),
      as('acceptance', 'Checks the quote and makes the order.'),
      as('question', 'Drafts an answer that you complete.'),
    ],
  },
} as const satisfies Record<string, Problem>;

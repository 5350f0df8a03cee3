/** What blocks a mail that asks for "the same as last time": a part of the table in problems.ts. */
import { answer, type Problem } from './effects.ts';

export const earlierProblems = {
  'as-before': {
    edits: ['lines'],
    choices: [
      {
        id: 'as-before',
        label: 'Yes, the same',
        effect: 'Quotes that document’s lines, with what the customer wants otherwise.',
        to: 'items',
        override: 'trust-before',
      },
      answer,
    ],
  },
  'nothing-before': {
    edits: ['lines'],
    choices: [
      {
        id: 'without-before',
        label: 'Quote only what the mail lists',
        effect: 'Quotes the lines of the mail itself.',
        to: 'items',
        override: 'without-before',
      },
      answer,
    ],
  },
} as const satisfies Record<string, Problem>;

/** What an inquiry leaves behind when it ends, and what a person can do about each thing. Pure; who does it: api/routes/follow-ups.ts. */
import type { InquiryHead } from './inquiry.ts';
import { opened } from './opening.ts';
import { note, type InquiryState } from './state.ts';

export const followUps = ['cancel-quote', 'lose-quote', 'write-to-customer'] as const;
export type FollowUp = (typeof followUps)[number];

/** The status that a follow-up gives the quote. */
export const quoteStatusOf = { 'cancel-quote': 'cancelled', 'lose-quote': 'lost' } as const;

interface Choice {
  id: FollowUp;
  label: string;
  effect: string;
}

const closing: Choice[] = [
  { id: 'cancel-quote', label: 'Cancel the quote', effect: 'Closes it in the sales system as cancelled by us.' },
  { id: 'lose-quote', label: 'Mark the quote as lost', effect: 'Closes it in the sales system as lost.' },
];
const writing: Choice = {
  id: 'write-to-customer',
  label: 'Write to the customer',
  effect: 'Drafts a closing mail in an inquiry that follows this one; you look at it before it is sent.',
};

export interface Consequence {
  about: 'quote' | 'order' | 'customer';
  /** Of the document. */
  number: string | null;
  sentence: string;
  choices: Choice[];
}

/**
 * What stays open. `quote` and `order` are the documents' states in the sales system now, null where they are no longer there;
 * `written` is the inquiry in which a closing mail was begun.
 */
export function consequences(
  ended: Pick<InquiryHead, 'outcome' | 'quote' | 'order' | 'customer'>,
  { quote, order, written }: { quote: string | null; order: string | null; written: string | null },
): Consequence[] {
  const left: Consequence[] = [];
  if (ended.quote) {
    const { number } = ended.quote;
    const sentence =
      quote === null ? `Quote ${number} is no longer in the sales system.` : `Quote ${number} is ${quote}.`;
    left.push({ about: 'quote', number, sentence, choices: quote === 'open' ? closing : [] });
  }
  if (ended.order) {
    const { number } = ended.order;
    const sentence =
      order === null
        ? `Order ${number} is no longer in the sales system.`
        : `Order ${number} is ${order}; it is changed or cancelled in the sales system alone.`;
    left.push({ about: 'order', number, sentence, choices: [] });
  }
  if (ended.customer) {
    const sentence = written
      ? `A closing mail to the customer was begun in inquiry ${written}.`
      : `Nothing more goes to ${ended.customer.email} from this inquiry.`;
    left.push({ about: 'customer', number: null, sentence, choices: written ? [] : [writing] });
  }
  return left;
}

/** An inquiry that begins with a draft to the customer of the one it follows: reviewed and sent once, as every mail is. */
export function begunWithDraft(
  input: Parameters<typeof opened>[0],
  before: Pick<InquiryState, 'customer'> & { mail: string; language: string; sender: string; address: string },
  by: string,
): InquiryState {
  const { customer, mail, language, sender, address: from } = before;
  const begun = note(opened(input), input.createdAt, {
    kind: 'decision',
    by,
    summary: `${by} began a closing mail to the customer of inquiry ${input.follows}, which has ended.`,
  });
  return {
    ...begun,
    version: 1,
    stage: 'draft',
    about: 'closing',
    // The mail that is answered; it was read, and stays, in the inquiry before.
    mail: { mail, kind: 'other', sure: true, language, from, sender, lines: 0, sureLines: 0, notes: [] },
    seen: [mail],
    customer,
    looked: 1,
  };
}

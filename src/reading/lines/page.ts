/** One readable text of a mail and stretches of it. Evidence is given in its places. */
import type { Evidence } from '../../domain/reading.ts';
import { squeeze, type Token } from '../words.ts';

export interface Page {
  mail: string;
  /** MIME part number, `subject`, or a part with its page, sheet or cell. */
  part: string;
  text: string;
}

/** A stretch of a page that belongs together: a list line, a sentence, a row. */
export interface Stretch {
  page: Page;
  tokens: Token[];
  start: number;
  end: number;
  /** A line of its own in the mail: a list entry, not part of running prose. */
  listed: boolean;
  /** The next sentence takes back a number, and does not say plainly which. */
  doubted?: boolean;
}

/** The words of a stretch of a page as people read them: quote marks and line ends left out. */
export const wordsOf = (page: Page, start: number, end: number): string =>
  squeeze(page.text.slice(start, end).replace(/\n[> ]*/g, ' '));

export const evidence = (page: Page, start: number, end: number): Evidence => ({
  mail: page.mail,
  part: page.part,
  start,
  end,
  quote: page.text.slice(start, end),
});

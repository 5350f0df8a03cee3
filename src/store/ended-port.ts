/** What is done with inquiries after their workflow has ended, when the store is the only record. */
export interface EndedPort {
  /** Tells, once, who closed the quote. */
  noteClosed(inquiry: string, told: { by: string; summary: string }): Promise<void>;
  /** The inquiry in which its closing mail is written: `next`, or the one that was given first. Told on the timeline. */
  followUp(inquiry: string, asked: { next: string; by: string }): Promise<string>;
  /** That inquiry, or null. */
  followedUp(inquiry: string): Promise<string | null>;
  /** Leaves an audit line of many that were stopped at once. */
  noteStopAll(stopped: number, by: string): Promise<void>;
}

/** One person's data, by address in lower case. */
export interface ErasurePort {
  /** Theirs, and those that run in which they wrote. */
  inquiriesOf(address: string): Promise<{ running: string[]; ended: { id: string; documents: string[] }[] }>;
  /**
   * Removes their mails with readings and files, what was learned of their words, and their address from other people's mails,
   * drafts and timelines. Safe to repeat.
   */
  eraseAddress(
    address: string,
    options: { except: string[] },
  ): Promise<{ mails: number; mentions: number; aliases: number }>;
  /** Leaves an audit line. `contact`: an id that is no personal data. */
  noteErased(contact: string, told: { by: string } & Erased): Promise<void>;
}

/** How many went. `inquiries`: whole; `mentions`: things that named the address; `addresses`: stored with a contact. */
export interface Erased {
  inquiries: number;
  mails: number;
  mentions: number;
  aliases: number;
  addresses: number;
}

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

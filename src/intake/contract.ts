/** What intake offers to the API, the SMTP listener and activities. `createIntake` (index.ts) gives one of these. */
import type { Person } from '../domain/decision.ts';
import type { Disposition, Mail } from '../domain/mail.ts';
import type { InquiryState } from '../domain/state.ts';

export interface Received {
  mail: Mail;
  disposition: Disposition;
  /** The inquiry it opened or continues, if any. */
  inquiry: string | null;
}

export interface Intake {
  /**
   * Stores a raw message once, with majority write, gives it a disposition and routes it to its inquiry. When this
   * returns the mail cannot be lost: routing that fails is driven again. Throws `NotAMail`, `TooLarge`, `Unavailable`.
   */
  receive(raw: Buffer, from: { mailbox: string }): Promise<Received>;
  /** Treats a mail that was set aside as an inquiry. Throws `NotFound`, `AlreadyRouted`. */
  open(mail: string): Promise<Received>;
  /** Begins, once, an inquiry in which a closing mail to the customer of an ended one is drafted; its id. Throws `InquiryRuns`, `NoSuchDocument`. */
  writeAfter(inquiry: string, by: Person): Promise<string>;
  /** Moves a mail to an inquiry of its own, begun for it and linked with the one that it comes from; safe to repeat. */
  part(mail: string, from: string, into: string): Promise<void>;
  /** Moves all mails of an inquiry to another, which reads those of the customer; safe to repeat. `NothingToMerge`: that one cannot take them. */
  merge(from: string, into: string): Promise<void>;
  /** Begins an inquiry out of another, with the state that its workflow prepared; safe to repeat. */
  begin(state: InquiryState): Promise<void>;
  /** Routes what was stored and never routed, and opens what waited for the daily limit; how many. */
  drive(): Promise<number>;
}

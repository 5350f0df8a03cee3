import type { Delivery } from './delivery.ts';
import type { Kind } from './reading.ts';

/** What `readMail` found, small enough to travel. */
export interface MailFacts {
  mail: string;
  kind: Kind;
  /** The reader is sure of the kind. */
  sure: boolean;
  language: string;
  from: string;
  /** As the customer wrote it, for the timeline. */
  sender: string;
  lines: number;
  sureLines: number;
  notes: string[];
  /** Against the quote or order that it is about, in sentences. */
  difference?: string[];
  /** Of automatic replies: the day the sender is back, YYYY-MM-DD, where it is said. */
  returns?: string | null;
  /** Of bounces: what was not delivered. */
  delivery?: Delivery;
}

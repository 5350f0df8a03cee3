/** What is to leave: one row per draft, so that no mail leaves twice (design rule 5). */
export interface OutboxRow {
  /** The draft's id: one row per draft revision. */
  id: string;
  inquiry: string;
  messageId: string;
  /** `shadow`: it would have been sent, and never is. */
  status: 'waiting' | 'sending' | 'sent' | 'unclear' | 'failed' | 'shadow';
  attempts: number;
  /** When the last attempt gave its last sign, ISO instant; null before the first. */
  claimedAt: string | null;
  mail: string | null;
  error: string | null;
}

export interface OutboxPort {
  /** The row of this draft, made if absent. */
  open(id: string, row: { inquiry: string; messageId: string }): Promise<OutboxRow>;
  /**
   * Claims the row for one attempt: true for exactly one caller while the status is waiting or failed. `after` takes an
   * attempt over whose end is not known (sending, unclear), as long as it is still the last one.
   */
  claim(id: string, options?: { after: number }): Promise<boolean>;
  /** Says that this attempt still goes on: `claimedAt` is now, unless another attempt has the row. */
  renew(id: string, options: { attempt: number }): Promise<void>;
  settle(
    id: string,
    result:
      | { status: 'sent' | 'shadow'; mail: string }
      | { status: 'shadow' }
      | { status: 'unclear' | 'failed' | 'waiting'; error: string },
  ): Promise<void>;
  find(id: string): Promise<OutboxRow | null>;
  /** The drafts that left under these Message-IDs, in their order. */
  draftsOf(messageIds: string[]): Promise<string[]>;
}

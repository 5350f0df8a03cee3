import type { Alias, AliasOwner } from '../domain/alias.ts';
import type { Page } from './contract.ts';

/** What was learned from people's corrections. */
export interface AliasPort {
  /**
   * Newest wins: what the same owner's words meant before is kept as history. The same item again, or the same line of the
   * same edit (`source`), changes nothing.
   */
  learn(
    alias: Omit<Alias, 'id' | 'at' | 'revoked'> & { source: { edit: string; line: string } | null },
  ): Promise<{ alias: Alias; isNew: boolean }>;
  /** What an edit taught, however often it was worked in. */
  taughtBy(edit: string): Promise<Alias[]>;
  /** In force for this customer: the contact's, the account's and everybody's. */
  recall(customer: { account: string | null; contact: string | null }): Promise<Alias[]>;
  find(id: string): Promise<Alias | null>;
  /** Which of these are no longer in force. */
  revoked(ids: string[]): Promise<string[]>;
  /** Gives it to another owner; null where none of this id is in force. Throws `AliasRefused` where that owner has these words. */
  move(id: string, owner: AliasOwner): Promise<Alias | null>;
  /** Keeps it, with who and when. Taken back twice, the first stands. */
  revoke(id: string, by: string): Promise<Alias | null>;
  /** Newest first. */
  list(
    filter: { q?: string; account?: string; contact?: string; item?: string; revoked?: boolean },
    page: { limit: number; after?: string },
  ): Promise<Page<Alias>>;
}

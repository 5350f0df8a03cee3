import type { Fact } from '../domain/kpis.ts';

/** What the KPIs are counted from. */
export interface KpiPort {
  /** Brings the facts up to what is published. Safe to repeat. */
  catchUp(): Promise<void>;
  /** Of inquiries on which something happened between the two instants, also of those that were removed since. */
  facts(within: { since: string; before: string; mailbox?: string }): AsyncIterable<Fact>;
}

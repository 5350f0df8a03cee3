/**
 * New inquiries a calendar day and mailbox (`policy.dailyLimit`; the day is the company's). What is beyond waits, and is let in
 * when a day begins or the limit is raised: known customers first, the oldest first among them. Nothing else is counted: mails of
 * inquiries that there are, and mails that a person opens.
 */
import type { Logger } from 'pino';
import { today } from '../domain/day.ts';
import type { Mail } from '../domain/mail.ts';
import type { Store } from '../store/contract.ts';

export interface DailyLimitDependencies {
  store: Store;
  /** Whether the sender is one of our contacts. */
  knows: (address: string) => Promise<boolean>;
  log: Logger;
  /** Overrides the clock (tests). */
  clock?: () => Date;
}

/** One turn of the mailbox schedule has a minute. */
const MOST_AT_ONCE = 200;

/** One of the day's places. Given back where no inquiry came of it; one that a crash left taken is free again the next day. */
export interface Place {
  giveBack(): Promise<void>;
}

export interface Waiting {
  waits: 'known' | 'unknown';
  reason: string;
}

export function createDailyLimit({ store, knows, log, clock = () => new Date() }: DailyLimitDependencies) {
  const rules = async () => {
    const [{ timeZone }, { dailyLimit }] = await Promise.all([store.settings.company(), store.settings.policy()]);
    return { day: today(timeZone, clock()), dailyLimit };
  };

  /** Null: all of today are taken. */
  const take = async (mailbox: string): Promise<Place | null> => {
    const { day, dailyLimit } = await rules();
    if (!(await store.openings.take(mailbox, day, dailyLimit))) return null;
    return { giveBack: () => store.openings.giveBack(mailbox, day) };
  };

  const isKnown = async (from: Mail['from']): Promise<boolean> => {
    try {
      return from !== null && (await knows(from.address));
    } catch (error) {
      log.warn({ error }, 'whether the sender of a waiting mail is known could not be asked');
      return false;
    }
  };

  return {
    /** For a mail that just came: null too while others wait, who go before it. */
    takeInTurn: async (mailbox: string): Promise<Place | null> =>
      (await store.mails.nextWaiting(mailbox)) ? null : await take(mailbox),
    /** Opens those that wait, in their order, while there are places. `begin` gives null for what somebody else opened. */
    letIn: async (mailbox: string, begin: (mail: string) => Promise<Mail | null>): Promise<Mail[]> => {
      const opened: Mail[] = [];
      for (let count = 0; count < MOST_AT_ONCE; count++) {
        const next = await store.mails.nextWaiting(mailbox);
        const place = next && (await take(mailbox));
        if (!place) break;
        const mail = await begin(next.id);
        if (mail) opened.push(mail);
        else await place.giveBack();
      }
      return opened;
    },
    /** How a mail that found no place waits. */
    waiting: async ({ from }: Pick<Mail, 'from'>): Promise<Waiting> => {
      const { day, dailyLimit } = await rules();
      const reason = `Waits for tomorrow: ${dailyLimit} of ${dailyLimit} new inquiries today (${day}). Known customers go first.`;
      return { waits: (await isKnown(from)) ? 'known' : 'unknown', reason };
    },
  };
}

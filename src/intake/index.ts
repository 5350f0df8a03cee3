/**
 * A raw mail becomes a stored mail with a disposition, once, and is routed to its inquiry. The order makes it crash-safe:
 * the inquiry's ulid is on the mail's row before the workflow starts, and what was never marked as routed is driven again.
 */
import type { Client } from '@temporalio/client';
import { Failure } from '../domain/failures.ts';
import type { Mail } from '../domain/mail.ts';
import type { ParsedMail, ReadingService } from '../reading/contract.ts';
import type { Intake, Received } from './contract.ts';
import { createDailyLimit, type DailyLimitDependencies } from './daily-limit.ts';
import { dispose } from './dispose.ts';
import { createWriteAfter } from './follow-up.ts';
import { createBegin } from './begin.ts';
import { incoming } from './incoming.ts';
import { createRouter } from './route.ts';

export interface IntakeDependencies extends DailyLimitDependencies {
  reading: Pick<ReadingService, 'parse'>;
  temporal: Client;
  /** Overrides the policy's debounce (tests, benchmarks). */
  debounceSeconds?: number | null;
}

/** Raw messages larger than this are refused before they are parsed: 35 MiB, as most mail systems do. */
export const LARGEST_MAIL = 35 * 1024 * 1024;

/** Rows younger than this are being routed by whoever stored them. */
const STRANDED_AFTER_MS = 15_000;

/** The same mail once more after this is no longer one of several that came at once. */
const REPEATED_AFTER_MS = 2_000;

export function createIntake(dependencies: IntakeDependencies): Intake {
  const { store, reading, log } = dependencies;
  const route = createRouter(dependencies);
  const dailyLimit = createDailyLimit(dependencies);

  /** Stored is what counts: routing that fails now is driven again by the mailbox schedule. */
  const tryToRoute = async (mail: Mail): Promise<Mail> => {
    try {
      return await route(mail);
    } catch (error) {
      log.warn({ mail: mail.id, error }, 'mail stored but not routed yet');
      return mail;
    }
  };

  /** Who got no answer sends again: what broke the answer off may have kept the mail from its inquiry too. */
  const routedAgain = async (mail: Mail): Promise<Mail> => {
    const stranded = await store.mails.unrouted(REPEATED_AFTER_MS, 100);
    return stranded.some(({ id }) => id === mail.id) ? await tryToRoute(mail) : mail;
  };

  /** Null where its twin was kept between the look and the write: looked at once more, it is a duplicate. */
  const keep = async (mail: ReturnType<typeof incoming>, parsed: ParsedMail, raw: Buffer) => {
    const { disposition, reason, inquiry, once } = await dispose({ store }, mail, parsed);
    const place = disposition === 'inquiry' ? await dailyLimit.takeInTurn(mail.mailbox) : null;
    if (disposition === 'inquiry' && !place) {
      const { waits, reason } = await dailyLimit.waiting(mail);
      return await store.mails.keep({ ...mail, disposition: 'over-limit', reason }, raw, {
        inquiry: null,
        once,
        waits,
      });
    }
    const kept = await store.mails.keep({ ...mail, disposition, reason }, raw, { inquiry, once });
    if (place && !kept?.isNew) await place.giveBack();
    return kept;
  };

  /** Null where it belongs to an inquiry already. What the sender wrote after it, in the same thread, waits no longer either. */
  const begin = async (id: string): Promise<Mail | null> => {
    const mail = await store.mails.assign(id, route.newInquiry(), 'inquiry');
    if (!mail) return null;
    const routed = await tryToRoute(mail);
    for (let follows = await following(mail); follows; follows = await following(mail)) {
      const assigned = await store.mails.assign(follows.id, mail.inquiry!, 'continues');
      if (assigned) await tryToRoute(assigned);
    }
    return routed;
  };
  const following = async ({ mailbox, messageId }: Mail): Promise<Mail | null> =>
    messageId === null ? null : await store.mails.nextWaiting(mailbox, messageId);

  const answer = (mail: Mail): Received => ({ mail, disposition: mail.disposition ?? 'other', inquiry: mail.inquiry });

  return {
    async receive(raw, { mailbox }) {
      if (raw.length > LARGEST_MAIL)
        throw new Failure('TooLarge', `The message has ${raw.length} bytes; ${LARGEST_MAIL} are taken.`);
      const parsed = await reading.parse(raw);
      const mail = incoming(parsed, raw, mailbox);
      const kept = (await keep(mail, parsed, raw)) ?? (await keep(mail, parsed, raw));
      if (!kept) throw new Failure('Internal', 'The mail is neither new nor known.');
      log.info({ mail: kept.mail.id, disposition: kept.mail.disposition, isNew: kept.isNew }, 'mail stored');
      if (!kept.isNew) return { ...answer(await routedAgain(kept.mail)), disposition: 'duplicate' };
      if (kept.mail.inquiry) return answer(await tryToRoute(kept.mail));
      // It stood behind others, and there may be places for all of them.
      const opened = kept.mail.disposition === 'over-limit' ? await dailyLimit.letIn(mailbox, begin) : [];
      return answer(opened.find(({ id }) => id === kept.mail.id) ?? kept.mail);
    },

    async open(id) {
      const mail = await store.mails.find(id);
      if (!mail || mail.direction !== 'in') throw new Failure('NotFound', 'There is no such incoming mail.');
      const opened = await begin(id);
      if (!opened)
        throw new Failure('AlreadyRouted', 'This mail already belongs to an inquiry.', { inquiry: mail.inquiry });
      return answer(opened);
    },

    async part(id, from, into) {
      const mail = await store.mails.find(id);
      if (!mail) throw new Failure('NotFound', 'There is no such mail.');
      await route.part(mail, from, into);
    },

    merge: (from, into) => route.merge(from, into),
    writeAfter: createWriteAfter(dependencies),
    begin: createBegin(dependencies),

    async drive() {
      const stranded = await store.mails.unrouted(STRANDED_AFTER_MS, 100);
      for (const mail of stranded) await tryToRoute(mail);
      let opened = 0;
      for (const mailbox of await store.mails.mailboxesWaiting())
        opened += (await dailyLimit.letIn(mailbox, begin)).length;
      return stranded.length + opened;
    },
  };
}

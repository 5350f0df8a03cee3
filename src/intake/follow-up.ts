import { ulid } from 'ulid';
import type { Person } from '../domain/decision.ts';
import { Failure } from '../domain/failures.ts';
import { begunWithDraft } from '../domain/follow-up.ts';
import type { InquiryInput } from '../workflows/messages.ts';
import { createBegin } from './begin.ts';
import type { IntakeDependencies } from './index.ts';

/**
 * Begins the one inquiry in which a closing mail to an ended inquiry's customer is drafted. Its id is on the ended one's timeline
 * before the workflow starts, so that a repetition after a crash starts that one and no second.
 */
export function createWriteAfter(dependencies: IntakeDependencies) {
  const { store } = dependencies;
  const begin = createBegin(dependencies);
  return async (id: string, by: Person): Promise<string> => {
    const before = await store.inquiries.find(id);
    if (!before?.outcome) throw new Failure('InquiryRuns', 'Only what has ended is followed up.');
    const answered = await store.mails.newestOf(id);
    if (!answered?.from) throw new Failure('NoSuchDocument', 'This inquiry has no mail that could be answered.');
    const next = await store.ended.followUp(id, { next: ulid(), by: by.name });
    const known = await store.inquiries.find(next);
    if (known && known.version > 1) return next;

    const input: InquiryInput = {
      id: next,
      mailbox: before.mailbox,
      subject: before.subject,
      createdAt: new Date().toISOString(),
      follows: id,
      policy: await store.settings.policy(),
    };
    const { customer, language } = before;
    const sender = answered.from.name || answered.from.address;
    const state = begunWithDraft(
      input,
      { customer, mail: answered.id, language: language ?? 'en', sender, address: answered.from.address },
      by.name,
    );
    await begin(state, {
      summary: `Closing mail: ${before.subject}`,
      details: `Begun by a person after inquiry ${id}.`,
    });
    return next;
  };
}

/** Which inquiry a mail belongs to, and whether that inquiry knows. */
import type { Connection, Model } from 'mongoose';
import type { Mail } from '../domain/mail.ts';
import type { Store } from './contract.ts';
import type { Files } from './files.ts';
import { mailOf, type MailRow } from './mail-row.ts';

type Routing = Pick<
  Store['mails'],
  'assign' | 'reassign' | 'share' | 'nextWaiting' | 'mailboxesWaiting' | 'markRouted' | 'unrouted'
>;

export function routing(model: Model<MailRow>, connection: Connection, files: Files): Routing {
  /** Gives a mail and its files to an inquiry in one transaction, and leaves it to be routed. */
  async function move(
    id: string,
    from: string | null,
    fields: Partial<MailRow> & { inquiry: string },
  ): Promise<Mail | null> {
    return connection.transaction(async (session) => {
      const row = await model
        .findOneAndUpdate(
          { _id: id, inquiry: from },
          { $set: { ...fields, unrouted: true }, $unset: { waits: 1 } },
          { session, returnDocument: 'after' },
        )
        .lean<MailRow | null>();
      if (row) await files.give(row.owner, fields.inquiry, session);
      return row && mailOf(row);
    });
  }

  return {
    assign: (id, inquiry, disposition) => move(id, null, { inquiry, disposition, reason: null }),
    reassign: (id, from, to) => move(id, from, { inquiry: to }),
    share: async (ids, inquiry) => {
      await model.updateMany({ _id: { $in: ids }, inquiry: { $ne: inquiry } }, { $addToSet: { sharedWith: inquiry } });
    },
    nextWaiting: async (mailbox, answers) => {
      // As it sorts, `known` comes before `unknown`.
      const row = await model
        .findOne({
          mailbox,
          waits: { $exists: true },
          ...(answers === undefined ? {} : { $or: [{ inReplyTo: answers }, { references: answers }] }),
        })
        .sort({ waits: 1, _id: 1 })
        .lean<MailRow | null>();
      return row && mailOf(row);
    },
    mailboxesWaiting: () => model.distinct('mailbox', { waits: { $exists: true } }),
    markRouted: async (id) => {
      await model.updateOne({ _id: id }, { $unset: { unrouted: 1 } });
    },
    unrouted: async (olderThanMs, limit) => {
      const before = new Date(Date.now() - olderThanMs);
      const rows = await model
        .find({ unrouted: true, direction: 'in', receivedAt: { $lte: before } })
        .sort({ receivedAt: 1 })
        .limit(limit)
        .lean<MailRow[]>();
      return rows.map(mailOf);
    },
  };
}

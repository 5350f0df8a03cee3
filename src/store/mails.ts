/** Mails in and out. The raw message is stored before its row; a row that can be found has its message. */
import type { Connection, QueryFilter } from 'mongoose';
import { monotonicFactory } from 'ulid';
import type { Attachment, Mail } from '../domain/mail.ts';
import type { Store } from './contract.ts';
import { Failure } from '../domain/failures.ts';
import { byInquiry } from './by-inquiry.ts';
import { isDuplicate } from './edge.ts';
import type { Files } from './files.ts';
import { sha256 } from './files.ts';
import { mailFields, mailIndexes, mailOf, partsOf, type MailRow } from './mail-row.ts';
import { routing } from './mail-routing.ts';
import { declare } from './model.ts';
import { keyOf, pageOf } from './page.ts';

const newId = monotonicFactory();
const majority = { writeConcern: { w: 'majority' } } as const;

export function mails(connection: Connection, files: Files) {
  const model = declare<MailRow>(connection, { collection: 'mails', fields: mailFields, indexes: mailIndexes });

  /** Attachments and raw message belong to this mail: two mails with the same picture do not share it. */
  const storeRaw = (owner: string, raw: Buffer, inquiry: string | null) =>
    files.putFor(owner, { name: 'message.eml', type: 'message/rfc822', content: raw, inquiry });

  /** The row of this key, or the one given: exactly one of many callers inserts. Null: another row has a key of its own. */
  async function insertOnce(key: QueryFilter<MailRow>, row: MailRow): Promise<{ mail: Mail; isNew: boolean } | null> {
    try {
      await model.updateOne({ _id: row._id }, { $setOnInsert: row }, { upsert: true, ...majority });
      return { mail: mailOf(row), isNew: true };
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const first = await model.findOne(key).lean<MailRow | null>();
      return first && { mail: mailOf(first), isNew: false };
    }
  }

  const port: Store['mails'] = {
    keep: async ({ attachments, rawHash, contentHash, ...mail }, raw, { inquiry, once = [], waits }) => {
      const owner = `in/${mail.mailbox}/${rawHash}`;
      const stored = await storeRaw(owner, raw, inquiry);
      const kept: Attachment[] = [];
      for (const { inline, ...attachment } of attachments) {
        const { id: file, bytes, sha256: hash } = await files.putFor(owner, { ...attachment, inquiry });
        kept.push({ file, name: attachment.name, type: attachment.type, bytes, sha256: hash, inline });
      }
      const row = await insertOnce(
        { direction: 'in', mailbox: mail.mailbox, rawHash },
        {
          ...partsOf(mail),
          _id: newId(),
          direction: 'in',
          disposition: mail.disposition,
          reason: mail.reason,
          date: mail.date === null ? null : new Date(mail.date),
          receivedAt: new Date(),
          inquiry,
          attachments: kept,
          sending: null,
          raw: stored.id,
          bytes: raw.length,
          rawHash,
          contentHash,
          owner,
          ...(once.length > 0 && { once }),
          ...(waits !== undefined && { waits }),
          ...(inquiry !== null && { unrouted: true }),
        },
      );
      if (!row) await files.give(owner, null);
      return row;
    },

    keepSent: async (sent, mail, sending = 'sent') => {
      const owner = `out/${sent.messageId}`;
      const stored = await storeRaw(owner, sent.raw, mail.inquiry);
      const kept = await insertOnce(
        { direction: 'out', messageId: sent.messageId },
        {
          ...partsOf({ ...mail, messageId: sent.messageId }),
          _id: newId(),
          direction: 'out',
          disposition: null,
          reason: null,
          inquiry: mail.inquiry,
          attachments: mail.attachments,
          date: new Date(sent.at),
          receivedAt: new Date(sent.at),
          sending,
          raw: stored.id,
          bytes: sent.raw.length,
          rawHash: sha256(sent.raw),
          owner,
        },
      );
      if (!kept) throw new Failure('Internal', `${sent.messageId} is neither new nor known`);
      if (kept.mail.sending === 'sent' || kept.mail.sending === sending) return kept.mail;
      // It is there as one that could not be sent before: the same mail, the same id.
      const at = new Date(sent.at);
      const left = { sending, date: at, receivedAt: at } as const;
      const raw = { raw: stored.id, bytes: sent.raw.length, rawHash: sha256(sent.raw) };
      await model.updateOne({ _id: kept.mail.id }, { $set: { ...left, ...raw } }, majority);
      return { ...kept.mail, ...left, date: sent.at, receivedAt: sent.at, bytes: sent.raw.length };
    },
    keepUnsent: async ({ messageId, sending }, mail) => {
      const row = await insertOnce(
        { direction: 'out', messageId },
        {
          ...partsOf({ ...mail, messageId }),
          _id: newId(),
          direction: 'out',
          disposition: null,
          reason: null,
          inquiry: mail.inquiry,
          attachments: mail.attachments,
          date: null,
          receivedAt: new Date(),
          sending,
          raw: null,
          bytes: 0,
          rawHash: '',
          owner: `out/${messageId}`,
        },
      );
      if (row && !row.isNew)
        await model.updateOne({ _id: row.mail.id, sending: { $ne: 'sent' } }, { $set: { sending } });
    },

    find: async (id) => {
      const row = await model.findById(id).lean<MailRow | null>();
      return row && mailOf(row);
    },
    whole: async (id) => {
      const row = await model.findById(id).lean<MailRow | null>();
      return row?.raw ? { mail: mailOf(row), raw: await files.port.read(row.raw) } : null;
    },
    raw: async (id) => {
      const row = await model.findById(id, { raw: 1 }).lean<Pick<MailRow, 'raw'> | null>();
      return row?.raw ? files.port.read(row.raw) : null;
    },
    idsOf: async (inquiry) => {
      const rows = await model.find({ inquiry }, { _id: 1 }).sort({ _id: 1 }).lean<Pick<MailRow, '_id'>[]>();
      return rows.map(({ _id }) => _id);
    },
    newestOf: async (inquiry) => {
      const row = await model
        .findOne({ inquiry, direction: 'in', disposition: { $nin: ['auto-reply', 'bounce'] } })
        .sort({ _id: -1 })
        .lean<MailRow | null>();
      return row && mailOf(row);
    },
    byMessageIds: async (ids) => {
      const rows = await model
        .find({ messageId: { $in: ids } })
        .sort({ _id: 1 })
        .lean<MailRow[]>();
      return rows.map(mailOf);
    },
    sameContent: async ({ messageId, contentHash }, since) => {
      const lately: QueryFilter<MailRow> = { receivedAt: { $gte: since } };
      const row = await model
        .findOne({ contentHash, $or: messageId === null ? [lately] : [{ messageId }, lately] })
        .sort({ receivedAt: 1 })
        .lean<MailRow | null>();
      return row && mailOf(row);
    },
    ...routing(model, connection, files),
    list: async (filter, { limit, after }) => {
      const older = after === undefined ? {} : { _id: { $lt: keyOf(after, /^[0-9A-Z]{26}$/) } };
      const rows = await model
        .find({ ...filter, ...older })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<MailRow[]>();
      return pageOf(rows, limit, { give: mailOf, key: ({ _id }) => _id });
    },
  };

  return {
    port,
    model,
    /** When people's mails of these inquiries came in, and ours left; oldest first. */
    timesOf: async (inquiries: string[]): Promise<Map<string, MailTimes[]>> => {
      const rows = await model
        .find(
          {
            inquiry: { $in: inquiries },
            $or: [{ direction: 'in', disposition: { $nin: ['auto-reply', 'bounce'] } }, { sending: 'sent' }],
          },
          { inquiry: 1, direction: 1, receivedAt: 1 },
        )
        .lean<Pick<MailRow, '_id' | 'inquiry' | 'direction' | 'receivedAt'>[]>();
      const times = rows.map(({ inquiry, direction, receivedAt }) => ({
        inquiry: inquiry!,
        direction,
        at: receivedAt.toISOString(),
      }));
      times.sort((a, b) => (a.at < b.at ? -1 : 1));
      return byInquiry(times);
    },
    /** What inquiries split off this one work on too goes to the first of them that is still there. */
    handOn: async (inquiry: string, isThere: (id: string) => Promise<boolean>): Promise<void> => {
      const rows = await model.find({ inquiry, sharedWith: { $exists: true } }).lean<MailRow[]>();
      for (const { _id, owner, sharedWith = [] } of rows) {
        const there = await Promise.all(sharedWith.map(isThere));
        const [heir, ...others] = sharedWith.filter((_, at) => there[at]);
        if (heir === undefined) continue;
        // Files first: cut short, the next try finds the row here still.
        await files.give(owner, heir);
        await model.updateOne({ _id, inquiry }, { $set: { inquiry: heir, sharedWith: others } });
      }
    },
    removeOf: async (inquiry: string): Promise<void> => {
      await model.deleteMany({ inquiry });
    },
  };
}

export interface MailTimes {
  inquiry: string;
  direction: Mail['direction'];
  at: string;
}

export type Mails = ReturnType<typeof mails>;

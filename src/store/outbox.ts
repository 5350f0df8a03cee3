/** One row per draft that is to leave: no mail leaves twice (design rule 5). */
import type { Connection, QueryFilter } from 'mongoose';
import { Failure } from '../domain/failures.ts';
import type { OutboxPort, OutboxRow } from './outbox-port.ts';
import { isDuplicate } from './edge.ts';
import { declare } from './model.ts';

type Row = Omit<OutboxRow, 'id' | 'claimedAt'> & { _id: string; claimedAt: Date | null };
const majority = { writeConcern: { w: 'majority' } } as const;

const rowOf = ({ _id, claimedAt, ...rest }: Row): OutboxRow => ({
  id: _id,
  ...rest,
  claimedAt: claimedAt?.toISOString() ?? null,
});

export function outbox(connection: Connection) {
  const model = declare<Row>(connection, {
    collection: 'outbox',
    fields: {
      _id: String,
      inquiry: String,
      messageId: String,
      status: String,
      attempts: Number,
      claimedAt: Date,
      mail: String,
      error: String,
    },
    indexes: [[{ inquiry: 1 }], [{ messageId: 1 }, { unique: true }]],
  });

  const find = async (id: string): Promise<OutboxRow | null> => {
    const row = await model.findById(id).lean<Row | null>();
    return row && rowOf(row);
  };

  const port: OutboxPort = {
    open: async (id, { inquiry, messageId }) => {
      const fresh = {
        inquiry,
        messageId,
        status: 'waiting',
        attempts: 0,
        claimedAt: null,
        mail: null,
        error: null,
      } as const;
      try {
        const row = await model
          .findOneAndUpdate(
            { _id: id },
            { $setOnInsert: fresh },
            { upsert: true, returnDocument: 'after', ...majority },
          )
          .lean<Row>();
        return rowOf(row);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      const row = await find(id);
      if (!row) throw new Failure('Internal', `The Message-ID ${messageId} already belongs to another draft`);
      return row;
    },
    claim: async (id, options) => {
      const open: QueryFilter<Row> = { status: { $in: ['waiting', 'failed'] } };
      const left: QueryFilter<Row> = { status: { $in: ['sending', 'unclear'] }, attempts: options?.after };
      const claimed = await model.updateOne(
        { _id: id, $or: options ? [open, left] : [open] },
        { $set: { status: 'sending', claimedAt: new Date() }, $inc: { attempts: 1 } },
        majority,
      );
      return claimed.modifiedCount === 1;
    },
    renew: async (id, { attempt }) => {
      await model.updateOne({ _id: id, status: 'sending', attempts: attempt }, { $set: { claimedAt: new Date() } });
    },
    settle: async (id, result) => {
      const fields = result.status === 'sent' ? { ...result, error: null } : result;
      await model.updateOne({ _id: id, status: { $ne: 'sent' } }, { $set: fields }, majority);
    },
    find,
    draftsOf: async (messageIds) => {
      const rows = await model.find({ messageId: { $in: messageIds } }, { messageId: 1 }).lean<Row[]>();
      return messageIds.flatMap((id) => rows.find(({ messageId }) => messageId === id)?._id ?? []);
    },
  };
  return {
    port,
    removeOf: async (inquiry: string): Promise<void> => {
      await model.deleteMany({ inquiry });
    },
  };
}

export type Outbox = ReturnType<typeof outbox>;

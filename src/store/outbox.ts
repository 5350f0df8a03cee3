/** One row per draft that is to leave: no mail leaves twice (design rule 5). */
import type { Connection } from 'mongoose';
import { Failure } from '../domain/failures.ts';
import type { OutboxRow, Store } from './contract.ts';
import { isDuplicate } from './edge.ts';
import { declare } from './model.ts';

type Row = Omit<OutboxRow, 'id'> & { _id: string };
const majority = { writeConcern: { w: 'majority' } } as const;

export function outbox(connection: Connection) {
  const model = declare<Row>(connection, {
    collection: 'outbox',
    fields: {
      _id: String,
      inquiry: String,
      messageId: String,
      status: String,
      attempts: Number,
      mail: String,
      error: String,
    },
    indexes: [[{ inquiry: 1 }], [{ messageId: 1 }, { unique: true }]],
  });

  const find = async (id: string): Promise<OutboxRow | null> => {
    const row = await model.findById(id).lean<Row | null>();
    if (!row) return null;
    const { _id, ...rest } = row;
    return { id: _id, ...rest };
  };

  const port: Store['outbox'] = {
    open: async (id, { inquiry, messageId }) => {
      const fresh = { inquiry, messageId, status: 'waiting', attempts: 0, mail: null, error: null } as const;
      try {
        await model.updateOne({ _id: id }, { $setOnInsert: fresh }, { upsert: true, ...majority });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      const row = await find(id);
      if (!row) throw new Failure('Internal', `The Message-ID ${messageId} already belongs to another draft`);
      return row;
    },
    claim: async (id) => {
      const claimed = await model.updateOne(
        { _id: id, status: { $in: ['waiting', 'failed'] } },
        { $set: { status: 'sending' }, $inc: { attempts: 1 } },
        majority,
      );
      return claimed.modifiedCount === 1;
    },
    settle: async (id, result) => {
      const fields = result.status === 'sent' ? { ...result, error: null } : result;
      await model.updateOne({ _id: id, status: { $ne: 'sent' } }, { $set: fields }, majority);
    },
    find,
  };
  return {
    port,
    removeOf: async (inquiry: string): Promise<void> => {
      await model.deleteMany({ inquiry });
    },
  };
}

export type Outbox = ReturnType<typeof outbox>;

/** Who removed what, and when. Holds no personal data of customers. */
import type { Connection } from 'mongoose';
import { declare, Plain } from './model.ts';

interface Row {
  _id: string;
  at: Date;
  by: string;
  what: string;
  about: string;
  details: Record<string, number>;
}

export function audit(connection: Connection) {
  const model = declare<Row>(connection, {
    collection: 'audit',
    fields: { _id: String, at: Date, by: String, what: String, about: String, details: Plain },
    indexes: [[{ at: -1 }]],
  });
  return {
    /** One row per thing and action: doing it again after a crash leaves the first. */
    note: async (entry: Omit<Row, '_id' | 'at'>): Promise<void> => {
      const row = { ...entry, at: new Date() };
      await model.updateOne({ _id: `${entry.what}/${entry.about}` }, { $setOnInsert: row }, { upsert: true });
    },
  };
}

export type Audit = ReturnType<typeof audit>;

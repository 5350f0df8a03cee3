/** How many new inquiries each mailbox took on each calendar day. A row a day: small, and it says later how busy a day was. */
import type { Connection } from 'mongoose';
import type { Store } from './contract.ts';
import { isDuplicate } from './edge.ts';
import { declare } from './model.ts';

interface Row {
  /** `day mailbox`. */
  _id: string;
  taken: number;
}

export function openings(connection: Connection): Store['openings'] {
  const model = declare<Row>(connection, { collection: 'openings', fields: { _id: String, taken: Number } });
  const keyOf = (mailbox: string, day: string): string => `${day} ${mailbox}`;

  return {
    take: async (mailbox, day, limit) => {
      const below = { _id: keyOf(mailbox, day), taken: { $lt: limit } };
      try {
        await model.updateOne(below, { $inc: { taken: 1 } }, { upsert: true });
        return true;
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      // The row is there: at the limit, or another took the day's first place at the same instant.
      return (await model.updateOne(below, { $inc: { taken: 1 } })).modifiedCount === 1;
    },
    giveBack: async (mailbox, day) => {
      await model.updateOne({ _id: keyOf(mailbox, day), taken: { $gt: 0 } }, { $inc: { taken: -1 } });
    },
  };
}

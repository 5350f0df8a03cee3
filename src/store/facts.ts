/** What an installation remembers about itself, by key. */
import type { Connection } from 'mongoose';
import type { Store } from './contract.ts';
import { declare, Plain } from './model.ts';

interface Row {
  _id: string;
  value: unknown;
}

export function facts(connection: Connection): Store['facts'] {
  const model = declare<Row>(connection, { collection: 'facts', fields: { _id: String, value: Plain } });
  return {
    get: async (key) => (await model.findById(key).lean<Row | null>())?.value,
    set: async (key, value) => {
      await model.updateOne({ _id: key }, { $set: { value } }, { upsert: true });
    },
  };
}

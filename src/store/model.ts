/** How every collection is declared: its name, its fields, its indexes, all in one place. */
import {
  Schema,
  type Connection,
  type IndexDefinition,
  type IndexOptions,
  type Model,
  type SchemaDefinition,
} from 'mongoose';

export interface Declaration {
  collection: string;
  fields: SchemaDefinition;
  indexes?: [IndexDefinition, IndexOptions?][];
}

/** Any plain value: its shape is the TypeBox type's, checked where it came in. */
export const Plain = Schema.Types.Mixed;

/**
 * A model on this connection. A field that is not declared is an error (never dropped in silence), empty objects are
 * kept, nothing is built at first use: `buildCollections` does that at set-up.
 */
export function declare<Row>(connection: Connection, { collection, fields, indexes = [] }: Declaration): Model<Row> {
  const schema = new Schema(fields, {
    collection,
    versionKey: false,
    minimize: false,
    strict: 'throw',
    strictQuery: 'throw',
    autoIndex: false,
    autoCreate: false,
    id: false,
  });
  for (const [keys, options] of indexes) schema.index(keys, options);
  return connection.model(collection, schema) as unknown as Model<Row>;
}

/** Makes every declared collection and index that is missing. Safe to run again and by several processes at once. */
export async function buildCollections(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) {
    await model.createCollection();
    await model.createIndexes();
  }
}

/** Who may use the API. Of a token only its sha256 is kept: a stolen database opens no door. */
import { randomBytes } from 'node:crypto';
import type { Connection } from 'mongoose';
import { ulid } from 'ulid';
import { Failure } from '../domain/failures.ts';
import type { Role, Store, StoredPerson } from './contract.ts';
import { isDuplicate } from './edge.ts';
import { sha256 } from './files.ts';
import { declare } from './model.ts';

interface Row {
  _id: string;
  name: string;
  role: Role;
  /** sha256 of each token; absent before the first. */
  tokens?: string[];
}

const person = ({ _id, name, role }: Row): StoredPerson => ({ id: _id, name, role });

export function people(connection: Connection): Store['people'] {
  const model = declare<Row>(connection, {
    collection: 'people',
    fields: { _id: String, name: String, role: String, tokens: { type: [String], default: undefined } },
    indexes: [[{ tokens: 1 }, { unique: true, sparse: true }], [{ role: 1 }]],
  });
  const found = async (filter: { role?: Role }) => {
    const rows = await model.find(filter, { tokens: 0 }).sort({ name: 1, _id: 1 }).lean<Row[]>();
    return rows.map(person);
  };
  return {
    byToken: async (token) => {
      const row = await model.findOne({ tokens: sha256(token) }, { tokens: 0 }).lean<Row | null>();
      return row && person(row);
    },
    add: async ({ name, role }) => {
      const row = { _id: ulid(), name, role };
      await model.insertMany([row]);
      return person(row);
    },
    giveToken: async (id, token = `qw_${randomBytes(32).toString('base64url')}`) => {
      try {
        const given = await model.updateOne({ _id: id }, { $addToSet: { tokens: sha256(token) } });
        if (given.matchedCount === 0) throw new Failure('NotFound', 'There is no such person');
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw new Failure('Invalid', "This token is another person's", {}, { cause: error });
      }
      return token;
    },
    list: () => found({}),
    admins: () => found({ role: 'admin' }),
  };
}

/**
 * Correction memory. Of the same words of the same owner one alias is in force. A newer correction replaces it; the older one
 * stays as history, so that a quote that was made by it can be explained.
 */
import type { Connection, QueryFilter } from 'mongoose';
import { monotonicFactory } from 'ulid';
import { aliasKey, type Alias, type AliasOwner, type AliasScope } from '../domain/alias.ts';
import { Failure } from '../domain/failures.ts';
import type { Evidence } from '../domain/reading.ts';
import type { Store } from './contract.ts';
import { isDuplicate } from './edge.ts';
import { declare, Plain } from './model.ts';
import { keyOf, pageOf } from './page.ts';
import { beginningsOf, wordsOf } from './words.ts';

/** More than any customer's words; the newest of them. */
const MOST_RECALLED = 2_000;

interface Row {
  _id: string;
  /** The words as they are compared. */
  key: string;
  /** Whose words: `contact/…`, `account/…`, `all`. */
  owner: string;
  words: string;
  item: string;
  scope: AliasScope;
  account: string | null;
  contact: string | null;
  customer: string | null;
  inquiry: string | null;
  evidence: Evidence | null;
  by: string;
  at: Date;
  /** The edit that taught it, and of which line: a repeated edit teaches once. */
  edit?: string;
  line?: string;
  active: boolean;
  revokedBy: string | null;
  revokedAt: Date | null;
  replacedBy: string | null;
  /** For search. */
  found: string[];
}

const newId = monotonicFactory();

const keyOfOwner = ({ scope, account, contact }: Omit<AliasOwner, 'customer'>): string =>
  scope === 'all' ? 'all' : `${scope}/${scope === 'account' ? account : contact}`;

const foundBy = ({ words, item, customer, by }: Pick<Row, 'words' | 'item' | 'customer' | 'by'>) =>
  wordsOf([words, item, customer, by]);

function aliasOf(row: Row): Alias {
  const { _id, words, item, scope, account, contact, customer, inquiry, evidence, by, at } = row;
  const revoked = row.active
    ? null
    : { by: row.revokedBy ?? '', at: (row.revokedAt ?? at).toISOString(), replacedBy: row.replacedBy };
  return {
    ...{ id: _id, words, item, scope, account, contact, customer, inquiry, evidence },
    ...{ by, at: at.toISOString(), revoked },
  };
}

export function aliases(connection: Connection) {
  const text = { type: String, default: null };
  const model = declare<Row>(connection, {
    collection: 'aliases',
    fields: {
      ...{ _id: String, key: String, owner: String, words: String, item: String, scope: String },
      ...{ account: text, contact: text, customer: text, inquiry: text, evidence: Plain, by: String, at: Date },
      ...{ edit: String, line: String, active: Boolean, revokedBy: text, revokedAt: Date, replacedBy: text },
      found: [String],
    },
    indexes: [
      [
        { owner: 1, key: 1 },
        { unique: true, partialFilterExpression: { active: true } },
      ],
      [
        { edit: 1, line: 1 },
        { unique: true, partialFilterExpression: { edit: { $exists: true } } },
      ],
      [{ inquiry: 1 }],
      [{ account: 1, _id: -1 }],
      [{ contact: 1, _id: -1 }],
      [{ item: 1, _id: -1 }],
      [{ active: 1, _id: -1 }],
      [{ found: 1, _id: -1 }],
    ],
  });

  /** One of two writers of the same words meets the other's row: it looks again, once. */
  async function again<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return await write();
    }
  }

  const port: Store['aliases'] = {
    learn: ({ source, ...alias }) =>
      again(async () => {
        const taught = source && (await model.findOne(source).lean<Row | null>());
        if (taught) return { alias: aliasOf(taught), isNew: false };
        const place = { owner: keyOfOwner(alias), key: aliasKey(alias.words) };
        const before = await model.findOne({ ...place, active: true }).lean<Row | null>();
        if (before?.item === alias.item) return { alias: aliasOf(before), isNew: false };
        const at = new Date();
        const row: Row = {
          ...{ ...alias, ...place, ...source, _id: newId(), at, active: true },
          ...{ revokedBy: null, revokedAt: null, replacedBy: null, found: foundBy(alias) },
        };
        await connection.transaction(async (session) => {
          const replaced = { active: false, revokedBy: alias.by, revokedAt: at, replacedBy: row._id };
          await model.updateOne({ ...place, active: true }, { $set: replaced }, { session });
          await model.insertMany([row], { session });
        });
        return { alias: aliasOf(row), isNew: true };
      }),

    taughtBy: async (edit) => {
      const rows = await model.find({ edit }).sort({ _id: 1 }).lean<Row[]>();
      return rows.map(aliasOf);
    },

    recall: async ({ account, contact }) => {
      const owners = [
        keyOfOwner({ scope: 'all', account: null, contact: null }),
        ...(account === null ? [] : [keyOfOwner({ scope: 'account', account, contact: null })]),
        ...(contact === null ? [] : [keyOfOwner({ scope: 'contact', account: null, contact })]),
      ];
      const rows = await model
        .find({ owner: { $in: owners }, active: true })
        .sort({ _id: -1 })
        .limit(MOST_RECALLED)
        .lean<Row[]>();
      return rows.map(aliasOf);
    },

    find: async (id) => {
      const row = await model.findById(id).lean<Row | null>();
      return row && aliasOf(row);
    },

    revoked: async (ids) => {
      const held = await model.find({ _id: { $in: ids }, active: true }, { _id: 1 }).lean<Pick<Row, '_id'>[]>();
      return ids.filter((id) => !held.some(({ _id }) => _id === id));
    },

    move: async (id, owner) => {
      try {
        const row = await model.findOne({ _id: id, active: true }).lean<Row | null>();
        if (!row) return null;
        const moved = { ...owner, owner: keyOfOwner(owner), found: foundBy({ ...row, ...owner }) };
        await model.updateOne({ _id: id, active: true }, { $set: moved });
        return aliasOf({ ...row, ...moved });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw new Failure('AliasRefused', 'There is another alias of these words there.', {}, { cause: error });
      }
    },

    revoke: async (id, by) => {
      const taken = { active: false, revokedBy: by, revokedAt: new Date() };
      await model.updateOne({ _id: id, active: true }, { $set: taken });
      return await port.find(id);
    },

    list: async ({ q, revoked, ...filter }, { limit, after }) => {
      const beginnings = beginningsOf(q ?? '');
      const where: QueryFilter<Row> = {
        ...filter,
        ...(revoked !== undefined && { active: !revoked }),
        ...(beginnings.length > 0 && { $and: beginnings.map((found) => ({ found })) }),
        ...(after !== undefined && { _id: { $lt: keyOf(after, /^[0-9A-Z]{26}$/) } }),
      };
      const rows = await model
        .find(where)
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<Row[]>();
      return pageOf(rows, limit, { give: aliasOf, key: ({ _id }) => _id });
    },
  };

  return {
    port,
    /** What was learned stays; the words of the mail that is removed do not. */
    forgetMailsOf: async (inquiry: string): Promise<void> => {
      await model.updateMany({ inquiry }, { $set: { inquiry: null, evidence: null } });
    },
    /** What one contact means by a word goes, history included; of what was learned from their mails for others, the words of these. */
    forgetContact: async (contact: string, mails: string[]): Promise<number> => {
      const { deletedCount } = await model.deleteMany({ contact });
      await model.updateMany({ 'evidence.mail': { $in: mails } }, { $set: { inquiry: null, evidence: null } });
      return deletedCount;
    },
  };
}

export type Aliases = ReturnType<typeof aliases>;

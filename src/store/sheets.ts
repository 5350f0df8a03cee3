/** Long lists, such as 10,000 lines with their evidence, in sheets of 200: no document nears MongoDB's 16 MiB. */
import type { Connection } from 'mongoose';
import { declare, Plain } from './model.ts';

const perSheet = 200;

interface Sheet {
  /** `owner/n`. */
  _id: string;
  owner: string;
  n: number;
  /** Rows on all sheets of the owner. */
  total: number;
  rows: unknown[];
}

/** Lists of `T` by owner, in the named collection. */
export function sheets<T>(connection: Connection, collection: string) {
  const model = declare<Sheet>(connection, {
    collection,
    fields: { _id: String, owner: String, n: Number, total: Number, rows: [Plain] },
    indexes: [[{ owner: 1, n: 1 }, { unique: true }]],
  });
  const idOf = (owner: string, n: number) => `${owner}/${n}`;

  /** Nearly every list is one sheet, and one document changes at once: no transaction is needed, which cost three commands. */
  const replaceOnlySheet = async (owner: string, rows: T[]): Promise<void> => {
    const sheet = { _id: idOf(owner, 0), owner, n: 0, total: rows.length, rows };
    const before = await model
      .findOneAndReplace({ _id: sheet._id }, sheet, { upsert: true, projection: { total: 1 } })
      .lean<Pick<Sheet, 'total'> | null>();
    if (before && before.total > perSheet) await model.deleteMany({ owner, n: { $gte: 1 } });
  };

  return {
    /** The owner's whole list: readers see the old one or the new one. */
    replace: async (owner: string, rows: T[]): Promise<void> => {
      if (rows.length <= perSheet) return await replaceOnlySheet(owner, rows);
      const count = Math.ceil(rows.length / perSheet);
      const sheetsNow = Array.from({ length: count }, (_, n) => ({
        _id: idOf(owner, n),
        owner,
        n,
        total: rows.length,
        rows: rows.slice(n * perSheet, (n + 1) * perSheet),
      }));
      await connection.transaction(async (session) => {
        for (const sheet of sheetsNow) await model.replaceOne({ _id: sheet._id }, sheet, { upsert: true, session });
        await model.deleteMany({ owner, n: { $gte: count } }, { session });
      });
    },
    of: async (owner: string): Promise<T[]> => {
      const found = await model.find({ owner }).sort({ n: 1 }).lean<Sheet[]>();
      // Sheets of a longer list before may still be there for a moment: the first one says how many rows there are.
      return found.flatMap(({ rows }) => rows as T[]).slice(0, found[0]?.total ?? 0);
    },
    /** The first rows (at most one sheet) and how many there are. */
    top: async (owner: string, limit: number): Promise<{ rows: T[]; total: number }> => {
      const first = await model
        .findById(idOf(owner, 0), { rows: { $slice: limit }, total: 1 })
        .lean<Pick<Sheet, 'rows' | 'total'> | null>();
      return { rows: (first?.rows ?? []) as T[], total: first?.total ?? 0 };
    },
    remove: async (owners: string[]): Promise<void> => {
      await model.deleteMany({ owner: { $in: owners } });
    },
  };
}

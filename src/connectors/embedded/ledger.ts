/** Where documents and their revisions are kept, and where orders take stock. All writes in one transaction. */
import mongoose, { type ClientSession } from 'mongoose';
import { minus, sum } from '../../domain/money.ts';
import { Failure } from '../../domain/failures.ts';
import type { SalesDocument } from '../../domain/sales.ts';
import type { Collections } from './collections.ts';
import type { DocumentRow, RevisionRow } from './sales-rows.ts';

type Kind = SalesDocument['kind'];

export function ledger({ documents, revisions, items }: Collections) {
  const writeRevision = (row: DocumentRow, key: string | undefined, session: ClientSession) =>
    revisions.insertMany(
      [
        {
          _id: `${row._id}/${row.revision}`,
          number: row._id,
          revision: row.revision,
          document: row.document,
          ...(key !== undefined && { key }),
        },
      ],
      { session },
    );

  return {
    find: (kind: Kind, number: string, session?: ClientSession) =>
      documents.findOne({ _id: number, kind }, null, session ? { session } : {}).lean<DocumentRow | null>(),
    findByKey: (kind: Kind, key: string, session?: ClientSession) =>
      documents.findOne({ kind, key }, null, session ? { session } : {}).lean<DocumentRow | null>(),
    revision: async (number: string, revision: number): Promise<SalesDocument | null> =>
      (await revisions.findById(`${number}/${revision}`).lean<RevisionRow | null>())?.document ?? null,
    /** The revision that this change made, if it was made before. */
    changeDone: async (number: string, key: string, session: ClientSession): Promise<SalesDocument | null> =>
      (await revisions.findOne({ number, key }, null, { session }).lean<RevisionRow | null>())?.document ?? null,

    add: async (row: DocumentRow, session: ClientSession): Promise<void> => {
      await documents.insertMany([row], { session });
      await writeRevision(row, undefined, session);
    },
    /** Puts the row in the place of the revision before; a writer in between makes it a `VersionMismatch`. */
    revise: async (
      row: DocumentRow,
      { expected, key, session }: { expected: number; key?: string; session: ClientSession },
    ): Promise<void> => {
      const written = await documents.replaceOne({ _id: row._id, revision: expected }, row, { session });
      if (written.matchedCount === 0) throw new Failure('VersionMismatch');
      await writeRevision(row, key, session);
    },
    /** A quote that became an order keeps its last revision: that is the one that was accepted. */
    close: async (row: DocumentRow, at: string, session: ClientSession): Promise<boolean> => {
      const closed = await documents.updateOne(
        { _id: row._id, revision: row.revision, status: 'open' },
        { $set: { status: 'ordered', 'document.status': 'ordered', 'document.updatedAt': at } },
        { session },
      );
      return closed.modifiedCount === 1;
    },
    /** Takes what the new lines need beyond the old ones, and gives back what they no longer need. */
    moveStock: async (
      before: SalesDocument['lines'],
      after: SalesDocument['lines'],
      session: ClientSession,
    ): Promise<void> => {
      const needed = new Map<string, string>();
      for (const { item, quantity } of after) needed.set(item, sum([needed.get(item) ?? '0', quantity]));
      for (const { item, quantity } of before) needed.set(item, minus(needed.get(item) ?? '0', quantity));
      const writes = [...needed].map(([item, quantity]) => ({
        updateOne: {
          filter: { _id: item },
          update: { $inc: { stock: mongoose.Types.Decimal128.fromString(minus('0', quantity)) } },
        },
      }));
      if (writes.length > 0) await items.bulkWrite(writes, { session });
    },
  };
}

export type Ledger = ReturnType<typeof ledger>;

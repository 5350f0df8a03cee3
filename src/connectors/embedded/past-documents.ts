/** What an account was quoted and ordered here before, whole documents. */
import type { SalesDocument } from '../../domain/sales.ts';
import type { Desk } from './desk.ts';
import type { DocumentRow } from './sales-rows.ts';

/** Nobody means by "last time" what came before twenty others. */
const MOST = 20;

export async function pastDocuments({ collections }: Desk, account: string): Promise<SalesDocument[]> {
  const rows = await collections.documents
    .find({ account, status: { $ne: 'cancelled' } }, { document: 1 })
    .sort({ 'document.createdAt': -1, _id: -1 })
    .limit(MOST)
    .lean<Pick<DocumentRow, 'document'>[]>();
  return rows.map(({ document }) => document);
}

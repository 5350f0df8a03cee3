/** What an account ordered here before. */
import type { PastOrder } from '../../domain/sales.ts';
import type { Desk } from './desk.ts';

/** The usual is told from the latest orders; more would be read for nothing. */
const MOST_ORDERS = 200;

export async function history({ collections }: Desk, account: string, items: string[]): Promise<PastOrder[]> {
  return await collections.documents.aggregate<PastOrder>([
    { $match: { account, kind: 'order', status: { $ne: 'cancelled' } } },
    { $sort: { 'document.createdAt': -1, _id: -1 } },
    { $limit: MOST_ORDERS },
    {
      $project: {
        _id: 0,
        number: '$_id',
        inquiry: '$document.inquiry',
        at: '$document.createdAt',
        lines: {
          $map: {
            input: { $filter: { input: '$document.lines', as: 'line', cond: { $in: ['$$line.item', items] } } },
            as: 'line',
            in: { item: '$$line.item', quantity: '$$line.quantity', unit: '$$line.unit' },
          },
        },
      },
    },
  ]);
}

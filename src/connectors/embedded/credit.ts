/** An account's open orders against its limit, in the company's currency. */
import type { Types } from 'mongoose';
import { digitsOf, round } from '../../domain/money.ts';
import type { SalesPort } from '../sales.ts';
import type { AccountRow } from './company-rows.ts';
import type { Desk } from './desk.ts';

/** Each order counts with its total as it would be in the company's currency. An account nobody knows has no limit and no orders. */
export async function credit({ collections, store }: Desk, account: string): ReturnType<SalesPort['credit']> {
  const [row, sums, { currency }] = await Promise.all([
    collections.accounts.findById(account, { creditLimit: 1 }).lean<Pick<AccountRow, 'creditLimit'> | null>(),
    collections.documents.aggregate<{ used: Types.Decimal128 }>([
      { $match: { account, kind: 'order', status: 'open' } },
      { $group: { _id: null, used: { $sum: '$credit' } } },
    ]),
    store.settings.company(),
  ]);
  return { limit: row?.creditLimit ?? null, used: round(sums[0]?.used.toString() ?? '0', digitsOf(currency)) };
}

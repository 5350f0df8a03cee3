/** What a document is computed on: company, account and items as they are now. */
import type { ClientSession } from 'mongoose';
import type { Company } from '../../domain/settings.ts';
import type { Store } from '../../store/contract.ts';
import type { Collections } from './collections.ts';
import type { AccountRow, ItemRow } from './company-rows.ts';
import { today } from '../../domain/day.ts';

export interface Ground {
  company: Company;
  account: AccountRow | null;
  items: Map<string, ItemRow>;
  /** At the company's place. */
  today: string;
}

export async function groundFor(
  numbers: string[],
  account: string,
  {
    collections,
    store,
    session,
  }: { collections: Collections; store: Pick<Store, 'settings'>; session?: ClientSession },
): Promise<Ground> {
  const company = await store.settings.company();
  const options = session ? { session } : {};
  const accountRow = await collections.accounts.findById(account, null, options).lean<AccountRow | null>();
  const rows = await collections.items.find({ _id: { $in: numbers } }, null, options).lean<ItemRow[]>();
  return {
    company,
    account: accountRow,
    items: new Map(rows.map((row) => [row._id, row])),
    today: today(company.timeZone),
  };
}

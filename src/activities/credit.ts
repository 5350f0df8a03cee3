import { compare, minus, times } from '../domain/money.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Company } from '../domain/settings.ts';
import type { Dependencies } from './dependencies.ts';

/** Limit and open orders are in the company's currency, the document is in the account's. Null: within the limit. */
export function overLimit(
  { account, total, currency }: SalesDocument,
  { limit, used }: { limit: string | null; used: string },
  company: Company,
): string | null {
  if (limit === null) return null;
  const rate = currency === company.currency ? '1' : company.exchangeRates?.[currency];
  if (rate === undefined)
    return `${account.number} has a credit limit of ${limit} ${company.currency}, and there is no exchange rate for ${currency}.`;
  if (compare(total, times(minus(limit, used), rate)) <= 0) return null;
  return `With this order ${account.number} would be over its credit limit of ${limit} ${company.currency}: ${used} is open, the quote is ${total} ${currency}.`;
}

/** What will hold the order back although it may be quoted: for whoever looks at the quote, never for the customer. */
export async function orderWarnings(
  { crm, sales, store }: Pick<Dependencies, 'crm' | 'sales' | 'store'>,
  quote: SalesDocument,
): Promise<string[]> {
  const { number } = quote.account;
  const account = await crm.account(number);
  const blocked = account && account.blocked !== 'no' ? [`Account ${number} is blocked for orders.`] : [];
  if (!account || account.creditLimit === null) return blocked;
  const [credit, company] = await Promise.all([sales.credit(number), store.settings.company()]);
  return [...blocked, overLimit(quote, credit, company) ?? []].flat();
}

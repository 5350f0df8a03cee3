import { documentMeant, nameOf, othersMeant } from '../domain/last-time.ts';
import type { Choice } from '../domain/inquiry.ts';
import type { SameAs } from '../domain/reading.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Dependencies } from './dependencies.ts';

export interface Earlier {
  document: SalesDocument | null;
  /** Ways out: the same as another of their documents. */
  choices: Choice[];
}

/** Which of the account's own documents "the same as last time" means; `chosen` is what a person said. Never another account's. */
export async function earlier(
  sales: Dependencies['sales'],
  { account, inquiry, chosen }: { account: string | null; inquiry: string; chosen?: string | undefined },
  sameAs: SameAs,
): Promise<Earlier> {
  if (account === null) return { document: null, choices: [] };
  const documents = await sales.pastDocuments(account);
  const meant = chosen === undefined ? sameAs : { number: chosen, kind: null };
  const document = documentMeant(documents, meant, inquiry) ?? (await older(sales, account, meant.number));
  return { document, choices: othersMeant(documents, document, inquiry).map(choiceOf) };
}

/** By its number, however long ago. */
async function older(
  sales: Dependencies['sales'],
  account: string,
  number: string | null,
): Promise<SalesDocument | null> {
  if (number === null) return null;
  const found = (await sales.order(number)) ?? (await sales.quote(number));
  return found?.account.number === account ? found : null;
}

const choiceOf = (document: SalesDocument): Choice => ({
  id: `as-${document.number}`.slice(0, 40),
  label: `The same as ${nameOf(document)}`,
  effect: 'Takes its lines and shows them before they are quoted.',
  document: document.number,
});

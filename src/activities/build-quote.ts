import { Failure } from '../domain/failures.ts';
import type { Customer } from '../domain/inquiry.ts';
import { changeTo, isClear } from '../domain/lines.ts';
import type { DocumentMade } from '../domain/progress.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Wishes } from '../domain/state.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';
import { showPrices } from './lines.ts';
import { made } from './made.ts';
import { wishesOf } from './wishes.ts';

export interface BuildQuote {
  inquiry: string;
  mails: string[];
  customer: Customer | null;
  language: string;
  quote: DocumentKey | null;
  wishes: Wishes;
  /** Idempotency key of this revision. */
  key: string;
}

/** Makes the quote from the clear lines, or a new revision of the one there is. Prices are the sales system's. */
export const buildQuote =
  (dependencies: Dependencies) =>
  async (input: BuildQuote): Promise<DocumentMade> => {
    const { store } = dependencies;
    const document = input.quote ? await revise(dependencies, input, input.quote) : await create(dependencies, input);
    await showPrices(store, input.inquiry, document);
    return made(document, await store.settings.company());
  };

async function create(
  { store, crm, sales }: Dependencies,
  { inquiry, mails, customer, language, wishes }: BuildQuote,
): Promise<SalesDocument> {
  const account = customer?.account ? await crm.account(customer.account) : null;
  if (!account) throw new Failure('EditRefused', 'A quote needs an account.');
  const [lines, wanted] = await Promise.all([store.lines.of(inquiry), wishesOf(store, mails, wishes)]);
  return await sales.createQuote({
    key: inquiry,
    account,
    contact: {
      id: customer!.email,
      name: customer!.contact ?? '',
      email: customer!.email,
      phone: null,
      language,
      account: account.number,
    },
    language,
    reference: wanted.reference,
    requestedDate: wanted.requestedDate,
    shipTo: wanted.shipTo,
    lines: lines.filter(isClear).map(({ item, quantity, unit }) => ({ item: item!, quantity: quantity!, unit })),
  });
}

/** An edit in the sales system that nobody told us of is kept: the change is made against the quote as it is now. */
async function revise(
  { store, sales }: Dependencies,
  { inquiry, mails, wishes, key, quote }: BuildQuote,
  known: DocumentKey,
): Promise<SalesDocument> {
  const [current, lines, wanted] = await Promise.all([
    sales.quote(known.number),
    store.lines.of(inquiry),
    wishesOf(store, mails, wishes),
  ]);
  if (!current) throw new Failure('NoSuchDocument', `Quote ${known.number} is no longer in the sales system.`);
  const change = {
    lines: lines.length > 0 && quote ? changeTo(current.lines, lines.filter(isClear)) : [],
    // Null is a person's "none"; a mail that says nothing leaves them as they are.
    ...(wanted.requestedDate || wishes.requestedDate === null ? { requestedDate: wanted.requestedDate } : {}),
    ...(wanted.shipTo || wishes.shipTo === null ? { shipTo: wanted.shipTo } : {}),
  };
  return await sales.change('quote', current.number, change, { key, expected: current.revision });
}

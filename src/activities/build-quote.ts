import { Failure } from '../domain/failures.ts';
import type { Customer, InquiryLine } from '../domain/inquiry.ts';
import { changeTo, linesOfDocument } from '../domain/document-lines.ts';
import { isClear } from '../domain/lines.ts';
import type { ReviewRule } from '../domain/policy.ts';
import type { DocumentMade, Trouble } from '../domain/progress.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Wishes } from '../domain/state.ts';
import { orderWarnings } from './credit.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';
import { made } from './made.ts';
import { namesOfRulesMet } from './rules-met.ts';
import { withPrices } from './tier-prices.ts';
import { wishesOf } from './wishes.ts';

export interface BuildQuote {
  inquiry: string;
  mails: string[];
  customer: Customer | null;
  language: string;
  quote: DocumentKey | null;
  wishes: Wishes;
  overrides: string[];
  /** The policy's; none: nothing is asked because of one. */
  rules?: ReviewRule[];
  /** Idempotency key of this revision. */
  key: string;
}

/**
 * Makes the quote from the clear lines, or a new revision of the one there is. One that was closed or deleted in the sales
 * system stays so: where a person said so, another takes its place. Prices are the sales system's.
 */
export const buildQuote =
  (dependencies: Dependencies) =>
  async (input: BuildQuote): Promise<DocumentMade | { trouble: Trouble }> => {
    const { store, sales } = dependencies;
    const before = input.quote && (await sales.quote(input.quote.number));
    const isOpen = before?.status === 'open';
    const closed = input.quote && !isOpen ? `is ${before?.status ?? 'no longer in the sales system'}` : null;
    if (closed && !input.overrides.includes('requote'))
      return { trouble: { code: 'quote-closed', sentence: `Quote ${input.quote!.number} ${closed}.` } };
    const lines = await store.lines.of(input.inquiry);
    const document = isOpen
      ? await revise(dependencies, input, lines, before)
      : await create(dependencies, input, lines, before);
    const quoted = linesOfDocument(lines, isOpen ? before.lines : null, document.lines);
    await store.lines.replace(input.inquiry, await withPrices(sales, quoted, document));
    const company = await store.settings.company();
    const [warnings, rulesMet] = await Promise.all([
      orderWarnings(dependencies, document),
      namesOfRulesMet(dependencies, { rules: input.rules ?? [], document, lines, company }),
    ]);
    const plain = made(document, company, before);
    const result = { ...plain, rulesMet, summary: [plain.summary, ...warnings].join(' ') };
    if (!closed) return result;
    return { ...result, summary: `${result.summary} It takes the place of ${input.quote!.number}, which ${closed}.` };
  };

async function create(
  { store, crm, sales }: Dependencies,
  { inquiry, mails, customer, language, wishes, quote, key }: BuildQuote,
  lines: InquiryLine[],
  before: SalesDocument | null,
): Promise<SalesDocument> {
  const account = customer?.account ? await crm.account(customer.account) : null;
  if (!account) throw new Failure('EditRefused', 'A quote needs an account.');
  const wanted = await wishesOf(store, mails, wishes);
  return await sales.createQuote({
    inquiry,
    key: quote ? key : inquiry,
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
    reference: wanted.reference ?? before?.reference ?? null,
    requestedDate: before?.requestedDate ?? null,
    shipTo: before?.shipTo ?? null,
    ...dateAndAddress(wanted, wishes),
    lines: lines.filter(isClear).map(({ item, quantity, unit }) => ({ item: item!, quantity: quantity!, unit })),
  });
}

/** Null is a person's "none"; a mail that says nothing leaves them as they are. */
const dateAndAddress = (wanted: Awaited<ReturnType<typeof wishesOf>>, wishes: Wishes): Wishes => ({
  ...(wanted.requestedDate || wishes.requestedDate === null ? { requestedDate: wanted.requestedDate } : {}),
  ...(wanted.shipTo || wishes.shipTo === null ? { shipTo: wanted.shipTo } : {}),
});

/** An edit in the sales system that nobody told us of is kept: the change is made against the quote as it is now. */
async function revise(
  { store, sales }: Dependencies,
  { mails, wishes, key }: BuildQuote,
  lines: InquiryLine[],
  current: SalesDocument,
): Promise<SalesDocument> {
  const wanted = await wishesOf(store, mails, wishes);
  const change = {
    lines: lines.length > 0 ? changeTo(current.lines, lines.filter(isClear)) : [],
    ...dateAndAddress(wanted, wishes),
  };
  return await sales.change('quote', current.number, change, { key, expected: current.revision });
}

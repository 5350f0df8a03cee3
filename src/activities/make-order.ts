import { differenceTold } from '../domain/difference.ts';
import { Failure } from '../domain/failures.ts';
import type { ReviewRule } from '../domain/policy.ts';
import type { DocumentMade, Trouble } from '../domain/progress.ts';
import type { SalesDocument } from '../domain/sales.ts';
import { checkAcceptance } from './check-acceptance.ts';
import { overLimit } from './credit.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';
import { quantitiesOf } from './lines.ts';
import { made } from './made.ts';
import { namesOfRulesMet } from './rules-met.ts';

export interface MakeOrder {
  inquiry: string;
  mail: string;
  quote: DocumentKey;
  /** Of whoever accepted. */
  account: string | null;
  overrides: string[];
  /** The mail accepts a quote; false: it asked, and the policy makes orders of quotes that are not sent. */
  accepts?: boolean;
  /** The revision that the customer was sent last. */
  offered?: DocumentKey | null;
  /** The policy's; none: nothing is asked because of one. */
  rules?: ReviewRule[];
}

/** The order of exactly the quoted revision, once. What speaks against it is a person's to settle: account, credit, stock, a changed or expired quote. */
export const makeOrder =
  (dependencies: Dependencies) =>
  async (input: MakeOrder): Promise<DocumentMade | { trouble: Trouble }> => {
    const { store, sales } = dependencies;
    const quote = await sales.quote(input.quote.number);
    if (!quote)
      return {
        trouble: {
          code: 'quote-not-as-accepted',
          sentence: `Quote ${input.quote.number} is no longer in the sales system.`,
        },
      };
    // An order that this step made before its answer was lost must not fail the checks on itself.
    const trouble = quote.status === 'ordered' ? null : await troubleOf(dependencies, input, quote);
    if (trouble) return { trouble };
    const reading = await store.readings.find(input.mail);
    let order: SalesDocument;
    try {
      order = await sales.makeOrder(input.quote, {
        key: input.inquiry,
        reference: reading?.reference?.value ?? quote.reference,
        honourPrices: input.overrides.includes('honour-prices'),
      });
    } catch (error) {
      if (!(error instanceof Failure) || !changedMeanwhile.includes(error.type)) throw error;
      return { trouble: await changedSince(sales, error, input.quote) };
    }
    const [company, lines] = await Promise.all([store.settings.company(), store.lines.of(input.inquiry)]);
    const rulesMet = await namesOfRulesMet(dependencies, { rules: input.rules ?? [], document: order, lines, company });
    return { ...made(order, company), rulesMet };
  };

const changedMeanwhile: readonly string[] = ['DocumentChanged', 'DocumentClosed', 'EditRefused'];

/** With what differs, where that is known: a person decides between the two. */
async function changedSince(
  sales: Dependencies['sales'],
  { message, details }: Failure,
  known: DocumentKey,
): Promise<Trouble> {
  const { reason, now, today } = details as { reason?: string; now?: SalesDocument; today?: SalesDocument };
  if (reason === 'prices' && now && today)
    return { code: 'prices-changed', sentence: `${message}. ${differenceTold(now, today)}` };
  const before = now && now.hash !== known.hash ? await sales.quote(known.number, known.revision) : null;
  const told = before && now ? differenceTold(before, now) : '';
  return { code: 'quote-not-as-accepted', sentence: told ? `${message}. ${told}` : message };
}

/** Looked at for the account that was quoted: it is the one that will have ordered, whoever wrote. */
async function troubleOf(
  { crm, sales, store }: Dependencies,
  { inquiry, account, overrides, accepts = false, offered = null, mail, quote: ours }: MakeOrder,
  quote: SalesDocument,
): Promise<Trouble | null> {
  const { number } = quote.account;
  const [lines, known, credit, stock, company] = await Promise.all([
    store.lines.of(inquiry),
    crm.account(number),
    sales.credit(number),
    sales.availability(quantitiesOf(quote.lines), quote.requestedDate),
    store.settings.company(),
  ]);
  // Whoever chose to wait for an item is not surprised that it is short.
  const agreed = new Set(lines.flatMap(({ item, delivery }) => (delivery && item ? [item] : [])));
  if (!known) return { code: 'account-cannot-order', sentence: `Account ${number} is not known any more.` };
  if (known.blocked !== 'no')
    return { code: 'account-cannot-order', sentence: `Account ${number} is blocked for orders.` };
  if (account !== number && !overrides.includes('other-account')) {
    const from = account === null ? 'somebody of no account' : `somebody of account ${account}`;
    return { code: 'accepted-by-another', sentence: `The quote is for account ${number}; ${from} accepts it.` };
  }
  // Another state than ours is no order either way: the sales system says so, and what differs is told then.
  const isOurs = quote.hash === ours.hash;
  const other = accepts && isOurs ? await checkAcceptance({ store, sales }, { mail, offered, overrides }, quote) : null;
  if (other) return other;
  if (!overrides.includes('over-credit')) {
    const sentence = overLimit(quote, credit, company);
    if (sentence) return { code: 'over-credit-limit', sentence };
  }
  const short = stock.filter(({ item, level }) => level !== 'available' && !agreed.has(item)).map(({ item }) => item);
  if (short.length === 0 || overrides.includes('order-short')) return null;
  return { code: 'stock-short-at-order', sentence: `Not enough in stock now: ${short.slice(0, 5).join(', ')}.` };
}

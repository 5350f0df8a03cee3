/** From an accepted quote to its order: everything is looked at again in the transaction that makes it. */
import type { ClientSession } from 'mongoose';
import { Failure } from '../../domain/failures.ts';
import { endOfLastDay } from '../../domain/last-day.ts';
import type { SalesDocument } from '../../domain/sales.ts';
import { isDuplicate } from '../../store/edge.ts';
import type { DocumentRow } from './sales-rows.ts';
import type { Desk } from './desk.ts';
import { contentHash } from './content-hash.ts';
import { documentNumber } from './document-number.ts';
import { groundFor, type Ground } from './ground.ts';
import { assertSellable, revisionOf, wantedLines } from './revision.ts';

interface Accepted {
  number: string;
  revision: number;
  hash: string;
}

interface Acceptable {
  quote: DocumentRow;
  ground: Ground;
  /** At today's prices, or at those that were quoted. */
  honoured: boolean;
}

/**
 * One order per key: the same key again gives the first, as it is now. Throws `NoSuchDocument`, `DocumentClosed` (not open,
 * or past its last day), `DocumentChanged` (another revision, or today's prices differ), `EditRefused`.
 */
export async function makeOrder(
  desk: Desk,
  accepted: Accepted,
  { key, reference, honourPrices = false }: { key: string; reference: string | null; honourPrices?: boolean },
): Promise<SalesDocument> {
  const there = await desk.ledger.findByKey('order', key);
  if (there) return there.document;
  // Checked once before a number is taken, so that a refused acceptance leaves no gap, and again where it counts.
  await acceptable(desk, accepted, honourPrices);
  const number = await documentNumber(desk.collections, 'order', key);
  try {
    return await desk.connection.transaction(async (session) => {
      const first = await desk.ledger.findByKey('order', key, session);
      if (first) return first.document;
      const { quote, ground, honoured } = await acceptable(desk, accepted, honourPrices, session);
      const order = (honoured ? orderAsQuoted : orderOf)(quote, ground, { key, reference, number });
      if (!(await desk.ledger.close(quote, order.document.createdAt, session)))
        throw changedMeanwhile(quote, 'revision');
      await desk.ledger.add(order, session);
      await desk.ledger.moveStock([], order.document.lines, session);
      return order.document;
    });
  } catch (error) {
    const first = isDuplicate(error) && (await desk.ledger.findByKey('order', key));
    if (!first) throw error;
    return first.document;
  }
}

async function acceptable(
  desk: Desk,
  accepted: Accepted,
  honourPrices: boolean,
  session?: ClientSession,
): Promise<Acceptable> {
  const quote = await desk.ledger.find('quote', accepted.number, session);
  if (!quote) throw new Failure('NoSuchDocument', `There is no quote ${accepted.number}`);
  const { document } = quote;
  if (quote.status !== 'open')
    throw new Failure('DocumentClosed', `The quote ${quote._id} is ${quote.status}`, { now: document });
  if (quote.revision !== accepted.revision || document.hash !== accepted.hash)
    throw changedMeanwhile(quote, 'revision');

  const lines = wantedLines(quote);
  const ground = await groundFor(
    lines.map(({ item }) => item),
    quote.account,
    { ...desk, session },
  );
  const { validUntil, account } = document;
  const { timeZone } = ground.company;
  if (validUntil !== null && endOfLastDay(validUntil, account.address.country, timeZone) <= new Date().toISOString())
    throw new Failure('DocumentClosed', `The quote ${quote._id} was valid until ${validUntil}`, {
      now: document,
    });
  assertSellable({ kind: 'order', account: document.account }, lines, ground);
  const today = revisionOf(document, lines, ground, quote).document;
  const honoured = today.hash !== document.hash;
  if (honoured && !honourPrices) throw changedMeanwhile(quote, 'prices', today);
  return { quote, ground, honoured };
}

/** `details.now`: the quote as it stands; `details.today`: as it would be with today's prices, where these differ. */
function changedMeanwhile(quote: DocumentRow, reason: 'revision' | 'prices', today?: SalesDocument): Failure {
  const sentence =
    reason === 'prices'
      ? `The prices of quote ${quote._id} have changed since it was made`
      : `The quote ${quote._id} is no longer the one that was accepted`;
  return new Failure('DocumentChanged', sentence, { reason, now: quote.document, ...(today && { today }) });
}

function orderOf(
  quote: DocumentRow,
  ground: Ground,
  { key, number, reference }: { key: string; number: string; reference: string | null },
): DocumentRow {
  const { document } = quote;
  const now = new Date().toISOString();
  const paper = {
    ...document,
    kind: 'order' as const,
    number,
    revision: 1,
    status: 'open' as const,
    quote: { number: quote._id, revision: quote.revision, hash: document.hash },
    reference: reference ?? document.reference,
    validUntil: null,
    createdAt: now,
    updatedAt: now,
  };
  return revisionOf(paper, wantedLines(quote), ground, { key, nextLine: quote.nextLine });
}

/** With the figures of the quote: prices have changed since, and a person holds to what was quoted. */
function orderAsQuoted(...given: Parameters<typeof orderOf>): DocumentRow {
  const [quote] = given;
  const order = orderOf(...given);
  const { lines, subtotal, discount, taxes, total } = quote.document;
  const content = { ...order.document, lines, subtotal, discount, taxes, total };
  return { ...order, credit: quote.credit, document: { ...content, hash: contentHash(content) } };
}

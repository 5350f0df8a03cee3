/** New quotes. They reserve nothing. */
import type { SalesDocument } from '../../domain/sales.ts';
import { isDuplicate } from '../../store/edge.ts';
import type { NewQuote } from '../sales.ts';
import { plusDays } from '../../domain/day.ts';
import { documentNumber } from './document-number.ts';
import { groundFor } from './ground.ts';
import { currencyFor } from './pricing.ts';
import { assertSellable, revisionOf, type Paper } from './revision.ts';
import type { Desk } from './desk.ts';

/** One quote per key: the same key again gives the first, as it is now. Throws `EditRefused`. */
export async function createQuote(desk: Desk, wish: NewQuote): Promise<SalesDocument> {
  const { collections, ledger, connection } = desk;
  const there = await ledger.findByKey('quote', wish.key);
  if (there) return there.document;

  const ground = await groundFor(
    wish.lines.map(({ item }) => item),
    wish.account.number,
    desk,
  );
  const lines = wish.lines.map(({ item, quantity, unit }, index) => ({
    id: `l${index + 1}`,
    item,
    quantity,
    unit: unit ?? ground.items.get(item)?.unit ?? '',
    discount: null,
  }));
  const { account } = wish;
  assertSellable({ kind: 'quote', account: { ...account, vatId: account.vatId } }, lines, ground);

  const now = new Date().toISOString();
  const paper: Paper = {
    kind: 'quote',
    number: await documentNumber(collections, 'quote', wish.key),
    revision: 1,
    status: 'open',
    inquiry: wish.inquiry,
    quote: null,
    account: { number: account.number, name: account.name, address: account.address, vatId: account.vatId },
    contact: wish.contact && { name: wish.contact.name, email: wish.contact.email },
    language: wish.language,
    currency: currencyFor(account.currency, ground.company),
    reference: wish.reference,
    requestedDate: wish.requestedDate,
    shipTo: wish.shipTo,
    discountPercent: '0',
    validUntil: plusDays(ground.today, ground.company.quoteValidityDays),
    createdAt: now,
    updatedAt: now,
  };
  const row = revisionOf(paper, lines, ground, { key: wish.key, nextLine: lines.length + 1 });
  try {
    await connection.transaction((session) => ledger.add(row, session));
    return row.document;
  } catch (error) {
    const first = isDuplicate(error) && (await ledger.findByKey('quote', wish.key));
    if (!first) throw error;
    return first.document;
  }
}

/** The sales port over the company's items and the documents made here. */
import type { SalesPort } from '../sales.ts';
import { embeddedCatalogue } from './catalogue.ts';
import { credit } from './credit.ts';
import type { Desk } from './desk.ts';
import { changeDocument, putDocument } from './edit.ts';
import { history } from './history.ts';
import { prices, substitutes } from './offers.ts';
import { makeOrder } from './order.ts';
import { pastDocuments } from './past-documents.ts';
import { createQuote } from './quote.ts';

export function embeddedSales(desk: Desk): SalesPort {
  const document = async (kind: 'quote' | 'order', number: string, revision?: number) => {
    const row = await desk.ledger.find(kind, number);
    if (!row || revision === undefined) return row && row.document;
    return desk.ledger.revision(number, revision);
  };
  return {
    ...embeddedCatalogue(desk.collections, desk.store),
    prices: prices(desk),
    substitutes: substitutes(desk),
    pastDocuments: (account) => pastDocuments(desk, account),
    credit: (account) => credit(desk, account),
    history: (account, items) => history(desk, account, items),
    quote: (number, revision) => document('quote', number, revision),
    order: (number, revision) => document('order', number, revision),
    createQuote: (quote) => createQuote(desk, quote),
    change: (kind, number, change, options) => changeDocument(desk, [kind, number], change, options),
    put: (kind, number, put, options) => putDocument(desk, [kind, number], put, options),
    makeOrder: (quote, options) => makeOrder(desk, quote, options),
  };
}

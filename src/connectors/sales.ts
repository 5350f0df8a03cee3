/** The sales port: items, stock, quotes and orders of the ERP. All prices come from here (design rule 1). */
import type { CatalogueChange, CatalogueSource } from '../domain/reading.ts';
import type {
  Account,
  Availability,
  Contact,
  DocumentChange,
  DocumentPut,
  Item,
  PastOrder,
  PricedLine,
  SalesDocument,
} from '../domain/sales.ts';
import type { Address } from '../domain/schema.ts';

export interface NewQuote {
  inquiry: string | null;
  /** Idempotency key, one quote each. The same key again returns the quote made first, unchanged. */
  key: string;
  account: Account;
  contact: Contact | null;
  language: string;
  reference: string | null;
  requestedDate: string | null;
  shipTo: Address | null;
  lines: { item: string; quantity: string; unit: string | null }[];
}

export interface SalesPort {
  /** Changes whenever an item, price or word changes; readers ask for the changes then. */
  catalogueVersion(): Promise<string>;
  catalogue(): Promise<CatalogueSource>;
  /** What changed for readers since this version, up to the one named. Null where that cannot be told: then all may have. */
  catalogueChanges(since: string): Promise<({ version: string } & CatalogueChange) | null>;
  /** Item numbers by this customer's own words: customer part numbers. */
  customerItems(account: string): Promise<{ words: string; item: string }[]>;
  items(numbers: string[]): Promise<Item[]>;
  availability(wanted: { item: string; quantity: string }[], on: string | null): Promise<Availability[]>;
  /**
   * What each of these would cost the account, alone and as a line of a quote: nothing is kept. Null where it cannot be
   * quoted to them, or is not sold.
   */
  prices(
    account: string,
    lines: { item: string; quantity: string }[],
    options: { language: string },
  ): Promise<(PricedLine | null)[]>;
  /** Items that may stand in for this one, nearest first: its successor, the same in another colour, another make of the same size. */
  substitutes(item: string): Promise<string[]>;
  /** The account's own quotes and orders, newest first, the latest twenty, without cancelled ones. */
  pastDocuments(account: string): Promise<SalesDocument[]>;
  /** Open orders' amount and the limit, both in the company's currency. */
  credit(account: string): Promise<{ limit: string | null; used: string }>;
  /**
   * The account's orders, newest first, at most 200, without cancelled ones; of their lines those of `items`. An account that
   * nobody knows has none.
   */
  history(account: string, items: string[]): Promise<PastOrder[]>;

  /** Throws Failure `NotFound` never: null where there is no such document. */
  /** `revision` asks for an earlier one: null too where the system keeps none. */
  quote(number: string, revision?: number): Promise<SalesDocument | null>;
  order(number: string, revision?: number): Promise<SalesDocument | null>;
  /** Throws `EditRefused` (an item that cannot be sold …). */
  createQuote(quote: NewQuote): Promise<SalesDocument>;
  /**
   * One new revision, prices computed again; `key` makes it safe to repeat. `expected` is the revision that the change
   * was made against. Throws `VersionMismatch`, `DocumentClosed`, `EditRefused`.
   */
  change(
    kind: 'quote' | 'order',
    number: string,
    change: DocumentChange,
    options: { key: string; expected: number },
  ): Promise<SalesDocument>;
  /** Replaces the document's content: what PUT /v1/sales does. `expected` is the ETag's revision. */
  put(
    kind: 'quote' | 'order',
    number: string,
    document: DocumentPut,
    options: { expected: number },
  ): Promise<SalesDocument>;
  /**
   * Makes the order of exactly this revision, once per key. Prices, status and validity are checked in the same
   * transaction. Throws `DocumentChanged` (details.now: the quote as it is; details.today: as it would be with today's
   * prices, where only these differ), `DocumentClosed`, `EditRefused`. `honourPrices`: a person holds to the prices quoted,
   * where the system allows it.
   */
  makeOrder(
    quote: { number: string; revision: number; hash: string },
    options: { key: string; reference: string | null; honourPrices?: boolean },
  ): Promise<SalesDocument>;
}

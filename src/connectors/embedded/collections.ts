/** The embedded company's collections in MongoDB. Decimals that are added up are Decimal128, all others strings. */
import type { Connection, Types } from 'mongoose';
import type { SalesDocument } from '../../domain/sales.ts';
import { declare, Plain } from '../../store/model.ts';

/** Rows that came from the company's files carry the hash of the folder they came with. */
interface Loaded {
  load: string | null;
}

export interface Break {
  min: string;
  /** Inclusive; null: no upper end. */
  max: string | null;
  percent: string;
}

export interface ItemRow extends Loaded {
  _id: string;
  name: string;
  model: string;
  category: string;
  subcategory: string;
  color: string;
  size: string;
  unit: string;
  /** In the company's currency. */
  listPrice: string | null;
  /** Below zero: ordered and not there. */
  stock: Types.Decimal128;
  soldFrom: string | null;
  soldUntil: string | null;
  sellable: boolean;
  gtin: string | null;
  successor: string | null;
  availableOn: string | null;
  minQuantity: string | null;
  /** By language. */
  names: Record<string, string>;
  breaks: Break[];
}

export interface AccountRow extends Loaded {
  _id: string;
  name: string;
  domain: string | null;
  address: SalesDocument['account']['address'];
  currency: string;
  language: string;
  vatId: string | null;
  blocked: 'no' | 'order' | 'all';
  creditLimit: string | null;
  taxPercent: string;
  taxNote: string;
}

export interface ContactRow extends Loaded {
  /** `account/address`. */
  _id: string;
  account: string;
  name: string;
  email: string;
  phone: string | null;
  language: string | null;
}

export interface WordRow extends Loaded {
  _id: string;
  kind: 'category' | 'subcategory' | 'color';
  en: string;
  language: string;
  name: string;
  synonyms: string[];
}

export interface CustomerItemRow extends Loaded {
  _id: string;
  account: string;
  words: string;
  item: string;
}

export interface DocumentRow {
  /** Its number. */
  _id: string;
  kind: 'quote' | 'order';
  /** Idempotency key of its creation. */
  key: string;
  account: string;
  status: SalesDocument['status'];
  revision: number;
  /** Discounts that people set, by line id; all other lines have their price break's. */
  discounts: Record<string, string>;
  /** Number of the next line id: ids are never given twice. */
  nextLine: number;
  /** The total in the company's currency, for the credit limit. */
  credit: Types.Decimal128;
  document: SalesDocument;
}

/** Every revision as it was. */
export interface RevisionRow {
  /** `number/revision`. */
  _id: string;
  number: string;
  revision: number;
  /** Idempotency key of the change that made it. */
  key?: string;
  document: SalesDocument;
}

export interface NumberRow {
  /** `kind/key`. */
  _id: string;
  number: string;
}

export interface CounterRow {
  _id: string;
  last: number;
}

const load = String;

export function collections(connection: Connection) {
  return {
    items: declare<ItemRow>(connection, {
      collection: 'company-items',
      fields: {
        _id: String,
        load,
        name: String,
        model: String,
        category: String,
        subcategory: String,
        color: String,
        size: String,
        unit: String,
        listPrice: String,
        stock: 'Decimal128',
        soldFrom: String,
        soldUntil: String,
        sellable: Boolean,
        gtin: String,
        successor: String,
        availableOn: String,
        minQuantity: String,
        names: Plain,
        breaks: [Plain],
      },
    }),
    accounts: declare<AccountRow>(connection, {
      collection: 'company-accounts',
      fields: {
        _id: String,
        load,
        name: String,
        domain: String,
        address: Plain,
        currency: String,
        language: String,
        vatId: String,
        blocked: String,
        creditLimit: String,
        taxPercent: String,
        taxNote: String,
      },
    }),
    contacts: declare<ContactRow>(connection, {
      collection: 'company-contacts',
      fields: { _id: String, load, account: String, name: String, email: String, phone: String, language: String },
      indexes: [[{ email: 1 }]],
    }),
    words: declare<WordRow>(connection, {
      collection: 'company-words',
      fields: { _id: String, load, kind: String, en: String, language: String, name: String, synonyms: [String] },
    }),
    customerItems: declare<CustomerItemRow>(connection, {
      collection: 'company-customer-items',
      fields: { _id: String, load, account: String, words: String, item: String },
      indexes: [[{ account: 1 }]],
    }),
    documents: declare<DocumentRow>(connection, {
      collection: 'sales-documents',
      fields: {
        _id: String,
        kind: String,
        key: String,
        account: String,
        status: String,
        revision: Number,
        discounts: Plain,
        nextLine: Number,
        credit: 'Decimal128',
        document: Plain,
      },
      indexes: [[{ kind: 1, key: 1 }, { unique: true }], [{ account: 1, kind: 1, status: 1 }]],
    }),
    revisions: declare<RevisionRow>(connection, {
      collection: 'sales-revisions',
      fields: { _id: String, number: String, revision: Number, key: String, document: Plain },
      indexes: [
        [
          { number: 1, key: 1 },
          { unique: true, partialFilterExpression: { key: { $exists: true } } },
        ],
      ],
    }),
    numbers: declare<NumberRow>(connection, { collection: 'sales-numbers', fields: { _id: String, number: String } }),
    counters: declare<CounterRow>(connection, { collection: 'sales-counters', fields: { _id: String, last: Number } }),
  };
}

export type Collections = ReturnType<typeof collections>;

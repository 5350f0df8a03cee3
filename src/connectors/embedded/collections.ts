/** The embedded company's collections in MongoDB. */
import type { Connection } from 'mongoose';
import { declare, Plain } from '../../store/model.ts';
import type {
  AccountRow,
  ChangesRow,
  ContactAddressRow,
  ContactRow,
  CustomerItemRow,
  ItemRow,
  WordRow,
} from './company-rows.ts';
import type { CounterRow, DocumentRow, NumberRow, RevisionRow } from './sales-rows.ts';

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
      indexes: [[{ domain: 1 }]],
    }),
    contacts: declare<ContactRow>(connection, {
      collection: 'company-contacts',
      fields: { _id: String, load, account: String, name: String, email: String, phone: String, language: String },
      indexes: [[{ email: 1 }]],
    }),
    contactAddresses: declare<ContactAddressRow>(connection, {
      collection: 'contact-addresses',
      fields: { _id: String, contact: String, address: String },
      indexes: [[{ address: 1 }], [{ contact: 1 }]],
    }),
    words: declare<WordRow>(connection, {
      collection: 'company-words',
      fields: { _id: String, load, kind: String, en: String, language: String, name: String, synonyms: [String] },
    }),
    changes: declare<ChangesRow>(connection, {
      collection: 'company-changes',
      fields: { _id: String, to: String, items: { type: [String], default: undefined } },
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

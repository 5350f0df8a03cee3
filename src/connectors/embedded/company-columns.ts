/** The columns of each file of a company's folder: kind, default. What they mean: docs/company-format.md. */
import * as column from './column.ts';
import type { RowOf } from './table.ts';

export const columns = {
  'items.csv': {
    number: column.text(),
    name: column.text(),
    model: column.text(''),
    category: column.text(''),
    subcategory: column.text(''),
    color: column.text(''),
    size: column.text(''),
    unit: column.text('EA'),
    listPrice: column.decimal(),
    currency: column.currency(''),
    stock: column.number('0'),
    soldFrom: column.day(),
    soldUntil: column.day(),
    sellable: column.oneOf({ yes: 'yes', no: 'no' }, 'yes'),
    gtin: column.text(''),
    successor: column.text(''),
    availableOn: column.day(),
  },
  'price-breaks.csv': {
    itemNumber: column.text(),
    minQuantity: column.number(),
    maxQuantity: column.decimal(),
    discountPercent: column.percent(),
  },
  'item-translations.csv': { itemNumber: column.text(), language: column.language(), name: column.text() },
  'category-translations.csv': {
    kind: column.oneOf({ category: 'category', subcategory: 'subcategory', color: 'color' }),
    en: column.text(),
    language: column.language(),
    name: column.text(),
    synonyms: column.list(),
  },
  'accounts.csv': {
    number: column.text(),
    name: column.text(),
    domain: column.text(''),
    street: column.text(''),
    city: column.text(''),
    postalCode: column.text(''),
    state: column.text(''),
    country: column.country(''),
    currency: column.currency(''),
    language: column.language(''),
    blocked: column.oneOf({ no: 'no', order: 'order', all: 'all', yes: 'all' }, 'no'),
    creditLimit: column.decimal(),
    taxPercent: column.percent('0'),
    taxNote: column.oneOf(
      {
        standard: 'standard',
        'reverse-charge': 'reverse-charge',
        export: 'export',
        exempt: 'exempt',
        none: 'none',
        '': '',
      },
      '',
    ),
    vatId: column.text(''),
  },
  'contacts.csv': {
    accountNumber: column.text(),
    firstName: column.text(''),
    lastName: column.text(''),
    email: column.mailAddress(),
    phone: column.text(''),
    language: column.language(''),
  },
  'customer-items.csv': { accountNumber: column.text(), customerNumber: column.text(), itemNumber: column.text() },
} as const;

export type File = keyof typeof columns;
export type Row<F extends File> = RowOf<(typeof columns)[F]>;

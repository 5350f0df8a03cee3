/** The company's rows as MongoDB holds them. Stock, which is added to, is Decimal128; other decimals are strings. */
import type { Types } from 'mongoose';
import type { Address } from '../../domain/schema.ts';

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
  /** By language. */
  names: Record<string, string>;
  breaks: Break[];
}

export interface AccountRow extends Loaded {
  _id: string;
  name: string;
  domain: string | null;
  address: Address;
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

/** One more address of a contact, stored by a person: it outlives a load of the company. */
export interface ContactAddressRow {
  /** `contact address`, lower case. */
  _id: string;
  contact: string;
  address: string;
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

/** From the folder whose hash is the id to another: which items are not the same to readers; null: perhaps all. */
export interface ChangesRow {
  _id: string;
  to: string;
  items: string[] | null;
}

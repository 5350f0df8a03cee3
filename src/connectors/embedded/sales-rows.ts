/** Quotes, orders and what belongs to them, as MongoDB holds them. */
import type { Types } from 'mongoose';
import type { SalesDocument } from '../../domain/sales.ts';

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

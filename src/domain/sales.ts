/** Quotes and orders as every sales system shows them here, and what may be asked of one. */
import Type, { type Static } from 'typebox';
import {
  Address,
  Currency,
  Day,
  Decimal,
  Language,
  Nullable,
  OneOf,
  PositiveDecimal,
  Strict,
  Timestamp,
  Ulid,
} from './schema.ts';

export const stockLevels = ['available', 'limited', 'out', 'later'] as const;
export type StockLevel = (typeof stockLevels)[number];

export const DocumentLine = Type.Object({
  id: Type.String(),
  item: Type.String(),
  description: Type.String(),
  quantity: Decimal,
  unit: Type.String(),
  unitPrice: Decimal,
  /** Price break and line discount together, in percent of the unit price. */
  discountPercent: Decimal,
  /** Without tax, rounded half up to the currency's digits. */
  total: Decimal,
});
export type DocumentLine = Static<typeof DocumentLine>;

export const Tax = Type.Object({
  percent: Decimal,
  base: Decimal,
  amount: Decimal,
  /** `standard`, `reverse-charge`, `export`, `exempt`, `none`: says which legal sentence the document carries. */
  note: Type.String(),
});
export type Tax = Static<typeof Tax>;

/** A quote or an order, one revision of it. */
export const SalesDocument = Type.Object(
  {
    kind: OneOf(['quote', 'order']),
    number: Type.String(),
    revision: Type.Integer(),
    /** sha256 over all that the customer sees: lines, prices, dates, address, totals. */
    hash: Type.String(),
    status: OneOf(['open', 'ordered', 'cancelled', 'lost']),
    inquiry: Nullable(Ulid),
    /** Of an order: the quote it was made from. */
    quote: Nullable(Type.Object({ number: Type.String(), revision: Type.Integer(), hash: Type.String() })),
    account: Type.Object({
      number: Type.String(),
      name: Type.String(),
      address: Address,
      vatId: Nullable(Type.String()),
    }),
    contact: Nullable(Type.Object({ name: Type.String(), email: Type.String() })),
    language: Language,
    currency: Currency,
    reference: Nullable(Type.String()),
    requestedDate: Nullable(Day),
    shipTo: Nullable(Address),
    lines: Type.Array(DocumentLine),
    /** Discount on the whole document, percent. */
    discountPercent: Decimal,
    subtotal: Decimal,
    discount: Decimal,
    taxes: Type.Array(Tax),
    total: Decimal,
    /** Last day on which a quote can be accepted; null on orders. */
    validUntil: Nullable(Day),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  },
  { $id: 'SalesDocument' },
);
export type SalesDocument = Static<typeof SalesDocument>;

/** What may be changed of a document: the same fields whether a person edits a review or the sales system itself. */
export const DocumentChange = Strict(
  {
    lines: Type.Optional(
      Type.Array(
        Strict({
          id: Type.Optional(
            Type.String({ maxLength: 40, description: 'an existing line; without it a line is added' }),
          ),
          item: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
          quantity: Type.Optional(PositiveDecimal),
          unit: Type.Optional(Type.String({ maxLength: 20 })),
          discountPercent: Type.Optional(Type.String({ pattern: '^(100|\\d{1,2}(\\.\\d{1,2})?)$' })),
          remove: Type.Optional(Type.Boolean()),
        }),
        { maxItems: 2000 },
      ),
    ),
    requestedDate: Type.Optional(Nullable(Day)),
    shipTo: Type.Optional(Nullable(Address)),
    discountPercent: Type.Optional(Type.String({ pattern: '^(100|\\d{1,2}(\\.\\d{1,2})?)$' })),
  },
  { $id: 'DocumentChange' },
);
export type DocumentChange = Static<typeof DocumentChange>;

/** The embedded sales system's own PUT: the whole document as GET gave it (what cannot be changed is compared, not taken). */
export const DocumentPut = Strict(
  {
    lines: Type.Array(
      Strict({
        id: Type.Optional(Type.String({ maxLength: 40 })),
        item: Type.String({ minLength: 1, maxLength: 100 }),
        quantity: PositiveDecimal,
        unit: Type.Optional(Type.String({ maxLength: 20 })),
        discountPercent: Type.Optional(Type.String({ pattern: '^(100|\\d{1,2}(\\.\\d{1,2})?)$' })),
      }),
      { minItems: 1, maxItems: 2000 },
    ),
    requestedDate: Type.Optional(Nullable(Day)),
    shipTo: Type.Optional(Nullable(Address)),
    discountPercent: Type.Optional(Type.String({ pattern: '^(100|\\d{1,2}(\\.\\d{1,2})?)$' })),
    status: Type.Optional(OneOf(['open', 'cancelled', 'lost'])),
  },
  { $id: 'DocumentPut' },
);
export type DocumentPut = Static<typeof DocumentPut>;

/** A contact and the account it belongs to, as the CRM gives them. */
export interface Contact {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  language: string | null;
  account: string | null;
}

export interface Account {
  number: string;
  name: string;
  domain: string | null;
  address: Address;
  currency: string;
  language: string;
  vatId: string | null;
  /** `no`, or what is blocked: `order` (quotes may still be made), `all`. */
  blocked: 'no' | 'order' | 'all';
  /** In the company's currency; null: none set. */
  creditLimit: string | null;
}

export interface Item {
  number: string;
  description: string;
  unit: string;
  sellable: boolean;
  soldUntil: string | null;
  successor: string | null;
  listPrice: string | null;
  currency: string;
  /** Quantities from which another price holds, where the system tells. */
  pricesFrom?: string[];
}

/** A line priced without a document, description in the language asked for. */
export type PricedLine = Omit<DocumentLine, 'id'> & { currency: string };

/** How much of what was asked can be had. The figure itself is for people here, never for customers' mails. */
export interface Availability {
  item: string;
  level: StockLevel;
  stock: string;
  /** First day on which the whole quantity is there, where the system knows one. */
  availableOn: string | null;
}

/** What an account ordered before: of each order the lines that were asked for, none where it had none of these items. */
export interface PastOrder {
  number: string;
  inquiry: string | null;
  /** ISO instant. */
  at: string;
  lines: { item: string; quantity: string; unit: string }[];
}

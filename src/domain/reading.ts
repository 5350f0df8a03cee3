/** What a mail says. Every value carries where it was read, how sure the reader is, and why (design rule 2). */
import Type, { type Static } from 'typebox';
import { Delivery } from './delivery.ts';
import { Address, Day, Decimal, Language, Nullable, OneOf, Strict } from './schema.ts';

export const kinds = [
  'inquiry',
  'change',
  'acceptance',
  'rejection',
  'question',
  'answer',
  'other',
  'auto-reply',
  'bounce',
  'newsletter',
  'spam',
] as const;
export type Kind = (typeof kinds)[number];

export const lineStatuses = ['matched', 'ambiguous', 'unknown', 'discontinued'] as const;
export type LineStatus = (typeof lineStatuses)[number];

/** Where a value was read. `part` is `subject`, a MIME part number ("1.2") or that number with `#page=2` / `#Sheet1!B7`. */
export const Evidence = Type.Object({
  mail: Type.String(),
  part: Type.String(),
  start: Type.Integer({ description: 'first character in the part as text' }),
  end: Type.Integer({ description: 'one past the last character' }),
  quote: Type.String(),
});
export type Evidence = Static<typeof Evidence>;

const read = <T extends Type.TSchema>(value: T) =>
  Type.Object({
    value,
    confidence: Type.Number({ minimum: 0, maximum: 1 }),
    reason: Type.String(),
    evidence: Type.Array(Evidence),
  });
/** A value with its confidence, reason and evidence. */
export interface Read<T> {
  value: T;
  confidence: number;
  reason: string;
  evidence: Evidence[];
}

/** What the reader itself is not sure of, beside the item. */
export const lineDoubts = ['quantity-unsure', 'unit-unsure'] as const;

export const ReadLine = Type.Object({
  /** l1, l2 … in the order of the mail. */
  id: Type.String(),
  /** The words of the mail, white space folded. */
  text: Type.String(),
  /** Of a change: what is to happen to the quote's line. */
  action: Nullable(OneOf(['add', 'set', 'remove'])),
  status: OneOf(lineStatuses),
  item: Nullable(Type.String()),
  /** Item numbers that fit equally; only with status `ambiguous` or an unsure match. */
  candidates: Type.Array(Type.String()),
  quantity: Nullable(Decimal),
  /** Prices are asked for of each of these quantities; `quantity` is the first. */
  tiers: Type.Optional(Type.Array(Decimal)),
  /** As the item is sold (EA, PAIR, …), null where neither mail nor item says. */
  unit: Nullable(Type.String()),
  confidence: Type.Number(),
  reason: Type.String(),
  doubt: Type.Optional(OneOf(lineDoubts)),
  /** Without a quantity: the item itself is sure. */
  itemSure: Type.Optional(Type.Boolean()),
  /** True: may be quoted without a person looking at this line. */
  sure: Type.Boolean(),
  evidence: Type.Array(Evidence),
  /** The words that name the goods, without quantity and talk: what a correction is remembered by. Absent: a number was written. */
  words: Type.Optional(Type.String()),
  /** The alias that the item was known by. */
  alias: Type.Optional(Type.String()),
});
export type ReadLine = Static<typeof ReadLine>;

/** A line of an acceptance: compared with the quote, never quoted from. */
export const OrderedLine = Type.Object({
  ...ReadLine.properties,
  /** It stood in a list, which then names all that is ordered. */
  listed: Type.Boolean(),
  /** Amounts of money beside it, as written: they become no price (design rule 1). */
  amounts: Type.Array(Decimal),
});
export type OrderedLine = Static<typeof OrderedLine>;

/** An earlier document: by its number or the customer's reference; null: the last one. */
export const SameAs = Type.Object({ number: Nullable(Type.String()), kind: Nullable(OneOf(['quote', 'order'])) });
export type SameAs = Static<typeof SameAs>;

/** Who signed, as far as written. */
export const Signature = Strict({
  name: Type.Optional(Type.String()),
  title: Type.Optional(Type.String()),
  company: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  mobile: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  website: Type.Optional(Type.String()),
  street: Type.Optional(Type.String()),
  city: Type.Optional(Type.String()),
  postalCode: Type.Optional(Type.String()),
  country: Type.Optional(Type.String()),
});
export type Signature = Static<typeof Signature>;

/** An answer to a point that we asked about. `none`: none of the options, or not wanted any more. */
export const ReadAnswer = Type.Object({
  /** Counted from 1, as the mail does. */
  point: Type.Integer(),
  /** The letter of the option chosen. */
  option: Nullable(Type.String()),
  quantity: Nullable(Decimal),
  none: Type.Boolean(),
  evidence: Type.Array(Evidence),
});
export type ReadAnswer = Static<typeof ReadAnswer>;

export const Reading = Type.Object(
  {
    reader: OneOf(['rules', 'model']),
    kind: read(OneOf(kinds)),
    language: read(Language),
    /** The newly written text, without quoted history and signature. */
    visibleText: Type.String(),
    lines: Type.Array(ReadLine),
    /** What an acceptance says of the goods: a purchase order, attached or in its words. Absent: nothing. */
    ordered: Type.Optional(Type.Array(OrderedLine)),
    requestedDate: Nullable(read(Day)),
    shipTo: Nullable(read(Address)),
    reference: Nullable(read(Type.String())),
    signature: Nullable(read(Signature)),
    /** Of answers to our questions only. */
    answers: Type.Optional(Type.Array(ReadAnswer)),
    /** Names of attachments that were not read. */
    unread: Type.Optional(Type.Array(Type.String())),
    /** The mail speaks of what is attached to it. */
    speaksOfAttachment: Type.Optional(Type.Boolean()),
    sameAs: Type.Optional(read(SameAs)),
    /** Of automatic replies: the day the sender is back. */
    returns: Type.Optional(Nullable(Day)),
    /** Of bounces only. */
    delivery: Type.Optional(Delivery),
    /** What a person should know: parts that were not read and why, assumptions made. */
    notes: Type.Array(Type.String()),
  },
  { $id: 'Reading' },
);
export type Reading = Static<typeof Reading>;

/** Words that mean an item to this customer: its part number in the sales system, or what a person `said` in a correction. */
export interface KnownWords {
  words: string;
  item: string;
  said?: { alias: string; confidence: number; reason: string };
}

/** A line that the customer knows of a document of ours. */
export interface QuotedLine {
  item: string;
  description: string;
  quantity: string;
  unit: string;
  /** Quantities whose prices the quote names beside its own. */
  tiers?: string[];
}

/** What is known of the sender and the thread before the mail is read. */
export interface ReadingContext {
  /** ISO 3166 country and ISO 639-1 language of the sender's account, where known: they settle 3/4/2027 and 1.250. */
  country: string | null;
  language: string | null;
  /** The lines of the quote that this mail answers, if any. */
  quoted: QuotedLine[] | null;
  /** The lines of the document that "the same as last time" means, where that is known: what else is said changes these. */
  before?: QuotedLine[];
  /** Text of the mail of ours that this one answers: stripped from the quoted history word for word. */
  answered: string | null;
  /** Item numbers by the customer's own words: aliases and customer part numbers. */
  aliases: KnownWords[];
  /** Confidence from which a line needs no person: a setting. */
  sureLine: number;
  /** What the customer was asked last, point by point, and the options they may choose from by letter or words. */
  asked?: AskedAbout[];
}

export interface AskedAbout {
  asksQuantity: boolean;
  options: { letter: string; item: string; description: string; words: boolean }[];
}

/** An item as readers know it: all that can be matched against a customer's words. */
export interface CatalogueItem {
  number: string;
  name: string;
  model: string;
  category: string;
  subcategory: string;
  color: string;
  size: string;
  unit: string;
  /** False: exists, is never sold on its own. */
  sellable: boolean;
  /** Last day of sale (YYYY-MM-DD), or null. */
  soldUntil: string | null;
  /** Names by language. */
  names: Record<string, string>;
  /** Other numbers it answers to: GTIN, customer part numbers of all customers are not among them. */
  otherNumbers: string[];
}

/** Category, subcategory and colour words by language. */
export interface CatalogueWord {
  kind: 'category' | 'subcategory' | 'color';
  en: string;
  language: string;
  name: string;
  synonyms: string[];
}

export interface Catalogue {
  items: CatalogueItem[];
  words: CatalogueWord[];
}

/** A catalogue that need not be in memory at once. */
export interface CatalogueSource {
  items: Iterable<CatalogueItem> | AsyncIterable<CatalogueItem>;
  words: CatalogueWord[];
}

/** What became of some items since a catalogue was taken: those that are new or others now, and numbers that are no more. */
export interface CatalogueChange {
  items: CatalogueItem[];
  removed: string[];
}

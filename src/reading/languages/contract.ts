/**
 * What a reader must know of a language. One file per language, all knowledge of products left to the catalogue.
 * Lists are written as one string, entries parted by `|`. Cues are folded (lower case, no accents); an entry that ends
 * in `*` matches any word that begins so; a blank matches white space of any length.
 */
export interface LanguageKnowledge {
  code: string;
  /** Of digits: what parts thousands when the mail itself gives no clue. */
  thousands: ',' | '.';
  numbers: {
    /** 0–19 and every irregular word; hundreds where they are words of their own. */
    words: Record<string, number>;
    tens: Record<string, number>;
    /** How 21–99 are built: `tens-units` (twenty-one), `units-tens` (einundzwanzig). */
    order: 'tens-units' | 'units-tens';
    /** What stands between tens and units, besides blank and hyphen. */
    joints: string;
    hundred: string;
    thousand: string;
    dozen: string;
    halfDozen: string;
    /** `a couple of`: two, said loosely. */
    couple: string;
    /** Words that mean one and are also the article: a quantity only for want of a better one. */
    articles: string;
  };
  units: { piece: string; pair: string; box: string; set: string; metre: string };
  /** Stand before a size; `size M`. */
  sizeWords: string;
  /** Sizes said in words. */
  sizes: Record<string, string>;
  /** After a number: it is a measure, a time or money, never a quantity of items. */
  measures: string;
  /** `3 each in S, M, L`. */
  each: string;
  /** Function and courtesy words: they say nothing about an item. */
  stop: string;
  /** Join what is listed in a sentence. */
  and: string;
  but: string;
  /** `S to XL`. */
  range: string;
  /** Stand before one more thing: "also a stand". */
  also: string;
  /** `3 per colour`, `2 of each size`. */
  perColor: string;
  perSize: string;
  /** Goods that are named and not wanted. */
  unwanted: {
    /** Begin such a clause: "no gloves". */
    none: string;
    /** Say anywhere in a clause that nothing is needed of it: "we still have". */
    have: string;
  };
  /** What follows takes the place of the number or size before: "sorry, make that". */
  correction: string;
  /** `for`: what follows may say who or what the goods are for. */
  purpose: string;
  /** `with`: what follows says what the goods have. */
  having: string;
  /** Endings that words are inflected with: `helme` is `helm`. */
  endings: string;
  greeting: string;
  /** Begin a closing: what follows is the signature. */
  closing: string;
  sentFrom: string;
  /** The attribution line over quoted text ends (or holds) one of these: `wrote`. */
  wrote: string;
  /** Labels of a header block copied into the text. */
  headers: { from: string; sent: string; to: string; cc: string; subject: string };
  /** Stand on the line over quoted or forwarded originals. */
  original: string;
  forwarded: string;
  kinds: {
    inquiry: string;
    acceptance: string;
    /** Turns an acceptance into something a person must see. */
    condition: string;
    rejection: string;
    question: string;
    /** A person's mail that is not about buying from us: complaint, application, pitch, invoice. */
    other: string;
    spam: string;
    newsletter: string;
    autoReply: string;
    /** A new request in an old thread. */
    anew: string;
  };
  /** How people answer a question with lettered options. */
  answers: {
    /** Stand before the letter: `option B`. */
    option: string;
    /** None of them, or not wanted any more. */
    none: string;
    yes: string;
    /** Turn a choice round or leave it open: `not`, `or`. */
    not: string;
    /** The mail speaks of what is attached to it. */
    attached: string;
  };
  change: {
    add: string;
    remove: string;
    set: string;
    /** `5 more`: on top of what is quoted. */
    more: string;
    /** Twice what is quoted. */
    double: string;
    /** `2 fewer`: off what is quoted. */
    fewer: string;
    /** Right before a number: it is the difference, where the sentence says up or down. */
    by: string;
    raise: string;
    lower: string;
    /** `line 3` of the quote. */
    position: string;
    /** `two of the six`. */
    of: string;
    /** `instead of`: what follows is the old value. */
    instead: string;
    from: string;
    to: string;
    unchanged: string;
    sameQuantity: string;
  };
  /** "Price for 100 / 500 / 1000". */
  tiers: {
    /** Say in the sentence that prices are asked for. */
    asks: string;
    /** May stand between the quantities, besides marks and what joins a list. */
    or: string;
  };
  /** "The same as last time." */
  again: {
    last: string;
    /** Only with a document's number behind: "as order O-000123". */
    as: string;
    /** Among these words: it is a quote that is meant, not an order. */
    quote: string;
    /** Right before, it is not the goods that are the same: "address as last time". */
    aside: string;
  };
  dates: {
    months: string[];
    /** Monday first. */
    weekdays: string[];
    today: string;
    tomorrow: string;
    dayAfterTomorrow: string;
    next: string;
    week: string;
    day: string;
    month: string;
    calendarWeek: string;
    in: string;
    endOf: string;
    ordinal: string;
  };
  /** A date near one of these is when the goods are wanted … */
  delivery: string;
  /** … near one of these it is when our answer is. */
  answer: string;
  /** A date near one of these is neither. */
  elsewhere: string;
  shipTo: string;
  reference: string;
  /** Job titles. */
  titles: string;
  labels: { phone: string; mobile: string; fax: string; email: string; web: string };
  columns: {
    line: string;
    number: string;
    description: string;
    quantity: string;
    unit: string;
    size: string;
    color: string;
    price: string;
    total: string;
  };
  countries: Record<string, string>;
  street: string;
}

/** `a | b` → ['a', 'b']. */
export const list = (text: string): string[] =>
  text
    .split('|')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

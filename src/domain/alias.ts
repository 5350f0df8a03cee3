/**
 * Correction memory: words that a person said mean an item, for one contact, one account or every customer. What becomes one,
 * which one holds where several do, and how far it is believed.
 */
import Type, { type Static } from 'typebox';
import type { InquiryLine } from './inquiry.ts';
import { isShort } from './lines.ts';
import { Evidence, type KnownWords } from './reading.ts';
import type { DocumentChange } from './sales.ts';
import { Nullable, OneOf, Timestamp, Ulid } from './schema.ts';

/** Closest first: what one contact means by a word goes before what the whole account means. */
export const aliasScopes = ['contact', 'account', 'all'] as const;
export type AliasScope = (typeof aliasScopes)[number];

export const Alias = Type.Object(
  {
    id: Ulid,
    words: Type.String({ examples: ['M8 blue'] }),
    item: Type.String(),
    scope: OneOf(aliasScopes),
    /** Account number, with scope `account`. */
    account: Nullable(Type.String()),
    /** Mail address in lower case, with scope `contact`. */
    contact: Nullable(Type.String()),
    /** Whose words they are, for people; null with scope `all`. */
    customer: Nullable(Type.String()),
    /** The inquiry and the words of the mail that were corrected; null where a person wrote it by hand. */
    inquiry: Nullable(Ulid),
    evidence: Nullable(Evidence),
    by: Type.String(),
    at: Timestamp,
    /** No longer used: taken back by a person, or replaced by a newer correction. */
    revoked: Nullable(Type.Object({ by: Type.String(), at: Timestamp, replacedBy: Nullable(Ulid) })),
  },
  { $id: 'Alias' },
);
export type Alias = Static<typeof Alias>;

/** Whose an alias is. */
export type AliasOwner = Pick<Alias, 'scope' | 'account' | 'contact' | 'customer'>;

/** Words as they are compared: lower case, without accents and signs. */
export const aliasKey = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A customer's name for an item is short; more is a sentence that will not be written again. */
const mostWords = 12;
const longest = 120;

/** Why these words cannot stand for an item, or null where they can. */
export function unfitWords(words: string): string | null {
  const parts = aliasKey(words).split(' ').filter(Boolean);
  if (parts.length > mostWords || words.length > longest) return 'These words are too many to be a name';
  const letters = parts.join('').replace(/[^\p{L}]/gu, '').length;
  if (letters === 0) return 'Bare numbers mean too many things';
  const isCode = parts.some(
    (part) => part.length >= 4 && /\p{L}/u.test(part) && /\p{N}/u.test(part) && !isMeasure(part),
  );
  return letters >= 3 || isCode ? null : 'These words are too short to mean one item';
}

const isMeasure = (part: string): boolean => /^\d+\p{L}{1,2}$/u.test(part);

export interface Correction {
  line: string;
  words: string;
  item: string;
  evidence: Evidence | null;
}

/**
 * What an edit teaches: a line read from a mail is given another item, or one where it had none. Not the quantity, not a line
 * whose words are an item's number (it has no `words`), not another item for one that is out of stock: that is a substitute.
 * The same words given two items teach nothing.
 */
export function corrections(
  lines: readonly InquiryLine[],
  edits: readonly NonNullable<DocumentChange['lines']>[number][],
): Correction[] {
  const found = edits.flatMap(({ id, item, remove }): Correction[] => {
    const line = lines.find((one) => one.id === id);
    const { words = '', evidence = [] } = line ?? {};
    if (!line || item === undefined || remove || item === line.item || isShort(line)) return [];
    if (words === '' || unfitWords(words) !== null) return [];
    return [{ line: line.id, words, item, evidence: evidence[0] ?? null }];
  });
  const items = new Map<string, Set<string>>();
  for (const { words, item } of found) items.set(aliasKey(words), (items.get(aliasKey(words)) ?? new Set()).add(item));
  return found.filter(({ words }, at) => {
    const key = aliasKey(words);
    return items.get(key)!.size === 1 && found.findIndex((other) => aliasKey(other.words) === key) === at;
  });
}

/** Who learns it: the account; a contact of none, alone. `closer`: words this contact already has for itself are corrected there. */
export function ownerOf(
  customer: { account: string | null; name: string | null; contact: string | null; email: string },
  closer = false,
): AliasOwner {
  const contact = customer.email.toLowerCase();
  if (customer.account === null || closer)
    return { scope: 'contact', account: null, contact, customer: customer.contact ?? contact };
  return { scope: 'account', account: customer.account, contact: null, customer: customer.name ?? customer.account };
}

const forWhom = ({ scope, customer, account, contact }: AliasOwner): string =>
  scope === 'all' ? 'every customer' : (customer ?? account ?? contact ?? 'this customer');

/** For the timeline. */
export const learned = (alias: Alias): string => `Learned: “${alias.words}” is ${alias.item} for ${forWhom(alias)}.`;

/** Of aliases with the same words the closest holds, then the newest; each with how far it is believed and why. */
export function inForce(aliases: readonly Alias[], believed: Record<AliasScope, number>): KnownWords[] {
  const held = new Map<string, Alias>();
  const rank = ({ scope }: Alias): number => aliasScopes.indexOf(scope);
  for (const alias of aliases) {
    const key = aliasKey(alias.words);
    const other = held.get(key);
    const isCloser = !other || rank(alias) < rank(other) || (rank(alias) === rank(other) && alias.at > other.at);
    if (alias.revoked === null && isCloser) held.set(key, alias);
  }
  return [...held.values()].map((alias) => ({
    words: alias.words,
    item: alias.item,
    said: {
      alias: alias.id,
      confidence: believed[alias.scope],
      reason: `${alias.by} said so on ${alias.at.slice(0, 10)} for ${forWhom(alias)}`,
    },
  }));
}

/** A line that was read by an alias which has been taken back since: nobody knows now what it means. */
export const forgotten = ({ alias: _, ...line }: InquiryLine): InquiryLine => ({
  ...line,
  status: 'unknown',
  item: null,
  sure: false,
  candidates: line.item === null ? [] : [{ item: line.item, description: '' }],
  reason: `${line.reason}; that has been taken back since`,
});

import { aliasKey, corrections, learned, ownerOf, type Correction } from '../domain/alias.ts';
import type { Edit } from '../domain/decision.ts';
import type { Customer, InquiryLine } from '../domain/inquiry.ts';
import type { Dependencies } from './dependencies.ts';

interface Lesson {
  inquiry: string;
  /** The lines as they were before the edit. */
  lines: InquiryLine[];
  edits: NonNullable<Edit['lines']>;
  customer: Customer | null;
  by: string;
  /** The edit's idempotency key. */
  key: string;
}

/**
 * Remembers what a person corrected of the lines, and says so in sentences. Called before the corrected lines are written:
 * the same edit again, after a crash, finds either the lines as they were or what it has taught already.
 */
export async function learn(
  { store, sales }: Pick<Dependencies, 'store' | 'sales'>,
  lesson: Lesson,
): Promise<string[]> {
  const { customer, key } = lesson;
  if (lesson.edits.length === 0) return [];
  const found = customer ? await withoutNumbers(sales, corrections(lesson.lines, lesson.edits)) : [];
  if (customer && found.length > 0) await remember(store.aliases, found, { ...lesson, customer });
  return (await store.aliases.taughtBy(key)).map(learned);
}

/** Most item numbers the reader knows as such; one of letters alone (“BOLT”) reads like a word. */
async function withoutNumbers(sales: Dependencies['sales'], found: Correction[]): Promise<Correction[]> {
  if (found.length === 0) return found;
  const numbers = await sales.items(found.flatMap(({ words }) => [words, words.toUpperCase()]));
  const taken = new Set(numbers.map(({ number }) => aliasKey(number)));
  return found.filter(({ words }) => !taken.has(aliasKey(words)));
}

async function remember(
  aliases: Dependencies['store']['aliases'],
  found: Correction[],
  { customer, inquiry, by, key }: Lesson & { customer: Customer },
): Promise<void> {
  const known = await aliases.recall({ account: null, contact: customer.email.toLowerCase() });
  const own = new Set(known.filter(({ scope }) => scope === 'contact').map(({ words }) => aliasKey(words)));
  for (const { line, words, item, evidence } of found) {
    const owner = ownerOf(customer, own.has(aliasKey(words)));
    await aliases.learn({ ...owner, words, item, inquiry, evidence, by, source: { edit: key, line } });
  }
}

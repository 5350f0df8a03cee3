import { differencesFrom } from '../domain/acceptance.ts';
import { difference, differenceTold } from '../domain/difference.ts';
import type { Trouble } from '../domain/progress.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';

interface Acceptance {
  mail: string;
  /** The revision that the customer was sent last; null: none was. */
  offered: DocumentKey | null;
  overrides: string[];
}

/** An acceptance is of one revision (design §4): the one the mail names, else the one it answers, else the one sent last. */
export async function checkAcceptance(
  { store, sales }: Pick<Dependencies, 'store' | 'sales'>,
  { mail: id, offered, overrides }: Acceptance,
  quote: SalesDocument,
): Promise<Trouble | null> {
  if (overrides.includes('order-as-quoted')) return null;
  const [mail, reading] = await Promise.all([store.mails.find(id), store.readings.find(id)]);
  const words = `${mail?.subject ?? ''}\n${reading?.visibleText ?? ''}`;
  const another = otherNumber(words, quote.number);
  if (another)
    return {
      code: 'another-revision-accepted',
      sentence: `The mail names ${another}, the quote of this inquiry is ${quote.number}.`,
    };
  const answered = mail ? await answeredQuote(store, mail) : null;
  const revision = namedRevision(words);
  const named = revision === null ? null : await sales.quote(quote.number, revision);
  const accepted = named ?? answered ?? offered;
  const older = await olderRevision(sales, accepted, quote);
  if (older) return { code: 'another-revision-accepted', sentence: older };
  const said = differencesFrom(quote, {
    ordered: reading?.ordered ?? [],
    requestedDate: reading?.requestedDate?.value ?? null,
    shipTo: reading?.shipTo?.value ?? null,
  });
  return said.length === 0 ? null : { code: 'acceptance-differs', sentence: said.join(' ') };
}

/** What differs between the revision that was accepted and the quote; null: it is the one. Compared by content. */
async function olderRevision(
  sales: Dependencies['sales'],
  accepted: DocumentKey | null,
  quote: SalesDocument,
): Promise<string | null> {
  if (!accepted) return `The customer was not sent quote ${quote.number} yet.`;
  if (accepted.hash === quote.hash) return null;
  const before = await sales.quote(accepted.number, accepted.revision);
  // Only its last day was put off: what was accepted is what would be ordered.
  if (
    before &&
    before.number === quote.number &&
    difference(before, quote).every(({ field }) => field === 'validUntil')
  )
    return null;
  const which = `${accepted.number === quote.number ? '' : `${accepted.number}, `}revision ${accepted.revision}`;
  const told = before ? ` ${differenceTold(before, quote)}` : '';
  return `The customer accepts ${which}; quote ${quote.number} is at revision ${quote.revision}.${told}`;
}

/** The quote in the newest mail of ours that this one answers. */
async function answeredQuote(
  store: Dependencies['store'],
  { inReplyTo, references }: { inReplyTo: string | null; references: string[] },
): Promise<DocumentKey | null> {
  const ids = [...new Set([...(inReplyTo ? [inReplyTo] : []), ...references.toReversed()])].slice(0, 50);
  for (const draft of ids.length > 0 ? await store.outbox.draftsOf(ids) : []) {
    const document = (await store.drafts.find(draft))?.document;
    if (document?.kind === 'quote') return document;
  }
  return null;
}

/** As the languages we write in call it; two different ones name none. */
const revisionWords =
  /(?<![\p{L}\p{N}])(?:r[eé]visi(?:on[ei]?|ón|ão)|revisie|rewizj[aię]|wersj[aię]|versi(?:on|one|ón|ão|e)|rev)\.?\s*(?:no\.?|nr\.?|n[°º]\.?|#)?\s*(\d{1,3})(?![\p{L}\p{N}])/giu;

function namedRevision(words: string): number | null {
  const found = new Set([...words.matchAll(revisionWords)].map(([, number]) => Number(number)));
  return found.size === 1 ? [...found][0]! : null;
}

/** A number of the same make as ours, where ours is not named beside it. */
function otherNumber(words: string, own: string): string | null {
  const shape = own.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\d+/g, '\\d+');
  if (!/\d/.test(own) || !/\D/.test(own)) return null;
  const found: string[] = words.match(new RegExp(`(?<![\\p{L}\\p{N}-])${shape}(?![\\p{L}\\p{N}])`, 'gu')) ?? [];
  return found.includes(own) ? null : (found[0] ?? null);
}

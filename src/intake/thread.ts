import type { Mail } from '../domain/mail.ts';
import type { Store } from '../store/contract.ts';

/** The newest mail of ours or the customer's that this one refers to, and that belongs to an inquiry. */
export async function threadOf(
  store: Pick<Store, 'mails'>,
  { inReplyTo, references }: Pick<Mail, 'inReplyTo' | 'references'>,
): Promise<Mail | null> {
  const ids = [...(inReplyTo ? [inReplyTo] : []), ...references.toReversed()].slice(0, 50);
  if (ids.length === 0) return null;
  const known = (await store.mails.byMessageIds(ids)).filter(({ inquiry }) => inquiry !== null);
  return ids.map((id) => known.find(({ messageId }) => messageId === id)).find((found) => found !== undefined) ?? null;
}

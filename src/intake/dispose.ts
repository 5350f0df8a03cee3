import { ulid } from 'ulid';
import type { Disposition } from '../domain/mail.ts';
import type { ParsedMail } from '../reading/contract.ts';
import type { IncomingMail, Store } from '../store/contract.ts';
import { threadOf } from './thread.ts';
import { onceKeys, twinOf } from './twin.ts';

interface Disposed {
  disposition: Disposition;
  /** In words, for the list of mails. */
  reason: string | null;
  /** The inquiry it opens or continues. */
  inquiry: string | null;
  /** No other mail may be kept with one of these: see `onceKeys`. */
  once: string[];
}

const setAside = (disposition: Disposition, reason: string, inquiry: string | null = null): Disposed => ({
  disposition,
  reason,
  inquiry,
  once: [],
});

/** What to do with a mail, by its headers and thread alone: robots are never answered (RFC 3834), threads go on, the rest opens an inquiry. */
export async function dispose(
  { store }: { store: Store },
  mail: Omit<IncomingMail, 'disposition' | 'reason'>,
  parsed: ParsedMail,
): Promise<Disposed> {
  const company = await store.settings.company();
  const own = [company.mailbox, mail.mailbox].map((address) => address.toLowerCase());
  // A delivery report names the mail it is about in the part that it returns, seldom in headers of its own.
  const references = [...mail.references, ...(parsed.returned ? [parsed.returned] : [])];
  const thread = await threadOf(store, { ...mail, references });
  if (mail.from && own.includes(mail.from.address)) return setAside('own', 'It comes from our own mailbox.');
  if (mail.messageId && (await store.mails.byMessageIds([mail.messageId])).some((known) => known.direction === 'out')) {
    return setAside('own', 'It is a mail of ours that came back.');
  }
  const twin = await twinOf(store, mail);
  const once = onceKeys(mail);
  if (twin) return setAside('duplicate', `The same mail is here already (${twin.id}).`, null);
  if (parsed.automatic) {
    // Part of a thread of ours it belongs on that timeline: an absence note, a mail that could not be delivered.
    const onTimeline = parsed.automatic === 'auto-reply' || parsed.automatic === 'bounce';
    const reason = parsed.automaticReason ?? '';
    return { ...setAside(parsed.automatic, reason, onTimeline ? (thread?.inquiry ?? null) : null), once };
  }
  if (!mail.from) return setAside('unreadable', 'It names no sender: nobody could be answered.');
  if (thread?.inquiry) return { disposition: 'continues', reason: null, inquiry: thread.inquiry, once };
  return { disposition: 'inquiry', reason: null, inquiry: ulid(), once };
}

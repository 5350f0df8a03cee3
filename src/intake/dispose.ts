import { ulid } from 'ulid';
import type { Disposition, Mail } from '../domain/mail.ts';
import type { ParsedMail } from '../reading/contract.ts';
import type { IncomingMail, Store } from '../store/contract.ts';
import { threadOf } from './thread.ts';

interface Disposed {
  disposition: Disposition;
  /** In words, for the list of mails. */
  reason: string | null;
  /** The inquiry it opens or continues. */
  inquiry: string | null;
}

const setAside = (disposition: Disposition, reason: string, inquiry: string | null = null): Disposed => ({
  disposition,
  reason,
  inquiry,
});

/** The same content again within this time is the same mail sent twice, not the same wish a month later. */
const SAME_MAIL_MS = 3 * 86_400_000;

/** What to do with a mail, by its headers and thread alone: robots are never answered (RFC 3834), threads go on, the rest opens an inquiry. */
export async function dispose(
  { store }: { store: Store },
  mail: Omit<IncomingMail, 'disposition' | 'reason'>,
  parsed: ParsedMail,
): Promise<Disposed> {
  const company = await store.settings.company();
  const own = [company.mailbox, mail.mailbox].map((address) => address.toLowerCase());
  const thread = await threadOf(store, mail);
  if (mail.from && own.includes(mail.from.address)) return setAside('own', 'It comes from our own mailbox.');
  if (mail.messageId && (await store.mails.byMessageIds([mail.messageId])).some((known) => known.direction === 'out')) {
    return setAside('own', 'It is a mail of ours that came back.');
  }
  const twin = await twinOf(store, mail);
  if (twin) return setAside('duplicate', `The same mail is here already (${twin.id}).`, null);
  if (parsed.automatic) {
    // Part of a thread of ours it belongs on that timeline: an absence note, a mail that could not be delivered.
    const onTimeline = parsed.automatic === 'auto-reply' || parsed.automatic === 'bounce';
    return setAside(parsed.automatic, parsed.automaticReason ?? '', onTimeline ? (thread?.inquiry ?? null) : null);
  }
  if (!mail.from) return setAside('unreadable', 'It names no sender: nobody could be answered.');
  if (thread?.inquiry) return { disposition: 'continues', reason: null, inquiry: thread.inquiry };
  return { disposition: 'inquiry', reason: null, inquiry: ulid() };
}

/** Fetched again, delivered to two of our mailboxes, or sent again by the customer with a new Message-ID. */
async function twinOf(
  store: Store,
  { messageId, contentHash }: Pick<IncomingMail, 'messageId' | 'contentHash'>,
): Promise<Mail | null> {
  const [known] = messageId
    ? (await store.mails.byMessageIds([messageId])).filter(({ direction }) => direction === 'in')
    : [];
  return known ?? (await store.mails.byContentHash(contentHash, new Date(Date.now() - SAME_MAIL_MS)));
}

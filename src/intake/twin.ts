import type { Mail } from '../domain/mail.ts';
import type { IncomingMail, Store } from '../store/contract.ts';

/** The same content again within this time is the same mail sent twice, not the same wish a month later. */
const SAME_MAIL_MS = 3 * 86_400_000;

type Content = Pick<IncomingMail, 'messageId' | 'contentHash'>;

/**
 * The mail that is here already: fetched again, delivered to two of our mailboxes, or sent again by the customer under a new
 * Message-ID. A Message-ID alone proves nothing: web forms and scripts give every mail the same, and anybody can copy one.
 * Rather one inquiry too many, which a person sees, than a customer's mail that nobody answers.
 */
export const twinOf = (store: Pick<Store, 'mails'>, mail: Content, now = Date.now()): Promise<Mail | null> =>
  store.mails.sameContent(mail, new Date(now - SAME_MAIL_MS));

/**
 * What no two mails that are worked on share, however close together they come: two that share a key are twins by the rule
 * above as well. One window after the other, so that the same wish may come again later.
 */
export const onceKeys = ({ messageId, contentHash }: Content, now = Date.now()): string[] => [
  ...(messageId ? [`${contentHash} ${messageId}`] : []),
  `${contentHash} ${Math.floor(now / SAME_MAIL_MS)}`,
];

/** The mail port of the embedded mailbox: a mail sent is a mail kept. Nothing leaves the machine. */
import type { Store } from '../../store/contract.ts';
import type { MailPort } from '../mail.ts';
import { compose } from './message.ts';

export function embeddedMailbox({ store }: { store: Pick<Store, 'mails'> }): MailPort {
  return {
    compose,
    send: async (mail) => {
      const at = new Date();
      return { messageId: mail.messageId, at: at.toISOString(), raw: await compose(mail, at) };
    },
    /** A mail that was composed and never kept did not leave, for nothing does. */
    findSent: async (messageId) => {
      const mails = await store.mails.byMessageIds([messageId]);
      const sent = mails.find(({ direction, sending }) => direction === 'out' && sending !== 'shadow');
      const raw = sent && (await store.mails.raw(sent.id));
      return sent && raw ? { messageId, at: sent.date ?? sent.receivedAt, raw } : null;
    },
  };
}

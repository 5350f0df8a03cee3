/** An outgoing mail as MIME, and the proof that it goes to whom it should. */
import MailComposer from 'nodemailer/lib/mail-composer';
import { Failure } from '../../domain/failures.ts';
import type { OutgoingMail } from '../mail.ts';

/**
 * One bare address: no list, no name, no line break. Nodemailer takes more: `to: "b@y\r\nBcc: evil@z"` silently became a
 * mail to evil@z.
 */
const bareAddress = /^[^\s@<>()[\],;:"\\\p{C}]{1,64}@[^\s@<>()[\],;:"\\\p{C}]{1,255}$/u;

/** RFC 5322 message identifier. */
const messageIdentifier = /^<[^\s<>@\p{C}]+@[^\s<>@\p{C}]+>$/u;

/**
 * The message as it would leave, CRLF, composed without reading files or URLs. Throws `WrongRecipients` where an address is
 * not one bare address, or the envelope that nodemailer makes of them is not exactly these; `ConnectorRefused` for a Message-ID
 * that is none.
 */
export async function compose(mail: OutgoingMail, date: Date): Promise<Buffer> {
  const recipients = [...mail.to, ...mail.cc];
  const wrong = [mail.from.address, ...recipients].filter((address) => !bareAddress.test(address));
  if (mail.to.length === 0) throw new Failure('WrongRecipients', 'The mail has no recipient');
  if (wrong.length > 0)
    throw new Failure('WrongRecipients', `${JSON.stringify(wrong[0])} is not an e-mail address`, { wrong });
  if (!messageIdentifier.test(mail.messageId)) throw new Failure('ConnectorRefused', 'The Message-ID is none');

  const bare = (address: string) => ({ name: '', address });
  const node = new MailComposer({
    messageId: mail.messageId,
    date,
    from: mail.from,
    to: mail.to.map(bare),
    cc: mail.cc.map(bare),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    inReplyTo: mail.inReplyTo ?? undefined,
    references: mail.references.length > 0 ? mail.references : undefined,
    attachments: mail.attachments.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();

  const everybody = (addresses: readonly string[]) =>
    JSON.stringify([...new Set(addresses.map((one) => one.toLowerCase()))].sort());
  const envelope = node.getEnvelope();
  if (everybody(envelope.to) !== everybody(recipients))
    throw new Failure('WrongRecipients', 'The envelope does not hold exactly the recipients approved', {
      approved: recipients,
      envelope: envelope.to,
    });
  return node.build();
}

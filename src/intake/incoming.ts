import { createHash } from 'node:crypto';
import type { ParsedMail } from '../reading/contract.ts';
import type { IncomingMail } from '../store/contract.ts';

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};

/** Longest text kept on the row; the raw message is kept whole. */
const LONGEST_TEXT = 200_000;

/** A parsed message as the store takes it. The content hash is the same for the same mail sent again under a new Message-ID; a second "Yes, please" to another mail of ours is another mail. */
export function incoming(
  parsed: ParsedMail,
  raw: Buffer,
  mailbox: string,
): Omit<IncomingMail, 'disposition' | 'reason'> {
  const { messageId, inReplyTo, references, from, replyTo, sender, to, cc, subject, date, text, attachments } = parsed;
  return {
    mailbox,
    messageId,
    inReplyTo,
    references,
    from,
    replyTo,
    sender,
    to,
    cc,
    subject,
    date,
    text: text.slice(0, LONGEST_TEXT),
    bytes: raw.length,
    attachments: attachments.map(({ name, type, content, inline }) => ({ name, type, content, inline })),
    rawHash: sha256(raw),
    contentHash: sha256(
      from?.address ?? '',
      inReplyTo ?? '',
      subject,
      text.replace(/\s+/g, ' ').trim(),
      ...attachments.map(({ content }) => sha256(content)),
    ),
  };
}

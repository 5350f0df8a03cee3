/** Forwarded originals inside a text: who wrote them, their subject and their words, in the clients' 23 languages. */
import EmailForwardParser from 'email-forward-parser';
import type { Mailbox } from '../../domain/mail.ts';

export interface ForwardRead {
  from: Mailbox | null;
  subject: string | null;
  /** The forwarded text. */
  body: string;
  /** What the forwarding person wrote above it. */
  message: string | null;
}

const longest = 200_000;
let parser: EmailForwardParser | null = null;

/** null where nothing is forwarded in this text. */
export function forwardOf(text: string, subject: string): ForwardRead | null {
  parser ??= new EmailForwardParser();
  const read = parser.read(text.slice(0, longest), subject);
  if (!read.forwarded || !read.email.body) return null;
  const { from } = read.email;
  return {
    from: from.address ? { name: from.name ?? '', address: from.address.toLowerCase() } : null,
    subject: read.email.subject,
    body: read.email.body,
    message: read.message,
  };
}

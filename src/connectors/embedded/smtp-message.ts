/** A message as it came over the SMTP line. */
import type { SMTPServerDataStream } from 'smtp-server';

/** The whole message, or null where it is larger than we said; then it was read to its end and dropped. */
export async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (stream.sizeExceeded) chunks.length = 0;
    else chunks.push(chunk);
  }
  return stream.sizeExceeded ? null : Buffer.concat(chunks);
}

/**
 * The envelope's sender as the message's first line, which is the last server's task (RFC 5321 §4.4) and often the only sign
 * of a bounce: `<>`. No Received line: its time would make the same mail, sent again, another one. What does not begin
 * with a header is left alone, for intake to refuse.
 */
export function withReturnPath(message: Buffer, sender: string): Buffer {
  const start = message.subarray(0, 200).toString('latin1');
  if (!/^[!-9;-~]+[ \t]*:/.test(start) || /^return-path:/i.test(start)) return message;
  return Buffer.concat([Buffer.from(`Return-Path: <${sender.replace(/[^!-~]|[<>]/g, '')}>\r\n`), message]);
}

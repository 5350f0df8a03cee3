/** Raw bytes to a message: headers, texts with their part numbers, attachments, messages within. */
import { MailParser } from 'mailparser';
import { Failure } from '../../domain/failures.ts';
import type { Mailbox } from '../../domain/mail.ts';
import type { ParsedMail } from '../contract.ts';
import { automatic } from './automatic.ts';
import { returnedId } from './delivery.ts';
import { htmlText } from './html.ts';

export const maxMessage = 35 * 1024 * 1024;
const maxAttachments = 500;
const maxTexts = 50;
const maxNested = 3;

export interface TextPart {
  /** MIME part number, "1" for a message of one part. */
  part: string;
  type: 'plain' | 'html';
  content: string;
}
export interface Message {
  mail: ParsedMail;
  /** The day the sender's Date header names, YYYY-MM-DD in the sender's own time zone; else the day it came. */
  day: string;
  texts: TextPart[];
  /** The fields of a delivery report (RFC 3464); mailparser takes them for text, not for an attachment. */
  report: string;
  /** Messages attached as messages, taken apart likewise. */
  nested: { part: string; message: Message }[];
  notes: string[];
}

/** What we use of mailparser's tree; its nodes are not in its published types. */
interface TreeNode {
  node?: { partNr?: (string | number)[] };
  contentType?: string;
  disposition?: string;
  textContent?: string;
  children?: TreeNode[];
}
type HeaderValue = unknown;

const mailboxes = (value: HeaderValue): Mailbox[] => {
  const objects = Array.isArray(value) ? (value as HeaderValue[]) : [value];
  return objects.flatMap((object) => {
    const list =
      (object as { value?: { address?: string; name?: string; group?: unknown[] }[] } | undefined)?.value ?? [];
    return list
      .filter((one) => one.address)
      .map((one) => ({ name: one.name ?? '', address: (one.address ?? '').toLowerCase() }));
  });
};
const text = (value: HeaderValue): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
const ids = (value: HeaderValue): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) =>
    typeof one === 'string' ? (one.match(/<[^<>\s]{1,900}>/g) ?? []) : [],
  );

const shortMonths = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
function localDay(lines: { key: string; line: string }[], date: string | null): string {
  const header = lines.find((line) => line.key === 'date')?.line ?? '';
  const found = /(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{4})/.exec(header);
  const month = shortMonths.indexOf((found?.[2] ?? '').toLowerCase()) + 1;
  if (date !== null && found && month > 0)
    return `${found[3]}-${String(month).padStart(2, '0')}-${(found[1] ?? '').padStart(2, '0')}`;
  return (date ?? new Date().toISOString()).slice(0, 10);
}

/** A message has at least one header line before anything else. */
function hasHeader(raw: Buffer): boolean {
  const head = raw
    .subarray(0, 64 * 1024)
    .toString('latin1')
    .replace(/^(?:\r?\n)+/, '')
    .replace(/^From [^\r\n]*\r?\n/, '');
  return /^[!-9;-~]{1,76}[ \t]*:/.test(head);
}

/** Throws `NotAMail`, `TooLarge`. */
export async function parseMessage(raw: Buffer, depth = 0): Promise<Message> {
  if (raw.length > maxMessage) throw new Failure('TooLarge', 'The message is larger than 35 MB.');
  if (!hasHeader(raw)) throw new Failure('NotAMail', 'This is not an e-mail message: it has no header.');
  const parser = new MailParser({
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
  });
  const attachments: ParsedMail['attachments'] = [];
  const notes: string[] = [];
  let headers = new Map<string, HeaderValue>();
  let lines: { key: string; line: string }[] = [];
  await new Promise<void>((resolve, reject) => {
    parser.on('headers', (found: Map<string, HeaderValue>) => (headers = found));
    parser.on('headerLines', (found: { key: string; line: string }[]) => (lines = found));
    parser.on(
      'data',
      (data: {
        type: string;
        partId?: string;
        contentType?: string;
        filename?: string;
        contentDisposition?: string;
        related?: boolean;
        content: NodeJS.ReadableStream;
        release(): void;
      }) => {
        if (data.type !== 'attachment') return;
        const chunks: Buffer[] = [];
        data.content.on('data', (chunk: Buffer) => chunks.push(chunk));
        data.content.on('error', reject);
        data.content.on('end', () => {
          if (attachments.length < maxAttachments)
            attachments.push({
              name: data.filename ?? '',
              type: data.contentType ?? 'application/octet-stream',
              content: Buffer.concat(chunks),
              inline: data.related === true || data.contentDisposition === 'inline',
              part: data.partId ?? '1',
            });
          else if (attachments.length === maxAttachments)
            notes.push(`Only the first ${maxAttachments} attachments were kept.`);
          data.release();
        });
      },
    );
    parser.on('error', reject);
    parser.on('end', () => resolve());
    parser.end(raw);
  }).catch((error: unknown) => {
    throw new Failure('NotAMail', 'This is not a readable e-mail message.', {}, { cause: error });
  });

  const texts: TextPart[] = [];
  let report = '';
  const walk = (node: TreeNode): void => {
    const numbers = (node.node?.partNr ?? []).filter((nr) => typeof nr === 'number');
    if (
      node.textContent !== undefined &&
      texts.length < maxTexts &&
      /^text\/(?:plain|html)$/.test(node.contentType ?? '')
    )
      texts.push({
        part: numbers.join('.') || '1',
        type: node.contentType === 'text/html' ? 'html' : 'plain',
        content: node.textContent.normalize('NFC'),
      });
    if (/^message\/(?:global-)?delivery-status$/.test(node.contentType ?? '')) report = node.textContent ?? report;
    for (const child of node.children ?? []) walk(child);
  };
  walk((parser as unknown as { tree: TreeNode }).tree);

  const nested: Message['nested'] = [];
  for (const attachment of attachments) {
    if (attachment.type !== 'message/rfc822') continue;
    if (depth >= maxNested) notes.push('A message within messages was not read: too deep.');
    else
      try {
        const message = await parseMessage(attachment.content, depth + 1);
        nested.push({ part: attachment.part, message });
        notes.push(...message.notes);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        notes.push(`The attached message ${attachment.name || attachment.part} could not be read: ${error.message}`);
      }
  }
  const plain = texts
    .filter((one) => one.type === 'plain')
    .map((one) => one.content.replace(/\r\n?/g, '\n'))
    .join('\n');
  const html =
    texts
      .filter((one) => one.type === 'html')
      .map((one) => one.content)
      .join('\n') || null;
  const date = headers.get('date');
  const known = {
    messageId: text(headers.get('message-id')),
    inReplyTo: ids(headers.get('in-reply-to'))[0] ?? text(headers.get('in-reply-to')),
    references: ids(headers.get('references')),
    from: mailboxes(headers.get('from'))[0] ?? null,
    sender: mailboxes(headers.get('sender'))[0] ?? null,
    replyTo: mailboxes(headers.get('reply-to')),
    to: mailboxes(headers.get('to')),
    cc: mailboxes(headers.get('cc')),
    subject: (text(headers.get('subject')) ?? '').replace(/\s+/g, ' ').trim(),
    date: date instanceof Date && !Number.isNaN(date.getTime()) ? date.toISOString() : null,
    text: plain.trim() !== '' ? plain : html ? htmlText(html).text : '',
    html,
    attachments,
  };
  const sender = known.sender?.address === known.from?.address ? null : known.sender;
  const robot = automatic(lines, known, texts, parser as unknown as { tree: { contentType?: string } });
  const returned = returnedId({ ...known, ...robot });
  return {
    mail: { ...known, sender, ...robot, returned },
    day: localDay(lines, known.date),
    texts,
    report,
    nested,
    notes,
  };
}

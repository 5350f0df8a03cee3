/** Delivery reports taken apart (RFC 3464, status codes of RFC 3463): which mail of ours, to whom, and what became of it. */
import type { Delivery } from '../../domain/delivery.ts';
import type { ParsedMail } from '../contract.ts';

type Report = Pick<ParsedMail, 'automatic' | 'text' | 'attachments'>;

const longest = 64 * 1024;
const textOf = (content: Buffer): string => content.subarray(0, longest).toString('utf8').replace(/\r\n?/g, '\n');
const part = ({ attachments }: Report, types: RegExp): string | null => {
  const found = attachments.find(({ type }) => types.test(type));
  return found ? textOf(found.content) : null;
};
/** A field's value, folded lines joined (RFC 5322, section 2.2.3). */
const field = (text: string, name: string): string | null =>
  new RegExp(`^${name}[ \\t]*:[ \\t]*((?:.{0,900})(?:\\n[ \\t]+.{0,900}){0,5})`, 'im')
    .exec(text)?.[1]
    ?.replace(/\s+/g, ' ')
    .trim() ?? null;

/** The Message-ID of the mail that is reported about: of the returned message or its headers, else named in the text. */
export function returnedId(report: Report): string | null {
  if (report.automatic !== 'bounce') return null;
  const returned = part(report, /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/global-headers)$/);
  return (
    [returned, textOf(Buffer.from(report.text))]
      .map((text) => (text ? /^[>\s]{0,8}message-id[ \t]*:\s{0,4}(<[^<>\s]{1,900}>)/im.exec(text)?.[1] : null))
      .find(Boolean) ?? null
  );
}

/** Null: no report of a delivery, such as a complaint (RFC 5965). */
export function deliveryOf(report: Report, fields: string): Delivery | null {
  if (report.automatic !== 'bounce' || report.attachments.some(({ type }) => type === 'message/feedback-report'))
    return null;
  const status =
    fields.slice(0, longest).replace(/\r\n?/g, '\n') || (part(report, /^message\/(?:global-)?delivery-status$/) ?? '');
  const text = textOf(Buffer.from(report.text));
  const action = field(status, 'action')?.toLowerCase() ?? '';
  const code =
    field(status, 'status')?.match(/[245]\.\d{1,3}\.\d{1,3}/)?.[0] ??
    /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(text)?.[0] ??
    null;
  const said = field(status, 'diagnostic-code')?.replace(/^[\w.-]{1,40}\s*;\s*/, '') ?? '';
  const recipient = (field(status, 'final-recipient') ?? field(status, 'original-recipient'))?.replace(
    /^[^;]*;\s*/,
    '',
  );
  return {
    outcome: outcomeOf(action, code, `${said}\n${status === '' ? text : ''}`),
    recipient: recipient?.replace(/^<|>$/g, '').toLowerCase().slice(0, 320) || null,
    status: code,
    words: said.slice(0, 200),
  };
}

/** x.2.2: mailbox full (RFC 3463, section 3.3). What is not said to be on its way failed. */
function outcomeOf(action: string, code: string | null, words: string): Delivery['outcome'] {
  if (/^(?:delivered|relayed|expanded)$/.test(action) || code?.startsWith('2.')) return 'delivered';
  if (action === 'delayed' || (action === '' && code?.startsWith('4.'))) return 'delayed';
  const isFull =
    code?.endsWith('.2.2') || /mailbox (?:is )?full|over ?quota|quota exceeded|storage (?:is )?full/i.test(words);
  return isFull ? 'mailbox-full' : 'failed';
}

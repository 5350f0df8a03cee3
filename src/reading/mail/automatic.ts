/** What the headers alone say of a message: RFC 3834 (automatic replies), RFC 3464 (delivery reports), RFC 2369 and 2919 (lists). */
import type { ParsedMail } from '../contract.ts';
import { languages } from '../languages/index.ts';
import { fold } from '../words.ts';

type Robot = Pick<ParsedMail, 'automatic' | 'automaticReason'>;
const no: Robot = { automatic: null, automaticReason: null };
const is = (automatic: ParsedMail['automatic'], automaticReason: string): Robot => ({ automatic, automaticReason });

const daemon =
  /^(?:mailer-daemon|mail-daemon|postmaster|mdaemon|mailerdaemon|bounces?|daemon|mail-delivery-subsystem|double-bounce)(?:[+-].*)?$/;
const bounceSubject =
  /undeliver|not deliver|delivery (?:status|failure|has failed|report|notification|problem)|delivery.{0,20}fail|returned mail|mail delivery (?:failed|system|error)|failure notice|returned to sender|could not be delivered|unzustellbar|nicht zugestellt|zustellung|non remis|echec de la remise|non distribu|no se ha podido entregar|no entregado|devuelto|mancata consegna|non recapitabile|onbestelbaar|niet bezorgd|kan ikke leveres|ulevereret|kunde inte levereras|nao entregue|niedostarczon|nie dostarczon|mail status report|user unknown|message delayed|warning: could not send|mail error|error sending|不达|配信/;
const replySubject =
  /^(?:auto(?:matic)?[- ]?(?:reply|response|antwort)?|automatische antwort|out of (?:the )?office|ooo|abwesenheit\w*|reponse automatique|absence|respuesta automatica|risposta automatica|automatisch antwoord|afwezig|resposta automatica|automatisk svar|autosvar|automatiskt svar|automatyczna odpowiedz|odpowiedz automatyczna|vacation)\s*[:-]/;

/** Robots' mail is never answered. A person writing to us through a mailing list is still a person. */
export function automatic(
  lines: { key: string; line: string }[],
  mail: Pick<ParsedMail, 'from' | 'subject' | 'inReplyTo' | 'text' | 'attachments'>,
  texts: { content: string }[],
  parser: { tree: { contentType?: string; headers?: unknown } },
): Robot {
  const header = (key: string): string =>
    fold(lines.find((line) => line.key === key)?.line.replace(/^[^:]*:\s*/, '') ?? '');
  const local = (mail.from?.address ?? '').split('@')[0] ?? '';
  const subject = fold(mail.subject);
  const body = fold(texts.map((one) => one.content.slice(0, 4000)).join('\n'));
  const contentType = header('content-type');
  const reported =
    /report-type\s*=\s*"?delivery-status/.test(contentType.replace(/\s+/g, ' ')) ||
    mail.attachments.some((one) => one.type === 'message/delivery-status');
  if (
    /report-type\s*=\s*"?feedback-report/.test(contentType) ||
    mail.attachments.some((one) => one.type === 'message/feedback-report')
  )
    return is('bounce', 'a feedback report (RFC 5965)');
  if (reported || (parser.tree.contentType === 'multipart/report' && !/disposition-notification/.test(contentType)))
    return is('bounce', 'a delivery report (RFC 3464)');
  if (/disposition-notification/.test(contentType)) return is('auto-reply', 'a read receipt (RFC 8098)');
  if (
    /^complaint about message from /.test(subject) ||
    /"notificationtype\\?"\s{0,5}:\s{0,5}\\?"(?:bounce|complaint)/.test(body)
  )
    return is('bounce', 'a provider reports a bounce or complaint');
  const emptyPath = /^<\s*>/.test(header('return-path'));
  const failed = /x-failed-recipients/.test(lines.map((line) => line.key).join(' '));
  const says =
    /(?:^|\W)(?:5\d\d[ -]\d\.\d+\.\d+|5\.\d\.\d|550|554|552|553|user unknown|unknown user|no such user|mailbox (?:full|unavailable)|could not be delivered|undeliverable|delivery (?:failed|failure)|error delivering|could not deliver|permanent (?:error|failure))/.test(
      body,
    );
  if (failed) return is('bounce', 'it names recipients that failed');
  if (daemon.test(local) && (bounceSubject.test(subject) || says || emptyPath || subject === ''))
    return is('bounce', 'a mail server wrote it');
  if (bounceSubject.test(subject) && (emptyPath || says) && mail.inReplyTo === null)
    return is('bounce', 'its subject and text are those of a delivery report');
  if (emptyPath && says) return is('bounce', 'it has no return path and reports a failure');
  if (daemon.test(local) && header('auto-submitted') !== '' && header('auto-submitted') !== 'no')
    return is('bounce', 'a mail server wrote it');

  const submitted = header('auto-submitted');
  const opening = fold(mail.subject);
  const outOfOffice = languages().some((language) => language.cue('autoReply').test(opening));
  if (/auto-replied/.test(submitted))
    return is('auto-reply', 'its header says it was replied automatically (RFC 3834)');
  if (header('x-autoreply') !== '' || header('x-autorespond') !== '' || header('x-autoresponder') !== '')
    return is('auto-reply', 'its header says it is an automatic reply');
  if (replySubject.test(opening)) return is('auto-reply', 'its subject is that of an automatic reply');
  if (/auto-(?:generated|notified)/.test(submitted) && (outOfOffice || mail.inReplyTo !== null))
    return is('auto-reply', 'its header says it was generated automatically (RFC 3834)');
  if (outOfOffice && (submitted !== '' || header('precedence') !== '' || header('x-auto-response-suppress') !== ''))
    return is('auto-reply', 'an absence notice');

  if (/^yes/.test(header('x-spam-flag'))) return is('spam', 'a filter before us marked it as spam');
  const bulk = /^(?:bulk|list|junk)/.test(header('precedence'));
  const unsubscribe = header('list-unsubscribe') !== '' || header('list-unsubscribe-post') !== '';
  const personal = header('list-post') !== '' || mail.inReplyTo !== null;
  if (unsubscribe && !personal) return is('newsletter', 'its header says how to unsubscribe (RFC 2369)');
  if (bulk && !personal && header('list-id') !== '') return is('newsletter', 'its header marks it as bulk mail');
  if (/auto-(?:generated|notified)/.test(submitted))
    return is('auto-reply', 'its header says it was generated automatically (RFC 3834)');
  if (header('feedback-id') !== '' && unsubscribe) return is('newsletter', 'a mass mailing');
  return no;
}

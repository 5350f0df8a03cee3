/** Headers copied into a text over a quoted or forwarded original. */
import { languages } from '../languages/index.ts';
import { list } from '../languages/contract.ts';
import { fold } from '../words.ts';
import type { Line } from './text-line.ts';

/** Labels of header blocks in every language we know and in others that clients write. */
const more = {
  from: 'od | fra | från | von | 发件人 | 寄件者 | 差出人 | от | від | kimden | feladó | lähettäjä | mittente | remitente | expéditeur | de la | frå | από',
  sent: 'odesláno | sendt | skickat | 日期 | 日時 | 送信日時 | дата | отправлено | дата | tarih | gönderildi | dátum | päivämäärä | data | datum | date | wysłano | fecha | dato | elküldve | odoslané | poslano | надіслано | lähetetty | trimis',
  to: 'komu | til | till | 收件人 | 宛先 | кому | kime | címzett | vastaanottaja | aan | para | do | către | za | prima',
  subject:
    'předmět | emne | ämne | 主题 | 主旨 | 件名 | тема | konu | tárgy | aihe | onderwerp | oggetto | asunto | assunto | temat | subiect | predmet | naslov',
};
const labels = (kind: 'from' | 'sent' | 'to' | 'subject'): RegExp => {
  const all = new Set(
    [...languages().flatMap((language) => list(language.knowledge.headers[kind])), ...list(more[kind])].map((label) =>
      fold(label),
    ),
  );
  return new RegExp(
    `^[\\s*_>]*(?:${[...all].map((label) => label.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('|')})[*_\\s\\u00a0]{0,4}[:：][*_]{0,2}`,
    'u',
  );
};
let headerLabels: Record<'from' | 'sent' | 'to' | 'subject', RegExp> | null = null;
const header = (): Record<'from' | 'sent' | 'to' | 'subject', RegExp> =>
  (headerLabels ??= { from: labels('from'), sent: labels('sent'), to: labels('to'), subject: labels('subject') });

/** A block of copied headers that begins at this line: how many lines, and what it says. */
export function headerBlock(
  lines: Line[],
  at: number,
): { length: number; from: string | null; subject: string | null } | null {
  const label = header();
  const first = fold(lines[at]?.text ?? '');
  if (!label.from.test(first) && !label.subject.test(first) && !label.sent.test(first) && !label.to.test(first))
    return null;
  let from: string | null = null;
  let subject: string | null = null;
  const seen = new Set<string>();
  let length = 0;
  let blank = 0;
  /** The last label was one of people: from, to, cc. */
  let people = false;
  for (let i = at; i < Math.min(lines.length, at + 14); i++) {
    const raw = lines[i]?.text ?? '';
    const line = fold(raw);
    if (raw.replace(/[>\s\u00a0]/g, '') === '') {
      if (seen.size >= 2 || ++blank > 1) break;
      continue;
    }
    const value = raw
      .slice(raw.search(/[:：]/) + 1)
      .replace(/^[*_\s]+/, '')
      .trim();
    let continues = false;
    if (label.from.test(line)) {
      seen.add('from');
      from ??= value;
    } else if (label.sent.test(line)) seen.add('sent');
    else if (label.subject.test(line)) {
      seen.add('subject');
      subject ??= value;
    } else if (label.to.test(line)) seen.add('to');
    else if (
      /^[\s*_>]*(?:cc|kopie|copie|kopia|kopi|bcc|importance|prioritat|attachments?|reply-to|répondre à|antwort an)[*_\s]{0,3}[:：]/u.test(
        line,
      )
    )
      seen.add('cc');
    // A header goes on where it is indented, or where it lists people.
    else if (!/^[\s>]/.test(raw) && !(people ? /[,;<>@]/ : /[<>@]/).test(raw)) break;
    else continues = true;
    if (!continues) people = !label.sent.test(line) && !label.subject.test(line);
    length = i - at + 1;
  }
  return seen.has('from') && seen.size >= 2 ? { length, from, subject } : null;
}

/** The mail answered, quoted below the reply as mail programs do. */
import type { ReplyInput } from './contract.ts';
import { fill, type Texts } from './catalogue.ts';
import type { Locale } from './locale.ts';

const maxLines = 120;
const maxCharacters = 8_000;

export interface History {
  /** "On 3 March 2026 at 10:04, Ana Ruiz <ana@…> wrote:" */
  introduction: string;
  lines: string[];
}

/** Null where there is nothing to quote. A long mail is cut with a mark: its end is the history of earlier mails. */
export function historyOf(answered: ReplyInput['answered'], { mail }: Texts, locale: Locale): History | null {
  if (!answered || answered.text.trim() === '') return null;
  return { introduction: introduction(answered, mail, locale), lines: quotedLines(answered.text, mail.shortened) };
}

function introduction(
  { date, from }: NonNullable<ReplyInput['answered']>,
  mail: Texts['mail'],
  locale: Locale,
): string {
  if (!from) return mail.youWrote;
  const who = from.name.trim() ? `${from.name.trim()} <${from.address}>` : from.address;
  const moment = date && locale.moment(date);
  return moment ? fill(mail.wrote, { date: moment, from: who }) : fill(mail.wroteUndated, { from: who });
}

function quotedLines(text: string, shortened: string): string[] {
  const whole = text.replace(/\r\n?/g, '\n').trim();
  const kept = whole
    .slice(0, maxCharacters)
    .replace(/[\uD800-\uDBFF]$/, '')
    .split('\n')
    .slice(0, maxLines);
  return kept.join('\n').length < whole.length ? [...kept, shortened] : kept;
}

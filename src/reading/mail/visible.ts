/**
 * What was newly written, apart from quoted history, forwarded originals and the signature. Works on lines with their
 * places in the text, so that whatever is read of them keeps its evidence.
 */
import { languages } from '../languages/index.ts';
import { list } from '../languages/contract.ts';
import { fold } from '../words.ts';

export interface Line {
  start: number;
  end: number;
  text: string;
}
export interface Parted {
  /** Newly written lines, signature left out. */
  visible: Line[];
  quoted: Line[];
  signature: Line[];
  /** The forwarded original, its header block read; its own parting is done by reading its lines again. */
  forwarded: { lines: Line[]; from: string | null; subject: string | null } | null;
}

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const part of text.split('\n')) {
    lines.push({ start, end: start + part.length, text: part });
    start += part.length + 1;
  }
  return lines;
}

const depthOf = (line: string): number => (/^(?:\s{0,3}[>|│]\s?){1,20}/.exec(line)?.[0].match(/[>|│]/g) ?? []).length;
/** The line without quote marks, its place moved along. */
export function unquote(line: Line): Line {
  const marks = /^(?:\s{0,3}>\s?){0,20}/.exec(line.text)?.[0].length ?? 0;
  return { start: line.start + marks, end: line.end, text: line.text.slice(marks) };
}

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
function headerBlock(
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
    else if (!/^[\s>]/.test(raw) && !/[,;<>@]/.test(raw)) break;
    length = i - at + 1;
  }
  return seen.has('from') && seen.size >= 2 ? { length, from, subject } : null;
}

const dated = /\d{1,4}[./-]\d{1,2}|\d{1,2}[:.h]\d{2}|\b(?:19|20)\d{2}\b|@/;

/** "On … wrote:" and its like, on one line or broken over up to four. */
function attribution(lines: Line[], at: number, wrote: (folded: string) => boolean): number {
  let joined = '';
  for (let count = 1; count <= 4; count++) {
    const line = lines[at + count - 1];
    if (!line || line.text.length > 400 || line.text.replace(/[>\s]/g, '') === '') return 0;
    joined += `${count > 1 ? ' ' : ''}${line.text.replace(/^[\s>]+/, '').trim()}`;
    if (joined.length > 400) return 0;
    const folded = fold(joined);
    const ends =
      /[:：]\s*$/.test(folded) || /\b(?:wrote|schrieb|ecrit|schreef|skrev|escribio|escreveu|scritto)\s*$/.test(folded);
    if (ends && dated.test(folded) && wrote(folded)) {
      // A line before the attribution that merely stands above it is not part of it.
      const first = lines[at]?.text ?? '';
      return count > 1 && !/[\d@]/.test(first) && attribution(lines, at + 1, wrote) === count - 1 ? 0 : count;
    }
  }
  return 0;
}

const originalLine = /^[\s>]*[-_=*]{2,}\s*\S.{0,80}\S\s*[-_=*]{2,}\s*$/;
const rule = /^[\s>]*[_-]{20,}\s*$/;
const delimiter = /^--\s?$/;

interface Options {
  /** Subject of the message: Fwd:, WG:, TR: … */
  subject: string;
  /** Addresses that the mail was sent to: text quoted from them is ours. */
  ours: string[];
  /** Text of the mail of ours that is answered, where it is known. */
  answered: string | null;
  /** Display name and address of the sender: signatures are found by it. */
  sender: string;
}

const forwardSubject =
  /^(?:fwd?|fw|wg|tr|rv|i|enc|vs|vb|vl|pd|doorst|videresendt|vidarebefordrat|przek|re[sn]v|inoltro|fs|ilt|trs|továbbítás|yönl)\s*:/i;

/** Puts each line of a text where it belongs. */
export function part(lines: Line[], options: Options): Parted {
  const known = languages();
  const wrote = (folded: string): boolean => known.some((language) => language.cue('wrote').test(folded));
  const original = (folded: string): boolean => known.some((language) => language.cue('original').test(folded));
  const forwardMark = (folded: string): boolean => known.some((language) => language.cue('forwarded').test(folded));
  const visible: Line[] = [];
  const quoted: Line[] = [];
  let forwarded: Parted['forwarded'] = null;

  const isOurs = (from: string | null): boolean =>
    from !== null && options.ours.some((address) => fold(from).includes(address));
  const forwards = forwardSubject.test(options.subject.trim());

  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const folded = fold(line.text);
    const bare = folded.replace(/^[\s>]+/, '').trim();
    const short = line.text.length < 200;
    const markedOriginal = short && originalLine.test(line.text) && original(bare);
    const markedForward =
      short &&
      forwardMark(bare) &&
      bare.length < 90 &&
      (originalLine.test(line.text) || /[:：]\s*$/.test(bare) || /^[-_*]/.test(bare));
    if (markedOriginal || markedForward || (short && rule.test(line.text))) {
      let next = i + 1;
      while (next < lines.length && next < i + 4 && (lines[next]?.text ?? '').replace(/[>\s\u00a0]/g, '') === '')
        next++;
      const block = headerBlock(lines, next);
      if (!block && !markedForward && !markedOriginal) {
        visible.push(line);
        continue;
      }
      const rest = lines.slice(next + (block?.length ?? 0));
      if ((markedForward || forwards) && !isOurs(block?.from ?? null)) {
        forwarded = { lines: level(rest), from: block?.from ?? null, subject: block?.subject ?? null };
        break;
      }
      quoted.push(...lines.slice(i));
      break;
    }
    const block = headerBlock(lines, i);
    if (block) {
      const rest = lines.slice(i + block.length);
      if (forwards && !isOurs(block.from)) {
        forwarded = { lines: level(rest), from: block.from, subject: block.subject };
        break;
      }
      // Headers pasted over the sender's own text quote nothing.
      if (!forwards && visible.every((other) => other.text.trim() === '')) {
        i += block.length - 1;
        continue;
      }
      quoted.push(...lines.slice(i));
      break;
    }
    const said = attribution(lines, i, wrote);
    if (said > 0) {
      const rest = lines.slice(i + said);
      const marked = rest.filter((other) => depthOf(other.text) > 0).length;
      quoted.push(...lines.slice(i, i + said));
      if (marked === 0) {
        quoted.push(...rest);
        break;
      }
      i += said - 1;
      continue;
    }
    if (/^\s{0,3}>/.test(line.text)) {
      quoted.push(line);
      continue;
    }
    visible.push(line);
  }
  const own = options.answered === null ? visible : withoutAnswered(visible, options.answered, quoted);
  return { ...signed(own, options), quoted, forwarded };
}

/** Forwarded text that is quoted as a whole loses one level of quote marks. */
function level(lines: Line[]): Line[] {
  const written = lines.filter((line) => line.text.trim() !== '');
  return written.length > 0 && written.every((line) => /^\s{0,3}>/.test(line.text))
    ? lines.map((line) => {
        const mark = /^\s{0,3}>\s?/.exec(line.text)?.[0].length ?? 0;
        return { start: line.start + mark, end: line.end, text: line.text.slice(mark) };
      })
    : lines;
}

/** Lines of ours that stand unmarked in the answer: three in a row, word for word, are our text and not the customer's. */
function withoutAnswered(lines: Line[], answered: string, quoted: Line[]): Line[] {
  const norm = (text: string): string =>
    fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const ours = new Set(
    answered
      .split('\n')
      .map(norm)
      .filter((line) => line.length > 3),
  );
  const mine = lines.map((line) => ours.has(norm(line.text)));
  return lines.filter((line, i) => {
    if (!mine[i]) return true;
    const run =
      (mine[i - 1] ? 1 : 0) +
      (mine[i + 1] ? 1 : 0) +
      (mine[i - 2] && mine[i - 1] ? 1 : 0) +
      (mine[i + 2] && mine[i + 1] ? 1 : 0);
    if (run < 2) return true;
    quoted.push(line);
    return false;
  });
}

const maxSignature = 16;

/** Parts the signature from the text: by its delimiter, by a closing phrase, or by the sender's own name in the last lines. */
function signed(lines: Line[], options: Options): { visible: Line[]; signature: Line[] } {
  const known = languages();
  const closes = (text: string, last = false): boolean => {
    const folded = fold(text).trim();
    if (folded === '' || folded.length > 90) return false;
    return known.some((language) =>
      language
        .cue('closing')
        .all(folded)
        .some((cue) => {
          if (cue.start !== 0) return false;
          const rest = folded
            .slice(cue.end)
            .replace(/[\s,.!;:)/-]+/g, ' ')
            .trim();
          // After the phrase a name may follow, hardly a sentence.
          return (
            rest === '' ||
            (rest.split(' ').length <= 4 &&
              !/\d/.test(rest) &&
              (names.some((name) => rest.includes(name)) ||
                known.some((other) => other.cue('closing').test(rest)) ||
                rest.split(' ').length <= (last ? 4 : 2)))
          );
        }),
    );
  };
  const names = fold(options.sender)
    .split(/[^\p{L}]+/u)
    .filter(
      (name) => name.length > 2 && !/^(?:com|org|net|www|info|sales|mail|example|gmail|office|the|and)$/.test(name),
    );
  const junk = (text: string): boolean => {
    const folded = fold(text).trim();
    return known.some((language) =>
      language
        .cue('sentFrom')
        .all(folded)
        .some((cue) => cue.start === 0 && cue.end >= folded.length - 2 && folded.length < 100),
    );
  };
  const kept = withoutFooter(lines.filter((line) => !junk(line.text)));
  const written = kept.map((line, i) => ({ line, i })).filter(({ line }) => line.text.trim() !== '');
  const total = written.length;
  let at = -1;
  for (const [order, { line, i }] of written.entries()) {
    const left = total - order - 1;
    if (delimiter.test(line.text) && left <= 30) {
      at = i;
      // A closing and a name right above the delimiter belong to it.
      for (let back = order - 1; back >= Math.max(0, order - 4); back--) {
        const above = written[back];
        if (above && closes(above.line.text)) at = above.i;
      }
      break;
    }
    if (order === 0 && total > 1 && left > 3) continue;
    if (
      closes(line.text, left <= 6 && order > 0) &&
      left <= maxSignature &&
      !written.slice(order + 1).some(({ line: later }) => later.text.length > 120 && !legal(later.text))
    ) {
      at = i;
      break;
    }
  }
  if (at < 0 && names.length > 0) {
    for (const { line, i } of written.slice(Math.max(1, total - 8))) {
      const folded = fold(line.text)
        .trim()
        .replace(/^[-–/\s]+/, '');
      const words = folded.split(/[^\p{L}]+/u).filter((word) => word !== '');
      const order = written.findIndex((one) => one.i === i);
      if (
        order >= total / 3 &&
        words.length <= 12 &&
        !/[?!]/.test(folded) &&
        words
          .slice(0, 3)
          .some((word) => names.some((name) => name === word || (word.length > 2 && name.startsWith(word)))) &&
        !/^\d/.test(folded)
      ) {
        at = i;
        break;
      }
    }
  }
  // "-Jan Kowalski"
  if (at < 0)
    at =
      written.find(
        ({ line }, order) =>
          order > 0 &&
          total - order <= 4 &&
          /^[-–—]{1,2}\s?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+){0,3}$/u.test(line.text.trim()),
      )?.i ?? -1;
  // A name alone as the last line, after a blank one; or a single initial: "M."
  if (at < 0) {
    const last = written[total - 1];
    if (
      last &&
      total > 1 &&
      /^[\s/–-]*(?:\p{Lu}\.?|\p{Lu}\p{Ll}{1,20}(?: \p{Lu}\p{L}{1,20})?)$/u.test(last.line.text) &&
      (kept[last.i - 1]?.text.trim() === '' || /^[\s/–-]*\p{Lu}\.?$/u.test(last.line.text))
    )
      at = last.i;
  }
  if (at < 0) return { visible: kept, signature: [] };
  return { visible: kept.slice(0, at), signature: kept.slice(at) };
}

/** A mailing list's footer: a rule, then lines that name the list. */
function withoutFooter(lines: Line[]): Line[] {
  const at = lines.findIndex(
    (line, i) =>
      /^[_-]{20,}\s*$/.test(line.text) &&
      lines.slice(i + 1).filter((other) => other.text.trim() !== '').length <= 6 &&
      lines.slice(i + 1).some((other) => /mailing list|mailman|listinfo|unsubscribe|groups\.google/i.test(other.text)),
  );
  return at < 0 ? lines : lines.slice(0, at);
}

const legal = (text: string): boolean =>
  /confidential|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|fortrolig|konfidentiell|poufn|geschaftsfuhrer|amtsgericht|handelsregister|disclaimer|intended recipient|privileged|environment|umwelt|imprim/.test(
    fold(text),
  );

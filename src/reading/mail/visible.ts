/**
 * What was newly written, apart from quoted history, forwarded originals and the signature. Works on lines with their
 * places in the text, so that whatever is read of them keeps its evidence.
 */
import { languages } from '../languages/index.ts';
import { fold } from '../words.ts';
import { withoutAnswered } from './answered.ts';
import { attribution } from './attribution.ts';
import { headerBlock } from './header-block.ts';
import { signed } from './signed.ts';
import { depthOf, type Line } from './text-line.ts';

export interface Parted {
  /** Newly written lines, signature left out. */
  visible: Line[];
  quoted: Line[];
  signature: Line[];
  /** The forwarded original, its header block read; its own parting is done by reading its lines again. */
  forwarded: { lines: Line[]; from: string | null; subject: string | null } | null;
}

const originalLine = /^[\s>]*[-_=*]{2,}\s*\S.{0,80}\S\s*[-_=*]{2,}\s*$/;
const rule = /^[\s>]*[_-]{20,}\s*$/;
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

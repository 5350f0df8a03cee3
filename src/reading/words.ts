/** Text as the reader compares it: folded letter by letter, so that a place in the folded text is the same place in the mail. */

const single: Record<string, string> = {
  ß: 's',
  ø: 'o',
  æ: 'a',
  œ: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 't',
  ı: 'i',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
  '‑': '-',
  '–': '-',
  '—': '-',
  '−': '-',
};
const folded = new Map<string, string>();

function foldOne(letter: string): string {
  const known = folded.get(letter);
  if (known !== undefined) return known;
  const lower = letter.toLowerCase();
  let result = single[lower] ?? lower.normalize('NFD').replace(/\p{M}/gu, '');
  if (result.length !== letter.length) result = letter;
  if (folded.size < 4096) folded.set(letter, result);
  return result;
}

/** Lower case without accents; every UTF-16 unit keeps its place. */
export function fold(text: string): string {
  if (/^[\x20-\x7e\n\t]*$/.test(text)) return text.toLowerCase();
  let result = '';
  for (const letter of text) result += foldOne(letter);
  return result;
}

export interface Token {
  start: number;
  end: number;
  /** As written. */
  text: string;
  /** Folded. */
  fold: string;
  kind: 'word' | 'number' | 'mark';
  /** Of numbers: digits and separators as written stand in `text`. True: no blank before it (Sport-100, x10). */
  glued: boolean;
}

/** A number with its separators; words of letters and digits; every other sign alone. Bounded, linear. */
const pieces =
  /(?<![\p{L}\p{N}])\d{1,3}(?:[.,'’\u00a0\u202f\u2009]\d{3}){1,4}(?:[.,]\d{1,4})?(?![\p{N}])|(?<![\p{L}\p{N}])\d{1,15}(?:[.,]\d{1,4})?(?![.,]?\p{N})|\p{N}{1,40}|\p{L}[\p{L}\p{M}\p{N}]{0,79}|[^\s\p{L}\p{N}]/gu;

/** Takes a stretch of text apart. Places are those of `text`, from `start` to `end`. */
export function tokenize(text: string, start = 0, end = text.length): Token[] {
  const tokens: Token[] = [];
  const stretch = text.slice(start, end);
  let last = -1;
  for (const match of stretch.matchAll(pieces)) {
    const piece = match[0];
    const kind = /^\p{N}/u.test(piece) ? 'number' : /^\p{L}/u.test(piece) ? 'word' : 'mark';
    // "x10": the sign of multiplication and its number.
    const times = kind === 'word' && /^x\d{1,6}$/i.test(piece);
    const at = start + match.index;
    const glued = match.index === last;
    if (times) {
      tokens.push({ start: at, end: at + 1, text: piece[0] ?? 'x', fold: 'x', kind: 'word', glued });
      tokens.push({
        start: at + 1,
        end: at + piece.length,
        text: piece.slice(1),
        fold: piece.slice(1),
        kind: 'number',
        glued: true,
      });
    } else {
      // "2,5" and "2.5" are one measure.
      const folded = kind === 'number' ? piece.replace(/^(\d{1,4}),(\d{1,2})$/, '$1.$2') : fold(piece);
      tokens.push({ start: at, end: at + piece.length, text: piece, fold: folded, kind, glued });
    }
    last = match.index + piece.length;
  }
  return tokens;
}

/** White space of any kind made one blank: how a line's words are shown. */
export const squeeze = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ').trim();

/** Lines of a mail to stretches: hard-wrapped prose is joined, lists stay apart, sentences are parted. */
import { list } from '../languages/contract.ts';
import type { Language } from '../languages/index.ts';
import type { Line } from '../mail/text-line.ts';
import { fold, tokenize, type Token } from '../words.ts';
import { takesBack } from './correction.ts';
import type { Page, Stretch } from './page.ts';

const bullet = /^\s*(?:[-–—*•·▪◦‣➢✓»o]\s+|\(?\d{1,3}[.)]\s+(?=\S)|[a-z]\)\s+)/;
const wrapped = 52;
const longest = 400;
/** Mail programs break at 72 to 80 characters; some lines stand out. */
const widest = 80;
const slack = 12;

/** True where this line goes on in the next: long, not ended, and the next is no list entry. */
function goesOn(line: Line, next: Line | undefined, width: number): boolean {
  if (!next || next.text.trim() === '' || line.text.trim() === '') return false;
  if (bullet.test(next.text)) return false;
  if (line.text.trimEnd().length < wrapped) return false;
  if (/[:]\s*$/.test(line.text)) return false;
  // Columns are rows, not prose.
  if (/\S {2,}\S/.test(line.text.trim())) return false;
  // A line is broken where the next word had no room.
  const word = /^\S+/.exec(next.text.trim())?.[0] ?? '';
  return line.text.trimEnd().length + 1 + word.length > Math.min(width, widest) - slack;
}

const abbreviations =
  /^(?:stk|stck|st|nr|no|n|art|ca|tel|str|gr|pcs|pc|pz|szt|rozm|par|p|zzgl|inkl|incl|approx|ref|pos|max|min|vs|ns|mr|mrs|ms|dr|tam|sz|t|rif|un|uds|ud|u|stl)$/;

const monthsOf = new Map<string, Set<string>>();
function months(language: Language): Set<string> {
  const known = monthsOf.get(language.code) ?? new Set(language.knowledge.dates.months.flatMap(list).map(fold));
  monthsOf.set(language.code, known);
  return known;
}

/** A full stop ends a sentence, unless it belongs to an abbreviation or stands inside something. */
function ends(token: Token, before: Token | undefined, after: Token | undefined, language: Language): boolean {
  if (token.kind !== 'mark') return false;
  if (/[!?;…]/.test(token.text)) return true;
  if (token.text !== '.') return false;
  if (!after) return true;
  if (after.glued) return false;
  // "9. december", "14. Dezember": an ordinal.
  if (
    before?.kind === 'number' &&
    before.text.length <= 2 &&
    after.kind === 'word' &&
    (/^\p{Ll}/u.test(after.text) || months(language).has(after.fold))
  )
    return false;
  if (
    before &&
    (abbreviations.test(before.fold) || language.units.has(before.fold) || language.sizeWords.has(before.fold))
  )
    return false;
  if (before?.kind === 'word' && before.text.length === 1) return false;
  return true;
}

/** Parts lines into stretches. `joined` tells that lines end only where the writer ended them (HTML). */
export function stretches(page: Page, lines: Line[], language: Language, unwrapped: boolean): Stretch[] {
  const found: Stretch[] = [];
  const width = Math.max(0, ...lines.slice(0, 500).map((line) => line.text.trimEnd().length));
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.text.trim() === '') continue;
    const lead = bullet.exec(line.text)?.[0] ?? '';
    let tokens = tokenize(page.text, line.start + lead.length, line.end);
    let last = i;
    while (!unwrapped && goesOn(lines[last] as Line, lines[last + 1], width)) {
      last++;
      const next = lines[last] as Line;
      const more = tokenize(page.text, next.start, next.end);
      if (more[0]) more[0].glued = false;
      tokens = tokens.concat(more);
    }
    const alone = last === i;
    i = last;
    let from = 0;
    const sentences: Token[][] = [];
    const doubted = new Set<Token[]>();
    for (let at = 0; at < tokens.length; at++)
      if (ends(tokens[at] as Token, tokens[at - 1], tokens[at + 1], language)) {
        const back = at + 1 < tokens.length ? takesBack(page, tokens, at + 1, language) : null;
        // "30 patches... I mean 30 kits": dots alone end no sentence that is taken back.
        if (back === 'all' || (back === 'some' && /^[.…]$/.test(tokens[at - 1]?.text ?? ''))) continue;
        const sentence = tokens.slice(from, at + 1);
        sentences.push(sentence);
        if (back === 'some') doubted.add(sentence);
        from = at + 1;
      }
    sentences.push(tokens.slice(from));
    const written = sentences.filter((sentence) => sentence.some((token) => token.kind !== 'mark'));
    // Nobody writes a sentence of 400 words: what looks like one is cut, so that no pattern meets more.
    const cut = written.flatMap((sentence) =>
      sentence.length <= longest
        ? [sentence]
        : Array.from({ length: Math.ceil(sentence.length / longest) }, (_, at) =>
            sentence.slice(at * longest, (at + 1) * longest),
          ),
    );
    for (const sentence of cut) {
      const first = sentence[0];
      const end = sentence[sentence.length - 1];
      if (first && end)
        found.push({
          page,
          tokens: sentence,
          start: first.start,
          end: end.end,
          listed: alone && written.length === 1,
          ...(doubted.has(sentence) ? { doubted: true } : {}),
        });
    }
  }
  return found;
}

/** Clauses that name goods and want none of them: "no gloves, we still have 30 pairs", "(not the LL ones)". */
import type { Language } from '../languages/index.ts';
import { fold, type Token } from '../words.ts';
import type { Stretch } from './page.ts';

const parting = /^[,;:()[\]!?…]$/;

/** Clauses of a stretch, parted at marks and conjunctions. */
function clauses({ tokens }: Stretch, language: Language): Token[][] {
  const result: Token[][] = [];
  let from = 0;
  tokens.forEach((token, i) => {
    const dash = /^[-–—]$/.test(token.text) && !token.glued && tokens[i + 1]?.glued !== true;
    const mark = token.kind === 'mark' && (parting.test(token.text) || dash);
    if (!mark && !language.joints.has(token.fold)) return;
    if (i > from) result.push(tokens.slice(from, i));
    from = i + 1;
  });
  result.push(tokens.slice(from));
  return result.filter((clause) => clause.some((token) => token.kind !== 'mark'));
}

/** Places of what is not wanted; in a sentence that corrects itself, of what is said to stay as well. */
export function unwanted(stretch: Stretch, language: Language, corrected = false): { start: number; end: number }[] {
  if (!stretch.tokens.some((token, i) => token.kind === 'word' && i > 0)) return [];
  const none = language.cue('none');
  const have = language.cue('have');
  return clauses(stretch, language).flatMap((clause) => {
    const [first] = clause;
    const last = clause[clause.length - 1];
    if (!first || !last) return [];
    const span = { start: first.start, end: last.end };
    const said = fold(stretch.page.text.slice(span.start, span.end));
    // "No. 12" numbers something.
    const next = clause[1];
    const begins = none.all(said).some((cue) => cue.start === 0) && (!next || next.kind === 'word');
    const stays = corrected && language.cue('unchanged').test(said);
    return begins || stays || have.test(said) ? [span] : [];
  });
}

/** Words that name goods, and numbers that belong to a name. */
import type { Vocabulary } from '../items/vocabulary.ts';
import type { Language } from '../languages/index.ts';
import type { Token } from '../words.ts';

/** S to 5XL as sizes are written: in capitals. */
export const letterSize = /^(?:X{0,3}S|M|X{0,4}L|[2-5]XL)$/;
const isMark = (token: Token | undefined, signs: RegExp): boolean => token?.kind === 'mark' && signs.test(token.text);

/** Names this word goods, in a name or as a kind? Colours and sizes do not count. */
export function namesGoods(
  token: Token | undefined,
  { vocabulary, language }: { vocabulary: Vocabulary; language: Language },
): boolean {
  if (
    token?.kind !== 'word' ||
    token.fold.length < 2 ||
    letterSize.test(token.text) ||
    language.stop.has(token.fold) ||
    vocabulary.colors.has(token.fold)
  )
    return false;
  const resolved = vocabulary.resolve(token.fold);
  if (resolved.parts) return resolved.parts.some((part) => part.known);
  return resolved.words.some((word) => word.quality >= (token.fold.length > 4 ? 0.65 : 0.8));
}

/** The number belongs to a name: "Mountain-200", "Sport 100", "30 oz". */
export function inName(tokens: Token[], at: number, around: { vocabulary: Vocabulary; language: Language }): boolean {
  const { vocabulary } = around;
  const number = tokens[at]?.fold ?? '';
  const after = vocabulary.after.get(number);
  let back = at - 1;
  while (isMark(tokens[back], /^[-–]$/)) back--;
  const previous = tokens[back];
  const before = vocabulary.before.get(number);
  if (before && previous?.kind === 'word' && !(tokens[at - 1]?.kind === 'mark' && !tokens[at]?.glued)) {
    const resolved = vocabulary.resolve(previous.fold);
    if (resolved.words.some(({ word }) => before.has(word)) || resolved.parts?.some(({ word }) => before.has(word)))
      return true;
  }
  const next = tokens[at + 1];
  // "50 W", "30 dB": names hold the number with its measure, and something is counted before it.
  if (after && next?.kind === 'word' && next.fold.length <= 2 && after.has(next.fold) && at > 0) return true;
  if (after && next?.kind === 'word' && namesGoods(previous, around)) {
    const resolved = vocabulary.resolve(next.fold);
    if (resolved.words.some(({ word, quality }) => quality > 0.9 && after.has(word))) return true;
  }
  return false;
}

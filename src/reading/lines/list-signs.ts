/** Whether one more thing of a list begins here. */
import type { Vocabulary } from '../items/vocabulary.ts';
import type { Language } from '../languages/index.ts';
import type { Token } from '../words.ts';
import { namesGoods } from './goods-words.ts';

const isMark = (token: Token | undefined, signs: RegExp): boolean => token?.kind === 'mark' && signs.test(token.text);

/** What stands before opens one more thing: a mark, "and", "also". */
export function enumerates(tokens: Token[], at: number, language: Language): boolean {
  const previous = tokens[at - 1];
  if (!previous) return true;
  return (
    isMark(previous, /^[,;:•–-]$/) || language.joints.has(previous.fold) || language.cue('also').test(previous.fold)
  );
}

/** "…, and for my wife a Mountain-400": few words that name no goods stand between the sign of a list and the article. */
export function leads(tokens: Token[], at: number, around: { language: Language; vocabulary: Vocabulary }): boolean {
  const { language } = around;
  for (let back = at - 1; back > Math.max(0, at - 5); back--) {
    const token = tokens[back] as Token;
    if (language.joints.has(token.fold) || isMark(token, /^[,;]$/)) return enumerates(tokens, back + 1, language);
    if (token.kind !== 'word' || namesGoods(token, around)) return false;
  }
  return false;
}

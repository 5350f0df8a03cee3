/** Words of an item's name, and sizes as they are compared. */
import { fold, tokenize, type Token } from '../words.ts';

export const isSize = (word: string): boolean => /^(?:x{0,3}s|m|x{0,4}l|[2-5]xl|\d{2,3})$/.test(word);

/** A catalogue's size as compared: "42 CM" is 42. */
export const bareSize = (size: string): string =>
  fold(size)
    .replace(/\s*(?:cm|mm|in|oz)\.?$/, '')
    .trim();

/** "women's": its s is no size. */
export const withoutGenitive = (tokens: Token[]): Token[] =>
  tokens.filter(
    (token, i) => !(token.fold === 's' && token.glued && /^['’]$/.test(tokens[i - 1]?.text ?? '') && i > 1),
  );

/** Words of a name without function words. */
export function nameTokens(text: string, stop: ReadonlySet<string>): string[] {
  return withoutGenitive(tokenize(text))
    .filter((token) => token.kind !== 'mark' && (isSize(token.fold) || !stop.has(token.fold)))
    .map((token) => token.fold);
}

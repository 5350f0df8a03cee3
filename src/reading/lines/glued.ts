/** What is glued to a number and makes it none. */
import type { Language } from '../languages/index.ts';
import type { Token } from '../words.ts';

/** The sign of multiplication. */
export const times = /^[x×*✕]$/i;
const isMark = (token: Token | undefined, signs: RegExp): boolean => token?.kind === 'mark' && signs.test(token.text);

/** How many tokens are glued to a number so that it is none: "5x80", "3G2,5", "4-bike". */
export function chain(tokens: Token[], after: number, language: Language): number {
  const [first, second] = [tokens[after], tokens[after + 1]];
  if (!first?.glued) return 0;
  const counts = (token: Token | undefined): boolean => token !== undefined && language.units.has(token.fold);
  const dimension = times.test(first.text) && second?.glued === true && second.kind === 'number';
  const code = first.kind === 'word' && /\d/.test(first.text) && !counts(first);
  const adjective = isMark(first, /^[-‑]$/) && second?.glued === true && second.kind === 'word' && !counts(second);
  if (!dimension && !code && !adjective) return 0;
  let length = 0;
  while (tokens[after + length]?.glued) length++;
  return length;
}

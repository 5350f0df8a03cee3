/** A reply parted into pieces that each say one thing of some goods: take out, add, set. */
import { exactNumbers } from '../items/item-numbers.ts';
import { numberAt } from '../numbers.ts';
import { fold, type Token } from '../words.ts';
import type { Reader } from './meaning.ts';
import type { Stretch } from './page.ts';
import { letterSize, namesGoods } from './goods-words.ts';

export type Action = 'add' | 'set' | 'remove';

export interface Chunk {
  stretch: Stretch;
  tokens: Token[];
  folded: string;
  start: number;
  end: number;
  action: Action | null;
  goods: boolean;
  /** "Pos. 4": the number of a quoted line, counted from 1. */
  position: number | null;
}

/** How a piece begins: with the number of a quoted line, or not. */
function atPosition(tokens: Token[], lines: number, { language }: Reader): { position: number | null; rest: Token[] } {
  const word = tokens.findIndex((token) => token.kind !== 'mark' && !language.stop.has(token.fold));
  if (word < 0 || !language.positionWords.has(tokens[word]?.fold ?? '')) return { position: null, rest: tokens };
  let at = word + 1;
  while (tokens[at]?.kind === 'mark' && /^[.:#]$/.test(tokens[at]?.text ?? '')) at++;
  const number = /^\d{1,3}$/.test(tokens[at]?.text ?? '') ? Number(tokens[at]?.text) : 0;
  return number >= 1 && number <= lines
    ? { position: number, rest: tokens.slice(at + 1) }
    : { position: null, rest: tokens };
}

function actionOf(folded: string, reader: Reader): Action | null {
  const { language } = reader;
  if (language.cue('remove').test(folded)) return 'remove';
  if (language.cue('instead').test(folded)) return 'set';
  if (language.cue('add').test(folded)) return 'add';
  if ((['more', 'double', 'fewer', 'set'] as const).some((cue) => language.cue(cue).test(folded))) return 'set';
  return null;
}

/** Numbers, sizes or colours: they say something of the goods before. */
const qualifies = (tokens: Token[], { language, vocabulary }: Reader): boolean =>
  tokens.some(
    (token, at) =>
      numberAt(tokens, at, language) !== null || letterSize.test(token.text) || vocabulary.colors.has(token.fold),
  );

/**
 * Pieces of a stretch that each say one thing: parted at commas and conjunctions, joined again where a piece says nothing of
 * its own. The quote has so many `lines`.
 */
export function chunks(stretch: Stretch, reader: Reader, lines: number): Chunk[] {
  const around = { language: reader.language, vocabulary: reader.vocabulary };
  const pieces: Token[][] = [];
  let from = 0;
  stretch.tokens.forEach((token, i) => {
    if (
      (token.kind === 'mark' &&
        /^[,:()]$/.test(token.text) &&
        !(/[,:]/.test(token.text) && stretch.tokens[i + 1]?.glued)) ||
      (/^[–—-]$/.test(token.text) && !token.glued && stretch.tokens[i + 1]?.glued !== true) ||
      (reader.language.joints.has(token.fold) && i > from)
    ) {
      pieces.push(stretch.tokens.slice(from, i));
      from = i + 1;
    }
  });
  pieces.push(stretch.tokens.slice(from));
  const made: Chunk[] = [];
  for (const piece of pieces) {
    const { position, rest: tokens } = atPosition(piece, lines, reader);
    const first = tokens[0];
    const last = tokens[tokens.length - 1];
    if (!first || !last) continue;
    const folded = fold(stretch.page.text.slice(first.start, last.end));
    const goods =
      position !== null ||
      tokens.some((token) => namesGoods(token, around)) ||
      exactNumbers(tokens, reader.index.numbers).length > 0;
    const action = actionOf(folded, reader);
    // "Two changes, please:" leads up to them.
    if (!goods && action === null && stretch.page.text[last.end] === ':') continue;
    const previous = made[made.length - 1];
    // "…, keep the other four": nothing is altered of those.
    const stays = reader.language.cue('unchanged').test(folded) && !reader.language.cue('sameQuantity').test(folded);
    if (!goods && previous?.goods && previous.action !== null && stays) continue;
    // "…, our boss stepped in": all is said of the goods before.
    if (!goods && action === null && previous?.goods && previous.action !== null && !qualifies(tokens, reader))
      continue;
    const join = (): void => {
      if (!previous) return;
      previous.tokens = [...previous.tokens, ...tokens];
      previous.end = last.end;
      previous.folded = fold(stretch.page.text.slice(previous.start, last.end));
      previous.action =
        previous.action === null || previous.action === 'add'
          ? (actionOf(previous.folded, reader) ?? previous.action)
          : previous.action;
      previous.goods ||= goods;
    };
    // "Les cuissards S, passez-les en L, même quantité": goods first, then what is to happen to them.
    // "That suits us – only 8 saddles": what stays is said of nothing that follows.
    if (
      previous &&
      !previous.goods &&
      previous.action === null &&
      goods &&
      reader.language.cue('unchanged').test(previous.folded)
    )
      made.pop();
    const before = made[made.length - 1];
    if (
      before &&
      ((before.goods && before.action === null && !goods) || !goods || (!before.goods && before.action === null))
    )
      join();
    else made.push({ stretch, tokens, folded, start: first.start, end: last.end, action, goods, position });
  }
  return made.filter((chunk) => chunk.goods);
}

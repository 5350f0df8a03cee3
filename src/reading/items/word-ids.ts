/** Every word of the catalogue, of all languages, spelled once and known by a number. */
import { tokenize } from '../words.ts';
import { withoutGenitive } from './name-words.ts';

export interface WordIds {
  spelling: string[];
  /** The word's number, if the catalogue has it. */
  find: (word: string) => number | undefined;
  /** The word's number; a new word gets one. */
  add: (word: string) => number;
  /** The words of a text, function words too, without marks. */
  of: (text: string) => number[];
}

/** Names repeat their words: what stands between two blanks is taken apart once. */
const mostPieces = 50_000;

export function wordIds(): WordIds {
  const spelling: string[] = [];
  const ids = new Map<string, number>();
  const pieces = new Map<string, number[]>();
  const add = (word: string): number => {
    const known = ids.get(word);
    if (known !== undefined) return known;
    ids.set(word, spelling.length);
    return spelling.push(word) - 1;
  };
  const pieceOf = (piece: string): number[] => {
    const known = pieces.get(piece);
    if (known) return known;
    const found = withoutGenitive(tokenize(piece)).flatMap((token) => (token.kind === 'mark' ? [] : [add(token.fold)]));
    if (pieces.size >= mostPieces) pieces.clear();
    pieces.set(piece, found);
    return found;
  };
  return { spelling, find: (word) => ids.get(word), add, of: (text) => text.split(' ').flatMap(pieceOf) };
}

/** What a model is shown of a mail: the newly written words and sheets, and the items they may mean. No address, no file name. */
import type { CatalogueItem, Reading, ReadingContext } from '../../domain/reading.ts';
import type { CatalogueIndex, IndexedItem } from '../items/catalogue-index.ts';
import { bare, exactNumbers } from '../items/item-numbers.ts';
import { tokenize } from '../words.ts';
import type { Passage } from './passages.ts';

export interface Material {
  passages: Passage[];
  /** Numbers that may be named, with what a person needs to tell them apart. */
  candidates: Pick<CatalogueItem, 'number' | 'name' | 'color' | 'size' | 'unit'>[];
  quoted: ReadingContext['quoted'];
  /** Code of the language the rules read it in. */
  language: string;
  /** The day it was written on, YYYY-MM-DD. */
  day: string;
}

/** Beyond these a model's answer would be long, slow and dear: the rules read alone. */
const maxCharacters = 24_000;
const maxLines = 100;
const maxCandidates = 150;

const lengthOf = (passages: Passage[]): number =>
  passages.reduce((sum, { spans }) => sum + spans.reduce((length, { start, end }) => length + end - start, 0), 0);

/** Why a model is not asked about this mail, or null. */
export function notAsked(reading: Reading, passages: Passage[], automatic: boolean): string | null {
  if (automatic) return 'the headers say what this mail is';
  if (reading.kind.value === 'answer') return 'it answers our question';
  const length = lengthOf(passages);
  if (length === 0) return 'there is no text to give it';
  if (length > maxCharacters) return `the mail is longer than the ${maxCharacters} characters a model is given`;
  return reading.lines.length > maxLines ? `it has more than ${maxLines} lines` : null;
}

/** By its number, without a walk through a large catalogue. */
export const numbered = ({ items, numbers }: CatalogueIndex, number: string): IndexedItem | undefined =>
  (numbers.get(bare(number)) ?? []).map((at) => items[at]).find((item) => item?.number === number);

export function materialOf(
  reading: Reading,
  passages: Passage[],
  context: ReadingContext,
  { index, language, day }: { index: CatalogueIndex; language: string; day: string },
): Material {
  const written = passages.flatMap(({ page, spans }) =>
    spans.flatMap(({ start, end }) =>
      exactNumbers(tokenize(page.text, start, end), index.numbers).flatMap(({ items }) => items),
    ),
  );
  const numbers = new Set([
    ...(context.quoted ?? []).map(({ item }) => item),
    ...written.map((at) => index.items[at]?.number ?? ''),
    ...reading.lines.flatMap(({ item, candidates }) => [...(item === null ? [] : [item]), ...candidates]),
  ]);
  const candidates = [...numbers]
    .flatMap((number) => numbered(index, number) ?? [])
    .slice(0, maxCandidates)
    .map(({ number, name, color, size, unit }) => ({ number, name, color, size, unit }));
  return { passages, candidates, quoted: context.quoted, language, day };
}

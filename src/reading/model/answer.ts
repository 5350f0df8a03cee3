/** What a model may say of a mail. It has no field for a price, and words are copied from the mail, so that code can find them there. */
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import { kinds, type Kind } from '../../domain/reading.ts';
import { Nullable, OneOf, Strict } from '../../domain/schema.ts';
import { languageCodes } from '../languages/index.ts';

const Said = Strict({
  /** The words that name the goods, copied. */
  words: Type.String(),
  /** The words that say how many, copied. */
  quantityWords: Nullable(Type.String()),
  /** A decimal: "12". */
  quantity: Nullable(Type.String()),
  /** One of the numbers offered. */
  item: Nullable(Type.String()),
  /** What the goods are called in English: searched for in the catalogue where no number fits. */
  name: Nullable(Type.String()),
  action: Nullable(OneOf(['add', 'set', 'remove'])),
});
export type Said = Static<typeof Said>;

/** Answers to our own questions are read by code alone: letters and options are not a model's to guess. */
const sayable = kinds.filter((kind): kind is Exclude<Kind, 'answer'> => kind !== 'answer');

export const Answer = Strict({
  kind: OneOf(sayable),
  language: OneOf(languageCodes),
  lines: Type.Array(Said),
  requestedDate: Nullable(Strict({ day: Type.String(), words: Type.String() })),
  reference: Nullable(Strict({ value: Type.String(), words: Type.String() })),
});
export type Answer = Static<typeof Answer>;

/** The answer without whatever was not asked for (a price, say), or null where it is none. */
export function answerOf(value: unknown): Answer | null {
  const cleaned = Value.Clean(Answer, value);
  return Value.Check(Answer, cleaned) ? cleaned : null;
}

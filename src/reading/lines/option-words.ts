/** The words an option answers to: of its item's names, number, size and colour, in the language of the mail and in English. */
import type { AskedAbout } from '../../domain/reading.ts';
import { bare } from '../items/item-numbers.ts';
import { inflected } from '../items/likeness.ts';
import { fold, tokenize } from '../words.ts';
import type { Reader } from './meaning.ts';

/** True: this folded word speaks of the option. */
export type OptionWords = (word: string) => boolean;

export function optionWords({ item, description, words }: AskedAbout['options'][number], reader: Reader): OptionWords {
  if (!words) return () => false;
  const { index, language, vocabulary } = reader;
  const known = (index.numbers.get(bare(item)) ?? []).map((at) => index.items[at]).find((one) => one?.number === item);
  const endings = new Set(language.knowledge.endings.split('|').map((ending) => fold(ending.trim())));
  endings.add('');
  const texts = [item, description, known?.name, known?.size, known?.color];
  const own = new Set(texts.flatMap((text) => tokenize(fold(text ?? ''))).map((token) => token.fold));
  for (const [word, colors] of vocabulary.colors) if (known && colors.includes(known.color)) own.add(word);
  const list = [...own].filter((word) => word.length > 2);
  return (word) => own.has(word) || list.some((other) => inflected(word, other, endings));
}

/** Number words of a language from 1 to 99 and their hundreds, keyed without blanks and hyphens. */
import { fold } from '../words.ts';
import type { LanguageKnowledge } from './contract.ts';
import { list } from './contract.ts';

const key = (word: string): string => fold(word).replace(/[\s-]+/g, '');

export function numberWords(numbers: LanguageKnowledge['numbers']): Map<string, number> {
  const words = new Map<string, number>();
  for (const [word, value] of Object.entries(numbers.words)) words.set(key(word), value);
  for (const [word, value] of Object.entries(numbers.tens)) words.set(key(word), value);
  const joints = ['', ...list(numbers.joints).map(fold)];
  const units = Object.entries(numbers.words).filter(([, value]) => value < 20);
  for (const [ten, tens] of Object.entries(numbers.tens))
    for (const [unit, value] of units)
      if (value < 10 || ten.startsWith('soixante') || ten.startsWith('quatre'))
        for (const joint of joints) {
          const built = numbers.order === 'tens-units' ? key(ten) + joint + key(unit) : key(unit) + joint + key(ten);
          if (!words.has(built)) words.set(built, tens + value);
          // ventuno, ventotto: the ten loses its vowel before a vowel.
          if (numbers.order === 'tens-units' && joint === '' && /[aeiou]$/.test(key(ten)) && /^[aeiou]/.test(key(unit)))
            words.set(key(ten).slice(0, -1) + key(unit), tens + value);
        }
  for (const [names, value] of [
    [numbers.hundred, 100],
    [numbers.thousand, 1000],
  ] as const)
    for (const name of list(names)) {
      if (!words.has(key(name))) words.set(key(name), value);
      for (const [unit, count] of units)
        if (count > 1 && count < 20 && !words.has(key(unit) + key(name)))
          words.set(key(unit) + key(name), count * value);
    }
  return words;
}

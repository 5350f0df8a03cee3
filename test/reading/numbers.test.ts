import { describe, expect, test } from '@jest/globals';
import { language } from '../../src/reading/languages/index.ts';
import { digits, numberAt } from '../../src/reading/numbers.ts';
import { tokenize } from '../../src/reading/words.ts';

describe('digits', () => {
  test.each<[string, ',' | '.', number, boolean]>([
    ['12', ',', 12, true],
    ['1,250', ',', 1250, true],
    ['1.250', '.', 1250, true],
    ['1,250', '.', 1250, false],
    ['1.250.000', ',', 1_250_000, true],
    ['1.250,50', '.', 1250.5, true],
    ['1 200', '.', 1200, true],
    ["1'200", '.', 1200, true],
    ['2,5', '.', 2.5, true],
  ])('%s with thousands sign %s is %d, certain: %s', (text, sign, value, certain) => {
    expect(digits(text, sign)).toEqual({ value, certain });
  });
});

describe('number words', () => {
  test.each([
    ['en', 'twenty-four', 24],
    ['en', 'half a dozen', 6],
    ['en', 'two dozen', 24],
    ['en', 'two hundred fifty', 250],
    ['fr', 'vingt-quatre', 24],
    ['fr', 'une douzaine', 12],
    ['fr', 'quatre-vingt-dix', 90],
    ['de', 'vierundzwanzig', 24],
    ['de', 'ein Dutzend', 12],
    ['es', 'treinta y cuatro', 34],
    ['es', 'media docena', 6],
    ['it', 'ventotto', 28],
    ['it', 'una dozzina', 12],
    ['nl', 'vijfentwintig', 25],
    ['pt', 'vinte e cinco', 25],
    ['pt', 'uma dúzia', 12],
    ['da', 'femogtyve', 25],
    ['sv', 'tjugofem', 25],
    ['pl', 'dwadzieścia pięć', 25],
    ['pl', 'tuzin', 12],
  ])('%s: %s is %d', (code, text, value) => {
    expect(numberAt(tokenize(text), 0, language(code))?.value).toBe(value);
  });
});

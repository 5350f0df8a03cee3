/** Answers to our own questions, in ten languages: letters, numbers and letters, words, quantities; and what must not be taken for one. */
import { describe, expect, test } from '@jest/globals';
import type { AskedAbout } from '../../src/domain/reading.ts';
import { readText } from './mails.ts';

const option = (letter: string, item: string, description: string): AskedAbout['options'][number] => ({
  letter,
  item,
  description,
  words: true,
});
const plain = (letter: string): AskedAbout['options'][number] => ({
  letter,
  item: 'X',
  description: 'X',
  words: false,
});
const point = (options: AskedAbout['options'], asksQuantity = false): AskedAbout => ({ options, asksQuantity });

const shirts = point([
  option('A', 'SH-R-S', 'Work shirt red, S'),
  option('B', 'SH-B-M', 'Work shirt blue, M'),
  option('C', 'SH-G-L', 'Work shirt green, L'),
]);
const times = point([plain('A'), plain('B'), plain('C')]);
const amount = point([], true);

const answerOf = async (text: string, asked: AskedAbout[], language: string | null = null) => {
  const { kind, answers = [] } = await readText(text, { context: { asked, language } });
  const said = answers
    .map(
      ({ point: at, option: letter, quantity, none }) =>
        `${at}${none ? '-' : (letter ?? '')}${quantity ? `=${quantity}` : ''}`,
    )
    .join(' ');
  return `${said}${kind.value === 'answer' && kind.confidence < 0.5 ? ' ?' : ''}`.trim();
};

describe('a letter', () => {
  test.each<[string, string, string]>([
    ['en', 'B', '1B'],
    ['en', 'b', '1B'],
    ['en', 'B please', '1B'],
    ['en', 'option B', '1B'],
    ['en', 'Hello,\n\nwe go for option b.\n\nBest regards\nAnn', '1B'],
    ['en', 'A', '1A'],
    ['en', 'Option A please, thanks', '1A'],
    ['de', 'Variante B bitte', '1B'],
    ['de', 'Guten Tag,\n\nwir nehmen B.\n\nMit freundlichen Grüßen\nAnna', '1B'],
    ['fr', 'la B', '1B'],
    ['fr', 'Bonjour,\n\nLa solution B nous convient.\n\nCordialement', '1B'],
    ['fr', "l'option a", '1A'],
    ['es', 'la B, por favor', '1B'],
    ['es', 'opción A', '1A'],
    ['it', 'la B, grazie', '1B'],
    ['it', 'opzione A', '1A'],
    ['nl', 'optie B graag', '1B'],
    ['pt', 'a opção B', '1B'],
    ['da', 'mulighed B tak', '1B'],
    ['sv', 'alternativ B', '1B'],
    ['pl', 'opcja B', '1B'],
  ])('%s: %s', async (language, text, answer) => {
    expect(await answerOf(text, [times], language)).toBe(answer);
  });

  test.each<[string, string]>([
    ['1b, 2a', '1B 2A'],
    ['1B 2A', '1B 2A'],
    ['1: B\n2: A', '1B 2A'],
    ['1. B\n2. A', '1B 2A'],
    ['1) b and 2) c', '1B 2C'],
    ['2 C', '2C'],
  ])('for each of two points: %s', async (text, answer) => {
    expect(await answerOf(text, [shirts, times])).toBe(answer);
  });

  test('belongs to the one point that has letters', async () => {
    expect(await answerOf('B, 12 pieces', [times, amount])).toBe('1B 2=12');
  });
});

describe('words and numbers', () => {
  test.each<[string, string, string]>([
    ['en', 'the blue one', '1B'],
    ['en', 'The blue one please.', '1B'],
    ['en', 'size M', '1B'],
    ['en', 'SH-G-L', '1C'],
    ['en', 'A blue one please', '1B'],
  ])('%s: %s', async (language, text, answer) => {
    expect(await answerOf(text, [shirts], language)).toBe(answer);
  });

  test.each<[string, string]>([
    ['12', '1=12'],
    ['12 pieces please', '1=12'],
    ['twelve', '1=12'],
  ])('how many: %s', async (text, answer) => {
    expect(await answerOf(text, [amount])).toBe(answer);
  });

  test('a yes takes the only option, a none leaves it out', async () => {
    const one = point([option('A', 'SH-B-M', 'Work shirt blue, M')]);
    expect(await answerOf('Yes please', [one])).toBe('1A');
    expect(await answerOf('None of them, thanks', [shirts])).toBe('1-');
  });
});

describe('never taken as sure', () => {
  test.each<[string, string]>([
    ['yes to several options', 'Yes please'],
    ['two letters', 'A or B'],
    ['a letter that is turned down', 'not B'],
    ['a letter that was not asked', 'E'],
    ['two colours', 'The red one. The blue one.'],
    ['words that fit all', 'the work shirt'],
    ['another quantity', 'B, but 20 of them'],
    ['a question', 'B. Is that blue?'],
    ['nothing of it', 'Thanks, we will think about it.'],
    ['an article', 'We need a shirt'],
  ])('%s: %s', async (_, text) => {
    expect(await answerOf(text, [shirts])).not.toMatch(/^1[A-E]$/);
  });

  test('a letter means nothing where nothing was asked', async () => {
    expect((await readText('B')).answers).toBeUndefined();
  });
});

/** What people corrected in earlier mails, used in reading the next one: sure only of exactly the same words. */
import { describe, expect, test } from '@jest/globals';
import type { KnownWords, ReadLine } from '../../src/domain/reading.ts';
import { readText } from './mails.ts';

const said = (words: string, item: string, confidence = 0.95): KnownWords => ({
  words,
  item,
  said: { alias: `a-${item}`, confidence, reason: 'Anna said so on 2026-11-25 for Boats BV' },
});
const lines = async (text: string, ...aliases: KnownWords[]): Promise<ReadLine[]> =>
  (await readText(text, { context: { aliases } })).lines;

describe('the words by which a correction is remembered', () => {
  test.each([
    ['Please quote:\n- 12 x M8 Blue\n- 4 claw hammers', 'M8 Blue'],
    ['Please quote 12 M8 blue and 4 claw hammers.', 'M8 blue'],
    ['Please quote:\nM8 blue, 12 pcs\nclaw hammer x10', 'M8 blue'],
    ['Please quote:\n- 12 PFL/0091\n- 4 claw hammers', 'PFL 0091'],
    ['Please quote:\n- 12 bolts for the yard\n- 4 claw hammers', 'bolts for the yard'],
    ['Please quote:\n- 12 grips, not blue\n- 4 claw hammers', 'grips not blue'],
    ['Bitte um Angebot:\n- 12 Stück blaue M8\n- 4 Klauenhammer', 'blaue M8'],
  ])('%j: %s', async (text, words) => {
    const read = await lines(text);
    expect(read.map((line) => line.words)).toContain(words);
  });

  test('an item number is remembered by nobody', async () => {
    expect(await lines('Please quote:\n- 4 x HM-1002')).toEqual([
      expect.not.objectContaining({ words: expect.anything() }),
    ]);
  });
});

describe('a mail that says', () => {
  const blue = said('M8 blue', 'LP-70-B');
  test.each<[string, string, KnownWords[], Partial<ReadLine>]>([
    [
      'exactly these words',
      '- 12 x M8 blue',
      [blue],
      { item: 'LP-70-B', sure: true, confidence: 0.95, alias: 'a-LP-70-B' },
    ],
    ['them in capitals, in a sentence', 'We need 12 M8 BLUE, please.', [blue], { item: 'LP-70-B', sure: true }],
    ['them before the number', 'M8 blue x 12', [blue], { item: 'LP-70-B', sure: true, quantity: '12' }],
    [
      'a word that the catalogue does not know',
      '4 bonkers',
      [said('bonkers', 'HM-1002')],
      { item: 'HM-1002', sure: true },
    ],
    [
      'words that every customer uses',
      '- 12 M8 blue',
      [said('M8 blue', 'LP-70-B', 0.85)],
      { item: 'LP-70-B', sure: false, confidence: 0.85 },
    ],
    ['them among others', '- 12 M8 blue stainless', [blue], { item: 'LP-70-B', status: 'matched', sure: false }],
    ['them in another order', '- 12 blue M8', [blue], { item: 'LP-70-B', status: 'matched', sure: false }],
    [
      'what was corrected against the catalogue',
      '- 4 claw hammers',
      [said('claw hammers', 'HM-1002')],
      { item: 'HM-1002', sure: true },
    ],
    [
      'what the catalogue knows well, beside one word of it',
      '- 4 claw hammers',
      [said('claw', 'HM-1002')],
      { item: 'HM-1001', sure: true },
    ],
    ['the number of an item', '- 4 HM-1001', [said('HM-1001', 'HM-1002')], { item: 'HM-1001', sure: true }],
    [
      'them of an item no longer sold',
      '- 12 M8 blue',
      [said('M8 blue', 'SW-9')],
      { item: 'SW-9', status: 'discontinued', sure: false },
    ],
    [
      'them of an item never sold alone',
      '- 12 M8 blue',
      [said('M8 blue', 'XX-1')],
      { status: 'discontinued', sure: false },
    ],
    [
      'them of an item that is gone',
      '- 4 claw hammers',
      [said('claw hammers', 'NO-1')],
      { item: 'HM-1001', sure: false, reason: expect.stringContaining('not in the catalogue') as never },
    ],
    [
      'words of two corrections',
      '- 12 grinders or bonkers',
      [said('bonkers', 'HM-1002'), said('grinders', 'SW-3300')],
      { status: 'ambiguous', item: null, sure: false, candidates: ['HM-1002', 'SW-3300'] },
    ],
    [
      'a part number that agrees',
      '- 12 PFL/0091',
      [{ words: 'PFL/0091', item: 'HM-1002' }, said('PFL 0091', 'HM-1002')],
      { item: 'HM-1002', sure: true },
    ],
    [
      'a part number that disagrees',
      '- 12 PFL/0091',
      [{ words: 'PFL/0091', item: 'HM-1002' }, said('PFL 0091', 'HM-1001')],
      { status: 'ambiguous', sure: false, candidates: ['HM-1002', 'HM-1001'] },
    ],
    [
      'no number',
      'Do you have bonkers?',
      [said('bonkers', 'HM-1002')],
      { item: 'HM-1002', quantity: null, sure: false },
    ],
  ])('%s', async (_, text, aliases, expected) => {
    const read = await lines(`Please quote:\n${text}\n`, ...aliases);
    expect(read).toMatchObject([expected]);
  });

  test('why, in words, with the words of this mail as evidence', async () => {
    const [line] = await lines('Please quote:\n- 12 x M8 blue\n', blue);
    expect(line).toMatchObject({
      reason: 'Anna said so on 2026-11-25 for Boats BV',
      evidence: [{ mail: 'm1', quote: expect.stringContaining('M8 blue') }],
    });
  });

  test('them in a table whose size stands in a column of its own: the size says which', async () => {
    const table = 'Please quote:\n\nDescription\tSize\tQuantity\nGrip Gloves\tS\t4\nGrip Gloves\tM\t6\n';
    const before = await lines(table);
    expect(await lines(table, said('Grip Gloves', 'GV-200-L'))).toEqual(before);
  });
});

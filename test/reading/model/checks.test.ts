import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { kinds, type Reading, type ReadLine } from '../../../src/domain/reading.ts';
import { catalogueIndex, type CatalogueIndex } from '../../../src/reading/items/catalogue-index.ts';
import { agreed } from '../../../src/reading/model/agree.ts';
import type { Answer, Said } from '../../../src/reading/model/answer.ts';
import { checked } from '../../../src/reading/model/check.ts';
import { locator } from '../../../src/reading/model/locate.ts';
import { materialOf, type Material } from '../../../src/reading/model/material.ts';
import { passagesOf, type Passage } from '../../../src/reading/model/passages.ts';
import type { Found } from '../../../src/reading/model/said-lines.ts';
import { parseMessage } from '../../../src/reading/mail/mime.ts';
import { readWithPassages } from '../../../src/reading/reader.ts';
import { workshop } from '../catalogue.ts';
import { companyFolder } from '../company-folder.ts';
import { unknown } from '../mails.ts';
import { said } from './server.ts';

const page = (text: string, part = '1') => ({ mail: 'm1', part, text });
const passage = (text: string, more: Partial<Passage> = {}): Passage => ({
  page: page(text),
  spans: [{ start: 0, end: text.length }],
  sheet: false,
  goesOn: false,
  ...more,
});

describe('copied words are found where they stand', () => {
  test.each<[string, string, string, string | null]>([
    ['as they are', 'we need 12 saws', '12 saws', '12 saws'],
    ['over a line end', 'we need 12\n  hand saws', '12 hand saws', '12\n  hand saws'],
    ['in other letters', 'Scie égoïne « PRO »', 'scie egoine « pro »', 'Scie égoïne « PRO »'],
    ['with another apostrophe and blank', 'l’égoïne 12\u00a0cm', "l'égoïne 12 cm", 'l’égoïne 12\u00a0cm'],
    ['with signs between that nobody sees', 'hand\u200b saws', 'hand saws', 'hand\u200b saws'],
    ['cut out of a number: the number', 'we need 12 saws', '2 saws', '12 saws'],
    ['cut out of a number with a sign', 'we need 1.200 saws', '200 saws', '1.200 saws'],
    ['cut out of a word: the word', 'handsaws', 'saw', 'handsaws'],
    ['not there', 'we need 12 saws', '12 hammers', null],
    ['nothing', 'we need 12 saws', ' \n', null],
    ['longer than any line', 'a'.repeat(5000), 'a'.repeat(3000), null],
  ])('%s', (_, text, words, quote) => {
    expect(locator([passage(text)]).next(words)?.evidence.quote ?? null).toBe(quote);
  });

  test('in what the sender wrote only, and the second time at the second place', () => {
    const text = 'saws\n> saws\nsaws';
    const spans = [
      { start: 0, end: 4 },
      { start: 12, end: 16 },
    ];
    const locate = locator([passage(text, { spans })]);
    expect([1, 2, 3].map(() => locate.next('saws')?.evidence.start)).toEqual([0, 12, 12]);
  });

  test('a row of a sheet has the place that the rules give it', () => {
    const text = '\tHM-1001\t12\nSW-3300\t\t4\n';
    const cell = (start: number, end: number) => ({ start, end, text: text.slice(start, end) });
    const rows = [
      [cell(0, 0), cell(1, 8), cell(9, 11)],
      [cell(12, 19), cell(20, 20), cell(21, 22)],
    ];
    const sheet = page(text, '2#Sheet1');
    const table = { page: sheet, rows, verbatim: false, rowPart: (row: number) => `2#Sheet1!A${row + 1}` };
    const passages = passagesOf(page('', 'subject'), { texts: [] }, { pages: [sheet], tables: [table], notes: [] });
    expect(passages.map(({ page: { part, text: words }, goesOn }) => [part, words, goesOn])).toEqual([
      ['subject', '', false],
      ['2#Sheet1!A1', 'HM-1001\t12', false],
      ['2#Sheet1!A2', 'SW-3300\t\t4', true],
    ]);
  });
});

describe('two readings of one line', () => {
  const index = catalogueIndex(workshop);
  const evidence = (quote: string) => [{ mail: 'm1', part: '1', start: 0, end: quote.length, quote }];
  const rules = (quote: string, more: Partial<ReadLine> = {}): ReadLine => ({
    id: 'l1',
    text: quote,
    action: null,
    status: 'matched',
    item: 'HM-1001',
    candidates: [],
    quantity: '12',
    unit: 'EA',
    confidence: 0.8,
    reason: 'the item number is written; the quantity is not plain',
    sure: false,
    evidence: evidence(quote),
    ...more,
  });
  const model = (more: Partial<Found> = {}): Found => ({
    evidence: [],
    status: 'matched',
    items: ['HM-1001'],
    quantity: 12,
    action: null,
    objections: [],
    ...more,
  });
  test.each<[string, ReadLine, Found, Partial<ReadLine>]>([
    ['number and one quantity: sure', rules('HM-1001, and of these 12'), model(), { sure: true, confidence: 0.95 }],
    ['another number beside it', rules('HM-1001, 12 of 15'), model(), { sure: false }],
    ['no item number', rules('claw hammer, and of these 12'), model(), { sure: false }],
    ['two item numbers', rules('HM-1001 or HM-1002, of these 12'), model(), { sure: false }],
    [
      'a number to be read two ways',
      rules('HM-1001, 1.200', { quantity: '1200' }),
      model({ quantity: 1200 }),
      { sure: false },
    ],
    ['boxes', rules('HM-1001, 12 boxes', { confidence: 0.6 }), model(), { sure: false }],
    ['item number and words disagree', rules('HM-1001 saw 12', { confidence: 0.55 }), model(), { sure: false }],
    [
      'sure, and the same',
      rules('12 HM-1001', { sure: true, confidence: 0.99 }),
      model(),
      { sure: true, confidence: 0.99 },
    ],
    [
      'several fit, the model reads one of them: shown, not sure',
      rules('12 hammers', { status: 'ambiguous', item: null, candidates: ['HM-1001', 'HM-1002'] }),
      model(),
      { status: 'matched', item: 'HM-1001', candidates: ['HM-1001', 'HM-1002'], sure: false, unit: 'EA' },
    ],
    [
      'nothing fits, the model knows: shown, not sure',
      rules('12 thumpers', { status: 'unknown', item: null, unit: null }),
      model(),
      { status: 'matched', item: 'HM-1001', sure: false },
    ],
    [
      'the model knows less',
      rules('12 HM-1001', { sure: true }),
      model({ status: 'unknown', items: [] }),
      { item: 'HM-1001', sure: false },
    ],
    ['the rules found no quantity', rules('HM-1001', { quantity: null }), model(), { quantity: '12', sure: false }],
    ['an objection', rules('12 HM-1001', { sure: true }), model({ objections: ['odd'] }), { sure: false }],
  ])('%s', (_, line, found, expected) => {
    expect(agreed(line, found, { index, language: 'en', sureLine: 0.9 })).toMatchObject(expected);
  });
});

/** The same numbers each time. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe('whatever a model says of the sample’s mails, nothing becomes sure that the rules did not read', () => {
  const mails = join('sample', 'inquiries');
  const names = readdirSync(mails).filter((name) => name.endsWith('.eml'));
  let index: CatalogueIndex;
  beforeAll(() => {
    expect(existsSync('sample/items.csv')).toBe(true);
    index = catalogueIndex(companyFolder('sample').catalogue);
  });

  /** The rules' own lines, some of them spoilt. */
  const spoilt = (reading: Reading, { candidates, passages }: Material, roll: (below: number) => number): Answer => {
    const words = passages.flatMap(({ page: { text } }) => text.split(/\s+/)).filter((word) => word !== '');
    const any = <T>(list: T[]): T | undefined => list[roll(list.length)];
    const lines = reading.lines.flatMap((line): Said[] => {
      const honest = said(line.evidence[0]?.quote ?? '', {
        quantityWords: line.evidence[0]?.quote ?? null,
        quantity: line.quantity,
        item: line.item,
        action: line.action,
      });
      const item = any(candidates)?.number ?? 'NO-1';
      const word = any(words) ?? '1';
      return [
        [honest],
        [{ ...honest, item }],
        [{ ...honest, quantity: word.replace(/\D/g, '') || '7', quantityWords: word }],
        [{ ...honest, words: words.slice(0, 1 + roll(words.length)).join(' ') }],
        [{ ...honest, words: `${word} ${word} never written` }],
        [honest, { ...honest, item }, honest],
        [{ ...honest, action: 'remove' as const }],
        [],
      ][roll(8)]!;
    });
    const sayable = kinds.filter((one) => one !== 'answer');
    const kind = roll(4) === 0 ? sayable[roll(sayable.length)]! : (reading.kind.value as (typeof sayable)[number]);
    const day = `2027-0${1 + roll(9)}-1${roll(10)}`;
    return {
      kind,
      language: 'en',
      lines,
      requestedDate: { day, words: any(words) ?? '' },
      reference: { value: any(words) ?? '', words: '' },
    };
  };

  test.each(names)('%s', async (name) => {
    const message = await parseMessage(readFileSync(join(mails, name)));
    const { reading, passages } = await readWithPassages('m1', message, unknown, index);
    const material = materialOf(reading, passages, unknown, {
      index,
      language: reading.language.value,
      day: message.day,
    });
    const key = ({ item, quantity, action }: ReadLine) => `${item} ${quantity} ${action}`;
    const read = new Set(reading.lines.map(key));
    const sure = reading.lines.filter((line) => line.sure).length;
    let agreedOn = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const result = checked(spoilt(reading, material, dice(seed)), reading, { material, context: unknown, index });
      const now = result.lines.filter((line) => line.sure);
      expect(now.filter((line) => !read.has(key(line)))).toEqual([]);
      expect(now.length).toBeLessThanOrEqual(sure);
      expect([null, reading.requestedDate?.value]).toContain(result.requestedDate?.value ?? null);
      agreedOn += now.length;
    }
    if (sure > 1) expect(agreedOn).toBeGreaterThan(0);
  });
});

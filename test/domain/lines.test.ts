import { describe, expect, test } from '@jest/globals';
import type { InquiryLine } from '../../src/domain/inquiry.ts';
import { changeTo, linesOfDocument, documentEdits, quotedLine } from '../../src/domain/document-lines.ts';
import { editedLines, isClear, linesAfter, trusted, unclearBecause } from '../../src/domain/lines.ts';
import type { Kind, ReadLine } from '../../src/domain/reading.ts';
import type { DocumentLine } from '../../src/domain/sales.ts';

const read = (item: string | null, quantity: string | null, more: Partial<ReadLine> = {}): ReadLine => ({
  id: 'l1',
  text: `${quantity ?? 'some'} ${item ?? 'things'}`,
  action: null,
  status: item === null ? 'unknown' : 'matched',
  item,
  candidates: [],
  quantity,
  unit: null,
  confidence: 0.9,
  reason: 'by its number',
  sure: true,
  evidence: [],
  ...more,
});

const quoted = (id: string, item: string, quantity: string): DocumentLine => ({
  id,
  item,
  description: item,
  quantity,
  unit: 'EA',
  unitPrice: '1.00',
  discountPercent: '0',
  total: quantity,
});

const base = [quotedLine(quoted('l1', 'A', '2')), quotedLine(quoted('l2', 'B', '3'))];
const shown = (lines: InquiryLine[]) => lines.map(({ id, item, quantity }) => `${id} ${quantity} ${item}`).join(', ');
const mail = (kind: Kind, ...lines: ReadLine[]) => ({ kind, lines });
const numbered = (...lines: ReadLine[]) => lines.map((line, index) => ({ ...line, id: `l${index + 1}` }));

describe('the lines after some mails', () => {
  test.each<[string, InquiryLine[], { kind: Kind; lines: ReadLine[] }[], string]>([
    ['a first mail', [], [mail('inquiry', ...numbered(read('A', '1'), read('B', '2')))], 'l1 1 A, l2 2 B'],
    [
      'two mails before a quote add up',
      [],
      [mail('inquiry', read('A', '1')), mail('inquiry', read('B', '2'))],
      'l1 1 A, l2 2 B',
    ],
    [
      'the same line again adds up',
      [],
      [mail('inquiry', read('A', '1')), mail('inquiry', read('A', '2'))],
      'l1 1 A, l2 2 A',
    ],
    ['a change sets a quantity', base, [mail('change', read('A', '9', { action: 'set' }))], 'l1 9 A, l2 3 B'],
    ['a change adds', base, [mail('change', read('C', '1', { action: 'add' }))], 'l1 2 A, l2 3 B, l3 1 C'],
    ['a change removes', base, [mail('change', read('A', null, { action: 'remove' }))], 'l2 3 B'],
    [
      'a change of what is not there is a new line',
      base,
      [mail('change', read('C', '5', { action: 'set' }))],
      'l1 2 A, l2 3 B, l3 5 C',
    ],
    [
      'removing what is not there stays to be looked at',
      base,
      [mail('change', read('C', null, { action: 'remove' }))],
      'l1 2 A, l2 3 B, l3 null C',
    ],
    [
      'an unknown item never hits a line by accident',
      [{ ...base[0]!, item: null }],
      [mail('change', read(null, '5', { action: 'set' }))],
      'l1 2 null, l2 5 null',
    ],
    ['a new inquiry in the thread asks for its lines alone', base, [mail('inquiry', read('C', '1'))], 'l1 1 C'],
    ['a mail without lines changes nothing', base, [mail('inquiry')], 'l1 2 A, l2 3 B'],
    ['a change without lines changes nothing', base, [mail('change')], 'l1 2 A, l2 3 B'],
    [
      'inquiry, then change',
      [],
      [mail('inquiry', read('A', '1')), mail('change', read('A', '4', { action: 'set' }))],
      'l1 4 A',
    ],
    [
      'all removed',
      base,
      [mail('change', read('A', null, { action: 'remove' }), read('B', null, { action: 'remove' }))],
      '',
    ],
  ])('%s', (_, before, mails, after) => {
    const kept = JSON.stringify(before);
    expect(shown(linesAfter(before, mails))).toBe(after);
    expect(JSON.stringify(before)).toBe(kept);
  });
});

describe('what may be quoted', () => {
  const [clear] = linesAfter([], [mail('inquiry', read('A', '1'))]) as [InquiryLine];
  test.each<[string, Partial<InquiryLine>, boolean, RegExp]>([
    ['clear', {}, true, /not sure/],
    ['not sure', { sure: false }, false, /may be A, but that is not sure \(.+\)/],
    ['no quantity', { quantity: null }, false, /no quantity/],
    ['zero', { quantity: '0' }, false, /not sure/],
    ['less than nothing', { quantity: '-1' }, false, /not sure/],
    ['a fraction', { quantity: '0.5' }, true, /./],
    [
      'ambiguous',
      {
        status: 'ambiguous',
        candidates: [
          { item: 'A', description: '' },
          { item: 'B', description: '' },
        ],
      },
      false,
      /fits 2 items/,
    ],
    ['unknown', { status: 'unknown', item: null }, false, /not in the catalogue/],
    ['discontinued', { status: 'discontinued' }, false, /no longer sold/],
    ['without an item', { item: null }, false, /./],
  ])('%s', (_, more, may, words) => {
    const line = { ...clear, ...more };
    expect(isClear(line)).toBe(may);
    expect(unclearBecause(line)).toMatch(words);
  });

  test('words of a mail are cut in a sentence for people', () => {
    expect(unclearBecause({ ...clear, status: 'unknown', text: 'x'.repeat(5000) }).length).toBeLessThan(150);
  });

  test('trust makes an unsure match sure, and nothing else', () => {
    expect(isClear(trusted({ ...clear, sure: false }))).toBe(true);
    for (const more of [
      { status: 'ambiguous' },
      { status: 'unknown', item: null },
      { status: 'discontinued' },
      { quantity: null },
    ] as const)
      expect(isClear(trusted({ ...clear, sure: false, ...more }))).toBe(false);
  });
});

describe('what a person corrects', () => {
  const unsure = linesAfter([], [mail('inquiry', ...numbered(read('A', '1', { sure: false }), read(null, '2')))]);
  test.each<[string, Parameters<typeof editedLines>[1], string, number]>([
    ['a quantity', [{ id: 'l1', quantity: '7' }], 'l1 7 A, l2 2 null', 1],
    ['an item', [{ id: 'l2', item: 'B' }], 'l1 1 A, l2 2 B', 1],
    ['both lines', [{ id: 'l1' }, { id: 'l2', item: 'B' }], 'l1 1 A, l2 2 B', 2],
    ['a line away', [{ id: 'l2', remove: true }], 'l1 1 A', 0],
    ['a line more', [{ item: 'C', quantity: '4' }], 'l1 1 A, l2 2 null, l3 4 C', 1],
    ['a line more without quantity', [{ item: 'C' }], 'l1 1 A, l2 2 null, l3 null C', 0],
    ['a line that is not there', [{ id: 'l9', item: 'C', quantity: '1' }], 'l1 1 A, l2 2 null, l3 1 C', 1],
    ['removing a line that is not there', [{ id: 'l9', remove: true }], 'l1 1 A, l2 2 null', 0],
    ['nothing', [], 'l1 1 A, l2 2 null', 0],
  ])('%s', (_, edits, after, clear) => {
    const lines = editedLines(unsure, edits);
    expect(shown(lines)).toBe(after);
    expect(lines.filter(isClear)).toHaveLength(clear);
  });
});

describe('the change that makes a document’s lines these', () => {
  const document = [quoted('l1', 'A', '2'), quoted('l2', 'B', '3')];
  const want = (...lines: [string, string, string][]) =>
    lines.map(([id, item, quantity]) => ({ ...quotedLine(quoted(id, item, quantity)) }));
  test.each<[string, DocumentLine[], InquiryLine[], object[]]>([
    ['nothing to do', document, want(['l1', 'A', '2'], ['l2', 'B', '3']), []],
    ['2 is 2.00', document, want(['l1', 'A', '2.00'], ['l2', 'B', '3.0']), []],
    ['another order of lines is no change', document, want(['l2', 'B', '3'], ['l1', 'A', '2']), []],
    ['a quantity', document, want(['l1', 'A', '5'], ['l2', 'B', '3']), [{ id: 'l1', quantity: '5', unit: 'EA' }]],
    ['a line away', document, want(['l2', 'B', '3']), [{ id: 'l1', remove: true }]],
    [
      'a line more',
      document,
      want(['l1', 'A', '2'], ['l2', 'B', '3'], ['l3', 'C', '1']),
      [{ item: 'C', quantity: '1', unit: 'EA' }],
    ],
    ['other ids, same items', document, want(['x', 'A', '2'], ['y', 'B', '3']), []],
    [
      'all others',
      document,
      want(['l1', 'C', '1']),
      [
        { id: 'l1', remove: true },
        { id: 'l2', remove: true },
        { item: 'C', quantity: '1', unit: 'EA' },
      ],
    ],
    [
      'two lines of one item keep their ids',
      [quoted('l1', 'A', '2'), quoted('l2', 'A', '3')],
      want(['l2', 'A', '4'], ['l1', 'A', '2']),
      [{ id: 'l2', quantity: '4', unit: 'EA' }],
    ],
    [
      'the second of two lines of one item goes: its own id is removed',
      [quoted('l1', 'A', '2'), quoted('l2', 'A', '3')],
      want(['l1', 'A', '2']),
      [{ id: 'l2', remove: true }],
    ],
    [
      'the first of two lines of one item goes: its own id is removed',
      [quoted('l1', 'A', '2'), quoted('l2', 'A', '3')],
      want(['l2', 'A', '3']),
      [{ id: 'l1', remove: true }],
    ],
  ])('%s', (_, lines, wanted, change) => expect(changeTo(lines, wanted)).toEqual(change));
});

describe('one line has one id, in the inquiry and in its document', () => {
  const clear = (id: string, item: string, quantity: string): InquiryLine => ({
    ...quotedLine(quoted(id, item, quantity)),
    text: `words of ${id}`,
    reason: 'by its number',
  });
  const unclear = (id: string): InquiryLine => ({ ...clear(id, 'A', '1'), item: null, status: 'unknown', sure: false });
  const shown = (lines: InquiryLine[]) => lines.map(({ id, item, text }) => `${id} ${item}: ${text}`).join(', ');

  test.each<[string, InquiryLine[], DocumentLine[] | null, DocumentLine[], string]>([
    [
      'a new document without the first line',
      [unclear('l1'), clear('l2', 'A', '2'), clear('l3', 'A', '3')],
      null,
      [quoted('l1', 'A', '2'), quoted('l2', 'A', '3')],
      'l1 A: words of l2, l2 A: words of l3, l3 null: words of l1',
    ],
    [
      'a changed document: ids hold, whatever the order of items',
      [clear('l1', 'A', '2'), clear('l2', 'A', '3'), unclear('l3')],
      [quoted('l1', 'A', '2'), quoted('l2', 'A', '3')],
      [quoted('l2', 'A', '3')],
      'l2 A: words of l2, l3 null: words of l3',
    ],
    [
      'a line that the change added keeps its words; the left-out one makes room for its id',
      [clear('l1', 'A', '2'), clear('l2', 'B', '1'), unclear('l3')],
      [quoted('l1', 'A', '2')],
      [quoted('l1', 'A', '2'), quoted('l3', 'B', '1')],
      'l1 A: words of l1, l3 B: words of l2, l4 null: words of l3',
    ],
  ])('%s', (_, lines, was, now, expected) => expect(shown(linesOfDocument(lines, was, now))).toBe(expected));

  test('an edit of a line that was left out adds it to the document, with the customer’s words', () => {
    const lines = [clear('l1', 'A', '2'), { ...unclear('l2'), quantity: '7', unit: 'EA' }, unclear('l3')];
    const asked = documentEdits(lines, [
      { id: 'l1', quantity: '4' },
      { id: 'l2', item: 'C' },
      { id: 'l3', remove: true },
    ]);
    expect(asked.edits).toEqual([
      { id: 'l1', quantity: '4' },
      { item: 'C', quantity: '7', unit: 'EA' },
    ]);
    const after = linesOfDocument(
      asked.lines,
      [quoted('l1', 'A', '2')],
      [quoted('l1', 'A', '4'), quoted('l2', 'C', '7')],
    );
    expect(shown(after)).toBe('l1 A: words of l1, l2 C: words of l2');
  });
});

import { describe, expect, test } from '@jest/globals';
import {
  aliasKey,
  corrections,
  forgotten,
  inForce,
  learned,
  ownerOf,
  unfitWords,
  type Alias,
} from '../../src/domain/alias.ts';
import { decide } from '../../src/domain/decide.ts';
import type { InquiryLine } from '../../src/domain/inquiry.ts';
import { defaultPolicy } from '../../src/domain/default-policy.ts';
import { assist, editApplied } from '../../src/domain/review.ts';
import { anna, startOf } from './pure-story.ts';

const line = (more: Partial<InquiryLine> = {}): InquiryLine => ({
  ...{ id: 'l1', text: '12 x M8 blue', status: 'unknown', item: null, description: null, quantity: '12', unit: null },
  ...{ sure: false, confidence: 0.5, reason: '', candidates: [], stock: null, unitPrice: null, total: null },
  evidence: [{ mail: 'm1', part: '1', start: 0, end: 12, quote: '12 x M8 blue' }],
  words: 'M8 blue',
  ...more,
});

const alias = (more: Partial<Alias> = {}): Alias => ({
  ...{ id: '01JD8ZK3M4N5P6Q7R8S9T0V1W2', words: 'M8 blue', item: 'X', scope: 'account', account: 'A1', contact: null },
  ...{ customer: 'Boats BV', inquiry: null, evidence: null, by: 'Anna', at: '2026-11-25T10:00:00.000Z', revoked: null },
  ...more,
});

describe('words', () => {
  test.each([
    ['M8 blue', 'm8 blue'],
    ['  M8 – BLUE! ', 'm8 blue'],
    ['Façade-plate', 'facade plate'],
    ['PFL/0091', 'pfl 0091'],
    ['śruba', 'sruba'],
    ['…', ''],
  ])('%j compare as %j', (words, key) => expect(aliasKey(words)).toBe(key));

  test.each([
    ['M8 blue', true],
    ['bonkers', true],
    ['PFL/0091', true],
    ['FW10', true],
    ['70-1040', false],
    ['1234567890', false],
    ['', false],
    ['?!', false],
    ['M8', false],
    ['12 mm', false],
    ['12mm', false],
    ['a b', false],
    ['one two three four five six seven eight nine ten eleven twelve thirteen', false],
    ['x'.repeat(121), false],
  ])('%j can stand for an item: %p', (words, fits) => expect(unfitWords(words) === null).toBe(fits));
});

describe('an edit teaches', () => {
  test.each<[string, Partial<InquiryLine>, Parameters<typeof corrections>[1][number], boolean]>([
    ['an item for a line that had none', {}, { id: 'l1', item: 'X' }, true],
    ['an item and a quantity', {}, { id: 'l1', item: 'X', quantity: '3' }, true],
    ['another item', { status: 'matched', item: 'Y', sure: true }, { id: 'l1', item: 'X' }, true],
    ['one of several', { status: 'ambiguous' }, { id: 'l1', item: 'X' }, true],
    ['one for an item no longer sold', { status: 'discontinued', item: 'Y' }, { id: 'l1', item: 'X' }, true],
    ['not a quantity alone', {}, { id: 'l1', quantity: '3' }, false],
    [
      'not a quantity beside the item it has',
      { status: 'matched', item: 'X' },
      { id: 'l1', item: 'X', quantity: '3' },
      false,
    ],
    ['not a removal', {}, { id: 'l1', item: 'X', remove: true }, false],
    ['not a new line', {}, { item: 'X', quantity: '3' }, false],
    ['not a line that is not there', {}, { id: 'l9', item: 'X' }, false],
    ['not a line whose number was written', { words: undefined }, { id: 'l1', item: 'X' }, false],
    ['not words too short', { words: 'M8' }, { id: 'l1', item: 'X' }, false],
    [
      'not a substitute for what is out of stock',
      { status: 'matched', item: 'Y', sure: true, stock: 'out' },
      { id: 'l1', item: 'X' },
      false,
    ],
  ])('%s', (_, read, edit, teaches) => {
    const expected = { line: 'l1', words: 'M8 blue', item: 'X', evidence: line().evidence![0] };
    expect(corrections([line(read)], [edit])).toEqual(teaches ? [expected] : []);
  });

  const two = [line(), line({ id: 'l2', words: 'm8 BLUE' })];
  test('nothing, where the same words are given two items', () => {
    const edits = [
      { id: 'l1', item: 'X' },
      { id: 'l2', item: 'Y' },
    ];
    expect(corrections(two, edits)).toEqual([]);
  });
  test('once, where the same words are given one item twice', () => {
    const edits = [
      { id: 'l1', item: 'X' },
      { id: 'l2', item: 'X' },
    ];
    expect(corrections(two, edits)).toHaveLength(1);
  });
});

test.each([
  ['the account', { account: 'A1' }, false, { scope: 'account', account: 'A1', contact: null, customer: 'Boats BV' }],
  [
    'a contact of no account',
    { account: null },
    false,
    { scope: 'contact', account: null, contact: 'anna@boats.example', customer: 'Anna' },
  ],
  [
    'a contact that has these words for itself',
    { account: 'A1' },
    true,
    { scope: 'contact', account: null, contact: 'anna@boats.example', customer: 'Anna' },
  ],
])('it is learned of %s', (_, { account }, closer, owner) => {
  const customer = { account, name: 'Boats BV', contact: 'Anna', email: 'Anna@Boats.example' };
  expect(ownerOf(customer, closer)).toEqual(owner);
});

describe('of several aliases', () => {
  const all = alias({ scope: 'all', account: null, customer: null, item: 'FOR-ALL' });
  const account = alias({ item: 'FOR-ACCOUNT' });
  const contact = alias({
    scope: 'contact',
    account: null,
    contact: 'a@b.example',
    customer: 'Anna',
    item: 'FOR-CONTACT',
  });
  const revoked = { by: 'Ada', at: '2026-11-26T10:00:00.000Z', replacedBy: null };
  test.each<[string, Alias[], string[]]>([
    ['the contact’s goes first', [all, contact, account], ['FOR-CONTACT']],
    ['then the account’s', [all, account], ['FOR-ACCOUNT']],
    ['then everybody’s', [all], ['FOR-ALL']],
    ['other words stand beside', [all, alias({ words: 'M8 red', item: 'RED' })], ['FOR-ALL', 'RED']],
    ['the newer of the same words', [account, alias({ item: 'NEWER', at: '2026-11-26T10:00:00.000Z' })], ['NEWER']],
    ['written otherwise, the same words', [all, alias({ words: 'm8, BLUE', item: 'SAME' })], ['SAME']],
    ['none that is revoked', [{ ...contact, revoked }, account], ['FOR-ACCOUNT']],
  ])('%s', (_, aliases, items) => {
    expect(
      inForce(aliases, defaultPolicy.aliasConfidence)
        .map(({ item }) => item)
        .sort(),
    ).toEqual([...items].sort());
  });

  test.each([
    [contact, 0.97, 'Anna said so on 2026-11-25 for Anna'],
    [account, 0.95, 'Anna said so on 2026-11-25 for Boats BV'],
    [all, 0.85, 'Anna said so on 2026-11-25 for every customer'],
  ])('%#: how far it is believed, and why', (one, confidence, reason) => {
    expect(inForce([one], defaultPolicy.aliasConfidence)[0]!.said).toEqual({ alias: one.id, confidence, reason });
  });
});

test('the timeline says what was learned and for whom, in one step however many', () => {
  expect(learned(alias())).toBe('Learned: “M8 blue” is X for Boats BV.');
  const waiting = assist(startOf(), { code: 'lines-unclear', sentence: 'Unclear.' }, 'items', alias().at);
  const edited = decide(waiting, { verb: 'edit', step: 's1', lines: [{ id: 'l1', item: 'X' }] }, anna, alias().at);
  const told = (count: number) => {
    const sentences = Array.from({ length: count }, (_, n) => `Learned: ${n}.`);
    const state = editApplied(
      edited,
      { refused: null, summary: '1 line.', lines: true, learned: sentences },
      alias().at,
    );
    return state.news.slice(edited.news.length).flatMap(({ kind, summary }) => (kind === 'items' ? [summary] : []));
  };
  expect(told(0)).toEqual([]);
  expect(told(2)).toEqual(['Learned: 0. Learned: 1.']);
  expect(told(2000)).toEqual(['Learned: 0. Learned: 1. Learned: 2. Learned: 3. Learned: 4. And 1995 more.']);
});

test('a line read by what was taken back since is not known any more', () => {
  const read = line({ status: 'matched', item: 'X', sure: true, alias: 'a1', reason: 'Anna said so' });
  expect(forgotten(read)).toMatchObject({ status: 'unknown', item: null, sure: false, candidates: [{ item: 'X' }] });
  expect(forgotten(read)).not.toHaveProperty('alias');
});

import { describe, expect, test } from '@jest/globals';
import { readText } from './mails.ts';

const quoted = [
  { item: 'HM-1001', description: 'Claw Hammer', quantity: '10', unit: 'EA' },
  { item: 'SW-3300', description: 'Hand Saw', quantity: '4', unit: 'EA' },
  { item: 'GV-200-M', description: 'Grip Gloves, M', quantity: '6', unit: 'PAIR' },
];

describe('what a reply changes of its quote', () => {
  test.each<[string, [string, string | null, string | null][]]>([
    [
      'Please make it 12 hammers instead of 10 and drop the saws.',
      [
        ['set', 'HM-1001', '12'],
        ['remove', 'SW-3300', null],
      ],
    ],
    ['Please increase the hammers from 10 to 15.', [['set', 'HM-1001', '15']]],
    ['Add 5 more hammers, please.', [['set', 'HM-1001', '15']]],
    ['Please add 2 sledge hammers.', [['add', 'HM-1002', '2']]],
    [
      'Please send the gloves in L instead of M.',
      [
        ['remove', 'GV-200-M', null],
        ['add', 'GV-200-L', '6'],
      ],
    ],
    [
      'Bitte statt 10 nur 8 Hämmer, die Handsägen streichen.',
      [
        ['set', 'HM-1001', '8'],
        ['remove', 'SW-3300', null],
      ],
    ],
    ['Please drop the saws. The hammers stay as they are.', [['remove', 'SW-3300', null]]],
  ])('%s', async (text, expected) => {
    const { kind, lines } = await readText(text, {
      headers: { Subject: 'Re: Quote', 'In-Reply-To': '<q@vendor.example>' },
      context: { quoted },
    });
    expect(kind.value).toBe('change');
    expect(lines.map((line) => [line.action, line.item, line.quantity])).toEqual(expected);
  });

  test('a change of delivery alone has no lines', async () => {
    const { kind, lines, requestedDate } = await readText(
      'Nothing changes on the items, but please deliver on December 18.',
      { headers: { Subject: 'Re: Quote' }, context: { quoted } },
    );
    expect([kind.value, lines, requestedDate?.value]).toEqual(['change', [], '2026-12-18']);
  });
});

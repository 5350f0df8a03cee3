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
    // The new size or colour may stand first, and the old one need not be named.
    [
      'We prefer the gloves in L rather than M.',
      [
        ['remove', 'GV-200-M', null],
        ['add', 'GV-200-L', '6'],
      ],
    ],
    [
      'Die Handschuhe lieber in L.',
      [
        ['remove', 'GV-200-M', null],
        ['add', 'GV-200-L', '6'],
      ],
    ],
    [
      'Dzień dobry,\n\nzamiast rękawic roboczych M poproszę L, tyle samo par.',
      [
        ['remove', 'GV-200-M', null],
        ['add', 'GV-200-L', '6'],
      ],
    ],
    // What suits and why are no alterations.
    [
      'Passt soweit – allerdings nur 8 Klauenhammer statt 10, und die Handsägen bitte ganz streichen, da kam uns der Chef dazwischen.',
      [
        ['set', 'HM-1001', '8'],
        ['remove', 'SW-3300', null],
      ],
    ],
    ['Maak van de 10 klauwhamers er 6.', [['set', 'HM-1001', '6']]],
    // Some of them only.
    [
      'Please swap two of the six gloves for L, keep the other four in M.',
      [
        ['set', 'GV-200-M', '4'],
        ['add', 'GV-200-L', '2'],
      ],
    ],
    [
      'Von den sechs Handschuhen hätten wir gern zwei in L statt in M.',
      [
        ['set', 'GV-200-M', '4'],
        ['add', 'GV-200-L', '2'],
      ],
    ],
    // A difference, and what shall stand.
    ['Please cut the hammers back by 3.', [['set', 'HM-1001', '7']]],
    ['Bitte die Hämmer um 5 erhöhen.', [['set', 'HM-1001', '15']]],
    ['Bitte die Hämmer auf 15 erhöhen.', [['set', 'HM-1001', '15']]],
    ['Hej, öka antalet Klohammare till 16, tack så mycket.', [['set', 'HM-1001', '16']]],
    ['Os martelos passam de 10 para 12.', [['set', 'HM-1001', '12']]],
    // By its number in our quote.
    [
      'Pos. 1 bitte auf 12 Stück erhöhen\nPos. 2 entfällt\nPos. 3 bleibt\nPos. 3 in L statt M',
      [
        ['set', 'HM-1001', '12'],
        ['remove', 'SW-3300', null],
        ['remove', 'GV-200-M', null],
        ['add', 'GV-200-L', '6'],
      ],
    ],
    // The verb goes around its goods.
    ['Nehmen Sie die Handsägen bitte heraus.', [['remove', 'SW-3300', null]]],
    ['Hej, læg 2 kløfthammer oveni, mange tak.', [['set', 'HM-1001', '12']]],
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

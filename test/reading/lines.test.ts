import { describe, expect, test } from '@jest/globals';
import { readText } from './mails.ts';

type Line = [item: string, quantity: string | null];

describe('what a mail asks for', () => {
  test.each<[string, string, Line[]]>([
    [
      'a list, number first',
      'Please quote:\n- 10 claw hammers\n- 4 x HM-1002\n\nRegards\nAnn',
      [
        ['HM-1001', '10'],
        ['HM-1002', '4'],
      ],
    ],
    [
      'a list, number last',
      'Please quote:\nclaw hammer x10\nSledge hammer: 4\nhand saw - 3\n',
      [
        ['HM-1001', '10'],
        ['HM-1002', '4'],
        ['SW-3300', '3'],
      ],
    ],
    [
      'prose',
      'We need a price for twelve claw hammers, two dozen hand saws and 3 Beam-70 lamps in red.',
      [
        ['HM-1001', '12'],
        ['SW-3300', '24'],
        ['LP-70-R', '3'],
      ],
    ],
    [
      'numbers of their own',
      'Need pricing on 2 HM-1001 and 3 lp70b, thanks',
      [
        ['HM-1001', '2'],
        ['LP-70-B', '3'],
      ],
    ],
    ['thousands', 'Please quote 1,200 claw hammers', [['HM-1001', '1200']]],
    [
      'sizes shared out',
      'Please quote grip gloves: 4 S, 6 M and 2 L',
      [
        ['GV-200-S', '4'],
        ['GV-200-M', '6'],
        ['GV-200-L', '2'],
      ],
    ],
    [
      'each of several sizes',
      'Please quote grip gloves, 3 each in S and M',
      [
        ['GV-200-S', '3'],
        ['GV-200-M', '3'],
      ],
    ],
    ['the number in the next sentence', 'How much are your claw hammers? We would take 30.', [['HM-1001', '30']]],
    ['pairs', 'Please quote 12 pairs of grip gloves size M', [['GV-200-M', '12']]],
    [
      'French',
      'Bonjour,\n\nmerci de nous faire un prix pour 12 marteaux à griffes et deux scies égoïnes.',
      [
        ['HM-1001', '12'],
        ['SW-3300', '2'],
      ],
    ],
    [
      'German',
      'Guten Tag,\n\nwir brauchen zwei Dutzend Klauenhämmer und 1.000 Stück rote Lampen Beam-70.',
      [
        ['HM-1001', '24'],
        ['LP-70-R', '1000'],
      ],
    ],
    [
      'Polish',
      'Dzień dobry,\n\nproszę o ofertę na:\n- 10 młotków ciesielskich\n- pięć pił ręcznych\n',
      [
        ['HM-1001', '10'],
        ['SW-3300', '5'],
      ],
    ],
    [
      'slips of the pen',
      'Please quote:\n6 clwa hammers\n2 sledge hammer HM-10O2',
      [
        ['HM-1001', '6'],
        ['HM-1002', '2'],
      ],
    ],
  ])('%s', async (_, text, expected) => {
    const { lines } = await readText(text);
    expect(lines.filter((line) => line.status === 'matched').map((line) => [line.item, line.quantity])).toEqual(
      expected,
    );
  });

  test('several items that fit equally are all named, and nothing is sure', async () => {
    const { lines } = await readText('Please quote 5 grip gloves');
    expect(lines).toMatchObject([
      { status: 'ambiguous', item: null, candidates: ['GV-200-S', 'GV-200-M', 'GV-200-L'], quantity: '5', sure: false },
    ]);
  });

  test('what is no longer sold is recognised; what nobody sells is unknown', async () => {
    const { lines } = await readText('Please quote:\n- 3 old fret saws\n- 2 hand saws\n- 7 ladders');
    expect(lines.map((line) => [line.status, line.item, line.quantity, line.sure])).toEqual([
      ['discontinued', 'SW-9', '3', false],
      ['matched', 'SW-3300', '2', true],
      ['unknown', null, '7', false],
    ]);
  });

  test('a number and words that disagree are not sure', async () => {
    const { lines } = await readText('Please quote:\n2 x HM-1001 Hand Saw');
    expect(lines).toMatchObject([
      {
        status: 'ambiguous',
        candidates: ['HM-1001', 'SW-3300'],
        sure: false,
        reason: expect.stringContaining('disagree'),
      },
    ]);
  });

  test('prices, dates, phones and postal codes are no quantities', async () => {
    const { lines } = await readText(
      'Please quote 4 claw hammers, target 12.50 EUR each, by 12 December.\n\nRegards\nAnn Example\n12 High Street, London SW1A 1AA\nTel. 020 7946 0123',
    );
    expect(lines.map((line) => line.quantity)).toEqual(['4']);
  });

  test("the customer's own words for an item are known from earlier mails", async () => {
    const { lines } = await readText('Please send 4 bonkers', {
      context: { aliases: [{ words: 'bonkers', item: 'HM-1002' }] },
    });
    expect(lines).toMatchObject([{ item: 'HM-1002', quantity: '4', status: 'matched' }]);
  });

  test('evidence is the words of the mail, where they stand', async () => {
    const text = 'Hello,\n\nplease quote 4 claw hammers and 2 hand saws.';
    const { lines } = await readText(text);
    for (const { evidence } of lines) {
      expect(evidence).not.toEqual([]);
      for (const { mail, part, start, end, quote } of evidence) {
        expect([mail, part]).toEqual(['m1', '1']);
        expect(text.slice(start, end)).toBe(quote);
      }
    }
  });
});

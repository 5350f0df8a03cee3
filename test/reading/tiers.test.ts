/** "Price for 100 / 500 / 1000": one line with its tiers, in ten languages; and what only looks like it. */
import { describe, expect, test } from '@jest/globals';
import { readText } from './mails.ts';

const three = ['100', '500', '1000'];

describe('several quantities of one thing', () => {
  test.each([
    ['en', 'Hello,\n\nplease quote your best price for 100 / 500 / 1000 claw hammers.'],
    ['en', 'Hello,\n\nwe need prices for claw hammers: 100, 500 and 1,000 pcs.'],
    ['en', 'Hello,\n\nwhat do claw hammers cost at 100, 500 or 1000 pieces?'],
    ['en', 'Please quote:\n- HM-1001: 100/500/1000 pcs'],
    ['en', 'How much are your claw hammers? We need prices for 100, 500 and 1000.'],
    ['en', 'Claw hammer, please give us prices for:\n- 100\n- 500\n- 1000\n'],
    ['de', 'Guten Tag,\n\nbitte nennen Sie uns den Preis für 100, 500 und 1.000 Stück Klauenhammer.'],
    ['de', 'Guten Tag,\n\nbitte ein Angebot über Klauenhammer, Staffelpreise für 100 Stk. / 500 Stk. / 1000 Stk.'],
    ['fr', 'Bonjour,\n\nmerci de nous donner le prix pour 100, 500 ou 1 000 marteaux à griffes.'],
    ['es', 'Buenos días:\n\nnecesitamos precio para 100, 500 y 1.000 martillos de uña.'],
    ['it', 'Buongiorno,\n\nvorremmo il prezzo per 100, 500 e 1.000 martelli da carpentiere.'],
    ['nl', 'Goedendag,\n\ngraag de prijs voor 100, 500 en 1.000 klauwhamers.'],
    ['pt', 'Bom dia,\n\npreciso do preço para 100, 500 e 1.000 martelos de orelhas.'],
    ['da', 'Hej,\n\nvi vil gerne have pris på 100, 500 og 1.000 stk. kløfthammer.'],
    ['sv', 'Hej,\n\nvi önskar pris för 100, 500 eller 1 000 st klohammare.'],
    ['pl', 'Dzień dobry,\n\nproszę o cenę za 100, 500 i 1000 szt. młotek ciesielski.'],
  ])('%s: %s', async (_, text) => {
    const { lines } = await readText(text);
    expect(lines).toMatchObject([{ item: 'HM-1001', quantity: '100', tiers: three }]);
    expect(lines[0]!.doubt).toBeUndefined();
    const [whole, ...each] = lines[0]!.evidence;
    const quotes = (each.length > 3 ? each.slice(-3) : each).map(({ quote }) => quote.replace(/\D/g, ''));
    expect(quotes).toEqual(three);
    for (const one of [whole!, ...each]) expect(text.slice(one.start, one.end)).toBe(one.quote);
  });

  test.each([
    ['two quantities, a price asked for', 'Please give us a price for 50 and 200 claw hammers.', ['50', '200']],
    ['packs', 'Price for 100, 200 and 500 pairs of grip gloves size M please.', ['100', '200', '500']],
  ])('%s', async (_, text, tiers) => {
    const { lines } = await readText(text);
    expect(lines).toMatchObject([{ tiers, quantity: tiers[0], sure: true }]);
  });

  test('two items, each with its own', async () => {
    const { lines } = await readText('Please quote:\n- claw hammers: 10 / 50 / 100\n- hand saws: 5 / 25');
    expect(lines.map(({ item, tiers }) => [item, tiers])).toEqual([
      ['HM-1001', ['10', '50', '100']],
      ['SW-3300', ['5', '25']],
    ]);
  });

  test('in a column, or in several', async () => {
    const table = (rows: string[][]) =>
      `<table>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
    const html = { 'Content-Type': 'text/html; charset=utf-8' };
    const one = table([
      ['Item', 'Description', 'Qty'],
      ['HM-1001', 'Claw Hammer', '100 / 500 / 1000'],
      ['SW-3300', 'Hand Saw', '20'],
    ]);
    const several = table([
      ['Item', 'Description', 'Qty 1', 'Qty 2', 'Qty 3'],
      ['HM-1001', 'Claw Hammer', '100', '500', '1000'],
      ['SW-3300', 'Hand Saw', '20', '', ''],
    ]);
    for (const rows of [one, several]) {
      const { lines } = await readText(`<p>Please quote:</p>${rows}`, { headers: html });
      expect(lines.map(({ item, quantity, tiers }) => [item, quantity, tiers])).toEqual([
        ['HM-1001', '100', three],
        ['SW-3300', '20', undefined],
      ]);
    }
  });

  test.each([
    ['a range', 'Please give us a price for 80-100 claw hammers'],
    ['a range in words', 'Please give us a price for 100 to 500 claw hammers'],
    ['two things', 'Please give us a price for 100 claw hammers and 500 hand saws'],
    ['alternatives of two things', 'Please give us a price for 100 red or 500 blue Beam-70 lamps'],
    ['a date', 'Please give us a price for 20 claw hammers by 3/4/2027'],
    ['sizes', 'Please give us a price for grip gloves: 4 S, 6 M and 12 L'],
    ['a name', 'Please give us a price for 20 Beam-70 lamps in red'],
    ['the same twice', 'Please give us a price for 20 claw hammers, 20 hand saws'],
    ['falling', 'Please give us a price for 500, 100 claw hammers'],
  ])('not %s', async (_, text) => {
    const { lines } = await readText(text);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every(({ tiers }) => tiers === undefined)).toBe(true);
  });

  test('nobody asks for prices: a person looks', async () => {
    const { lines } = await readText('We need 20/50 claw hammers');
    expect(lines).toMatchObject([{ item: 'HM-1001', tiers: ['20', '50'], sure: false, doubt: 'quantity-unsure' }]);
  });
});

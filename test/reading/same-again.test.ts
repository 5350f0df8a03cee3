/** "The same as last time plus 20 blue" in ten languages: what is meant, what shall be otherwise, and what only looks like it. */
import { describe, expect, test } from '@jest/globals';
import type { QuotedLine } from '../../src/domain/reading.ts';
import { readText } from './mails.ts';

const before: QuotedLine[] = [
  { item: 'LP-70-R', description: 'Beam-70 Lamp, Red', quantity: '10', unit: 'EA' },
  { item: 'HM-1001', description: 'Claw Hammer', quantity: '4', unit: 'EA' },
];

describe('the same as before', () => {
  test.each<[string, string, string]>([
    ['en', 'Hello,\n\nplease quote the same as last time. Thanks', 'the same as last time'],
    ['en', 'Hi, same again please.', 'same again'],
    ['en', 'Could you repeat our last order, please?', 'repeat our last order'],
    ['de', 'Guten Tag,\n\nbitte bieten Sie uns das an wie letztes Mal.', 'wie letztes Mal'],
    ['fr', 'Bonjour,\n\nmerci de nous faire un devis comme la dernière fois.', 'comme la dernière fois'],
    ['es', 'Buenos días:\n\nnecesitamos lo mismo que la última vez.', 'lo mismo que la última vez'],
    ['it', "Buongiorno,\n\nvorremmo un'offerta come l'ultima volta.", "come l'ultima volta"],
    ['nl', 'Goedendag,\n\ngraag hetzelfde als vorige keer.', 'hetzelfde als vorige keer'],
    ['pt', 'Bom dia,\n\nprecisamos de o mesmo da última vez.', 'o mesmo da última vez'],
    ['da', 'Hej,\n\nvi vil gerne have et tilbud på det samme som sidst.', 'det samme som sidst'],
    ['sv', 'Hej,\n\nvi vill gärna ha en offert på samma som förra gången.', 'samma som förra gången'],
    ['pl', 'Dzień dobry,\n\nproszę o ofertę na to samo co ostatnio.', 'to samo co ostatnio'],
  ])('%s: %s', async (_, text, words) => {
    const { sameAs, kind, lines } = await readText(text);
    expect(kind).toMatchObject({ value: 'inquiry', confidence: 0.9 });
    expect(sameAs).toMatchObject({ value: { number: null }, evidence: [{ quote: words }] });
    expect(lines).toEqual([]);
  });

  test.each([
    ['en', 'Please quote the same as order O-000123.', 'O-000123', 'order'],
    ['en', 'Please repeat our last order (O-000123).', 'O-000123', null],
    ['en', 'We need a new quote, same as quote Q-000007 please', 'Q-000007', 'quote'],
    ['de', 'Bitte ein Angebot wie Auftrag O-000123.', 'O-000123', 'order'],
    ['de', 'Bitte bieten Sie an: wie Bestellung Nr. 4711-A', '4711-A', 'order'],
    ['fr', 'Merci de nous chiffrer comme la commande O-000123.', 'O-000123', 'order'],
    ['es', 'Necesitamos un presupuesto como el pedido O-000123.', 'O-000123', 'order'],
    ['it', "Vorremmo un preventivo come l'ordine O-000123.", 'O-000123', 'order'],
    ['nl', 'Graag een offerte zoals order O-000123.', 'O-000123', 'order'],
    ['pt', 'Preciso de um orçamento como a encomenda O-000123.', 'O-000123', 'order'],
    ['da', 'Vi vil gerne have et tilbud som ordre O-000123.', 'O-000123', 'order'],
    ['sv', 'Vi önskar en offert som order O-000123.', 'O-000123', 'order'],
    ['pl', 'Proszę o ofertę jak zamówienie O-000123.', 'O-000123', 'order'],
  ])('%s: %s', async (_, text, number, kind) => {
    const { sameAs, reference } = await readText(text);
    expect(sameAs?.value).toEqual({ number, kind });
    expect(reference).toBeNull();
  });

  test.each<[string, string, [string, string, string | null][]]>([
    ['en', 'Same as last time plus 20 blue.', [['add', 'LP-70-B', '20']]],
    [
      'en',
      'Same as last time but 8 claw hammers, and please add 3 hand saws.',
      [
        ['set', 'HM-1001', '8'],
        ['add', 'SW-3300', '3'],
      ],
    ],
    ['en', 'Same as last time, but without the claw hammers.', [['remove', 'HM-1001', null]]],
    ['de', 'Wie letztes Mal, dazu 20 blaue.', [['add', 'LP-70-B', '20']]],
    ['fr', 'Comme la dernière fois, plus 20 bleues.', [['add', 'LP-70-B', '20']]],
  ])('%s: %s', async (_, text, expected) => {
    const { lines, kind } = await readText(text, { context: { before } });
    expect(kind.value).toBe('inquiry');
    expect(lines.map(({ action, item, quantity }) => [action, item, quantity])).toEqual(expected);
  });

  test.each([
    ['Please quote 4 claw hammers. Delivery address as last time.'],
    ['Please quote 4 claw hammers, same price as last time.'],
    ['Bitte 4 Klauenhammer anbieten, Lieferadresse wie letztes Mal.'],
  ])('not the goods: %s', async (text) => {
    const { sameAs, lines } = await readText(text);
    expect(sameAs).toBeUndefined();
    expect(lines).toMatchObject([{ item: 'HM-1001', quantity: '4' }]);
  });
});

describe('an answer to several prices', () => {
  const quoted: QuotedLine[] = [
    { item: 'HM-1001', description: 'Claw Hammer', quantity: '100', unit: 'EA', tiers: ['100', '500', '1000'] },
    { item: 'SW-3300', description: 'Hand Saw', quantity: '5', unit: 'EA' },
  ];
  test.each([
    ['en', 'Thanks, we take 500.'],
    ['en', 'Thank you. Please go ahead with 500 pcs.'],
    ['de', 'Danke, wir nehmen 500 Stück.'],
    ['fr', 'Merci, nous prenons 500.'],
    ['es', 'Gracias, tomamos 500 unidades.'],
    ['it', 'Grazie, prendiamo 500 pezzi.'],
    ['nl', 'Bedankt, wij nemen 500 stuks.'],
    ['pt', 'Obrigado, ficamos com 500 unidades.'],
    ['da', 'Tak, vi tager 500 stk.'],
    ['sv', 'Tack, vi tar 500 st.'],
    ['pl', 'Dziękuję, bierzemy 500 szt.'],
    ['en', 'We take 500 of the claw hammers.'],
  ])('%s: %s', async (_, text) => {
    const { kind, lines } = await readText(text, { context: { quoted } });
    expect(kind.value).toBe('change');
    expect(lines).toMatchObject([{ action: 'set', item: 'HM-1001', quantity: '500' }]);
  });

  test('the first of them is what is quoted: an acceptance', async () => {
    const { kind } = await readText('Thanks, we take 100.', { context: { quoted } });
    expect(kind).toMatchObject({ value: 'acceptance', reason: expect.stringContaining('first') });
  });

  test.each([['And what about 500?'], ['We take 250.'], ['Our 24 people liked it.']])('no choice: %s', async (text) => {
    const { kind, lines } = await readText(text, { context: { quoted } });
    expect(kind.value).not.toBe('acceptance');
    expect(lines).toEqual([]);
  });
});

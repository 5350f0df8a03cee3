import { describe, expect, test } from '@jest/globals';
import { readRaw, plainMail, readText } from './mails.ts';

const quoted = [
  { item: 'HM-1001', description: 'Claw Hammer', quantity: '10', unit: 'EA' },
  { item: 'SW-3300', description: 'Hand Saw', quantity: '4', unit: 'EA' },
];
const headers = { Subject: 'Re: Our quote Q-1', 'In-Reply-To': '<q@vendor.example>' };
const context = { quoted };
const kindOf = async (text: string) => {
  const { kind, ordered } = await readText(text, { headers, context });
  return { kind: kind.value, sure: kind.confidence >= 0.5, ordered };
};
const withOrder = (text: string, csv: string) =>
  readRaw(
    plainMail(
      `--b\nContent-Type: text/plain\n\n${text}\n--b\nContent-Type: text/csv; name=po.csv\nContent-Disposition: attachment; filename=po.csv\n\n${csv}\n--b--\n`,
      { ...headers, 'Content-Type': 'multipart/mixed; boundary=b' },
    ),
    context,
  );
const csv =
  'Item,Description,Qty,Unit price,Total\nHM-1001,Claw Hammer,12,9.50,114.00\nSW-3300,Hand Saw,4,20.00,80.00\n';

describe('an acceptance', () => {
  test('names no goods: as quoted', async () =>
    expect(await kindOf('We accept your quote, please proceed.')).toEqual({
      ...{ kind: 'acceptance', sure: true, ordered: undefined },
    }));

  test('with an order attached says what that says, with its prices as evidence only', async () => {
    const { kind, lines, ordered } = await withOrder('We accept your quote. Our PO 4711 is attached.', csv);
    expect([kind.value, lines]).toEqual(['acceptance', []]);
    expect(ordered).toMatchObject([
      { item: 'HM-1001', quantity: '12', listed: true, amounts: ['9.5', '114'] },
      { item: 'SW-3300', quantity: '4', amounts: ['20', '80'] },
    ]);
  });

  test('is an order attached in answer to the quote; without a number of theirs a person says whether it is one', async () => {
    const numbered = await withOrder('Please find our purchase order no. PO-4711 attached.', csv);
    expect([numbered.kind.value, numbered.kind.confidence >= 0.5, numbered.ordered?.length]).toEqual([
      'acceptance',
      true,
      2,
    ]);
    const { kind } = await withOrder('Please see attached.', csv);
    expect([kind.value, kind.confidence >= 0.5]).toEqual(['acceptance', false]);
  });

  test.each([
    'Go ahead, but only the hammers please.',
    'We accept, provided that you deliver by Friday.',
    'Please proceed with line 2 only.',
    'We accept everything except the saws.',
    'Wir nehmen das Angebot an, aber nur Position 1.',
    'Nous acceptons votre devis, mais seulement la ligne 2.',
    'Wij gaan akkoord, maar alleen met regel 1.',
    'Aceptamos su oferta, pero solo la línea 1.',
    'Looks good, will discuss.',
    'Thanks!',
    'Yes.',
  ])('is not a sure one: %s', async (text) => {
    const { kind, sure } = await kindOf(text);
    expect(kind !== 'acceptance' || !sure).toBe(true);
  });
});

/** Who signed and under which number of their own they write. */
import { describe, expect, test } from '@jest/globals';
import { readText } from './mails.ts';

describe('what a signature says', () => {
  test.each<[string, string, Record<string, string>]>([
    [
      'an American place without its state',
      'Buyer Ltd\n5230a Hwy. 2553, Hixson 37343\nOf. (423) 555-0139',
      { street: '5230a Hwy. 2553', city: 'Hixson', postalCode: '37343', phone: '(423) 555-0139' },
    ],
    [
      'a place after its street',
      'Buyer Ltd\n9979 Bayview Drive, Barrie',
      { street: '9979 Bayview Drive', city: 'Barrie' },
    ],
    [
      'a telephone before what the law asks for',
      'Buyer Ltd\nTel. 030 5550 162 – P.IVA 01234560170',
      { phone: '030 5550 162' },
    ],
  ])('%s', async (_, lines, expected) => {
    const { signature } = await readText(`Please quote 4 hand saws.\n\nRegards\nAnn Example\n${lines}`);
    expect(signature?.value).toMatchObject({ name: 'Ann Example', ...expected });
  });

  test('a name on behalf of the company, early in a short mail', async () => {
    const headers = { From: 'Ann Lindqvist <ann@buyer.example>' };
    const { signature } = await readText(
      'Guten Tag,\n\nbitte 4 Handsägen anbieten.\n\ni. A. Ann Lindqvist\nBuyer Ltd\nHellweg 4934, 45001 Essen\nMobil 0171 3920 517\nwww.buyer.example',
      { headers },
    );
    expect(signature?.value).toMatchObject({ name: 'Ann Lindqvist', city: 'Essen' });
  });
});

describe("the customer's own number", () => {
  test.each<[string, string | null]>([
    ['Dzień dobry, proszę o wycenę: 10 młotków ciesielskich. Zapytanie ofertowe nr 47/11/2026.', '47/11/2026'],
    ['Please quote 4 hand saws. Our order of 12/11/2026 was fine.', null],
    ['4 marteaux à griffes, merci. Notre numéro de bon de commande est le CF-26-1187.', 'CF-26-1187'],
    ['Podem enviar 4 martelos de orelhas? A nossa encomenda é a n.º EC-7719.', 'EC-7719'],
    ['Offerera 4 klohammare, tack. Vår beteckning är 4417-B.', '4417-B'],
  ])('%s', async (text, number) => {
    expect((await readText(text)).reference?.value ?? null).toBe(number);
  });
});

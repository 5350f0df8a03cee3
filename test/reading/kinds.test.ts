import { describe, expect, test } from '@jest/globals';
import type { Kind } from '../../src/domain/reading.ts';
import { readText } from './mails.ts';

const quoted = [
  { item: 'HM-1001', description: 'Claw Hammer', quantity: '10', unit: 'EA' },
  { item: 'SW-3300', description: 'Hand Saw', quantity: '4', unit: 'EA' },
];

describe('an answer to our quote', () => {
  test.each<[string, Kind]>([
    ['We accept your quote. Our PO is 4711.', 'acceptance'],
    ['Bon pour accord, notre commande n° CF-12.', 'acceptance'],
    ['Wir nehmen Ihr Angebot an, Bestellnummer 778.', 'acceptance'],
    ['Aceptamos su oferta, orden de compra OC-5521.', 'acceptance'],
    ['Akkoord met uw offerte.', 'acceptance'],
    ['Akceptujemy ofertę, zamówienie nr 55.', 'acceptance'],
    ['We accept your quote if you deliver by Friday.', 'change'],
    ['Ok, go ahead but make it 12 hammers.', 'change'],
    ['Bitte die Sägen streichen.', 'change'],
    ['Thanks, but we went with another supplier.', 'rejection'],
    ['Leider zu teuer, wir müssen ablehnen.', 'rejection'],
    ['Gracias, pero lo dejamos para otro año: el cliente se ha echado atrás. Pueden cerrar la oferta.', 'rejection'],
    [
      'Prijs is prima. Zit de vracht erin? Als dat zo is, dan gaan we akkoord; zo niet, dan hoor ik het graag.',
      'question',
    ],
    ['Does the price include freight?', 'question'],
    ['¿Incluye garantía?', 'question'],
  ])('%s → %s', async (text, kind) => {
    expect(
      (
        await readText(text, {
          headers: { Subject: 'Re: Quote', 'In-Reply-To': '<q@vendor.example>' },
          context: { quoted },
        })
      ).kind.value,
    ).toBe(kind);
  });
});

describe('a mail of its own', () => {
  test.each<[string, Kind]>([
    ['Please quote 4 hand saws.', 'inquiry'],
    ['Könnten Sie uns bitte 4 Handsägen anbieten?', 'inquiry'],
    ['The two saws you delivered are broken. We ask for a credit note.', 'other'],
    ['Wir sind Hersteller von Sägen. Unser Sortiment finden Sie anbei.', 'other'],
    ['Please find attached my CV for the job as a sales clerk.', 'other'],
    ['What are your payment terms?', 'question'],
    ['Jesteśmy producentem kartonów. Przy zamówieniu 500 szt. proponujemy cenę 3,20 EUR/szt.', 'other'],
    ['Aumente suas vendas HOJE! Compre nossa lista com 5.000.000 de e-mails de empresas. Clique e peça já.', 'spam'],
  ])('%s → %s', async (text, kind) => {
    expect((await readText(text)).kind.value).toBe(kind);
  });
});

describe('robots', () => {
  test.each<[string, Record<string, string>, Kind]>([
    ['RFC 3834', { 'Auto-Submitted': 'auto-replied', Subject: 'Re: Quote' }, 'auto-reply'],
    [
      'out of office',
      { 'Auto-Submitted': 'auto-generated', Subject: 'Automatic reply: Quote', 'In-Reply-To': '<q@x.example>' },
      'auto-reply',
    ],
    [
      'a delivery report',
      { From: 'MAILER-DAEMON@mx.example', Subject: 'Undelivered Mail Returned to Sender', 'Return-Path': '<>' },
      'bounce',
    ],
    ['a mailing', { 'List-Unsubscribe': '<https://x.example/u>' }, 'newsletter'],
    ['marked by a filter', { 'X-Spam-Flag': 'YES' }, 'spam'],
    [
      'a person behind a mailing list',
      { 'List-Id': '<l.x.example>', 'List-Post': '<mailto:l@x.example>', 'List-Unsubscribe': '<https://x.example/u>' },
      'inquiry',
    ],
  ])('%s', async (_, headers, kind) => {
    const reading = await readText('Please quote 4 hand saws.', { headers });
    expect(reading.kind.value).toBe(kind);
    if (kind !== 'inquiry') expect(reading.lines).toEqual([]);
  });
});

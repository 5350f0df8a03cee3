import { describe, expect, test } from '@jest/globals';
import { reply } from '../../src/documents/reply.ts';
import { statementWarnings } from '../../src/documents/statement-check.ts';
import { companyOf, documentOf } from './samples.ts';

const document = documentOf();
const company = companyOf();
const made = (language: string) => {
  const { subject, html } = reply({
    ...{ kind: 'quote', language, company, greet: null, document, question: null },
    remarks: [{ code: 'left-out', words: ['99 pcs of something at EUR 1.00'] }],
    answered: { subject: 'Order 77', date: null, from: null, text: 'I need 400 pieces for 3 EUR by 1 May 2030' },
  });
  return { subject, html };
};
const check = (edit: (html: string) => string, language = 'en', subject?: string) => {
  const ours = made(language);
  const now = { subject: subject ?? ours.subject, html: edit(ours.html) };
  return statementWarnings({ now, ours, document, language, company });
};
const added = (words: string) => (html: string) => `<p>${words}</p>${html}`;

describe('a mail against the document it goes with', () => {
  test.each(['en', 'de', 'fr', 'pl'])('says nothing of what nobody touched (%s)', (language) =>
    expect(check((html) => html, language)).toEqual([]),
  );

  // The sample: 2 BOX100 at 14.90, 5 pairs of gloves at 3.25 less 10 %, 8 m at 2.185; total 74.91 EUR until 22 December 2026.
  test.each<[string, string, string]>([
    ['the total', 'en', 'The total is EUR 74.91.'],
    ['the total, as Germans write it', 'de', 'Der Gesamtbetrag ist 74,91 €.'],
    ['the last day', 'fr', 'Valable jusqu’au 22 décembre 2026.'],
    ['the last day in figures', 'de', 'Gültig bis 22.12.2026.'],
    ['a quantity', 'en', 'That is 5 pairs, and 8 m of cable.'],
    ['the item’s own numbers', 'en', 'GLV-NIT-09 is size 9, 5 pairs.'],
    ['the number and revision', 'en', 'Quote Q-000123, revision 1.'],
    ['other numbers', 'en', 'Call +31 10 555 01 00, room 12, from 9 to 17 h. See ISO 9001 and the PDF 2.'],
    ['the tax', 'en', 'VAT of 21 % is included.'],
  ])('agrees: %s', (_, language, words) => expect(check(added(words), language)).toEqual([]));

  test.each<[string, string, string, RegExp]>([
    [
      'an amount',
      'en',
      'The total is EUR 70.00.',
      /“EUR 70\.00”, which is no amount of quote Q-000123; its total is 74\.91 EUR/,
    ],
    ['an amount, after', 'de', 'Gesamt: 1.074,91 €', /1\.074,91 €/],
    ['a currency', 'en', 'The total is USD 74.91.', /is in EUR/],
    ['a day', 'en', 'The quote is valid until 31 December 2026.', /31 December 2026.*valid until 2026-12-22/],
    ['a day in figures', 'fr', 'Valable jusqu’au 31/12/2026.', /31\/12\/2026/],
    ['a quantity and its unit', 'en', 'We offer 50 pieces.', /“50 pieces”/],
    ['a quantity of an item', 'en', 'You get 50 GLV-NIT-09.', /50 of GLV-NIT-09; quote Q-000123 has 5/],
    ['a unit of the language', 'de', 'Das sind 50 Stück.', /50 Stück/],
    ['another quote', 'en', 'See quote Q-000124.', /names Q-000124/],
    ['another revision', 'en', 'This is revision 3.', /revision 3.*at revision 1/],
    ['a discount', 'en', 'That is 15 % off.', /15 %/],
  ])('contradicts: %s', (_, language, words, warning) =>
    expect(check(added(words), language)).toEqual([expect.stringMatching(warning)]),
  );

  test('a changed row of our own table is found', () => {
    const warnings = check((html) => html.replace(/>5<\/td>/, '>50</td>'));
    expect(warnings).toEqual([expect.stringMatching(/50 of GLV-NIT-09/)]);
  });

  test('the subject is looked at too', () =>
    expect(check((html) => html, 'en', 'Our quote Q-000777')).toEqual([expect.stringMatching(/Q-000777/)]));
});

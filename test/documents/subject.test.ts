import { expect, test } from '@jest/globals';
import { replySubject } from '../../src/documents/subject.ts';

test.each([
  ['Request for quotation', 'Re: Request for quotation'],
  ['Re: Request', 'Re: Request'],
  ['RE: Request', 'RE: Request'],
  ['AW: Anfrage', 'AW: Anfrage'],
  ['SV: Forespørgsel', 'SV: Forespørgsel'],
  ['Antw: Aanvraag', 'Antw: Aanvraag'],
  ['Odp: Zapytanie', 'Odp: Zapytanie'],
  ['Re[2]: Request', 'Re[2]: Request'],
  ['Fwd: Request', 'Re: Fwd: Request'],
  ['Rest of the order', 'Re: Rest of the order'],
  ['Réf: 4711', 'Re: Réf: 4711'],
  ['', 'Our quote Q-1'],
  [' \t ', 'Our quote Q-1'],
  ['Re:', 'Our quote Q-1'],
  ['Re: AW: ', 'Our quote Q-1'],
  [null, 'Our quote Q-1'],
  ['Bolts\r\nBcc: all@other.example', 'Re: Bolts Bcc: all@other.example'],
  ['Bolts\u0000\u0085\u2028and nuts', 'Re: Bolts and nuts'],
  ['<b>Bolts</b> & "nuts"', 'Re: <b>Bolts</b> & "nuts"'],
])('%j is answered as %j', (answered, subject) => {
  expect(replySubject(answered, 'Our quote Q-1')).toBe(subject);
});

test('a subject without end gets one', () => {
  const subject = replySubject('😀'.repeat(2_000), 'x');
  expect([...subject]).toHaveLength(400);
  expect(encodeURIComponent(subject)).not.toBe('');
});

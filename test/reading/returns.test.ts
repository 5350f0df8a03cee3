import { expect, test } from '@jest/globals';
import { returns } from '../../src/reading/facts/returns.ts';
import { language } from '../../src/reading/languages/index.ts';

test.each([
  ['en', 'I am out of the office from 1 December to 11 December 2026 and back on 14 December.', '2026-12-14'],
  ['de', 'Ich bin bis einschließlich 11.12.2026 nicht im Büro.', '2026-12-11'],
  ['fr', 'Je suis absente jusqu’au 4 janvier 2027.', '2027-01-04'],
  ['nl', 'Ik ben afwezig t/m 18 december 2026.', '2026-12-18'],
  ['en', 'I left the office on 3 November 2026 and will answer when I can.', null],
  ['en', 'Thank you for your message. I am away.', null],
])('%s: %s', (code, text, day) => {
  expect(returns(text, language(code), '2026-11-25', null)).toBe(day);
});

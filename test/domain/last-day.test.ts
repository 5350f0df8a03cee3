import { expect, test } from '@jest/globals';
import { endOfLastDay } from '../../src/domain/last-day.ts';

const paris = 'Europe/Paris';

test.each([
  ['winter', '2026-12-22', 'FR', '2026-12-22T23:00:00.000Z'],
  ['summer', '2026-07-01', 'FR', '2026-07-01T22:00:00.000Z'],
  ['the day on which summer time ends', '2026-10-25', 'DE', '2026-10-25T23:00:00.000Z'],
  ['many zones: the last of them', '2026-12-22', 'US', '2026-12-23T10:00:00.000Z'],
  ['east of here', '2026-12-22', 'JP', '2026-12-22T15:00:00.000Z'],
  ['a country that nobody knows: here', '2026-12-22', 'XX', '2026-12-22T23:00:00.000Z'],
  ['no country: here', '2026-12-22', null, '2026-12-22T23:00:00.000Z'],
  ['no code of a country: here', '2026-12-22', 'France', '2026-12-22T23:00:00.000Z'],
])('a day ends when it is over in all of the customer’s country: %s', (_, day, country, instant) => {
  expect(endOfLastDay(day, country, paris)).toBe(instant);
});

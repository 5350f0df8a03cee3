import { describe, expect, test } from '@jest/globals';
import { addressLines } from '../../src/documents/address.ts';
import { catalogueOf } from '../../src/documents/catalogue.ts';
import { localeOf } from '../../src/documents/locale.ts';

const locale = (language: string, country?: string, currency = 'EUR', timeZone = 'Europe/Amsterdam') =>
  localeOf(catalogueOf(language, { language: 'en' }), { country, currency, timeZone });
/** No-break spaces of either width as plain ones: which of them a language takes changes with ICU. */
const spaced = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, ' ').replace(/’/g, "'");

describe('numbers and money', () => {
  test.each([
    ['en', 'GB', 'GBP', '1234.5', '1,234.50', 'GBP 1,234.50'],
    ['en', 'US', 'USD', '1234.5', '1,234.50', 'USD 1,234.50'],
    ['en', 'DE', 'EUR', '1234.5', '1,234.50', 'EUR 1,234.50'],
    ['fr', 'FR', 'EUR', '1234.5', '1 234,50', '1 234,50 EUR'],
    ['fr', 'CA', 'CAD', '1234.5', '1 234,50', '1 234,50 CAD'],
    ['de', 'DE', 'EUR', '1234.5', '1.234,50', '1.234,50 EUR'],
    ['de', 'CH', 'CHF', '1234.5', "1'234.50", "CHF 1'234.50"],
    ['es', 'ES', 'EUR', '1234.5', '1.234,50', '1.234,50 EUR'],
    ['it', 'IT', 'EUR', '1234.5', '1.234,50', '1.234,50 EUR'],
    ['nl', 'NL', 'EUR', '1234.5', '1.234,50', 'EUR 1.234,50'],
    ['pt', 'PT', 'EUR', '1234.5', '1 234,50', '1 234,50 EUR'],
    ['da', 'DK', 'DKK', '1234.5', '1.234,50', '1.234,50 DKK'],
    ['sv', 'SE', 'SEK', '1234.5', '1 234,50', '1 234,50 SEK'],
    ['pl', 'PL', 'PLN', '1234.5', '1 234,50', '1 234,50 PLN'],
    ['en', 'GB', 'JPY', '1234', '1,234', 'JPY 1,234'],
    ['en', 'GB', 'TND', '1234.5', '1,234.500', 'TND 1,234.500'],
    ['en', 'GB', 'EUR', '123456789012345.67', '123,456,789,012,345.67', 'EUR 123,456,789,012,345.67'],
  ])('%s-%s, %s %s', (language, country, currency, decimal, amount, money) => {
    const { amount: amountOf, money: moneyOf } = locale(language, country, currency);
    expect(spaced(amountOf(decimal))).toBe(amount);
    expect(spaced(moneyOf(decimal))).toBe(money);
  });

  test('unit prices keep their digits, quantities have none too many', () => {
    const { price, quantity, percent } = locale('en', 'GB');
    expect([price('0.0345'), price('12'), price('0.000001')]).toEqual(['0.0345', '12.00', '0.000001']);
    expect([quantity('12.000'), quantity('0.5'), quantity('1000000')]).toEqual(['12', '0.5', '1,000,000']);
    expect([percent('12.5'), percent('0')]).toEqual(['12.5%', '0%']);
  });
});

describe('days', () => {
  test.each([
    ['en', 'GB', '3 January 2027'],
    ['en', 'US', 'January 3, 2027'],
    ['fr', 'FR', '3 janvier 2027'],
    ['de', 'AT', '3. Jänner 2027'],
    ['es', 'ES', '3 de enero de 2027'],
    ['sv', 'SE', '3 januari 2027'],
    ['pl', 'PL', '3 stycznia 2027'],
  ])('%s-%s writes %s', (language, country, written) => {
    expect(locale(language, country).day('2027-01-03')).toBe(written);
  });

  test('the first of a month is an ordinal in French', () => {
    expect(locale('fr', 'FR').day('2027-02-01')).toBe('1er février 2027');
    expect(locale('fr', 'FR').day('2027-02-11')).toBe('11 février 2027');
  });

  test('an instant falls on the day it is at the company', () => {
    expect(locale('en', 'GB', 'EUR', 'Asia/Tokyo').dayOf('2026-12-31T20:00:00Z')).toBe('1 January 2027');
    expect(locale('en', 'GB', 'EUR', 'America/Los_Angeles').dayOf('2026-12-31T20:00:00Z')).toBe('31 December 2026');
  });

  test('what is no date is none', () => {
    expect(locale('en').moment('yesterday')).toBeNull();
  });
});

describe('addresses', () => {
  const town = { street: '1 Long Street', city: 'Town', postalCode: '123', state: 'ST' };
  test.each([
    ['US', ['1 Long Street', 'Town, ST 123', 'United States']],
    ['AU', ['1 Long Street', 'Town ST 123', 'Australia']],
    ['GB', ['1 Long Street', 'Town, ST', '123', 'United Kingdom']],
    ['IT', ['1 Long Street', '123 Town (ST)', 'Italy']],
    ['NL', ['1 Long Street', '123 Town (ST)']],
    [undefined, ['1 Long Street', '123 Town (ST)']],
  ])('in %s, from the Netherlands', (country, lines) => {
    expect(addressLines({ ...town, country }, { country: 'NL' }, locale('en'))).toEqual(lines);
  });

  test('what is missing leaves no empty line', () => {
    expect(addressLines({}, { country: 'NL' }, locale('en'))).toEqual([]);
    expect(addressLines({ street: 'A\r\n\r\nB', city: 'C', country: 'DE' }, { country: 'NL' }, locale('de'))).toEqual([
      'A',
      'B',
      'C',
      'Deutschland',
    ]);
  });
});

import { describe, expect, test } from '@jest/globals';
import { compare, digitsOf, minorUnits, percentOf, plain, round, sum, times } from '../../src/domain/money.ts';

describe('money', () => {
  test.each([
    ['0.1 + 0.2', sum(['0.1', '0.2']), '0.3'],
    ['many digits', times('3', '0.333333'), '0.999999'],
    ['half up', round('2.345', 2), '2.35'],
    ['half up below zero', round('-2.345', 2), '-2.35'],
    ['no digits', round('1234.5', 0), '1235'],
    ['percent', percentOf('12.5', '80'), '10'],
    ['plain', plain('12.500'), '12.5'],
  ])('%s', (_, ours, right) => expect(ours).toBe(right));

  test.each([
    ['JPY', 0],
    ['EUR', 2],
    ['TND', 3],
  ])('digits of %s', (currency, digits) => expect(digitsOf(currency)).toBe(digits));

  test('floats are refused', () => expect(() => sum([0.1 as unknown as string])).toThrow());
  test('smallest units', () => expect(minorUnits('1299.905', 2)).toBe(129991));
  test('smallest units beyond what a double holds', () => expect(minorUnits('99999999999999999', 2)).toBeNull());
  test('comparison ignores trailing zeros', () => expect(compare('10.0', '10')).toBe(0));
});

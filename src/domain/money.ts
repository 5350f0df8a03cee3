/** Decimal arithmetic for money and quantities (design rule 1). Strings in, strings out; floats throw. */
import Big from 'big.js';

const Exact = Big();
Exact.strict = true;
Exact.DP = 20;
Exact.RM = 1; // half up

export type Amount = string;

export const sum = (amounts: readonly Amount[]): Amount =>
  amounts.reduce((a, b) => new Exact(a).plus(b).toFixed(), '0');
export const times = (a: Amount, b: Amount): Amount => new Exact(a).times(b).toFixed();
export const minus = (a: Amount, b: Amount): Amount => new Exact(a).minus(b).toFixed();
export const compare = (a: Amount, b: Amount): -1 | 0 | 1 => new Exact(a).cmp(b);
/** `percent` of `amount`, unrounded. */
export const percentOf = (percent: Amount, amount: Amount): Amount =>
  new Exact(amount).times(percent).div('100').toFixed();
/** Rounded half up to `digits`, with exactly that many digits. */
export const round = (amount: Amount, digits: number): Amount => new Exact(amount).round(digits, 1).toFixed(digits);
/** The shortest way to write the same number: "12.00" → "12". */
export const plain = (amount: Amount): Amount => new Exact(amount).toFixed();

/** Digits of a currency as ISO 4217 has them: JPY 0, EUR 2, TND 3. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** Smallest units as an integer, for search attributes: "12.50" EUR → 1250. Null where a double could not hold it exactly. */
export const minorUnits = (amount: Amount, digits: number): number | null => {
  const units = Number(new Exact(amount).times(new Exact('10').pow(digits)).round(0, 1).toFixed());
  return Number.isSafeInteger(units) ? units : null;
};

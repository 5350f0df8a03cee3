/** How a country writes numbers, money and days. Intl does it all; decimal strings go in whole, never as floats. */
import { digitsOf, plain } from '../domain/money.ts';
import type { Catalogue } from './catalogue.ts';

export interface Locale {
  /** BCP 47, for example `de-CH`. */
  tag: string;
  quantity: (decimal: string) => string;
  /** At least the currency's digits, at most six: 0.0345 stays 0.0345. */
  price: (decimal: string) => string;
  /** With exactly the currency's digits. */
  amount: (decimal: string) => string;
  /** With the currency's code, the one sign nobody takes for another: "CAD", never "$". */
  money: (decimal: string) => string;
  percent: (decimal: string) => string;
  /** A calendar day, YYYY-MM-DD. */
  day: (day: string) => string;
  /** The day an instant falls on in the company's time zone. */
  dayOf: (instant: string) => string;
  /** Day and time of an instant; null where the text is no date. */
  moment: (instant: string) => string | null;
  country: (code: string) => string;
}

interface Place {
  country?: string | undefined;
  currency: string;
  timeZone: string;
}

const made = new Map<string, Locale>();

/**
 * The country's own way counts only where it writes the language: an English quote for Germany must not say "1.250"
 * for one thousand two hundred and fifty.
 */
export function localeOf({ language, texts }: Catalogue, place: Place): Locale {
  const region = place.country && texts.regions.includes(place.country) ? place.country : texts.regions[0];
  const tag = `${language}-${region}`;
  const key = `${tag} ${place.currency} ${place.timeZone}`;
  const known = made.get(key);
  if (known) return known;
  const locale = make(tag, place);
  made.set(key, locale);
  return locale;
}

function make(tag: string, { currency, timeZone }: Place): Locale {
  const digits = digitsOf(currency);
  // "always": Spanish, Polish and Portuguese leave four digits ungrouped, which stands badly in a column of amounts.
  const numbers = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(tag, { useGrouping: 'always', ...options });
    return (decimal: string) => format.format(plain(decimal) as Intl.StringNumericLiteral);
  };
  const days = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const localDays = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone });
  const moments = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeStyle: 'short', timeZone });
  const countries = new Intl.DisplayNames([tag], { type: 'region' });
  const amounts = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  // CLDR lacks it: French writes the first of a month as an ordinal.
  const ordinal = (date: string) => (tag.startsWith('fr') ? date.replace(/^1 /, '1er ') : date);
  return {
    tag,
    quantity: numbers({ maximumFractionDigits: 6 }),
    price: numbers({ minimumFractionDigits: digits, maximumFractionDigits: Math.max(6, digits) }),
    amount: numbers(amounts),
    money: numbers({ style: 'currency', currency, currencyDisplay: 'code', ...amounts }),
    percent: numbers({ style: 'unit', unit: 'percent', maximumFractionDigits: 6 }),
    day: (day) => ordinal(days.format(new Date(`${day}T00:00:00Z`))),
    dayOf: (instant) => ordinal(localDays.format(new Date(instant))),
    moment: (instant) => {
      const date = new Date(instant);
      return Number.isNaN(date.getTime()) ? null : moments.format(date);
    },
    country: (code) => countries.of(code) ?? code,
  };
}

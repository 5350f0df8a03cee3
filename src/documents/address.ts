/** Postal addresses as lines, in the order the country's post expects them. */
import type { Address } from '../domain/schema.ts';
import type { Locale } from './locale.ts';

/** City, state, then code on one line. */
const codeLast = new Set(['US', 'CA', 'AU', 'NZ']);
/** The code on a line of its own below the city. */
const codeBelow = new Set(['GB', 'IE']);

/** The country is named only where the mail crosses a border (Universal Postal Convention: last line, sender's words). */
export function addressLines(address: Address, from: { country?: string | undefined }, locale: Locale): string[] {
  const abroad = address.country !== undefined && address.country !== from.country;
  return [
    address.name,
    ...(address.street?.split(/\r?\n/) ?? []),
    ...townLines(address),
    abroad ? locale.country(address.country as string) : undefined,
  ].filter((line): line is string => line !== undefined && line.trim() !== '');
}

function townLines({ city, postalCode, state, country = '' }: Address): string[] {
  if (codeLast.has(country)) {
    const town = [city, state].filter(Boolean).join(country === 'US' || country === 'CA' ? ', ' : ' ');
    return [[town, postalCode].filter(Boolean).join(' ')];
  }
  if (codeBelow.has(country)) return [[city, state].filter(Boolean).join(', '), postalCode ?? ''];
  const town = [postalCode, city].filter(Boolean).join(' ');
  return [state ? `${town} (${state})` : town];
}

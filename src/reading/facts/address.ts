/** Postal addresses by the shape of their postal code. */
import type { Address } from '../../domain/schema.ts';
import { countryOf, plates } from './country.ts';
import { postalShapes } from './postal-codes.ts';
import { isStreet, isStreetName, streetStart } from './street.ts';

export interface AddressRead {
  address: Address;
  start: number;
  end: number;
}

/** The first address in a text; `home` is the country to take where nothing says another. */
export function findAddress(text: string, home: string | null): AddressRead | null {
  for (const shape of postalShapes) {
    const match = shape.pattern.exec(text);
    if (!match) continue;
    const code = match[shape.code] ?? '';
    let city = (match[shape.city] ?? '').trim();
    let start = match.index;
    let end = match.index + match[0].length;
    let before = text.slice(0, start);
    if (shape.city < shape.code) {
      // The place is the last chunk before the code; what stands before it in the same match belongs to the street.
      const cut = Math.max(
        city.lastIndexOf(','),
        city.lastIndexOf('\n'),
        city.lastIndexOf(' - '),
        city.lastIndexOf('·'),
      );
      if (cut >= 0) {
        before = text.slice(0, start + cut + 1);
        city = city.slice(cut + 1).trim();
      }
    }
    // A German postal code is no American one; a year is no postal code.
    if (
      shape.country === null &&
      /^(?:19|20)\d{2}$/.test(code) &&
      home !== 'DK' &&
      home !== 'CH' &&
      home !== 'BE' &&
      home !== 'AT' &&
      home !== 'NO'
    )
      continue;
    city =
      city
        .split(/\s[–—|·-]\s|,|\n|\s\(|\s{2,}|(?<=\p{Ll}{3})\.\s+(?=\p{Lu})/u)[0]
        ?.replace(/[.\s]+$/, '')
        .trim() ?? '';
    if (shape.city > shape.code) {
      const words = city.split(' ');
      const last = words.findIndex(
        (word, i) =>
          i > 0 &&
          /^[a-z]/.test(word) &&
          !/^(?:am|an|der|de|la|le|les|sur|sous|en|du|des|di|da|do|dos|y|i|ob|im|bei|aan|den|upon|zu)$/.test(word),
      );
      if (last > 0) city = words.slice(0, last).join(' ');
      end = match.index + match[0].indexOf(city) + city.length;
    }
    // "9979 Bayview Drive": a house number, no postal code.
    if (shape.country === null && shape.city > shape.code && isStreetName(city)) continue;
    const chunks = before
      .replace(/[\s,;:·|–—-]+$/, '')
      .split(/,|\n|\s[–—|·]\s|:|;|\s-\s/)
      .map((chunk) => chunk.trim())
      .filter((chunk) => chunk !== '');
    const parts: string[] = [];
    for (let i = chunks.length - 1; i >= Math.max(0, chunks.length - 2); i--) {
      const chunk = streetStart(chunks[i] ?? '');
      if (chunk.length > 80 || chunk.split(' ').length > 8) break;
      if (isStreet(chunk)) {
        parts.unshift(chunk);
        // French numbers stand before a comma: "88, avenue …".
        const number = chunks[i - 1];
        if (number && /^\d{1,5}(?:\s?(?:bis|ter))?$/.test(number)) parts.unshift(number);
        break;
      }
      parts.unshift(chunk);
      if (i === Math.max(0, chunks.length - 2)) parts.length = 0;
    }
    const streetText = parts.some(isStreet) ? parts.join(', ') : '';
    const inStreet = streetText === '' ? -1 : text.lastIndexOf(parts[0] ?? '', start);
    if (inStreet >= 0) start = inStreet;
    const after =
      text
        .slice(end, end + 40)
        .replace(/^[\s,(.·–-]+/, '')
        .split(/[,\n).;·|]/)[0] ?? '';
    const named = countryOf(after);
    const plate = shape.prefix === undefined ? undefined : plates[match[shape.prefix] ?? ''];
    const country = named ?? plate ?? shape.country ?? home;
    if (named) end = text.indexOf(after.trim(), end) + after.trim().length;
    return {
      address: {
        ...(streetText !== '' ? { street: streetText } : {}),
        ...(city !== '' ? { city } : {}),
        postalCode: code,
        ...(shape.state && match[shape.state] ? { state: match[shape.state] } : {}),
        ...(country ? { country } : {}),
      },
      start,
      end,
    };
  }
  return null;
}

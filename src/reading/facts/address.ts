/** Postal addresses by the shape of their postal code. */
import type { Address } from '../../domain/schema.ts';
import { languages } from '../languages/index.ts';
import { fold } from '../words.ts';

export interface AddressRead {
  address: Address;
  start: number;
  end: number;
}

const place = "[\\p{Lu}\\p{L}][\\p{L} .'’()/-]{1,48}?";
const shapes: {
  pattern: RegExp;
  country: string | null;
  city: number;
  code: number;
  state?: number;
  prefix?: number;
}[] = [
  {
    pattern: new RegExp(`(${place}),?\\s+([A-Z]{2}),?\\s+([A-Z]\\d[A-Z]\\s?\\d[A-Z]\\d)(?![\\p{L}\\p{N}])`, 'u'),
    country: 'CA',
    city: 1,
    state: 2,
    code: 3,
  },
  {
    pattern: new RegExp(
      `(${place})\\s*\\((?:QC|Québec|Quebec|Ontario|ON)\\),?\\s+([A-Z]\\d[A-Z]\\s?\\d[A-Z]\\d)(?![\\p{L}\\p{N}])`,
      'u',
    ),
    country: 'CA',
    city: 1,
    code: 2,
  },
  {
    pattern: new RegExp(`(${place}),?\\s+(NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\\.?,?\\s+(\\d{4})(?![\\p{L}\\p{N}])`, 'u'),
    country: 'AU',
    city: 1,
    state: 2,
    code: 3,
  },
  {
    pattern: new RegExp(`(${place}),?\\s+([A-Z]{2})\\.?,?\\s+(\\d{5}(?:-\\d{4})?)(?![\\p{L}\\p{N}])`, 'u'),
    country: 'US',
    city: 1,
    state: 2,
    code: 3,
  },
  {
    pattern: new RegExp(`(${place}),?\\s+([A-Z]{1,2}\\d[A-Z\\d]?\\s?\\d[A-Z\\d]{2})(?![\\p{L}\\p{N}])`, 'u'),
    country: 'GB',
    city: 1,
    code: 2,
  },
  {
    pattern: /(?<![\p{L}\p{N}.,/-])(?:(NL)-)?(\d{4}\s?[A-Z]{2})\s+(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: 'NL',
    prefix: 1,
    code: 2,
    city: 3,
  },
  {
    pattern: /(?<![\p{L}\p{N}.,/-])(?:(PL)-)?(\d{2}-\d{3})\s+(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: 'PL',
    prefix: 1,
    code: 2,
    city: 3,
  },
  {
    pattern: /(?<![\p{L}\p{N}.,/-])(?:(PT)-)?(\d{4}-\d{3})\s+(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: 'PT',
    prefix: 1,
    code: 2,
    city: 3,
  },
  {
    pattern: /(?<![\p{L}\p{N}.,/-])(?:(SE?)-)?(\d{3}\s\d{2})\s+(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: 'SE',
    prefix: 1,
    code: 2,
    city: 3,
  },
  {
    pattern:
      /(?<![\p{L}\p{N}.,/-])(?:(D|DE|F|FR|A|AT|CH|B|BE|DK|I|IT|E|ES|L|LU|S|SE|NL|PL|PT|P)-)?(\d{4,5}) +(\p{Lu}[\p{L} .'’()-]{1,48})/u,
    country: null,
    prefix: 1,
    code: 2,
    city: 3,
  },
];
const plates: Record<string, string> = {
  D: 'DE',
  DE: 'DE',
  F: 'FR',
  FR: 'FR',
  A: 'AT',
  AT: 'AT',
  CH: 'CH',
  B: 'BE',
  BE: 'BE',
  DK: 'DK',
  I: 'IT',
  IT: 'IT',
  E: 'ES',
  ES: 'ES',
  L: 'LU',
  LU: 'LU',
  S: 'SE',
  SE: 'SE',
  NL: 'NL',
  PL: 'PL',
  PT: 'PT',
  P: 'PT',
};

let countryNames: Map<string, string> | null = null;
const countries = (): Map<string, string> =>
  (countryNames ??= new Map(
    languages().flatMap((language) =>
      Object.entries(language.knowledge.countries).map(([name, code]) => [fold(name), code] as const),
    ),
  ));

/** A country's name in any language we know. */
export function countryOf(text: string): string | null {
  return (
    countries().get(
      fold(text)
        .replace(/[^\p{L}. -]/gu, '')
        .trim(),
    ) ?? null
  );
}

let streetWords: RegExp | null = null;
const street = (): RegExp =>
  (streetWords ??= new RegExp(
    `(?<![\\p{L}])(?:${[...new Set(languages().flatMap((language) => language.knowledge.street.split('|').map((word) => fold(word.trim()))))].map((word) => word.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('|')})(?![\\p{L}])|(?:strase|strasse|str\\.?|weg|platz|allee|gasse|ring|damm|straat|laan|plein|kade|dijk|gracht|gade|vej|vagen|gatan|plads|gata)(?=\\s+\\d|\\d)`,
    'u',
  ));

export const isStreet = (chunk: string): boolean =>
  (/\d/.test(chunk) && /\p{L}{3,}/u.test(chunk)) || street().test(fold(chunk));

/** "… by 10 December at 4460 Newport Center Drive": the street begins with its number. */
function streetStart(chunk: string): string {
  if (!/^\p{Ll}/u.test(chunk) && chunk.split(' ').length <= 6) return chunk;
  const starts = [
    ...chunk.matchAll(/(?<=^|\s)(?:\d{1,6}[A-Za-z]?,?\s+\p{Lu}|(?:via|rua|calle|ul\.|rue|avenue|av\.)\s)/giu),
  ];
  return chunk.slice(starts.pop()?.index ?? 0);
}

/** The first address in a text; `home` is the country to take where nothing says another. */
export function findAddress(text: string, home: string | null): AddressRead | null {
  for (const shape of shapes) {
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
        .split(/\s[–—|·-]\s|,|\n|\s\(|\s{2,}/)[0]
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

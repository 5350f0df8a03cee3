/** Streets: what reads as one, and where it begins. */
import { languages } from '../languages/index.ts';
import { fold } from '../words.ts';

let streetWords: RegExp | null = null;
const street = (): RegExp =>
  (streetWords ??= new RegExp(
    `(?<![\\p{L}])(?:${[...new Set(languages().flatMap((language) => language.knowledge.street.split('|').map((word) => fold(word.trim()))))].map((word) => word.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('|')})(?![\\p{L}])|(?:strase|strasse|str\\.?|weg|platz|allee|gasse|ring|damm|straat|laan|plein|kade|dijk|gracht|gade|vej|vagen|gatan|plads|gata)(?=\\s+\\d|\\d)`,
    'u',
  ));

/** Ends as a street does: "Bayview Drive". */
export const isStreetName = (text: string): boolean =>
  /\s(?:street|st|road|rd|avenue|ave|drive|dr|lane|blvd|boulevard|way|court|highway|hwy|parkway)\.?$/.test(fold(text));

export const isStreet = (chunk: string): boolean =>
  (/\d/.test(chunk) && /\p{L}{3,}/u.test(chunk)) || street().test(fold(chunk));

/** "… by 10 December at 4460 Newport Center Drive": the street begins with its number. */
export function streetStart(chunk: string): string {
  if (!/^\p{Ll}/u.test(chunk) && chunk.split(' ').length <= 6) return chunk;
  const starts = [
    ...chunk.matchAll(/(?<=^|\s)(?:\d{1,6}[A-Za-z]?,?\s+\p{Lu}|(?:via|rua|calle|ul\.|rue|avenue|av\.)\s)/giu),
  ];
  return chunk.slice(starts.pop()?.index ?? 0);
}

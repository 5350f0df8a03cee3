/** Our words in the ten languages, one JSON file each; the English one is the shape all others have. */
import { readdirSync, readFileSync } from 'node:fs';
import type english from './texts/en.json';

export type Texts = typeof english;

export interface Catalogue {
  language: string;
  texts: Texts;
}

const folder = new URL('./texts/', import.meta.url);
const catalogues = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file): [string, Catalogue] => {
      const language = file.slice(0, -'.json'.length);
      return [language, { language, texts: JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Texts }];
    }),
);

export const languages: readonly string[] = [...catalogues.keys()].sort();

/** The wanted language, else the company's, else English. */
export function catalogueOf(wanted: string, company: { language: string }): Catalogue {
  const found = catalogues.get(wanted) ?? catalogues.get(company.language) ?? catalogues.get('en');
  if (!found) throw new Error('texts/en.json is missing');
  return found;
}

/** Puts values in for `{name}`, in one pass: a value that holds braces itself stays as it is. */
export const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);

/** `PAIR` → "pair", `BOX100` → "box of 100"; a unit we have no word for stays as the sales system calls it. */
export function unitName(unit: string, { units }: Texts): string {
  const code = unit.toUpperCase();
  const pack = /^(BOX|PACK)(\d+)$/.exec(code);
  if (pack?.[2]) return fill(pack[1] === 'BOX' ? units.boxOf : units.packOf, { count: pack[2] });
  return Object.hasOwn(units, code) ? units[code as keyof Texts['units']] : unit;
}

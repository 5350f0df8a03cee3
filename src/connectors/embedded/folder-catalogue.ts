import type { Catalogue } from '../../domain/reading.ts';
import type { CompanyFolder } from './company.ts';

/** A folder's catalogue without a database: what `npm run read` matches against. */
export function folderCatalogue({ items, itemNames, words }: CompanyFolder): Catalogue {
  const names = new Map<string, Record<string, string>>(items.map(({ number, name }) => [number, { en: name }]));
  for (const { itemNumber, language, name } of itemNames)
    Object.assign(names.get(itemNumber) ?? {}, { [language]: name });
  return {
    items: items.map(
      ({ number, name, model, category, subcategory, color, size, unit, sellable, soldUntil, gtin }) => ({
        ...{ number, name, model, category, subcategory, color, size, unit, soldUntil },
        sellable: sellable === 'yes',
        names: names.get(number)!,
        otherNumbers: gtin ? [gtin] : [],
      }),
    ),
    words: words.map(({ kind, en, language, name, synonyms }) => ({ kind, en, language, name, synonyms })),
  };
}

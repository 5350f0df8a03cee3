import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { catalogueOf, fill, languages, unitName } from '../../src/documents/catalogue.ts';

type Tree = { [key: string]: string | string[] | Tree };
const read = (language: string) =>
  JSON.parse(readFileSync(new URL(`../../src/documents/texts/${language}.json`, import.meta.url), 'utf8')) as Tree;

/** `mail.wrote {date} {from}`: every text's key with the placeholders it has. */
const shape = (tree: Tree, path = ''): string[] =>
  Object.entries(tree)
    .filter(([key]) => key !== 'regions')
    .flatMap(([key, value]) =>
      typeof value === 'string'
        ? [`${path}${key} ${(value.match(/\{\w+\}/g) ?? []).sort().join(' ')}`.trim()]
        : shape(value as Tree, `${path}${key}.`),
    )
    .sort();

describe('texts', () => {
  test('the ten languages are there', () => {
    expect(languages).toEqual(['da', 'de', 'en', 'es', 'fr', 'it', 'nl', 'pl', 'pt', 'sv']);
  });

  test.each(languages)('%s says all that English says, with the same values in it', (language) => {
    const tree = read(language);
    expect(shape(tree)).toEqual(shape(read('en')));
    expect(tree.regions).not.toHaveLength(0);
    for (const text of JSON.stringify(tree).matchAll(/:"([^"]*)"/g)) expect(text[1]?.trim()).not.toBe('');
  });

  test.each(languages.filter((language) => language !== 'en'))('%s is translated', (language) => {
    const english = read('en').mail as Tree;
    const same = Object.entries(read(language).mail as Tree).filter(([key, value]) => value === english[key]);
    expect(same).toEqual([]);
  });

  test.each([
    ['fr', 'de', 'fr'],
    ['fi', 'de', 'de'],
    ['fi', 'hu', 'en'],
    ['__proto__', 'constructor', 'en'],
  ])('%s wanted, company in %s: %s', (wanted, company, found) => {
    expect(catalogueOf(wanted, { language: company }).language).toBe(found);
  });

  test('a value that looks like a placeholder stays what it is', () => {
    expect(fill('{name}: {total}', { name: '{total}', total: '5' })).toBe('{total}: 5');
    expect(fill('{name}', { name: '$& $1' })).toBe('$& $1');
  });
});

describe('units', () => {
  test.each([
    ['EA', 'en', 'pc.'],
    ['PAIR', 'de', 'Paar'],
    ['BOX100', 'fr', 'boîte de 100'],
    ['PACK6', 'pl', 'opak. po 6'],
    ['m', 'sv', 'm'],
    ['CRATE', 'it', 'CRATE'],
    ['constructor', 'en', 'constructor'],
    ['boxOf', 'en', 'boxOf'],
  ])('%s in %s: %s', (unit, language, name) => {
    expect(unitName(unit, catalogueOf(language, { language: 'en' }).texts)).toBe(name);
  });
});

/** A change of some items leaves the index of all others as it is, and is as good as an index built anew. */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { CatalogueItem } from '../../src/domain/reading.ts';
import { catalogueFiles, type CatalogueFiles } from '../../src/reading/catalogue-files.ts';
import { createReading } from '../../src/reading/index.ts';
import { catalogueIndex, type CatalogueIndex } from '../../src/reading/items/catalogue-index.ts';
import { language, languageCodes } from '../../src/reading/languages/index.ts';
import { meaning } from '../../src/reading/lines/meaning.ts';
import { catchUp, read } from '../../src/reading/work.ts';
import { tokenize } from '../../src/reading/words.ts';
import { workshop } from './catalogue.ts';
import { largeCatalogue, random } from './large-catalogue.ts';
import { plainMail, unknown } from './mails.ts';

/** What words mean, by item numbers: places differ between indexes. */
function understood(index: CatalogueIndex, code: string, text: string) {
  const known = language(code);
  const reader = { language: known, vocabulary: index.vocabulary(code), index, day: '2026-11-23', context: unknown };
  const { search } = meaning(tokenize(text), text, reader);
  const { status, explained, literal, reason } = search;
  return { text, status, explained, literal, reason, items: search.items.map((at) => index.items[at]?.number).sort() };
}

describe('an index that is changed', () => {
  const { items, item, words } = largeCatalogue(1_500);
  const next = random(3);
  const below = (end: number): number => Math.floor(next() * end);
  const other = (at: number): CatalogueItem => item(1_500 + at);
  const now = new Map([...items()].map((one) => [one.number, one]));
  const index = catalogueIndex({ items: items(), words });
  for (const code of languageCodes) index.vocabulary(code);
  const vocabularies = languageCodes.map((code) => index.vocabulary(code));

  // New items, other words, other colours, no longer sold, only a price, gone: some of each in every round.
  for (let round = 0; round < 10; round++) {
    const any = (): CatalogueItem => [...now.values()][below(now.size)] as CatalogueItem;
    const changed = [
      other(round),
      { ...any(), soldUntil: '2026-01-31' },
      { ...any(), color: 'Turquoise', size: '17-B' },
      { ...any(), name: `Cloudberry ${round} Picker`, model: 'Cloudberry', names: { de: 'Moltebeerenpflücker' } },
      any(),
    ];
    const removed = [any().number].filter((number) => changed.every((one) => one.number !== number));
    index.change({ items: changed, removed });
    for (const number of removed) now.delete(number);
    for (const one of changed) now.set(one.number, one);
  }
  const anew = catalogueIndex({ items: now.values(), words });

  test('understands what a new one understands', () => {
    const all = [...now.values(), ...Array.from({ length: 20 }, (_, at) => item(at))];
    for (let i = 0; i < 600; i++) {
      const code = languageCodes[i % languageCodes.length] as string;
      const wanted = i < 100 ? all[all.length - 1 - i] : all[below(all.length)];
      const spelled = (i % 7 === 0 ? wanted?.number : (wanted?.names[code] ?? wanted?.name))?.split(' ') ?? [];
      const place = below(spelled.length);
      if (i % 3 === 0 && (spelled[place]?.length ?? 0) > 5)
        spelled[place] = `${spelled[place]?.slice(0, 3)}${spelled[place]?.slice(4)}`;
      const text = spelled.join(' ');
      expect(understood(index, code, text)).toEqual(understood(anew, code, text));
    }
    expect([...index.allSizes].sort()).toEqual([...anew.allSizes].sort());
  });

  test('is the same index, and its vocabularies are the same', () => {
    expect(languageCodes.map((code) => index.vocabulary(code))).toEqual(vocabularies);
    expect(understood(index, 'en', 'Cloudberry 9 Picker')).toMatchObject({ status: 'matched' });
    expect(understood(index, 'de', 'Moltebeerenpflücker').items.length).toBeGreaterThan(0);
  });
});

test('of 20,000 items a change takes in the words of the changed ones alone', () => {
  const { items, item, words } = largeCatalogue(20_000);
  const index = catalogueIndex({ items: items(), words });
  index.vocabulary('fr');
  const { of } = index.contents.words;
  let taken = 0;
  index.contents.words.of = (text) => {
    taken += 1;
    return of(text);
  };
  index.change({ items: [{ ...item(777), name: 'Cloudberry Picker' }], removed: [item(5).number] });
  // Its English name, its model, and one name in each language that the catalogue has.
  expect(taken).toBeLessThanOrEqual(2 + languageCodes.length);
  expect(understood(index, 'fr', 'Cloudberry picker').items).toEqual([item(777).number]);
});

test('of 20,000 items a search looks at those alone that have its words', () => {
  const { items, item, words } = largeCatalogue(20_000);
  const index = catalogueIndex({ items: items(), words });
  const wanted = item(12_345);
  expect(understood(index, 'en', wanted.name).items).toContain(wanted.number);
  const [brand = ''] = wanted.name.split(' ');
  expect(understood(index, 'en', `${brand.slice(0, 3)}${brand.slice(4)}`).status).not.toBe('matched');
  expect(index.tally.touched.length).toBeLessThan(500);
});

const built = existsSync('dist/src/reading/worker.js');
describe.each([
  ['in this thread', 0],
  ['in three threads', 3],
])('the reading service %s', (_, threads) => {
  const reading = createReading({ threads });
  afterAll(() => reading.close());
  const run = threads === 0 || built ? test : test.skip;
  const saw = workshop.items.find(({ number }) => number === 'SW-3300') as CatalogueItem;
  const linesOf = async (text: string) => (await reading.read('m', plainMail(`Please quote ${text}.`), unknown)).lines;
  /** As many at once as there are threads, and more. */
  const everywhere = (text: string) => Promise.all(Array.from({ length: 4 * (threads + 1) }, () => linesOf(text)));

  run('has nothing to change before it was given a catalogue', async () => {
    expect(await reading.changeCatalogue('2', { items: [], removed: [] })).toBe(false);
    expect(reading.catalogueVersion()).toBeNull();
  });

  run('reads by the changed items in every thread', async () => {
    await reading.useCatalogue('1', workshop);
    for (const lines of await everywhere('4 hand saws')) expect(lines).toMatchObject([{ item: 'SW-3300' }]);
    const renamed = { ...saw, name: 'Cloudberry Picker', model: 'Cloudberry Picker', names: {} };
    expect(await reading.changeCatalogue('2', { items: [renamed], removed: ['HM-1001'] })).toBe(true);
    expect(reading.catalogueVersion()).toBe('2');
    for (const lines of await everywhere('4 cloudberry pickers')) expect(lines).toMatchObject([{ item: 'SW-3300' }]);
    for (const lines of await everywhere('4 pcs HM-1001')) expect(lines.some(({ item }) => item !== null)).toBe(false);
    await reading.changeCatalogue('3', { items: [{ ...renamed, soldUntil: '2020-01-01' }], removed: [] });
    for (const lines of await everywhere('4 cloudberry pickers'))
      expect(lines).toMatchObject([{ status: 'discontinued' }]);
    await reading.changeCatalogue('1', { items: [saw], removed: [] });
    for (const lines of await everywhere('4 hand saws'))
      expect(lines).toMatchObject([{ item: 'SW-3300', status: 'matched' }]);
  });
});

describe('the files that threads are given', () => {
  const files = catalogueFiles(0);
  afterAll(() => files.close());

  test('are read once: after a change that change alone', async () => {
    await files.replace(workshop);
    const { whole } = files.current() as CatalogueFiles;
    await catchUp(files.current() as CatalogueFiles);
    await rm(whole.path);
    await files.change({ items: [], removed: ['HM-1001'] });
    await files.change({ items: [], removed: ['HM-1002'] });
    await catchUp(files.current() as CatalogueFiles);
    const { reading } = await read('m', plainMail('4 pcs HM-1001\n4 pcs SW-3300'), unknown, false);
    expect(reading.lines.flatMap(({ item }) => item ?? [])).toEqual(['SW-3300']);
  });

  test('are to be written anew where much has changed', async () => {
    await files.replace(workshop);
    const items = Array.from({ length: 1_001 }, (_, at) => ({ ...workshop.items[0]!, number: `N-${at}` }));
    expect(await files.change({ items, removed: [] })).toBe(false);
    expect(files.current()?.changes).toEqual([]);
  });
});

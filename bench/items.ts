/**
 * Finding items in large catalogues made of the sample's words, each size in a process of its own: what the index costs
 * with the words of all ten languages, and how long one look-up takes, by number and by words with slips in them. For
 * 100,000 items the limits are asked for; a million is to work, with its figures said. ITEMS=20000 measures another size.
 */
import { spawnSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { catalogueIndex } from '../src/reading/items/catalogue-index.ts';
import { exactNumbers, nearNumbers } from '../src/reading/items/item-numbers.ts';
import { language, languageCodes } from '../src/reading/languages/index.ts';
import { meaning, type Reader } from '../src/reading/lines/meaning.ts';
import { tokenize } from '../src/reading/words.ts';
import { largeCatalogue, random } from '../test/reading/large-catalogue.ts';
import { unknown } from '../test/reading/mails.ts';

const limits = { build: 15, memory: 400, exact: 1, words: 25 };
const day = '2026-11-23';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function memory(): { used: number; resident: number } {
  collect();
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { used: (heapUsed + external) / 2 ** 20, resident: rss / 2 ** 20 };
}

/** Milliseconds of each call, sorted. */
function times<T>(cases: T[], work: (one: T) => void): number[] {
  return cases
    .map((one) => {
      const begin = performance.now();
      work(one);
      return performance.now() - begin;
    })
    .sort((a, b) => a - b);
}
const at = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const round = (value: number): number => Number(value.toPrecision(3));

function measure(size: number): boolean {
  const bound = size <= 100_000;
  const { items, item, words } = largeCatalogue(size);
  for (const code of languageCodes) language(code);
  const before = memory();
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const index = catalogueIndex({ items: items(), words });
  for (const code of languageCodes) index.vocabulary(code);
  const build = (performance.now() - begin) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const after = memory();

  const next = random(7);
  const below = (end: number): number => Math.floor(next() * end);
  const any = () => item(below(size));
  const codes = Array.from({ length: 20_000 }, (_, i) => {
    const { number, otherNumbers } = any();
    return [number, number.toLowerCase(), number.replace(/-/g, ' '), otherNumbers[0] ?? number][i % 4] as string;
  });
  let found = 0;
  const exact = times(codes, (code) => {
    found += Number(exactNumbers(tokenize(code), index.numbers)[0]?.exact ?? false);
  });
  const near = times(codes.slice(0, 2_000), (code) => nearNumbers(tokenize(slip(code)), index.numbers));

  /** One letter left out, changed, doubled or swapped. */
  function slip(word: string): string {
    const place = 1 + below(word.length - 2);
    const [head, letter, tail] = [word.slice(0, place), word.charAt(place), word.slice(place + 1)];
    const slips = [head + tail, `${head}e${tail}`, head + letter + letter + tail];
    return slips[below(slips.length)] as string;
  }
  const searches = Array.from({ length: 3_000 }, (_, i) => {
    const code = languageCodes[i % languageCodes.length] as string;
    const wanted = any();
    const spelled = (wanted.names[code] ?? wanted.name).split(' ');
    const long = spelled.flatMap((word, place) => (/^\p{L}{5,}$/u.test(word) ? [place] : []));
    for (let slips = 0; slips < 1 + (i % 2) && long.length > 0; slips++) {
      const [place = 0] = long.splice(below(long.length), 1);
      spelled[place] = slip(spelled[place] as string);
    }
    return { code, text: spelled.join(' '), wanted: wanted.number };
  });
  let hit = 0;
  const worded = times(searches, ({ code, text, wanted }) => {
    const known = language(code);
    const reader: Reader = { language: known, vocabulary: index.vocabulary(code), index, day, context: unknown };
    const { search } = meaning(tokenize(text), text, reader);
    hit += Number(search.items.some((place) => index.items[place]?.number === wanted));
  });

  const name = size === 100_000 ? 'items' : `items-${size}`;
  const used = after.used - before.used;
  const print = (figure: string, ours: number, limit: number, unit: string, more: object): boolean => {
    console.log(
      JSON.stringify({
        name: `${name}-${figure}`,
        ours: round(ours),
        limit,
        ratio: round(ours / limit),
        unit,
        ...more,
      }),
    );
    return !bound || ours <= limit;
  };
  return [
    print('build', build, limits.build, 's', {
      items: size,
      languages: languageCodes.length,
      cpu: round((user + system) / 1e6),
    }),
    print('memory', used, limits.memory, 'MB', { resident: Math.round(after.resident - before.resident) }),
    print('exact', at(exact, 0.99), limits.exact, 'ms p99', {
      median: round(at(exact, 0.5)),
      worst: round(at(exact, 1)),
      found: round(found / codes.length),
      slipP99: round(at(near, 0.99)),
    }),
    print('words', at(worded, 0.99), limits.words, 'ms p99', {
      median: round(at(worded, 0.5)),
      worst: round(at(worded, 1)),
      found: round(hit / searches.length),
    }),
  ].every(Boolean);
}

const size = Number(process.argv[2] ?? 0);
if (size > 0) process.exit(measure(size) ? 0 : 1);
const sizes = process.env.ITEMS?.split(',') ?? ['100000', '1000000'];
// Figures are those of a process that did nothing else before.
const failed = sizes.filter(
  (one) =>
    spawnSync(process.execPath, [...process.execArgv, import.meta.filename, one], { stdio: 'inherit' }).status !== 0,
);
process.exit(failed.length > 0 ? 1 : 0);

/** What one stretch of words means: an item by its number, by the customer's own words, or by the catalogue's. */
import type { ReadingContext } from '../../domain/reading.ts';
import { isCurrent, type CatalogueIndex } from '../items/catalogue-index.ts';
import { bare, exactNumbers, looksTheSame, nearNumbers, type NumberSpan } from '../items/item-numbers.ts';
import { searchItems, type Search } from '../items/item-search.ts';
import type { Vocabulary } from '../items/vocabulary.ts';
import type { Language } from '../languages/index.ts';
import { fold, type Token } from '../words.ts';
import { itemWords, type ItemWords } from './item-words.ts';
import { goodsWords, recall, withMemory } from './remembered.ts';

export interface Reader {
  language: Language;
  vocabulary: Vocabulary;
  index: CatalogueIndex;
  /** The day on which items are looked at, YYYY-MM-DD. */
  day: string;
  context: ReadingContext;
}

export interface Meaning {
  search: Search;
  byNumber: boolean;
  words: ItemWords['words'];
  /** Last token that belongs to it, exclusive. */
  to: number;
}

const ofItem = (reader: Reader, at: number, reason: string, literal: boolean, explained = 1): Search => {
  const item = reader.index.items[at];
  const current = item !== undefined && isCurrent(item, reader.day);
  return {
    status: current ? 'matched' : 'discontinued',
    items: [at],
    explained,
    literal,
    names: true,
    reason: current ? reason : `${reason}; no longer sold, or never on its own`,
  };
};

/** The customer's part number for an item, or its words for it, as the sales system keeps them. */
function partNumber(text: string, reader: Reader): number | null {
  if (reader.context.aliases.length === 0) return null;
  const folded = ` ${fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const compact = bare(text);
  let best: { length: number; item: string } | null = null;
  for (const { words, item, said } of reader.context.aliases) {
    if (said) continue;
    const wanted = fold(words)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
    if (wanted === '' || (best && wanted.length <= best.length)) continue;
    const coded = /\d/.test(wanted) && /^\S+$/.test(words.trim()) && wanted.length >= 4;
    if (folded.includes(` ${wanted} `) || (coded && compact.includes(bare(words))))
      best = { length: wanted.length, item };
  }
  if (!best) return null;
  return reader.index.numbers.get(bare(best.item))?.[0] ?? null;
}

const without = (tokens: Token[], { from, to }: { from: number; to: number }): Token[] => [
  ...tokens.slice(0, from),
  ...tokens.slice(to),
];

/** What these tokens mean. `text` is the same stretch as written. */
export function meaning(tokens: Token[], text: string, reader: Reader): Meaning {
  const [code] = exactNumbers(tokens, reader.index.numbers);
  if (code) return byItsNumber(code, tokens, reader);
  const all = itemWords(tokens, reader);
  const found = byWords(all, tokens, text, reader);
  const said = goodsWords(all.remainder ? tokens : tokens.slice(0, all.to), reader.language);
  const memory = recall(said, reader.context.aliases);
  if (!memory) return { ...found, search: { ...found.search, said } };
  const ofAlias = (at: number, reason: string): Search => ofItem(reader, at, reason, true, 0.97);
  const around = { partNumber: found.byNumber, index: reader.index, ofItem: ofAlias };
  const search = withMemory(found.search, memory, around);
  const known = search.memory ? { byNumber: false, to: tokens.length } : {};
  return { ...found, ...known, search: { ...search, said } };
}

/** The item's own number is written: no correction says otherwise, but the other words may. */
function byItsNumber(code: NumberSpan, tokens: Token[], reader: Reader): Meaning {
  const rest = itemWords(without(tokens, code), reader);
  const at = code.items[0] as number;
  const end = Math.max(code.to, rest.to + (code.to - code.from));
  if (code.items.length > 1)
    return {
      search: {
        status: 'ambiguous',
        items: code.items,
        explained: 1,
        literal: true,
        names: true,
        reason: 'several items have this number',
      },
      byNumber: true,
      words: rest.words,
      to: end,
    };
  const words = searchItems(rest.words, reader.index, reader.vocabulary, reader.day);
  const agrees =
    words.items.includes(at) ||
    rest.words.length === 0 ||
    words.items.length === 0 ||
    !words.literal ||
    words.explained < 0.8;
  const found = ofItem(reader, at, 'the item number is written', true);
  if (agrees) return { search: found, byNumber: true, words: rest.words, to: end };
  return {
    search: {
      ...found,
      status: 'ambiguous',
      items: [at, ...words.items.slice(0, 8)],
      explained: 0.5,
      literal: false,
      reason: 'item number and words disagree',
    },
    byNumber: true,
    words: rest.words,
    to: end,
  };
}

/** The customer's part number, a slip in an item's number, or the catalogue's words. */
function byWords(all: ItemWords, tokens: Token[], text: string, reader: Reader): Meaning {
  const own = partNumber(text, reader);
  if (own !== null)
    return {
      search: ofItem(reader, own, "the customer's own words or number for it", true, 0.97),
      byNumber: true,
      words: all.words,
      to: tokens.length,
    };
  for (const near of nearNumbers(tokens, reader.index.numbers)) {
    const rest = itemWords(without(tokens, near), reader);
    const words = searchItems(rest.words, reader.index, reader.vocabulary, reader.day);
    const both = near.items.filter((item) => words.items.includes(item));
    const [only] = both;
    if (both.length === 1 && only !== undefined)
      return {
        search: ofItem(
          reader,
          only,
          'a slip in the item number; the words say the same item',
          words.literal,
          Math.max(0.93, words.explained),
        ),
        byNumber: false,
        words: rest.words,
        to: tokens.length,
      };
    const [nearest] = near.items;
    const written = tokens.slice(near.from, near.to).map((token) => token.text);
    const scanned =
      words.status === 'unknown' &&
      words.items.length === 0 &&
      looksTheSame(written.join(''), reader.index.items[nearest ?? -1]?.number ?? '');
    if ((rest.words.length === 0 || scanned) && near.items.length === 1)
      return {
        search: { ...ofItem(reader, near.items[0] as number, 'close to this item number', false, 0.6) },
        byNumber: false,
        words: [],
        to: near.to,
      };
    if (words.status === 'unknown' && near.items.length > 1 && rest.words.length === 0)
      return {
        search: {
          status: 'ambiguous',
          items: near.items,
          explained: 0.5,
          literal: false,
          names: true,
          reason: 'close to several item numbers',
        },
        byNumber: false,
        words: [],
        to: near.to,
      };
    if (words.status !== 'unknown')
      return {
        search: {
          ...words,
          literal: false,
          explained: Math.min(words.explained, 0.7),
          reason: 'the number is not in the catalogue; read by the words',
        },
        byNumber: false,
        words: rest.words,
        to: tokens.length,
      };
  }
  const search = searchItems(all.words, reader.index, reader.vocabulary, reader.day);
  return {
    search: all.remainder ? { ...search, literal: false } : search,
    byNumber: false,
    words: all.words,
    to: all.to,
  };
}

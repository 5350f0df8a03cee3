/**
 * "The same as last time", "as order O-000123": which words say so, and what is to be otherwise this time. What it means is
 * looked up in the customer's own documents (domain/last-time.ts); a person always sees it before it is quoted.
 */
import type { QuotedLine, Read, SameAs } from '../../domain/reading.ts';
import { isCurrent } from '../items/catalogue-index.ts';
import { bare } from '../items/item-numbers.ts';
import { colorsOf, type Search } from '../items/item-search.ts';
import type { Language } from '../languages/index.ts';
import { fold, squeeze } from '../words.ts';
import { changes, type ChangeOptions } from './changes.ts';
import { meaning, type Reader } from './meaning.ts';
import { nameGoods, numbered, onlyAttributes } from './numbered.ts';
import { evidence, wordsOf, type Stretch } from './page.ts';
import { segments } from './segments.ts';
import type { Wanted } from './wanted.ts';

export interface Again {
  read: Read<SameAs>;
  /** The words themselves, document's number included: they name no goods. */
  span: { part: string; start: number; end: number };
}

/** Where what was ordered is spoken of, not its address or price: so many characters before the words. */
const reach = 24;
const numberAfter =
  /^[\s:(]*(?:n[or]?[.°º]|nº|n°|nr|no|num|number|nummer|numer|numero|número|#)?[\s:#]*([\p{L}]{0,4}[-_/]?\d[\d\p{L}/_-]{2,24})/iu;
const numberNear = /\b\p{Lu}{1,4}-\d{3,}\b/u;

/** The first words of the mail that say so, in its language or in English. */
export function sameAgain(list: Stretch[], languages: Language[]): Again | null {
  for (const stretch of list) {
    const text = stretch.page.text.slice(stretch.start, stretch.end);
    const folded = fold(text);
    for (const language of languages) {
      const found = said(text, folded, language);
      if (!found) continue;
      const start = stretch.start + found.start;
      const end = stretch.start + found.end;
      return {
        span: { part: stretch.page.part, start, end },
        read: {
          value: found.value,
          confidence: found.value.number === null ? 0.6 : 0.8,
          reason: 'it asks for the same as before',
          evidence: [evidence(stretch.page, start, end)],
        },
      };
    }
  }
  return null;
}

function said(text: string, folded: string, language: Language): { value: SameAs; start: number; end: number } | null {
  const kindOf = (words: string): SameAs['kind'] => (language.cue('aQuote').test(words) ? 'quote' : null);
  for (const cue of language.cue('asDocument').all(folded)) {
    const match = numberAfter.exec(text.slice(cue.end, cue.end + 60));
    const number = match?.[1];
    if (number === undefined || isAside(folded, cue.start, language)) continue;
    const kind = kindOf(cue.text) ?? 'order';
    return { value: { number, kind }, start: cue.start, end: cue.end + match![0].length };
  }
  const cue = language
    .cue('lastTime')
    .all(folded)
    .find(({ start }) => !isAside(folded, start, language));
  if (!cue) return null;
  const near = numberNear.exec(text.slice(cue.end, cue.end + 40));
  const end = near ? cue.end + near.index + near[0].length : cue.end;
  return { value: { number: near?.[0] ?? null, kind: kindOf(cue.text) }, start: cue.start, end };
}

/** "Delivery address as last time". */
function isAside(folded: string, start: number, language: Language): boolean {
  const before = folded.slice(Math.max(0, start - reach), start);
  const last = language.cue('againAside').all(before).at(-1);
  if (!last) return false;
  const between = before.slice(last.end).split(/[^\p{L}]+/u);
  return !between.some((word) => language.purposes.has(word)) && !/[.,;!?]/.test(before.slice(last.end));
}

/** What shall be otherwise than it was: added, set, taken out. Quantities are as they stand afterwards. */
export function otherwise(
  list: Stretch[],
  again: Again,
  before: QuotedLine[],
  reader: Reader,
  { blocked }: Pick<ChangeOptions, 'blocked'>,
): Wanted[] {
  const isOwn = (stretch: Stretch) => stretch.page.part === again.span.part;
  const hidden = (stretch: Stretch) => [...blocked(stretch), ...(isOwn(stretch) ? [again.span] : [])];
  const changed = changes(list, reader, { blocked: hidden, quoted: before });
  const kin = list.flatMap((stretch) => inAnother(stretch, hidden(stretch), before, reader));
  const placeOf = ({ evidence: [first] }: Wanted): number => first?.start ?? 0;
  return [...changed, ...kin].sort((a, b) => placeOf(a) - placeOf(b));
}

/** "Plus 20 blue": of what was ordered before, in a colour or size that it was not. */
function inAnother(
  stretch: Stretch,
  blocked: { start: number; end: number }[],
  before: QuotedLine[],
  reader: Reader,
): Wanted[] {
  const numbers = numbered(stretch, reader, blocked);
  if (!numbers || numbers.found.length === 0) return [];
  const parts = segments(
    numbers.held,
    numbers.found,
    (part) => nameGoods(part, reader),
    (part) => onlyAttributes(part, reader),
    reader.language,
  );
  return parts.flatMap(({ tokens, quantity, start, end }): Wanted[] => {
    if (!quantity || quantity.loose || nameGoods(tokens, reader)) return [];
    const { words } = meaning(tokens, squeeze(stretch.page.text.slice(start, end)), reader);
    const colors = words.flatMap((word) => colorsOf(word.fold, reader.vocabulary) ?? []);
    const sizes = words.filter(({ size }) => size).map((word) => word.fold);
    if (colors.length === 0 && sizes.length === 0) return [];
    const search = kinOf(before, colors, sizes, reader);
    if (!search) return [];
    return [
      {
        text: wordsOf(stretch.page, start, end),
        evidence: [evidence(stretch.page, start, end)],
        search,
        quantity: quantity.value,
        upTo: null,
        quantityPlain: quantity.certain,
        unit: quantity.unit,
        byNumber: false,
        words,
        listed: stretch.listed,
        action: 'add',
      },
    ];
  });
}

/** Items of the same model as one of these, in this colour and size; what is not said stays as it was. */
function kinOf(before: QuotedLine[], colors: string[], sizes: string[], { index, day }: Reader): Search | null {
  const places = before.flatMap(({ item }) => index.numbers.get(bare(item))?.[0] ?? []);
  const found = index.items.flatMap((item, at) => {
    if (item.model === '' || !isCurrent(item, day)) return [];
    const isKin = places.some((place) => {
      const was = index.items[place];
      if (was?.model !== item.model) return false;
      if (colors.length > 0 ? !colors.includes(item.color) : item.color !== was.color) return false;
      return sizes.length > 0 ? sizes.includes(index.sizes[at] ?? '') : index.sizes[at] === index.sizes[place];
    });
    return isKin ? [at] : [];
  });
  if (found.length === 0) return null;
  return {
    status: found.length === 1 ? 'matched' : 'ambiguous',
    items: found,
    explained: 0.8,
    literal: false,
    names: true,
    reason: 'of what was ordered before, in another colour or size',
  };
}

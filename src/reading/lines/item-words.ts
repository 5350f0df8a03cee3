/** From the tokens between quantities to the words that may name an item. */
import type { CatalogueIndex } from '../items/catalogue-index.ts';
import type { SearchWord } from '../items/item-search.ts';
import type { Vocabulary } from '../items/vocabulary.ts';
import type { Language } from '../languages/index.ts';
import type { Token } from '../words.ts';
import { letterSize, namesGoods } from './goods-words.ts';

interface Known {
  language: Language;
  vocabulary: Vocabulary;
  index: CatalogueIndex;
}

const explained = (token: Token, { language, vocabulary, index }: Known): boolean => {
  if (vocabulary.colors.has(token.fold)) return true;
  if (index.allSizes.has(token.fold)) return true;
  const size = language.sizes.get(token.fold);
  if (size !== undefined && index.allSizes.has(size.toLowerCase())) return true;
  const resolved = vocabulary.resolve(token.fold);
  return resolved.words.length > 0 || (resolved.parts?.some((part) => part.known) ?? false);
};

/** "grün-gelb", "green/yellow": one colour of two words. */
function twoWordColor(tokens: Token[], at: number, vocabulary: Vocabulary): string | null {
  const [sign, second] = [tokens[at + 1], tokens[at + 2]];
  if (!sign || !second || !/^[-/]$/.test(sign.text)) return null;
  return (
    [sign.text, '-', '/']
      .map((one) => `${tokens[at]?.fold}${one}${second.fold}`)
      .find((name) => vocabulary.colors.has(name)) ?? null
  );
}

/** The words of one chunk; `sized` says whether a bare number may be a size. */
function chunkWords(tokens: Token[], known: Known): SearchWord[] {
  const { language, vocabulary, index } = known;
  const words: SearchWord[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as Token;
    if (token.kind === 'mark') continue;
    const pair = twoWordColor(tokens, i, vocabulary);
    if (pair !== null) {
      words.push({ fold: pair, size: false });
      i += 2;
      continue;
    }
    let back = i - 1;
    while (tokens[back]?.kind === 'mark') back--;
    const sizeWord =
      language.sizeWords.has(tokens[back]?.fold ?? '') ||
      (tokens[back] !== undefined &&
        language.stop.has(tokens[back]?.fold ?? '') &&
        language.sizeWords.has(tokens[back - 1]?.fold ?? ''));
    const named = language.sizes.get(token.fold);
    if (
      named !== undefined &&
      (sizeWord || (tokens.length - i <= 2 && !vocabulary.names.has(token.fold))) &&
      index.allSizes.has(named.toLowerCase())
    )
      words.push({ fold: named.toLowerCase(), size: true });
    else if (
      letterSize.test(token.text) &&
      index.allSizes.has(token.fold) &&
      !(token.glued && /^['’]$/.test(tokens[i - 1]?.text ?? ''))
    )
      words.push({ fold: token.fold, size: true });
    else if (token.kind === 'number') {
      // "3G2,5": its numbers are no sizes of their own.
      const within =
        (tokens[i + 1]?.glued && tokens[i + 1]?.kind === 'word') ||
        (token.glued && /^[.,]$/.test(tokens[i - 1]?.text ?? ''));
      if (index.allSizes.has(token.fold) && !within && !belongsToName(tokens, i, vocabulary))
        words.push({ fold: token.fold, size: true });
      else words.push({ fold: token.fold, size: false });
    } else if (language.sizeWords.has(token.fold) && tokens[i + 1]) continue;
    else if (language.stop.has(token.fold) || token.fold.length < 2) continue;
    else if (
      language.courtesy.has(token.fold) &&
      !vocabulary.names.has(token.fold) &&
      !vocabulary.phrases.has(token.fold)
    )
      continue;
    else if (language.measures.has(token.fold) && !vocabulary.names.has(token.fold)) continue;
    else {
      const hyphened =
        tokens[i - 1]?.text === '-' && token.glued && tokens[i - 1]?.glued === true
          ? tokens[i - 2]
          : tokens[i + 1]?.text === '-' && tokens[i + 1]?.glued && tokens[i + 2]?.glued
            ? tokens[i + 2]
            : undefined;
      // "Flickzeug-Sets", "3er-Pack": how it is counted is no part of the name.
      const counted = language.units.has(token.fold) && !vocabulary.names.has(token.fold);
      if (counted && hyphened?.kind === 'word' && explained(hyphened, known)) continue;
      const half = hyphened?.kind === 'word' && !explained(hyphened, known) && explained(token, known);
      words.push(half ? { fold: token.fold, size: false, half } : { fold: token.fold, size: false });
    }
  }
  return words;
}

function belongsToName(tokens: Token[], at: number, vocabulary: Vocabulary): boolean {
  const number = tokens[at]?.fold ?? '';
  const before = vocabulary.before.get(number);
  let back = at - 1;
  while (tokens[back]?.kind === 'mark' && /^[-–]$/.test(tokens[back]?.text ?? '')) back--;
  const previous = tokens[back];
  if (before && previous && vocabulary.resolve(previous.fold).words.some(({ word }) => before.has(word))) return true;
  const next = tokens[at + 1];
  const after = vocabulary.after.get(number);
  return Boolean(after && next && vocabulary.resolve(next.fold).words.some(({ word }) => after.has(word)));
}

export interface ItemWords {
  words: SearchWord[];
  /** Last token used, exclusive: where the text of the line ends. */
  to: number;
  /** Something short was left aside that may qualify what is wanted. */
  remainder: boolean;
}

/**
 * The words that name the item in these tokens. Chunks parted by commas and brackets are taken as long as all they say
 * is understood; what an item is for ("für unsere Mannschaft") is left out.
 */
export function itemWords(tokens: Token[], known: Known): ItemWords {
  const chunks: { from: number; to: number }[] = [];
  let from = 0;
  tokens.forEach((token, i) => {
    if (
      token.kind === 'mark' &&
      (/^[,;:()[\]«»"“”?]$/.test(token.text) ||
        (/^[–—-]$/.test(token.text) && !token.glued && tokens[i + 1]?.glued !== true))
    ) {
      if (i > from) chunks.push({ from, to: i });
      from = i + 1;
    }
  });
  if (from < tokens.length) chunks.push({ from, to: tokens.length });
  const words: SearchWord[] = [];
  let to = 0;
  let remainder = false;
  let begun = false;
  const goods = (chunk: { from: number; to: number }): boolean =>
    tokens.slice(chunk.from, chunk.to).some((token) => namesGoods(token, known));
  const firstGoods = chunks.findIndex(goods);
  // What stands before the first chunk that names goods leads up to it: "Den gamle sag er afsluttet, men …".
  for (const chunk of chunks.slice(Math.max(0, firstGoods))) {
    let part = tokens.slice(chunk.from, chunk.to);
    const purpose = part.findIndex(
      (token, i) => i > 0 && (known.language.purposes.has(token.fold) || known.language.having.has(token.fold)),
    );
    if (
      purpose > 0 &&
      part.slice(0, purpose).some((token) => explained(token, known) && !known.language.stop.has(token.fold))
    ) {
      const rest = chunkWords(part.slice(purpose + 1), known);
      const restTokens = part
        .slice(purpose + 1)
        .filter((token) => token.kind === 'word' && !known.language.stop.has(token.fold));
      // "caps with the logo" may be what it has and may be another thing: a person looks.
      const having = known.language.having.has(part[purpose]?.fold ?? '');
      const apart = rest.length > 0 && !restTokens.some((token) => explained(token, known));
      if (apart && !(having && rest.some((word) => word.size))) {
        remainder ||= having;
        part = part.slice(0, purpose);
      }
    }
    const found = chunkWords(part, known);
    if (found.length === 0) continue;
    const said = part.filter(
      (token) =>
        token.kind !== 'mark' &&
        !known.language.stop.has(token.fold) &&
        !known.language.sizeWords.has(token.fold) &&
        !(known.language.courtesy.has(token.fold) && !explained(token, known)) &&
        token.fold.length > 1,
    );
    const understood = said.filter((token) => explained(token, known)).length;
    if (!begun) {
      words.push(...found);
      begun = understood > 0 || said.length > 0;
      to = chunk.from + part.length;
    } else if (understood === said.length) {
      words.push(...found);
      to = chunk.from + part.length;
    } else if (said.length <= 2) remainder = true;
  }
  return { words, to, remainder };
}

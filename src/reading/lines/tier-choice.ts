/** "We take 500": the answer to a quote that named the prices of several quantities. */
import type { QuotedLine } from '../../domain/reading.ts';
import { bare } from '../items/item-numbers.ts';
import type { Reader } from './meaning.ts';
import { nameGoods, numbered } from './numbered.ts';
import { evidence, wordsOf, type Stretch } from './page.ts';
import type { Wanted } from './wanted.ts';

export interface Chosen {
  /** Another quantity than the quote counts. */
  changes: Wanted[];
  /** The quantity that the quote counts already. */
  asQuoted: boolean;
}

/** Numbers that stand alone in a sentence, ask nothing, and are a tier of one quoted line only. */
export function chosenTiers(
  list: Stretch[],
  quoted: QuotedLine[],
  reader: Reader,
  blocked: (stretch: Stretch) => { start: number; end: number }[],
): Chosen {
  const laddered = quoted.filter(({ tiers }) => tiers !== undefined && tiers.length > 1);
  const chosen: Chosen = { changes: [], asQuoted: false };
  if (laddered.length === 0) return chosen;
  for (const stretch of list) {
    const { page, start, end } = stretch;
    if (page.text.slice(start, end + 1).includes('?')) continue;
    const numbers = numbered(stretch, reader, blocked(stretch));
    const [quantity, ...others] = numbers?.found.filter(({ loose }) => !loose) ?? [];
    if (!numbers || !quantity || others.length > 0 || numbers.ladders.length > 0) continue;
    const fitting = laddered.filter(({ tiers }) => tiers!.some((tier) => Number(tier) === quantity.value));
    const [line] = fitting;
    if (!line || fitting.length > 1) continue;
    const isNamed = nameGoods(numbers.held.tokens, reader);
    if (quantity.value === Number(line.quantity)) {
      chosen.asQuoted ||= !isNamed || quoted.length === 1;
      continue;
    }
    const at = reader.index.numbers.get(bare(line.item))?.[0];
    // Where goods are named, changes.ts reads which.
    if (isNamed || at === undefined) continue;
    chosen.changes.push({
      text: wordsOf(page, start, end),
      evidence: [evidence(page, start, end)],
      search: {
        status: 'matched',
        items: [at],
        explained: 1,
        literal: true,
        names: true,
        reason: 'the only line of the quote with this among its quantities',
      },
      quantity: quantity.value,
      upTo: null,
      quantityPlain: quantity.certain,
      unit: quantity.unit,
      byNumber: false,
      words: [],
      listed: stretch.listed,
      action: 'set',
    });
  }
  return chosen;
}

import { bothSentence, type BothChanged } from '../domain/both-changed.ts';
import type { InquiryLine } from '../domain/inquiry.ts';
import { described, isClear, itemsIn, problemOf, trusted, withNextQuantity } from '../domain/lines.ts';
import type { ItemsFound, Trouble } from '../domain/progress.ts';
import { lacks } from '../domain/questions.ts';
import type { Availability, Item } from '../domain/sales.ts';
import type { Wishes } from '../domain/state.ts';
import { askedLines, type AskedLines } from './asked-lines.ts';
import { blockOf } from './blocks.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';
import { quantitiesOf } from './lines.ts';
import { wishesOf } from './wishes.ts';

export interface CheckItems {
  inquiry: string;
  mails: string[];
  account: string | null;
  quote: DocumentKey | null;
  /** The number of an ended inquiry's quote that this one goes on from. */
  basis?: string | null;
  overrides: string[];
  wishes: Wishes;
  onlyAvailable: boolean;
  /** The question that awaits its answer. */
  asked?: { draft: string; since: string } | null;
  /** Those of the mails that came with a merge. */
  joined?: string[];
}

/** The lines as they should be quoted, checked against items and stock; says what a person must settle first. */
export const checkItems =
  ({ store, sales }: Dependencies) =>
  async (input: CheckItems): Promise<ItemsFound> => {
    const today = new Date().toISOString().slice(0, 10);
    const now = await askedLines({ store, sales }, input);
    const found = now.lines;
    const items = await itemsOf(sales, found);
    const wishes = await wishesOf(store, input.mails, input.wishes);
    const lines = found
      .map((line) => (input.overrides.includes('trust-matches') ? trusted(line) : line))
      .map((line) => (input.overrides.includes('take-successors') ? succeeded(line, items, today) : line));
    const stock = await sales.availability(
      quantitiesOf(lines.filter(isClear).map(({ item, quantity }) => ({ item: item!, quantity: quantity! }))),
      wishes.requestedDate,
    );
    const checked = lines
      .map((line) => check(line, { items, stock: byNumber(stock), today }))
      .map((line, _, all) => withNextQuantity(line, all, items))
      .map((line): InquiryLine => ({ ...line, problem: problemOf(line) ?? shortage(line, input) }));
    await store.lines.replace(input.inquiry, checked);
    const clear = checked.filter(isClear);
    return {
      lines: checked.length,
      clear: clear.length,
      stock: stockWords(clear),
      ...(now.chosen ? { chosen: now.chosen } : {}),
      ...(beforeLines(now) ?? (await blockOf(store, checked, input))),
    };
  };

/** What the mails leave open before any line is looked at. */
function beforeLines({ trouble, isSilent, both }: AskedLines): { trouble: Trouble } | null {
  if (trouble) return { trouble };
  if (isSilent) return { trouble: silence };
  return both.length > 0 ? { trouble: conflict(both) } : null;
}

const shortage = (line: InquiryLine, { onlyAvailable }: CheckItems): 'shortage' | null =>
  onlyAvailable && lacks(line) ? 'shortage' : null;

/** All items the lines name, and the successors of these. */
async function itemsOf(sales: Dependencies['sales'], lines: InquiryLine[]): Promise<Map<string, Item>> {
  const items = await sales.items(itemsIn(lines));
  const next = items.flatMap(({ successor }) => successor ?? []);
  return byNumber([...items, ...(next.length > 0 ? await sales.items(next) : [])]);
}

const isGone = (item: Item, today: string): boolean =>
  !item.sellable || (item.soldUntil !== null && item.soldUntil < today);

/** The successor in the place of an item that is no longer sold, where there is one that is. */
function succeeded(line: InquiryLine, items: Map<string, Item>, today: string): InquiryLine {
  const item = items.get(line.item ?? '');
  const next = items.get(item?.successor ?? '');
  if (!item || !next || !isGone(item, today) || isGone(next, today)) return line;
  const { number, description, unit } = next;
  const status = 'matched' as const;
  return { ...line, status, item: number, description, unit, sure: true, reason: `The successor of ${item.number}.` };
}

const byNumber = <T extends { number: string } | { item: string }>(rows: T[]): Map<string, T> =>
  new Map(rows.map((row) => ['number' in row ? row.number : row.item, row]));

function check(
  found: InquiryLine,
  known: { items: Map<string, Item>; stock: Map<string, Availability>; today: string },
): InquiryLine {
  const line = described(found, known.items);
  const item = line.item === null ? undefined : known.items.get(line.item);
  if (!item) return line.status === 'matched' ? { ...line, status: 'unknown', item: null, sure: false } : line;
  const gone = isGone(item, known.today);
  const successor = item.successor ? ` Its successor is ${item.successor}.` : '';
  const next = known.items.get(item.successor ?? '');
  return {
    ...line,
    ...(gone && next ? { candidates: [{ item: next.number, description: next.description }] } : {}),
    unit: line.unit ?? item.unit,
    stock: known.stock.get(item.number)?.level ?? null,
    ...(gone ? { status: 'discontinued' as const, sure: false, reason: `No longer sold.${successor}` } : {}),
  };
}

function stockWords(lines: InquiryLine[]): string {
  const count = (level: string) => lines.filter(({ stock }) => stock === level).length;
  const words = [`${count('available')} available`];
  for (const level of ['limited', 'later', 'out'] as const)
    if (count(level) > 0) words.push(`${count(level)} ${level === 'out' ? 'out of stock' : level}`);
  return lines.length === 0 ? '' : `Stock: ${words.join(', ')}.`;
}

const silence: Trouble = {
  code: 'no-lines',
  sentence: 'The mail seems to change the quote, but not a line of it was found.',
};

const conflict = (both: BothChanged[]): Trouble => ({ code: 'changed-by-both', sentence: bothSentence(both) });

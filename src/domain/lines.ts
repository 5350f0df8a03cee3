/** From what mails say to what is quoted: pure rules over lines. */
import type { InquiryLine, LineProblem } from './inquiry.ts';
import { compare, minus } from './money.ts';
import type { Kind, ReadLine } from './reading.ts';
import type { DocumentChange, Item } from './sales.ts';
import { nextQuantity, unpriced } from './tiers.ts';

type Edits = NonNullable<DocumentChange['lines']>;

const lineOf = (read: ReadLine, id: string): InquiryLine => ({
  id,
  text: read.text,
  status: read.status,
  item: read.item,
  description: null,
  quantity: read.quantity,
  ...(read.tiers ? { tiers: read.tiers.map(unpriced) } : {}),
  unit: read.unit,
  sure: read.sure,
  confidence: read.confidence,
  reason: read.reason,
  problem: problemOf({ ...read, problem: read.doubt ?? null }),
  candidates: read.candidates.map((item) => ({ item, description: '' })),
  evidence: read.evidence,
  ...(read.words === undefined ? {} : { words: read.words }),
  ...(read.alias === undefined ? {} : { alias: read.alias }),
  stock: null,
  unitPrice: null,
  total: null,
});

/** Why this line cannot be quoted as it stands; null: it can. */
export function problemOf(
  line: Pick<InquiryLine, 'status' | 'item' | 'quantity' | 'sure' | 'problem'>,
): Exclude<LineProblem, 'shortage'> | null {
  if (line.status === 'ambiguous') return 'item-ambiguous';
  if (line.status === 'unknown' || line.item === null) return 'item-unknown';
  if (line.status === 'discontinued') return 'item-discontinued';
  if (line.quantity === null) return 'quantity-missing';
  if (compare(line.quantity, '0') <= 0) return 'quantity-unsure';
  if (line.sure) return null;
  return line.problem === 'quantity-unsure' || line.problem === 'unit-unsure' ? line.problem : 'match-unsure';
}

/** Its item is known, but not to be had now: another item in its place is a substitute. */
export const isShort = ({ status, sure, stock }: InquiryLine): boolean =>
  status === 'matched' && sure && stock !== null && stock !== 'available';

/**
 * The lines as they should stand after these mails, oldest first. A change works on what stands (`base`: the quote's
 * lines); any other mail with lines asks for these alone, unless it follows another unquoted mail: then they add up. `before`:
 * the lines of an earlier document that the mail asks for again.
 */
export function linesAfter(
  base: InquiryLine[],
  mails: { kind: Kind; lines: ReadLine[]; before?: InquiryLine[] }[],
): InquiryLine[] {
  let lines = base;
  let fresh = false;
  for (const mail of mails) {
    if (mail.before) {
      lines = changed(mail.before, mail.lines);
      fresh = true;
    } else if (mail.kind === 'change' || fresh) lines = changed(lines, mail.lines);
    else if (mail.lines.length > 0) {
      lines = mail.lines.map((line) => lineOf(line, line.id));
      fresh = true;
    }
  }
  return lines;
}

function changed(lines: InquiryLine[], changes: ReadLine[]): InquiryLine[] {
  return changes.reduce((now, change) => {
    const at = change.item === null ? -1 : now.findIndex(({ item }) => item === change.item);
    const found = now[at];
    if (change.action === 'remove' && found) return now.filter((line) => line !== found);
    if (change.action === 'set' && found) return now.with(at, { ...lineOf(change, found.id) });
    return [...now, lineOf(change, freeId(now))];
  }, lines);
}

export const freeId = (lines: InquiryLine[]): string => {
  const highest = Math.max(0, ...lines.map(({ id }) => Number(/^l(\d+)$/.exec(id)?.[1] ?? 0)));
  return `l${highest + 1}`;
};

/** All items that these lines are, or may be. */
export const itemsIn = (lines: readonly InquiryLine[]): string[] => [
  ...new Set(
    lines.flatMap(({ item, candidates }) => [
      ...(item ? [item] : []),
      ...candidates.map((candidate) => candidate.item),
    ]),
  ),
];

/** With the sales system's words for its item, and for each that it may be: a person does not know the numbers. */
export const described = (line: InquiryLine, items: ReadonlyMap<string, Pick<Item, 'description'>>): InquiryLine => ({
  ...line,
  description: (line.item !== null && items.get(line.item)?.description) || line.description,
  candidates: line.candidates.map(({ item, description }) => ({
    item,
    description: items.get(item)?.description ?? description,
  })),
});

/** With the next quantity that may cost less each; a line whose customer asked for tiers, or of an item on other lines too, has none. */
export function withNextQuantity(
  line: InquiryLine,
  lines: readonly InquiryLine[],
  items: ReadonlyMap<string, Pick<Item, 'pricesFrom'>>,
): InquiryLine {
  const rest = { ...line };
  delete rest.nextPrice;
  const { item, quantity, tiers } = rest;
  const isAlone = lines.filter((other) => other.item === item).length === 1;
  if (item === null || quantity === null || tiers || !isAlone || !isClear(rest)) return rest;
  const next = nextQuantity(quantity, items.get(item)?.pricesFrom ?? []);
  return next === null ? rest : { ...rest, nextPrice: { ...unpriced(next), more: minus(next, quantity) } };
}

/** May be quoted as it stands: one item, a quantity, no doubt. */
export const isClear = (line: InquiryLine): boolean => problemOf(line) === null;

/** A person looked at the matches and said they are right. */
export const trusted = (line: InquiryLine): InquiryLine =>
  line.status === 'matched' && !line.sure
    ? { ...line, sure: true, problem: null, reason: `Confirmed by a person; before: ${line.reason}` }
    : line;

/** Why a line cannot be quoted as it stands, in words for a reviewer. */
export function unclearBecause(line: InquiryLine): string {
  const words = `“${line.text.slice(0, 80)}”`;
  if (line.status === 'ambiguous') return `${words} fits ${line.candidates.length} items`;
  if (line.status === 'unknown') return `${words} is not in the catalogue`;
  if (line.status === 'discontinued') return `${words} is no longer sold`;
  if (line.quantity === null) return `${words} has no quantity`;
  return `${words} may be ${line.item}, but that is not sure${line.reason ? ` (${line.reason.slice(0, 160)})` : ''}`;
}

/** What a person corrected: by id; without an id a line is added. What a person sets is sure. */
export function editedLines(lines: InquiryLine[], edits: Edits): InquiryLine[] {
  return edits.reduce((now, edit) => {
    const at = now.findIndex(({ id }) => id === edit.id);
    const found = now[at];
    if (edit.remove) return now.filter((line) => line !== found);
    const { alias, ...rest } = found ?? blank(freeId(now), edit.item ?? '');
    const corrected = {
      ...rest,
      ...(edit.item === undefined && alias !== undefined ? { alias } : {}),
      ...corrections(edit),
    };
    return found ? now.with(at, corrected) : [...now, corrected];
  }, lines);
}

const blank = (id: string, text: string): InquiryLine => ({
  ...lineOf(
    {
      id,
      text,
      action: null,
      status: 'matched',
      item: null,
      candidates: [],
      quantity: null,
      unit: null,
      confidence: 1,
      reason: '',
      sure: true,
      evidence: [],
    },
    id,
  ),
});

const corrections = ({ item, quantity, unit }: Edits[number]): Partial<InquiryLine> => ({
  ...(item === undefined ? {} : { item, status: 'matched' as const, candidates: [] }),
  ...(quantity === undefined ? {} : { quantity }),
  ...(unit === undefined ? {} : { unit }),
  sure: true,
  confidence: 1,
  problem: null,
  reason: 'Set by a person.',
});

/** These ids on one side, the rest on the other; `wrong`: why that is no split. */
export function parted(
  lines: readonly InquiryLine[],
  ids: readonly string[],
): { going: InquiryLine[]; staying: InquiryLine[]; wrong: { field: string; sentence: string } | null } {
  const going = lines.filter(({ id }) => ids.includes(id));
  const staying = lines.filter(({ id }) => !ids.includes(id));
  const unknown = ids.findIndex((id) => !lines.some((line) => line.id === id));
  const wrong =
    unknown >= 0
      ? { field: `lines/${unknown}`, sentence: `There is no line ${ids[unknown]}.` }
      : staying.length === 0
        ? { field: 'lines', sentence: 'At least one line stays.' }
        : null;
  return { going, staying, wrong };
}

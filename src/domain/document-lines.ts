/** The inquiry's lines and a document's: one line, one id. Pure. */
import type { InquiryLine } from './inquiry.ts';
import { editedLines, freeId, isClear, isShort } from './lines.ts';
import { compare } from './money.ts';
import type { DocumentChange, DocumentLine } from './sales.ts';
import { tiersKept } from './tiers.ts';

type Edits = NonNullable<DocumentChange['lines']>;

/** A quoted line as an inquiry's line: it was agreed on before, so it is sure. */
export const quotedLine = (line: DocumentLine): InquiryLine => ({
  id: line.id,
  text: `${line.quantity} ${line.unit} ${line.description}`,
  status: 'matched',
  item: line.item,
  description: line.description,
  quantity: line.quantity,
  unit: line.unit,
  sure: true,
  confidence: 1,
  reason: 'As quoted before.',
  candidates: [],
  stock: null,
  unitPrice: line.unitPrice,
  total: line.total,
});

/** A quote's lines; of several quantities whose prices it named they keep them, where nothing else was taken. */
export const quotedLines = (lines: readonly DocumentLine[], known: readonly InquiryLine[]): InquiryLine[] =>
  lines.map((line) => ({
    ...quotedLine(line),
    ...tiersKept(
      known.find(({ id }) => id === line.id),
      line.quantity,
    ),
  }));

/**
 * The inquiry's lines after a document was made or changed. A line in the document has its id there, so that an edit of either
 * means the same line, and keeps the customer's words, so that a correction still knows them; what was left out stays, under
 * an id the document does not have. `was`: the document that `lines` bear the ids of; null: it is new, and its lines are the
 * clear ones in their order.
 */
export function linesOfDocument(
  lines: readonly InquiryLine[],
  was: readonly DocumentLine[] | null,
  now: readonly DocumentLine[],
): InquiryLine[] {
  const left = lines.filter(isClear);
  const take = (fits: (line: InquiryLine) => boolean): InquiryLine | undefined => {
    const at = left.findIndex(fits);
    return at >= 0 ? left.splice(at, 1)[0] : undefined;
  };
  const own = new Map((was ?? []).map(({ id, item }) => [id, take((line) => line.id === id && line.item === item)]));
  const read = new Map((was ?? now).map(({ id, item }) => [id, own.get(id) ?? take((line) => line.item === item)]));
  // Lines that the change added: asked for in the mail, or by a person.
  const documented = now.map((line) =>
    withDocumentLine(read.get(line.id) ?? (was ? take(({ item }) => item === line.item) : undefined), line),
  );
  const leftOut = lines.filter((line) => !isClear(line));
  return leftOut.reduce(
    (all, line) => [...all, { ...line, id: freeId(all), unitPrice: null, total: null }],
    documented,
  );
}

function withDocumentLine(before: InquiryLine | undefined, line: DocumentLine): InquiryLine {
  if (!before) return quotedLine(line);
  const { text, words, evidence, stock } = before;
  const isSame = before.item === line.item;
  const { id, description, quantity, unit, unitPrice, total } = line;
  if (isSame && compare(before.quantity ?? '0', quantity) === 0)
    return { ...before, id, description, quantity, unit, unitPrice, total };
  return {
    ...quotedLine(line),
    text,
    stock: isSame ? stock : null,
    ...(evidence === undefined ? {} : { evidence }),
    ...(words === undefined || (!isSame && isShort(before)) ? {} : { words }),
  };
}

/**
 * A person's edit of lines as the document takes it: a line that was left out is added to it, or asked for no more. `lines` are
 * the inquiry's with that worked in.
 */
export function documentEdits(lines: readonly InquiryLine[], edits: Edits): { edits: Edits; lines: InquiryLine[] } {
  const leftOut = new Map(lines.filter((line) => !isClear(line)).map((line) => [line.id, line]));
  const isLeftOut = ({ id }: Edits[number]): boolean => id !== undefined && leftOut.has(id);
  const asked = edits.flatMap((edit): Edits => {
    if (!isLeftOut(edit)) return [edit];
    if (edit.remove) return [];
    const line = leftOut.get(edit.id!)!;
    return [
      {
        item: edit.item ?? line.item ?? undefined,
        quantity: edit.quantity ?? line.quantity ?? undefined,
        unit: edit.unit ?? line.unit ?? undefined,
        ...(edit.discountPercent === undefined ? {} : { discountPercent: edit.discountPercent }),
      },
    ];
  });
  return { edits: asked, lines: editedLines([...lines], edits.filter(isLeftOut)) };
}

/** The change that makes a document's lines these: kept lines keep their id, and their discount. Empty: nothing to do. */
export function changeTo(document: readonly DocumentLine[], wanted: readonly InquiryLine[]): Edits {
  const left = [...wanted];
  const take = (fits: (want: InquiryLine) => boolean): InquiryLine | undefined => {
    const at = left.findIndex(fits);
    return at >= 0 ? left.splice(at, 1)[0] : undefined;
  };
  // Lines that kept their id first: with two lines of one item, the discount must not move to the other.
  const own = new Map(document.map(({ id, item }) => [id, take((want) => want.id === id && want.item === item)]));
  const edits = document.flatMap((line): Edits => {
    const want = own.get(line.id) ?? take(({ item }) => item === line.item);
    if (!want) return [{ id: line.id, remove: true }];
    const same = compare(want.quantity ?? '0', line.quantity) === 0 && (want.unit ?? line.unit) === line.unit;
    if (same) return [];
    return [{ id: line.id, quantity: want.quantity ?? undefined, ...(want.unit ? { unit: want.unit } : {}) }];
  });
  return [
    ...edits,
    ...left.map(({ item, quantity, unit }) => ({
      item: item ?? '',
      quantity: quantity ?? '0',
      ...(unit ? { unit } : {}),
    })),
  ];
}

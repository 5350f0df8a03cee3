/** Changes to quotes and orders: each makes a new revision, priced again. Orders move stock with it. */
import type { ClientSession } from 'mongoose';
import { Failure } from '../../domain/failures.ts';
import type { DocumentChange, DocumentPut, SalesDocument } from '../../domain/sales.ts';
import { changed, replaced, type Wish } from './change.ts';
import type { DocumentRow } from './sales-rows.ts';
import { plusDays } from '../../domain/day.ts';
import type { Desk } from './desk.ts';
import { groundFor, type Ground } from './ground.ts';
import { assertSellable, revisionOf, wantedLines } from './revision.ts';

type Name = readonly [kind: SalesDocument['kind'], number: string];

/** Throws `NoSuchDocument`, `VersionMismatch`, `DocumentClosed`, `EditRefused`. The same key again gives what it made. */
export function changeDocument(
  desk: Desk,
  name: Name,
  change: DocumentChange,
  { key, expected }: { key: string; expected: number },
): Promise<SalesDocument> {
  return desk.connection.transaction(async (session) => {
    const done = await desk.ledger.changeDone(name[1], key, session);
    if (done) return done;
    const row = await openRow(desk, name, expected, session);
    const ground = await groundOf(row, change.lines ?? [], desk, session);
    const wish = changed({ ...row, lines: row.document.lines }, change.lines, ground.items);
    const next = revised(row, wish, change, ground, { validFromToday: true });
    await write(desk, row, next, { session, key });
    return next.document;
  });
}

/** As `changeDocument`. What is put as it was makes no revision; closing takes no other change with it. */
export function putDocument(
  desk: Desk,
  name: Name,
  put: DocumentPut,
  { expected }: { expected: number },
): Promise<SalesDocument> {
  return desk.connection.transaction(async (session) => {
    const row = await openRow(desk, name, expected, session);
    const ground = await groundOf(row, put.lines, desk, session);
    const wish = replaced({ ...row, lines: row.document.lines }, put.lines, ground.items);
    if (put.status !== undefined && put.status !== 'open') {
      const next = closed(row, wish, put.status);
      await write(desk, row, next, { session });
      return next.document;
    }
    const asItWas = revised(row, wish, put, ground, { validFromToday: false });
    if (asItWas.document.hash === row.document.hash) return row.document;
    const next = revised(row, wish, put, ground, { validFromToday: true });
    await write(desk, row, next, { session });
    return next.document;
  });
}

async function openRow(desk: Desk, [kind, number]: Name, expected: number, session: ClientSession) {
  const row = await desk.ledger.find(kind, number, session);
  if (!row) throw new Failure('NoSuchDocument', `There is no ${kind} ${number}`);
  if (row.status !== 'open')
    throw new Failure('DocumentClosed', `The ${kind} ${number} is ${row.status}`, { now: row.document });
  if (row.revision !== expected) {
    const detail = `The ${kind} ${number} is at revision ${row.revision}, not ${expected}`;
    throw new Failure('VersionMismatch', detail, { now: row.document });
  }
  return row;
}

const groundOf = (row: DocumentRow, asked: { item?: string }[], desk: Desk, session: ClientSession) =>
  groundFor(
    [...row.document.lines, ...asked].flatMap(({ item }) => item ?? []),
    row.account,
    { ...desk, session },
  );

/** The next revision. A changed quote is valid as long as a new one. */
function revised(
  row: DocumentRow,
  wish: Wish,
  fields: Pick<DocumentChange, 'requestedDate' | 'shipTo' | 'discountPercent'>,
  ground: Ground,
  { validFromToday }: { validFromToday: boolean },
): DocumentRow {
  const { document } = row;
  assertSellable(document, wish.lines, ground);
  const renewed = plusDays(ground.today, ground.company.quoteValidityDays);
  const paper = {
    ...document,
    revision: row.revision + 1,
    requestedDate: fields.requestedDate === undefined ? document.requestedDate : fields.requestedDate,
    shipTo: fields.shipTo === undefined ? document.shipTo : fields.shipTo,
    discountPercent: fields.discountPercent ?? document.discountPercent,
    validUntil: validFromToday && document.validUntil !== null ? renewed : document.validUntil,
    updatedAt: new Date().toISOString(),
  };
  return revisionOf(paper, wish.lines, ground, { key: row.key, nextLine: wish.nextLine });
}

/** Prices and items are not looked at again: a discontinued item must not keep a document open. */
function closed(row: DocumentRow, wish: Wish, status: 'cancelled' | 'lost'): DocumentRow {
  if (row.kind === 'order' && status === 'lost')
    throw new Failure('EditRefused', 'An order can be cancelled, it cannot be lost');
  if (JSON.stringify(wish.lines) !== JSON.stringify(wantedLines(row)))
    throw new Failure('EditRefused', 'Close the document first or change its lines first, not both at once');
  const revision = row.revision + 1;
  const document = { ...row.document, status, revision, updatedAt: new Date().toISOString() };
  return { ...row, status, revision, document };
}

async function write(
  desk: Desk,
  before: DocumentRow,
  after: DocumentRow,
  { session, key }: { session: ClientSession; key?: string },
): Promise<void> {
  await desk.ledger.revise(after, { expected: before.revision, key, session });
  if (after.kind !== 'order') return;
  const lines = after.status === 'open' ? after.document.lines : [];
  await desk.ledger.moveStock(before.document.lines, lines, session);
}

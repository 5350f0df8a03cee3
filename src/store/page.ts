/** Cursor paging: a page begins after the last row's sort key, so rows that come in meanwhile shift nothing. */
import { Failure } from '../domain/failures.ts';
import type { Page } from './contract.ts';

/** The sort key behind a cursor. Throws `Invalid` for anything that is not a cursor of this list. */
export function keyOf(cursor: string, pattern: RegExp): string {
  const key = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!pattern.test(key)) throw new Failure('Invalid', '`after` is not a cursor of this list');
  return key;
}

/** Makes a page of at most `limit` out of rows fetched with `limit + 1`. */
export function pageOf<Row, T>(
  rows: Row[],
  limit: number,
  { give, key }: { give: (row: Row) => T; key: (row: Row) => string },
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? Buffer.from(key(last)).toString('base64url') : null;
  return { items: shown.map(give), next };
}

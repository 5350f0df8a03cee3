/** A document's content hash: the same for the same paper, whatever became of it since. */
import { createHash } from 'node:crypto';
import type { SalesDocument } from '../../domain/sales.ts';

/** JSON with keys in alphabetical order at every depth (RFC 8785's order for our keys, which are ASCII). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value as Record<string, unknown>).filter(([, inner]) => inner !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
    .join(',')}}`;
}

/** sha256 over what the customer sees. Revision, status and times of writing are not part of it, line ids neither. */
export function contentHash(document: Omit<SalesDocument, 'hash'> & { hash?: string }): string {
  return createHash('sha256')
    .update(canonical(paper(document)))
    .digest('hex');
}

const paper = ({
  hash: _hash,
  revision: _revision,
  status: _status,
  inquiry: _inquiry,
  createdAt: _createdAt,
  updatedAt: _updatedAt,
  lines,
  ...seen
}: Omit<SalesDocument, 'hash'> & { hash?: string }) => ({ ...seen, lines: lines.map(({ id: _id, ...line }) => line) });

/** Versions as ETags: what was read is named when it is changed, so that nobody overwrites what they have not seen. */
import Type from 'typebox';
import { Failure } from '../domain/failures.ts';

export const IfMatch = Type.Object({
  'if-match': Type.Optional(Type.String({ maxLength: 100, description: 'the ETag that GET gave' })),
});

export const versionTag = (version: number): string => `"${version}"`;

/**
 * The version an If-Match names. Weak tags never match (RFC 9110 §13.1.1). `*` is refused: it would overwrite what nobody has read.
 * Throws `VersionNeeded`, `VersionMismatch`.
 */
export function expectedVersion(ifMatch: string | undefined): number {
  if (!ifMatch || ifMatch.trim() === '*') throw new Failure('VersionNeeded');
  const [, version] = /^"(\d{1,9})"$/.exec(ifMatch.trim()) ?? [];
  if (!version) throw new Failure('VersionMismatch');
  return Number(version);
}

/** The store's edge: here, and only here, the driver's errors of an absent server become Failure `Unavailable`. */
import mongoose from 'mongoose';
import { Failure } from '../domain/failures.ts';

const { mongo } = mongoose;

const awayErrors = [
  mongoose.Error.MongooseServerSelectionError,
  mongo.MongoServerSelectionError,
  mongo.MongoNetworkError,
  mongo.MongoNotConnectedError,
  mongo.MongoTopologyClosedError,
  mongo.MongoExpiredSessionError,
] as const;

/** Server is up but cannot write now: shutting down, no primary, interrupted, disk full. From the server's error_codes.yml. */
const awayCodes = new Set([91, 189, 10107, 11600, 11602, 13435, 13436, 14031, 64]);

/** The driver lets the socket's own error through where the server goes between the choice of a connection and the first byte. */
const socketCodes = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END']);

/** The Failure for an error that says the database is away; null for any other error. */
export function unavailable(error: unknown): Failure | null {
  const away =
    (error instanceof Error && socketCodes.has((error as NodeJS.ErrnoException).code ?? '')) ||
    awayErrors.some((kind) => error instanceof kind) ||
    (error instanceof mongo.MongoServerError && awayCodes.has(Number(error.code))) ||
    (error instanceof mongo.MongoError && error.hasErrorLabel('RetryableWriteError'));
  if (!away) return null;
  return new Failure('Unavailable', 'The database does not answer', {}, { cause: error, retryAfterSeconds: 5 });
}

/** Two writers met on a unique key (E11000). */
export const isDuplicate = (error: unknown): boolean => error instanceof mongo.MongoServerError && error.code === 11000;

/** Of a bulk write: nothing else went wrong than that. */
export const areDuplicates = (error: unknown): boolean =>
  error instanceof mongo.MongoBulkWriteError && [error.writeErrors].flat().every(({ code }) => code === 11000);

type Call = (...args: unknown[]) => unknown;

const guarded =
  (call: Call): Call =>
  (...args) => {
    const result = call(...args);
    if (!(result instanceof Promise)) return result;
    return result.catch((error: unknown) => {
      throw unavailable(error) ?? error;
    });
  };

/** The same functions, whose promises reject with Failure `Unavailable` while the database is away. Groups are followed. */
export function atEdge<T extends object>(port: T): T {
  const entries = Object.entries(port).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'function') return [name, guarded(value as Call)];
    return [name, value && typeof value === 'object' ? atEdge(value) : value];
  });
  return Object.fromEntries(entries) as T;
}

/** The one place where our failures become Temporal's: type, sentence and details travel, the table says what may be tried again. */
import { ApplicationFailure } from '@temporalio/common';
import { Failure, failures } from '../domain/failures.ts';

type Verbs = Record<string, (...args: never[]) => Promise<unknown>>;

/** The same verbs, throwing ApplicationFailures. A `retryAfterSeconds` of the other side is obeyed. */
export function asTemporalFailures<T extends Verbs>(verbs: T): T {
  const wrapped = Object.entries(verbs).map(([name, verb]) => [
    name,
    async (...args: never[]) => {
      try {
        return await verb(...args);
      } catch (error) {
        throw translate(error);
      }
    },
  ]);
  return Object.fromEntries(wrapped) as T;
}

function translate(error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  const { type, message, details, retryAfterSeconds } = error;
  return ApplicationFailure.create({
    type,
    message,
    details: [details],
    nonRetryable: !failures[type].retryable,
    cause: error,
    ...(retryAfterSeconds === undefined ? {} : { nextRetryDelay: `${retryAfterSeconds} seconds` as const }),
  });
}

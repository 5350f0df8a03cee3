/** A decision that is refused before its workflow hears of it is refused as the workflow would: with the step that waits and what is allowed. */
import { Failure, failures } from '../domain/failures.ts';
import { allowedNow } from '../domain/state.ts';
import type { Dependencies } from './dependencies.ts';
import { failureOf } from './plugins/errors.ts';

/** Of these the caller can mend the request: its form (400) or what it says against the inquiry as it is (409). */
const mendable: readonly number[] = [400, 409];

/** The failure to answer with. Where the store is away too, what is wrong is still said. */
export async function withAllowedNow(
  { store }: Pick<Dependencies, 'store'>,
  thrown: unknown,
  inquiry: string,
): Promise<Failure> {
  const failure = failureOf(thrown);
  const { type, message, details, cause } = failure;
  if (!mendable.includes(failures[type].status) || details.allowed) return failure;
  const now = await store.inquiries.find(inquiry).catch(() => null);
  if (!now) return failure;
  const step = now.outcome ? null : (now.review?.step ?? null);
  return new Failure(type, message, { step, allowed: allowedNow(now), ...details }, { cause });
}

/** Which lines there are only the store knows: what is wrong with a split is said before the workflow is asked. */
import type { Split } from '../domain/decision.ts';
import { Failure } from '../domain/failures.ts';
import { parted } from '../domain/lines.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Throws `EditRefused` with `field`. The step comes first, and is the workflow's to judge: a repetition finds the lines gone.
 */
export async function checkSplit({ store }: Dependencies, inquiry: string, { step, lines }: Split): Promise<void> {
  const now = await store.inquiries.find(inquiry);
  if (now?.review?.step !== step || !now.review.allowed.includes('confirm')) return;
  const { wrong } = parted(await store.lines.of(inquiry), lines);
  if (wrong) throw new Failure('EditRefused', wrong.sentence, { field: wrong.field });
}

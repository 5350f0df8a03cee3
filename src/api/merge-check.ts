/** What the other inquiry is only the store knows: what is wrong with a merge is said before the workflow is asked. */
import type { Merge } from '../domain/decision.ts';
import { Failure } from '../domain/failures.ts';
import { otherRefusal } from '../domain/merge.ts';
import type { Dependencies } from './dependencies.ts';

/** Throws `NothingToMerge` with `field`. An inquiry that has ended is the workflow's to judge: a repetition finds it so. */
export async function checkMerge({ store }: Dependencies, inquiry: string, { into }: Merge): Promise<void> {
  const [now, other] = await Promise.all([store.inquiries.find(inquiry), store.inquiries.find(into)]);
  if (!now || now.outcome || into === inquiry) return;
  const sentence = otherRefusal(now, into, other);
  if (sentence) throw new Failure('NothingToMerge', sentence, { field: 'into' });
}

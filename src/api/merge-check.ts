/** What the other inquiry is only the store knows: what is wrong with a merge is said before the workflow is asked. */
import type { Merge } from '../domain/decision.ts';
import { Failure } from '../domain/failures.ts';
import type { Dependencies } from './dependencies.ts';

/** Throws `NothingToMerge` with `field`. An inquiry that has ended is the workflow's to judge: a repetition finds it so. */
export async function checkMerge({ store }: Dependencies, inquiry: string, { into }: Merge): Promise<void> {
  const [now, other] = await Promise.all([store.inquiries.find(inquiry), store.inquiries.find(into)]);
  if (!now || now.outcome || into === inquiry) return;
  const refuse = (sentence: string) => new Failure('NothingToMerge', sentence, { field: 'into' });
  if (!other) throw refuse(`There is no inquiry ${into}.`);
  if (other.outcome) throw refuse(`Inquiry ${into} has ended: ${other.outcome}.`);
  if (other.order) throw refuse(`Inquiry ${into} has an order: a change to it is an inquiry of its own.`);
  const [ours, theirs] = [now.customer?.account, other.customer?.account];
  if (ours && theirs && ours !== theirs)
    throw refuse(`Inquiry ${into} is of account ${theirs}, this one of account ${ours}.`);
}

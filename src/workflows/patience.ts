/** A rest: it ends by a mail, by a person, or by the time of the next deadline (domain/patience.ts), on the workflow's clock. */
import { condition } from '@temporalio/workflow';
import { elapsed } from '../domain/patience.ts';
import { now, type Story } from './story.ts';

export async function wait(until: string | null, story: Story): Promise<void> {
  const { version } = story.state;
  const changed = () => story.state.version !== version;
  if (until === null) return await condition(changed);
  const left = Date.parse(until) - Date.now();
  if (left > 0) await condition(changed, left, { summary: `until ${until}` });
  // A mail or a decision may have come with the timer: then this deadline is no longer the state's.
  if (!changed()) story.tell(elapsed(story.state, now()));
}

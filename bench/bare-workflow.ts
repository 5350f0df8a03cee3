/** The bare limit of the `inquiries` benchmark: as many activities and decisions as an inquiry has, with nothing in them. */
import { condition, defineUpdate, proxyActivities, setHandler } from '@temporalio/workflow';

export interface BareActivities {
  empty(): Promise<void>;
  render(): Promise<void>;
}

export const decide = defineUpdate<void>('decide');

const { empty } = proxyActivities<BareActivities>({ startToCloseTimeout: '1 minute' });
const { render } = proxyActivities<BareActivities>({ startToCloseTimeout: '1 minute', taskQueue: 'bare-pdf' });

/** Six activities, one of them a PDF in a warm page, and two updates where an inquiry waits for a person. */
export async function bare(): Promise<void> {
  let decided = 0;
  setHandler(decide, () => void (decided += 1));
  await empty();
  await empty();
  await condition(() => decided >= 1);
  await empty();
  await empty();
  await render();
  await condition(() => decided >= 2);
  await empty();
}

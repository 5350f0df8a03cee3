import {
  ScheduleAlreadyRunning,
  ScheduleOverlapPolicy,
  type ScheduleClient,
  type ScheduleOptions,
} from '@temporalio/client';
import { TASK_QUEUE } from '../src/workflows/messages.ts';

const SCHEDULE = 'mailbox';

/** Drives the mails that were stored but not routed. A turn that was missed is not made up for: the next one does the same work. */
const schedule = {
  scheduleId: SCHEDULE,
  spec: { intervals: [{ every: '30 seconds' }] },
  action: { type: 'startWorkflow', workflowType: 'mailbox', taskQueue: TASK_QUEUE, args: [] },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 minute' },
} satisfies ScheduleOptions;

/** Creates the schedule, or brings an older one up to date; one that an operator paused stays paused. */
export async function setMailboxSchedule(schedules: ScheduleClient): Promise<'created' | 'updated'> {
  try {
    await schedules.create(schedule);
    return 'created';
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
  await schedules.getHandle(SCHEDULE).update(({ state }) => ({ ...schedule, state }));
  return 'updated';
}

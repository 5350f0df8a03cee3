import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { headOf, type InquiryState } from '../domain/state.ts';
import { INQUIRY, inquiryWorkflowId, TASK_QUEUE, type InquiryInput } from '../workflows/messages.ts';
import type { IntakeDependencies } from './index.ts';

/** As for a mail's inquiry. */
const DEADLINE_MS = 5_000;

/** Starts, once, an inquiry that no mail opens: its state was prepared. In the lists before its workflow runs. */
export const createBegin =
  ({ store, temporal }: Pick<IntakeDependencies, 'store' | 'temporal'>) =>
  async (
    state: InquiryState,
    { summary, details }: { summary: string; details: string } = {
      summary: `Split off: ${state.subject}`,
      details: `Split by a person off inquiry ${state.linked[0]?.inquiry}.`,
    },
  ): Promise<void> => {
    const { id, mailbox, subject, createdAt, follows, followed, linked, policy } = state;
    const input: InquiryInput = { id, mailbox, subject, createdAt, follows, followed, linked, policy, state };
    await store.inquiries.project(headOf(state), state.news);
    try {
      await temporal.withDeadline(Date.now() + DEADLINE_MS, () =>
        temporal.workflow.start(INQUIRY, {
          workflowId: inquiryWorkflowId(id),
          workflowIdReusePolicy: 'REJECT_DUPLICATE',
          workflowIdConflictPolicy: 'USE_EXISTING',
          taskQueue: TASK_QUEUE,
          args: [input],
          staticSummary: summary.slice(0, 190),
          staticDetails: details,
        }),
      );
    } catch (error) {
      // Begun before, and over already.
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };

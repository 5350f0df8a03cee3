/** Temporal's own record of an inquiry, which holds the names and subjects that its mails had. */
import { isGrpcServiceError } from '@temporalio/client';
import { Failure } from '../domain/failures.ts';
import { inquiryWorkflowId } from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';

const DEADLINE_MS = 5_000;
/** gRPC NOT_FOUND: past its retention, or removed before. */
const NOT_FOUND = 5;

/**
 * Removes the history of an ended inquiry. Runs before a continue-as-new go with the namespace's retention; like all payloads they
 * are encrypted. Throws `Unavailable` while Temporal is away.
 */
export async function forgetHistory({ temporal, config }: Dependencies, inquiry: string): Promise<void> {
  const { namespace } = config.temporal;
  try {
    await temporal.withDeadline(Date.now() + DEADLINE_MS, () =>
      temporal.workflowService.deleteWorkflowExecution({
        namespace,
        workflowExecution: { workflowId: inquiryWorkflowId(inquiry) },
      }),
    );
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return;
    throw new Failure('Unavailable', 'Temporal does not answer: nothing was removed', {}, { cause: error });
  }
}

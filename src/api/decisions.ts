/** How a person's decision reaches its inquiry: one update, one deadline, and an honest answer when it does not come back. */
import { createHash, randomUUID } from 'node:crypto';
import {
  isGrpcServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { UpdateDefinition } from '@temporalio/common';
import type { Person } from '../domain/decision.ts';
import { Failure, isFailureType, type FailureDetails } from '../domain/failures.ts';
import type { InquirySummary } from '../domain/inquiry.ts';
import { inquiryWorkflowId, type By, type Published } from '../workflows/messages.ts';
import { limitsOf, type Dependencies } from './dependencies.ts';

/** Seconds after which a closing or restarting workflow has usually come to rest. */
const RETRY_AFTER = 2;

/** gRPC: DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, FAILED_PRECONDITION (a task that closes or renews), UNAVAILABLE. */
const passing = new Set([4, 8, 9, 14]);

const isPassing = (error: unknown): boolean => {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return isGrpcServiceError(cause) && passing.has(cause.code);
};

/** The workflow closed between accepting the update and answering it; the server words it so. */
const CLOSED_MEANWHILE = 'AcceptedUpdateCompletedWorkflow';

const ended = (inquiry: InquirySummary): Failure =>
  new Failure('InquiryEnded', `This inquiry has ended: ${inquiry.outcome ?? 'its workflow is closed'}`, {
    step: null,
    allowed: [],
    outcome: inquiry.outcome,
  });

/** A refusal of the workflow, by the name it has in the failures table. */
function refusal(error: WorkflowUpdateFailedError): Failure | null {
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure) || !isFailureType(cause.type)) return null;
  const [details] = (cause.details ?? []) as [FailureDetails?];
  return new Failure(cause.type, cause.message, details ?? {}, { cause });
}

/** The same person, verb, inquiry and key give the same id, and so the same answer; the bare key could be another verb's. */
const updateId = (...parts: [person: string, verb: string, inquiry: string, key: string]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

export interface Asked {
  inquiry: string;
  by: Person;
  /** Idempotency-Key; without one every request is a decision of its own. */
  key: string | undefined;
}

export type Decide = <Body>(
  decision: UpdateDefinition<Published, [By<Body>]>,
  body: Body,
  asked: Asked,
) => Promise<Published>;

/** Throws what the workflow refuses with, `NotFound`, `InquiryEnded`, or `Unavailable` when nobody can tell now. */
export function createDecide(dependencies: Dependencies): Decide {
  const { store, temporal } = dependencies;
  const { decisionMs } = limitsOf(dependencies);

  async function known(inquiry: string): Promise<InquirySummary> {
    const found = await store.inquiries.find(inquiry);
    if (!found) throw new Failure('NotFound', `There is no inquiry ${inquiry}`);
    return found;
  }

  async function failureOf(error: unknown, inquiry: string): Promise<unknown> {
    if (error instanceof WorkflowUpdateFailedError) {
      const failure = refusal(error);
      if (failure) return failure;
      if ((error.cause as ApplicationFailure | undefined)?.type !== CLOSED_MEANWHILE) return error;
    } else if (error instanceof WorkflowNotFoundError) {
      return ended(await known(inquiry));
    } else if (!isPassing(error)) {
      return error;
    }
    const now = await known(inquiry);
    if (now.status === 'ended') return ended(now);
    return new Failure(
      'Unavailable',
      'The workflow did not answer in time. The decision may still be taken; the same request with the same Idempotency-Key is safe to repeat',
      {},
      { retryAfterSeconds: RETRY_AFTER, cause: error },
    );
  }

  return async (decision, body, { inquiry, by, key }) => {
    const before = await known(inquiry);
    // With a key it may be the repetition of the very decision that ended the inquiry: then Temporal has the answer.
    if (before.status === 'ended' && !key) throw ended(before);

    try {
      return await temporal.withDeadline(Date.now() + decisionMs, () =>
        temporal.workflow.getHandle(inquiryWorkflowId(inquiry)).executeUpdate(decision, {
          args: [{ ...body, by }],
          updateId: updateId(by.id, decision.name, inquiry, key ?? randomUUID()),
        }),
      );
    } catch (error) {
      throw await failureOf(error, inquiry);
    }
  };
}

/** Activity proxies by class of work. Time limits: one honest attempt, then how long trying again makes sense before a person is asked. */
import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  workflowInfo,
  type RetryPolicy,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import { failures } from '../domain/failures.ts';
import { pdfQueueOf } from './messages.ts';

const retry: RetryPolicy = {
  initialInterval: '1 second',
  backoffCoefficient: 2,
  maximumInterval: '1 minute',
  nonRetryableErrorTypes: Object.entries(failures)
    .filter(([, { retryable }]) => !retryable)
    .map(([type]) => type),
};

/** Workers give a sign of life every 3 s (activities/heartbeats.ts): after a crash another one tries again, whatever was in hand. */
const heartbeatTimeout = '10 seconds';

/** Our own store and worker threads. Reading has limits of its own: 20 s by rules, 25 s with a model. */
export const { readMail, returnMails, partMail, mergeMails } = proxyActivities<Activities>({
  heartbeatTimeout,
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '2 hours',
  retry,
});

/** CRM and sales system. Two hours cover a restart or a release over there; then a person decides. */
const ordinary = proxyActivities<Activities>({
  heartbeatTimeout,
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '2 hours',
  retry,
});
export const { buildQuote, makeOrder, applyEdit, rereadDocument, draftReminder, splitLines } = ordinary;

/** Chromium, on a queue of its own: heavy, and scaled alone. 200 lines take about a second, 5,000 about four. */
export const { renderDocument } = proxyActivities<Activities>({
  taskQueue: pdfQueueOf(workflowInfo().taskQueue),
  heartbeatTimeout,
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '2 hours',
  retry,
});

/** Mail systems throttle and move mailboxes for hours (edge case 23). */
export const { sendMail } = proxyActivities<Activities>({
  heartbeatTimeout,
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '12 hours',
  retry: { ...retry, maximumInterval: '15 minutes' },
});

/**
 * Reads and short writes of our own: no hop over the task queue, which is most of what they cost. While one runs, its workflow
 * task stays open and with it the answers to decisions: so one try of at most a second, and none where an answer is owed
 * (story.ts). Else the ordinary activity goes on, and nothing waits for it.
 */
const local = proxyLocalActivities<Activities>({ scheduleToCloseTimeout: '1 second', retry: { maximumAttempts: 1 } });

type Brief = 'findCustomer' | 'checkItems' | 'draftReply' | 'draftQuestion';

const briefly =
  <Verb extends Brief>(verb: Verb, answerOwed: boolean) =>
  async (input: Parameters<Activities[Verb]>[0]): Promise<Awaited<ReturnType<Activities[Verb]>>> => {
    type Do = (input: unknown) => Promise<Awaited<ReturnType<Activities[Verb]>>>;
    if (answerOwed) return await (ordinary[verb] as Do)(input);
    try {
      return await (local[verb] as Do)(input);
    } catch (error) {
      // A local activity's failure comes as it was thrown, an ordinary one's as the cause of an ActivityFailure (SDK 1.24).
      const thrown = error instanceof ActivityFailure ? error.cause : error;
      const isFinal = thrown instanceof ApplicationFailure && thrown.nonRetryable === true;
      if (isFinal || isCancellation(error)) throw error;
      return await (ordinary[verb] as Do)(input);
    }
  };

export const brief = (answerOwed: boolean) => ({
  findCustomer: briefly('findCustomer', answerOwed),
  checkItems: briefly('checkItems', answerOwed),
  draftReply: briefly('draftReply', answerOwed),
  draftQuestion: briefly('draftQuestion', answerOwed),
});

/** The same for the view, but that the publisher remembers when the store is slow. */
export const { publish: publishNow } = local;
export const { publish: publishLater } = proxyActivities<Activities>({
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '10 seconds' },
});

/** Of the mailbox schedule: one try, for the next run tries again. */
export const { driveMails } = proxyActivities<Activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 1 },
});

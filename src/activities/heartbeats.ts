/** Tells Temporal that an activity still runs, so that one whose process died is tried again in seconds, not when all its time is over. */
import type { Context } from '@temporalio/activity';

/** A third of the heartbeat timeout (workflows/activities.ts). What is done sooner, as nearly everything, costs nothing. */
const EVERY_MS = 3_000;

/** An interceptor for workers: activities know nothing of it. */
export const heartbeats = (context: Context) => ({
  inbound: {
    async execute<Input, Output>(input: Input, next: (input: Input) => Promise<Output>): Promise<Output> {
      // Local activities are the worker's own affair: one that outlives its time has nobody to tell.
      if (context.info.isLocal) return await next(input);
      const beat = setInterval(() => context.heartbeat(), EVERY_MS);
      try {
        return await next(input);
      } finally {
        clearInterval(beat);
      }
    },
  },
});

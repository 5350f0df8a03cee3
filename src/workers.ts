/** Temporal workers: one for the story, one for PDFs, kept running while the server comes and goes. */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Runtime, Worker, type LogLevel, type LogMetadata } from '@temporalio/worker';
import type { Logger } from 'pino';
import { heartbeats } from './activities/heartbeats.ts';
import { createActivities } from './activities/index.ts';
import type { House } from './assemble.ts';
import { dataConverter } from './codec.ts';
import { pdfQueueOf, TASK_QUEUE } from './workflows/messages.ts';

const BUNDLE = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

/** Seconds between two tries to reach a server that is away. */
const RETRY_MS = 2_000;

/** Longest time that running activities get at shutdown: a PDF or a mail takes seconds. */
const GRACE = '15 seconds';

/** Forwards Temporal's own log lines, but only what an operator must act on. */
function installRuntime(log: Logger): void {
  const forward = (level: LogLevel, message: string, meta?: LogMetadata) => {
    const { sdkComponent, workflowId, activityType, error } = (meta ?? {}) as Record<string, unknown>;
    const facts = { temporal: sdkComponent, workflow: workflowId, activity: activityType, err: error };
    // The PDF worker has none, on purpose.
    if (message.startsWith('No workflows registered')) return;
    if (level === 'ERROR') log.error(facts, message);
    else if (level === 'WARN') log.warn(facts, message);
    else log.debug(facts, message);
  };
  Runtime.install({
    logger: {
      log: forward,
      trace: (message, meta) => forward('TRACE', message, meta),
      debug: (message, meta) => forward('DEBUG', message, meta),
      info: (message, meta) => forward('INFO', message, meta),
      warn: (message, meta) => forward('WARN', message, meta),
      error: (message, meta) => forward('ERROR', message, meta),
    },
    shutdownSignals: [],
  });
}

/** Starts both workers; resolves when they poll for the first time. `stop` lets running activities finish. */
export async function startWorkers(house: House): Promise<{ stop(): Promise<void> }> {
  if (!existsSync(BUNDLE)) throw new Error('The workflow bundle is missing: run `npm run build`.');
  installRuntime(house.log);
  const { store, embedded, reading, documents, intake, log } = house;
  const activities = createActivities({
    store,
    crm: embedded.crm,
    sales: embedded.sales,
    mail: embedded.mailbox,
    reading,
    documents,
    intake,
    log,
  });
  const { renderDocument, ...story } = activities;
  const stopping = new AbortController();
  let started: () => void;
  const ready = new Promise<void>((resolve) => (started = resolve));
  const running = keepRunning(house, { story, pdf: { renderDocument } }, stopping.signal, () => started());
  await ready;
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Workers whose server goes away for long end with an error; they are made again until we are stopped. */
async function keepRunning(
  house: House,
  activities: { story: object; pdf: object },
  stopping: AbortSignal,
  started: () => void,
): Promise<void> {
  const { config, codec, log } = house;
  const { address, namespace } = config.temporal;
  const interceptors = { activity: [heartbeats] };
  const common = {
    namespace,
    dataConverter: dataConverter(codec),
    shutdownGraceTime: GRACE,
    shutdownForceTime: '30 seconds',
    interceptors,
  } as const;
  while (!stopping.aborted) {
    let connection: NativeConnection | undefined;
    try {
      connection = await NativeConnection.connect({ address });
      const workers = [
        await Worker.create({
          ...common,
          connection,
          taskQueue: TASK_QUEUE,
          workflowBundle: { codePath: BUNDLE },
          activities: activities.story,
          // About 1 MB each; what is not cached is replayed when it is needed.
          maxCachedWorkflows: 60,
          maxConcurrentActivityTaskExecutions: 20,
          maxConcurrentLocalActivityExecutions: 20,
        }),
        await Worker.create({
          ...common,
          connection,
          taskQueue: pdfQueueOf(TASK_QUEUE),
          activities: activities.pdf,
          maxConcurrentActivityTaskExecutions: 2,
        }),
      ];
      const stop = () => workers.forEach((worker) => worker.getState() === 'RUNNING' && worker.shutdown());
      stopping.addEventListener('abort', stop, { once: true });
      const runs = workers.map((worker) => worker.run());
      started();
      await Promise.all(runs).finally(stop);
      await Promise.allSettled(runs);
    } catch (error) {
      log.warn({ address, error }, 'the Temporal server is away; trying again');
    } finally {
      await connection?.close().catch(() => undefined);
    }
    await sleep(RETRY_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
}

/** A client and workers on the real dev server, each test on a task queue of its own, with the clock in the test's hand. */
import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import { createCodec, dataConverter } from '../../src/codec.ts';
import { temporalAddress } from './servers.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const source = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

/** A fixed key, so that recorded histories can be read by every later version of the tests. */
export const testCodec = createCodec(new Map([['test', Buffer.alloc(32, 7)]]));

export const bundleOnce = (() => {
  let bundle: Promise<WorkflowBundleWithSourceMap> | undefined;
  return () =>
    (bundle ??= bundleWorkflowCode({
      workflowsPath: source('workflows/index.ts'),
      failureConverterPath: source('failure-converter.ts'),
      logger: new DefaultLogger('ERROR'),
    }));
})();

export interface TemporalTest {
  client: Client;
  connection: Connection;
  native: NativeConnection;
  /** Runs workers on these task queues while `body` runs. */
  withWorkers<T>(workers: { taskQueue: string; activities: object }[], body: () => Promise<T>): Promise<T>;
  /** Lets one workflow's clock run ahead. Needs the dev server's frontend.WorkflowTimeSkippingEnabled. */
  fastForward(workflowId: string, seconds: number): Promise<void>;
  close(): Promise<void>;
}

export async function connectTemporal(): Promise<TemporalTest> {
  const address = temporalAddress();
  const converter = dataConverter(testCodec);
  const [connection, native] = await Promise.all([
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
  ]);
  const client = new Client({ connection, dataConverter: converter });
  return {
    client,
    connection,
    native,
    async withWorkers(workers, body) {
      const workflowBundle = await bundleOnce();
      const running = await Promise.all(
        workers.map(({ taskQueue, activities }) =>
          Worker.create({
            connection: native,
            taskQueue,
            activities,
            workflowBundle,
            dataConverter: converter,
            shutdownGraceTime: 0,
            shutdownForceTime: '5s',
            stickyQueueScheduleToStartTimeout: '2s',
          }),
        ),
      );
      const [first, ...rest] = running;
      const all = rest.reduce((inner, worker) => () => worker.runUntil(inner), body);
      return await first!.runUntil(all);
    },
    async fastForward(workflowId, seconds) {
      const id = randomUUID();
      const target = { namespace: 'default', workflowExecution: { workflowId } };
      const service = client.workflowService as unknown as Record<string, (request: object) => Promise<object>>;
      await service['updateWorkflowExecutionOptions']!({
        ...target,
        workflowExecutionOptions: {
          timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration: { seconds } } },
        },
        updateMask: { paths: ['time_skipping_config'] },
      });
      await service['pollWorkflowExecutionTimeSkipping']!({ ...target, fastForwardId: id });
    },
    async close() {
      await connection.close();
      await native.close();
    },
  };
}

export const randomName = (prefix: string): string => `${prefix}-${randomBytes(6).toString('hex')}`;

/** Waits until `get` gives something, polling; throws with the last word after `seconds`. */
export async function eventually<T>(
  get: () => Promise<T | null | undefined | false>,
  { seconds = 15, what = 'it' } = {},
): Promise<T> {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const value = await get();
    if (value !== null && value !== undefined && value !== false) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`Waited ${seconds} s in vain for ${what}`);
}

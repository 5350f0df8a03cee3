/** The bare limit of the `decision` benchmark: Fastify's route, Temporal's update and its worker in a process of their own, and nothing else. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import Fastify from 'fastify';
import { bare, decide } from './bare-workflow.ts';

const DECIDE = 'decide';

async function serve(address: string): Promise<void> {
  const [connection, native] = await Promise.all([
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
  ]);
  const client = new Client({ connection });
  const taskQueue = `bare-decision-${process.pid}`;
  const worker = await Worker.create({
    connection: native,
    taskQueue,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('./bare-workflow.ts', import.meta.url)),
      logger: new DefaultLogger('ERROR'),
    }),
    activities: { empty: async () => undefined },
  });
  const running = worker.run();

  const app = Fastify();
  app.post('/begin', async () => {
    const workflowId = `bare-decision-${process.pid}-${performance.now()}`;
    await client.workflow.start(bare, { taskQueue, workflowId });
    return { workflowId };
  });
  app.post<{ Params: { id: string } }>(`/:id/${DECIDE}`, async (request) => {
    await client.workflow.getHandle(request.params.id).executeUpdate(decide);
    return { decided: true };
  });
  process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));

  await once(process, 'message');
  worker.shutdown();
  await Promise.all([running, app.close()]);
  await Promise.all([connection.close(), native.close()]);
  process.disconnect();
}

/** Where decisions of bare workflows are taken. */
export async function openBareDecisions(address: string) {
  const child = fork(fileURLToPath(import.meta.url), ['serve', address]);
  const [url] = (await once(child, 'message')) as [string];
  const post = async (path: string): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, { method: 'POST' });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return await response.json();
  };
  return {
    /** The path to decide on a new workflow that waits. */
    async begin(): Promise<string> {
      const { workflowId } = (await post('/begin')) as { workflowId: string };
      return `/${workflowId}/${DECIDE}`;
    },
    post,
    async close() {
      child.send('done');
      await once(child, 'exit');
    },
  };
}

if (process.argv[2] === 'serve') await serve(process.argv[3]!);

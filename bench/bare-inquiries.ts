import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import { chromium } from 'playwright-core';
import { bare, decide } from './bare-workflow.ts';

/** Runs `count` bare workflows, `width` at a time, on the given server; seconds. The PDF is made in one warm page. */
export async function openBare({
  address,
  html,
  executablePath,
}: {
  address: string;
  html: string;
  executablePath: string;
}) {
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false });
  const page = await browser.newPage({ javaScriptEnabled: false, offline: true });
  const [connection, native] = await Promise.all([
    Connection.connect({ address }),
    NativeConnection.connect({ address }),
  ]);
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./bare-workflow.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  });
  const client = new Client({ connection });
  const empty = async () => undefined;
  const render = async () => {
    await page.setContent(html);
    await page.pdf({ format: 'A4', printBackground: true, tagged: true, outline: true });
  };
  const workers = [
    await Worker.create({
      connection: native,
      taskQueue: 'bare',
      workflowBundle,
      activities: { empty },
      maxCachedWorkflows: 200,
    }),
    await Worker.create({
      connection: native,
      taskQueue: 'bare-pdf',
      activities: { render },
      maxConcurrentActivityTaskExecutions: 1,
    }),
  ];
  const running = workers.map((worker) => worker.run());
  let started = 0;

  const one = async (): Promise<void> => {
    const handle = await client.workflow.start(bare, {
      taskQueue: 'bare',
      workflowId: `bare-${process.pid}-${(started += 1)}`,
    });
    await handle.executeUpdate(decide);
    await handle.executeUpdate(decide);
    await handle.result();
  };

  return {
    one,
    async close() {
      for (const worker of workers) worker.shutdown();
      await Promise.all(running);
      await Promise.all([connection.close(), native.close(), browser.close()]);
    },
  };
}

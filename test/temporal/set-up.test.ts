import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Connection, ScheduleClient } from '@temporalio/client';
import { TASK_QUEUE } from '../../src/workflows/messages.ts';
import { searchAttributes } from '../../src/workflows/search-attributes.ts';
import { devServerArguments, searchAttributes as flags } from '../../temporal/dev-server.mjs';
import { setUpTemporal } from '../../temporal/set-up.ts';

test('the dev server is started with the search attributes that workflows set', () => {
  const upper = (type: string): string => type.toUpperCase();
  expect(Object.entries(flags).map(([name, type]) => ({ name, type: upper(type) }))).toEqual(searchAttributes);
});

test('flags that are not asked for are left out', () => {
  const ports = { port: 1, uiPort: 2, httpPort: 3, metricsPort: 4 };
  const plain = devServerArguments({ ports });
  for (const flag of [
    '--db-filename',
    '--sqlite-pragma',
    '--ui-codec-endpoint',
    '--dynamic-config-value',
    '--headless',
  ]) {
    expect(plain).not.toContain(flag);
  }
  expect(devServerArguments({ ports, dbFilename: 'x.db' })).toEqual(
    expect.arrayContaining(['--db-filename', 'x.db', '--sqlite-pragma']),
  );
});

/** A namespace that was registered a moment ago is not known to every part of the server yet. */
const eventually = async (work: () => Promise<unknown>): Promise<void> => {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const failure: unknown = await work().then(
      () => null,
      (error: unknown) => error,
    );
    if (failure === null) return;
    if (Date.now() > deadline) throw failure as Error;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
};

describe('set-up of a namespace', () => {
  let connection: Connection;
  const namespace = `set-up-${randomUUID()}`;
  const said: object[] = [];
  const setUp = () => setUpTemporal({ connection, namespace, log: { info: (facts) => void said.push(facts) } });

  beforeAll(async () => {
    connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
  });
  afterAll(() => connection.close());

  test('registers what is missing, and nothing the second time', async () => {
    await eventually(setUp);
    await setUp();
    expect(said.at(-1)).toEqual({ namespace, registered: [], schedule: 'updated' });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    expect(Object.keys(customAttributes ?? {})).toEqual(
      expect.arrayContaining(searchAttributes.map(({ name }) => name)),
    );
  }, 40_000);

  test('the mailbox schedule: every 30 s, one at a time, nothing made up for; a pause stays', async () => {
    const handle = new ScheduleClient({ connection, namespace }).getHandle('mailbox');
    await handle.pause('by an operator');
    await setUp();
    const { spec, action, policies, state } = await handle.describe();
    expect(spec.intervals).toMatchObject([{ every: 30_000 }]);
    expect(action).toMatchObject({ type: 'startWorkflow', workflowType: 'mailbox', taskQueue: TASK_QUEUE });
    expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 60_000 });
    expect(state.paused).toBe(true);
  });

  test('an attribute that is there with another type is refused in words', async () => {
    const other = `set-up-${randomUUID()}`;
    await connection.workflowService.registerNamespace({
      namespace: other,
      workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
    });
    const KEYWORD = 2;
    const add = () =>
      connection.operatorService.addSearchAttributes({ namespace: other, searchAttributes: { Attention: KEYWORD } });
    await eventually(add);
    await expect(setUpTemporal({ connection, namespace: other, log: { info: () => undefined } })).rejects.toThrow(
      /has a search attribute Attention that is not of type BOOL/,
    );
  }, 40_000);
});

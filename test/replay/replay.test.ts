/** Inquiries that run while a release is made must go on under the new code: recorded histories are replayed with it. */
import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from '@temporalio/worker';
import { dataConverter } from '../../src/codec.ts';
import { bundleOnce, testCodec } from '../helpers/temporal.ts';
import { fromJson } from './history-file.ts';
import { scenarios } from './scenarios.ts';

const folder = join(__dirname, 'histories');
const recorded = readdirSync(folder).filter((file) => file.endsWith('.json'));
const LARGEST_FILE = 200_000;

const historyOf = (file: string) => fromJson(readFileSync(join(folder, file), 'utf8'));

describe('recorded histories', () => {
  test('there is one of every scenario, each small', () => {
    expect(recorded.map((file) => file.replace('.json', ''))).toEqual(expect.arrayContaining(Object.keys(scenarios)));
    for (const file of recorded) expect(readFileSync(join(folder, file)).length).toBeLessThan(LARGEST_FILE);
  });

  test('all replay with the workflow as it is now', async () => {
    const workflowBundle = await bundleOnce();
    const histories = recorded.map((file) => {
      const history = historyOf(file);
      expect(history.events.length).toBeGreaterThan(20);
      return { workflowId: file, history };
    });
    const failed: string[] = [];
    let replayed = 0;
    const options = { workflowBundle, dataConverter: dataConverter(testCodec), replayName: 'recorded' };
    for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
      replayed++;
      if (error) failed.push(`${workflowId}: ${error.message}`);
    }
    expect(failed).toEqual([]);
    expect(replayed).toBe(recorded.length);
  }, 60_000);

  test('a history that is not this code’s fails: the check above can say no', async () => {
    const workflowBundle = await bundleOnce();
    const history = historyOf('mail-to-order.json');
    // The first ordinary activity becomes another one, as if today's code began the story differently.
    const event = history.events.find(
      ({ activityTaskScheduledEventAttributes }) => activityTaskScheduledEventAttributes,
    );
    event!.activityTaskScheduledEventAttributes!.activityType = { name: 'somethingElse' };
    await expect(
      Worker.runReplayHistory({ workflowBundle, dataConverter: dataConverter(testCodec) }, history),
    ).rejects.toThrow(/somethingElse|[Nn]ondeterminism|[Dd]eterminism/);
  }, 60_000);
});

/** A long story is told by several runs, each continuing the last: whatever waits then goes on as if nothing had happened. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Activities } from '../../src/activities/index.ts';
import type { Step } from '../../src/domain/inquiry.ts';
import * as messages from '../../src/workflows/messages.ts';
import { activitiesThat, openInquiry, queues, until, waitsFor } from '../helpers/story.ts';
import { connectTemporal, eventually, type TemporalTest } from '../helpers/temporal.ts';
import { scenarios, type Scenario } from '../replay/scenarios.ts';

/** A run has three events before its first rest, and a few more after each thing that happens: so every rest but the first is left by a new run. */
const renewAfter = 6;
const by = { id: 'p1', name: 'Anna' };

let temporal: TemporalTest;
beforeAll(async () => (temporal = await connectTemporal()));
afterAll(async () => await temporal.close());

/** The story is told by another run than the one that began it. */
const isRenewed = async ({ handle }: Awaited<ReturnType<typeof openInquiry>>): Promise<boolean> =>
  (await temporal.client.workflow.getHandle(handle.workflowId).describe()).runId !== handle.signaledRunId;

interface Told {
  outcome: unknown;
  story: unknown[];
  verbs: string[];
  renewed: boolean;
}

/** Days and ids differ from one telling to the next. */
const told = ({ step, kind, status, by, summary }: Step) => [
  step,
  kind,
  status,
  by,
  summary.replaceAll(/\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?/g, 'DAY').replaceAll(/[0-9A-HJKMNP-TV-Z]{26}/g, 'ID'),
];

/** Whoever decides sees a view a moment after it was published: a decision that is quicker than the renewal puts it off. */
const LATER_MS = 200;
const seenLater = ({ publish, ...others }: Activities): Activities => ({
  ...others,
  publish: async (input) => void setTimeout(() => void publish(input), LATER_MS),
});

async function tell({ policy, world: make, play }: Scenario, options: { renewAfter?: number }): Promise<Told> {
  const world = make();
  const activities = options.renewAfter === undefined ? world.activities : seenLater(world.activities);
  return await temporal.withWorkers(queues(activities), async () => {
    const opened = await openInquiry(temporal, policy, options);
    try {
      await play(world, opened, temporal);
      const outcome: unknown = await opened.handle.result();
      await new Promise((resolve) => setTimeout(resolve, LATER_MS + 50));
      return {
        outcome,
        story: world.timeline(opened.id).map(told),
        verbs: world.verbs(),
        renewed: await isRenewed(opened),
      };
    } finally {
      await opened.handle.terminate().catch(() => undefined);
    }
  });
}

describe('every recorded story, told by one run and by many', () => {
  // What takes weeks is told below: the clock that a test runs ahead is one run's.
  test.each(Object.entries(scenarios).filter(([name]) => !['expiry', 'patience'].includes(name)))(
    '%s is the same',
    async (name, scenario) => {
      const plain = await tell(scenario, {});
      const renewed = await tell(scenario, { renewAfter });
      expect({ ...renewed, renewed: false }).toEqual(plain);
      // It is stopped while it works, and never rests.
      expect(renewed.renewed).toBe(name !== 'a-mail-too-late');
    },
    60_000,
  );
});

test('a decision sent again after the renewal is the one that was taken; mails, timers and a snooze go on', async () => {
  const world = activitiesThat();
  await temporal.withWorkers(queues(world.activities), async () => {
    const opened = await openInquiry(temporal, {}, { renewAfter });
    const { id, handle } = opened;
    try {
      const { review } = await waitsFor(world, id, 'incoming');
      const decision = { args: [{ step: review!.step, by }] as [{ step: string; by: typeof by }], updateId: 'once' };
      await handle.executeUpdate(messages.confirm, decision);
      const { review: next } = await waitsFor(world, id, 'outgoing');
      // The run that took it answers as it did then, the next one with what has become of it.
      await eventually(async () => {
        const { head } = await handle.executeUpdate(messages.confirm, decision);
        return head.review?.step === next!.step && (await isRenewed(opened));
      });
      await handle.signal(messages.mailReceived, { mail: 'mail-1' });

      const { runId } = await handle.describe();
      await handle.executeUpdate(messages.confirm, { args: [{ step: next!.step, by }] });
      await until(world, id, ({ status }) => status === 'waiting-for-customer', 'the customer’s turn');
      await eventually(async () => (await handle.describe()).runId !== runId);
      // The first reminder is due after three days, on a Monday at the latest, whichever run waits for it.
      await temporal.fastForward(messages.inquiryWorkflowId(id), 6 * 86_400);
      const reminder = await waitsFor(world, id, 'outgoing');
      const day = new Date(Date.now() + 20 * 86_400_000).toISOString();
      await handle.executeUpdate(messages.snooze, { args: [{ until: day, by }] });
      await handle.signal('skip', { step: 's999' });
      await eventually(async () => world.timeline(id).some(({ status }) => status === 'refused'));
      expect(world.published(id)).toMatchObject({ attention: false, review: { step: reminder.review!.step } });
      expect(world.timeline(id).filter(({ kind }) => kind === 'mail-received')).toHaveLength(1);
    } finally {
      await handle.terminate().catch(() => undefined);
    }
  });
}, 90_000);

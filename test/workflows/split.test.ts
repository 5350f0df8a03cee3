import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SplitLines } from '../../src/activities/split-lines.ts';
import * as messages from '../../src/workflows/messages.ts';
import { INQUIRY, inquiryWorkflowId } from '../../src/workflows/messages.ts';
import { activitiesThat, taskQueue, until, waitsFor, withInquiry } from '../helpers/story.ts';
import { connectTemporal, type TemporalTest } from '../helpers/temporal.ts';

const by = { id: 'p1', name: 'Anna' };
let temporal: TemporalTest;
beforeAll(async () => (temporal = await connectTemporal()));
afterAll(async () => await temporal.close());

/** Starts the new inquiry as intake does. */
const begin = async ({ into, begins: state }: SplitLines): Promise<void> => {
  const { id, mailbox, subject, createdAt, follows, linked, policy } = state;
  await temporal.client.workflow.start(INQUIRY, {
    workflowId: inquiryWorkflowId(into),
    taskQueue,
    args: [{ id, mailbox, subject, createdAt, follows, linked, policy, state }],
  });
};

describe('an inquiry is split', () => {
  test.each(['update', 'signal'])('by %s: both are linked, and each goes on to a draft of its own', async (how) => {
    const world = activitiesThat({ splitLines: begin });
    await withInquiry(temporal, world, {}, async ({ handle, id }) => {
      const { review } = await waitsFor(world, id, 'incoming');
      const given = { step: review!.step, lines: ['l1'], reason: 'two sites', by };
      if (how === 'update') {
        const { head } = await handle.executeUpdate(messages.split, { args: [given] });
        expect(head.review).toMatchObject({ step: review!.step, allowed: ['stop'] });
      } else await handle.signal(messages.splitSignal, given);
      const again = await until(
        world,
        id,
        (head) => head.linked.length > 0 && head.review?.step !== review!.step && head.review !== null,
        'the incoming review of what stays',
      );
      const into = again.linked[0]!.inquiry;
      try {
        expect(again.linked).toEqual([{ inquiry: into, relation: 'split-into' }]);
        expect(
          world
            .timeline(id)
            .map(({ summary }) => summary)
            .join(),
        ).toContain(`Anna split 1 line off to inquiry ${into}: two sites`);
        await handle.executeUpdate(messages.confirm, { args: [{ step: again.review!.step, by }] });
        await waitsFor(world, id, 'outgoing');
        const other = await waitsFor(world, into, 'outgoing');
        expect(other).toMatchObject({ linked: [{ inquiry: id, relation: 'split-from' }], customer: { account: 'A1' } });
        expect(world.timeline(into)[0]!.summary).toContain(`Anna split 1 line off inquiry ${id}`);
        expect(world.timeline(id).filter(({ status, kind }) => status === 'waiting' && kind !== 'review')).toEqual([]);
      } finally {
        await temporal.client.workflow
          .getHandle(inquiryWorkflowId(into))
          .terminate()
          .catch(() => undefined);
      }
    });
  });

  test('what cannot be split is refused, by signal on the timeline', async () => {
    const world = activitiesThat();
    await withInquiry(temporal, world, {}, async ({ handle, id }) => {
      const { review } = await waitsFor(world, id, 'incoming');
      await handle.signal(messages.splitSignal, { step: 's999', lines: ['l1'], by });
      await handle.signal('split', { step: review!.step, line: 'l1' });
      await handle.executeUpdate(messages.confirm, { args: [{ step: review!.step, by }] });
      await waitsFor(world, id, 'outgoing');
      const refused = world.timeline(id).filter(({ status }) => status === 'refused');
      expect(refused.map(({ summary }) => summary)).toEqual([
        expect.stringContaining('no longer the current one'),
        expect.stringContaining('It has a field line; split takes step, lines, reason.'),
      ]);
      expect(world.verbs()).not.toContain('splitLines');
    });
  });
});

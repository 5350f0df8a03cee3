/** Two reviewers act on one step at once: exactly one wins, the other is told why, and nothing is done twice. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import * as messages from '../../src/workflows/messages.ts';
import { activitiesThat, openInquiry, queues, until, waitsFor } from '../helpers/story.ts';
import { connectTemporal, type TemporalTest } from '../helpers/temporal.ts';

const [INQUIRIES, AT_ONCE] = [100, 5];
const anna = { id: 'p1', name: 'Anna' };
const ben = { id: 'p2', name: 'Ben' };

type Opened = Awaited<ReturnType<typeof openInquiry>>;
type Act = (opened: Opened, step: string, by: typeof anna) => Promise<unknown>;

const confirm: Act = ({ handle }, step, by) => handle.executeUpdate(messages.confirm, { args: [{ step, by }] });
const edit: Act = ({ handle }, step, by) =>
  handle.executeUpdate(messages.edit, { args: [{ step, draft: { subject: by.name }, by }] });
const skip: Act = ({ handle }, step, by) => handle.executeUpdate(messages.skip, { args: [{ step, by }] });
const stop: Act = ({ handle }, step, by) =>
  handle.executeUpdate(messages.stop, { args: [{ step, confirm: true, by }] });

/** What the two do to a draft: each thing against each. */
const onDrafts: Act[][] = [confirm, edit, skip, stop].flatMap((one, index, all) =>
  all.slice(index).map((other) => [one, other]),
);

let temporal: TemporalTest;
beforeAll(async () => (temporal = await connectTemporal()));
afterAll(async () => await temporal.close());

test('200 races: one wins each', async () => {
  const world = activitiesThat();
  const wins = { Anna: 0, Ben: 0 };
  const refusals: Record<string, number> = {};

  const race = async (opened: Opened, step: string, [one, other]: Act[]): Promise<void> => {
    const results = await Promise.allSettled([one!(opened, step, anna), other!(opened, step, ben)]);
    const won = results.findIndex(({ status }) => status === 'fulfilled');
    const [lost, ...more] = results.filter((result) => result.status === 'rejected');
    expect({ won: won >= 0, lost: lost !== undefined, more }).toEqual({ won: true, lost: true, more: [] });
    if (!(lost!.reason instanceof WorkflowUpdateFailedError)) throw lost!.reason;
    const { type, details } = lost!.reason.cause as ApplicationFailure;
    refusals[type!] = (refusals[type!] ?? 0) + 1;
    expect(details?.[0]).toHaveProperty('allowed');
    const winner = won === 0 ? 'Anna' : 'Ben';
    wins[winner] += 1;
    await until(
      world,
      opened.id,
      () => world.timeline(opened.id).some((told) => told.step === step && told.status !== 'waiting'),
      `the end of ${step}`,
    );
    expect(world.timeline(opened.id).find((told) => told.step === step)?.by).toBe(winner);
  };

  await temporal.withWorkers(queues(world.activities), async () => {
    for (let begun = 0; begun < INQUIRIES; begun += AT_ONCE) {
      await Promise.all(
        Array.from({ length: AT_ONCE }, async (_, index) => {
          const opened = await openInquiry(temporal);
          try {
            const incoming = await waitsFor(world, opened.id, 'incoming');
            await race(opened, incoming.review!.step, [confirm, confirm]);
            const outgoing = await waitsFor(world, opened.id, 'outgoing');
            await race(opened, outgoing.review!.step, onDrafts[(begun + index) % onDrafts.length]!);
          } finally {
            await opened.handle.terminate().catch(() => undefined);
          }
        }),
      );
    }
  });
  console.log(`${wins.Anna + wins.Ben} races, won by`, wins, 'the others heard', refusals);
  expect(wins.Anna + wins.Ben).toBe(200);
  expect(Object.keys(refusals).sort()).toEqual(
    ['InquiryEnded', 'StepIsStale'].concat(Object.keys(refusals).includes('NotWaiting') ? ['NotWaiting'] : []).sort(),
  );
  const sent = world.calls
    .filter(({ verb }) => verb === 'sendMail')
    .map(({ input }) => (input as { draft: string }).draft);
  expect(new Set(sent).size).toBe(sent.length);
}, 180_000);

/** What buyers ask all the time, through the whole of it: the workflow over the activities themselves, the embedded company and a real store. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { Reading } from '../../src/domain/reading.ts';
import * as messages from '../../src/workflows/messages.ts';
import { activitiesWorld, aLine, aReading, read, type ActivitiesWorld } from '../activities/world.ts';
import { openInquiry, queues } from '../helpers/story.ts';
import { connectTemporal, eventually, type TemporalTest } from '../helpers/temporal.ts';

let temporal: TemporalTest;
let world: ActivitiesWorld;
beforeAll(async () => ([temporal, world] = await Promise.all([connectTemporal(), activitiesWorld()])));
afterAll(async () => await Promise.all([temporal.close(), world.drop()]));

/** One customer's inquiry: they write, a person decides. */
async function inquiry(first: Reading, body: (story: Awaited<ReturnType<typeof storyOf>>) => Promise<void>) {
  await temporal.withWorkers(queues(world.act), async () => {
    const story = await storyOf(first);
    try {
      await body(story);
    } finally {
      await story.handle.terminate().catch(() => undefined);
    }
  });
}

async function storyOf(first: Reading) {
  const id = ulid();
  const mailOf = async (says: Reading) => {
    world.reading.says = says;
    return (await world.mailIn(id)).id;
  };
  const policy = { incomingReviewRegistered: 'none' } as const;
  const { handle } = await openInquiry(temporal, policy, { id, mail: await mailOf(first) });
  const view = async () => await world.store.inquiries.find(id);
  const waits = (kind: string) =>
    eventually(
      async () => {
        const now = await view();
        return now?.review?.kind === kind && now.review.allowed.includes('confirm') ? now : null;
      },
      { what: `the ${kind} review` },
    );
  return {
    handle,
    waits,
    lines: async () => (await world.store.lines.of(id)).map(({ item, quantity }) => [item, quantity]),
    write: async (says: Reading) => await handle.signal(messages.mailReceived, { mail: await mailOf(says) }),
    confirm: async (kind: string, choice?: string) => {
      const { review } = await waits(kind);
      const by = { id: 'p1', name: 'Anna' };
      await handle.executeUpdate(messages.confirm, { args: [{ step: review!.step, by, ...(choice && { choice }) }] });
    },
    customersTurn: () =>
      eventually(async () => ((await view())?.status === 'waiting-for-customer' ? await view() : null), {
        what: 'the customer’s turn',
      }),
  };
}

test('a price ladder is quoted at its first quantity; “we take 20” is a new revision without the ladder', async () => {
  const ladder = aLine('l1', 'BOLT', '5', { tiers: ['5', '20', '100'] });
  await inquiry(aReading([ladder]), async (story) => {
    const { quote, lines } = await story.waits('outgoing');
    expect(lines).toMatchObject([
      { item: 'BOLT', quantity: '5', tiers: [{}, { quantity: '20', total: '136.90' }, {}] },
    ]);
    expect(world.documents.replies.at(-1)!.ladders).toMatchObject([{ item: 'BOLT' }]);
    await story.confirm('outgoing');
    await story.customersTurn();

    await story.write(aReading([aLine('l1', 'BOLT', '20', { action: 'set' })], { of: 'change' }));
    const revised = await story.waits('outgoing');
    expect(revised.quote).toMatchObject({ number: quote!.number, revision: 2 });
    expect(revised.lines).toMatchObject([{ item: 'BOLT', quantity: '20', total: '136.90' }]);
    expect(revised.lines[0]).not.toHaveProperty('tiers');
    expect(world.documents.replies.at(-1)!.ladders ?? []).toEqual([]);
  });
}, 60_000);

test('“the same as last time, but 3 ropes more”: shown, another document taken, shown again, quoted once a person says so', async () => {
  const ordered = async (item: string, quantity: string) => {
    const made = await world.quoteFor([aLine('l1', item, quantity)]);
    const order = await world.act.makeOrder({ ...made, account: 'A1', overrides: ['order-short', 'over-credit'] });
    if (!('ref' in order)) throw new Error(order.trouble.sentence);
    return order.ref.number;
  };
  const older = await ordered('HAMMER', '4');
  const newest = await ordered('BOLT', '2');
  const sameAs = {
    ...read({ number: null, kind: null }),
    evidence: [{ mail: 'm', part: '1', start: 0, end: 17, quote: 'same as last time' }],
  };
  await inquiry(aReading([aLine('l1', 'ROPE', '6', { action: 'add' })], { sameAs }), async (story) => {
    const first = await story.waits('assistance');
    expect(first.review!.reason).toMatchObject({ code: 'as-before', sentence: expect.stringContaining(newest) });
    expect(await story.lines()).toEqual([
      ['BOLT', '2'],
      ['ROPE', '6'],
    ]);

    await story.confirm('assistance', `as-${older}`);
    const second = await eventually(async () => {
      const now = await story.waits('assistance');
      return now.review!.step === first.review!.step ? null : now;
    });
    expect(second.review!.reason).toMatchObject({ code: 'as-before', sentence: expect.stringContaining(older) });
    expect(second.quote).toBeNull();

    await story.confirm('assistance', 'as-before');
    const { quote } = await story.waits('outgoing');
    const document = (await world.sales.quote(quote!.number))!;
    expect(document.lines.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['HAMMER', '4'],
      ['ROPE', '6'],
    ]);
  });
}, 60_000);

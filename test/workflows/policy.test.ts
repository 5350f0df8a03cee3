/** What the policy does to the order of things. Its rules as tables: test/domain/policy.test.ts. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Policy } from '../../src/domain/policy.ts';
import * as messages from '../../src/workflows/messages.ts';
import {
  activitiesThat,
  documentMade,
  facts,
  openInquiry,
  queues,
  until,
  waitsFor,
  type World,
} from '../helpers/story.ts';
import { connectTemporal, type TemporalTest } from '../helpers/temporal.ts';

const by = { id: 'p1', name: 'Anna' };
let temporal: TemporalTest;
beforeAll(async () => (temporal = await connectTemporal()));
afterAll(async () => await temporal.close());

type Opened = Awaited<ReturnType<typeof openInquiry>>;

async function inquiryWith(world: World, policy: Partial<Policy>, body: (opened: Opened) => Promise<void>) {
  await temporal.withWorkers(queues(world.activities), async () => {
    const opened = await openInquiry(temporal, { incomingReviewRegistered: 'none', ...policy });
    try {
      await body(opened);
    } finally {
      await opened.handle.terminate().catch(() => undefined);
    }
  });
}

const confirm = async ({ handle, id }: Opened, world: World, kind: string, more: object = {}) => {
  const { review } = await waitsFor(world, id, kind);
  await handle.executeUpdate(messages.confirm, { args: [{ step: review!.step, by, ...more }] });
  return review!;
};

/** The second mail accepts. */
const accepting = (changes: Parameters<typeof activitiesThat>[0] = {}) =>
  activitiesThat({
    readMail: async ({ mail }) => facts(mail, mail === 'mail-2' ? { kind: 'acceptance', lines: 0, sureLines: 0 } : {}),
    ...changes,
  });
const accepted = async ({ handle, id }: Opened, world: World) => {
  await until(world, id, ({ status }) => status === 'waiting-for-customer', 'the customer’s turn');
  await handle.signal(messages.mailReceived, { mail: 'mail-2' });
};

const quoting = ['readMail', 'findCustomer', 'checkItems', 'buildQuote'];
const leaving = ['renderDocument', 'draftReply', 'sendMail'];

describe('quotes sent × orders made', () => {
  test('both: the quote, and after its acceptance the order', async () => {
    const world = accepting();
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'outgoing');
      await accepted(opened, world);
      await confirm(opened, world, 'outgoing');
      expect(await opened.handle.result()).toBe('ordered');
      expect(world.verbs()).toEqual([...quoting, ...leaving, 'readMail', 'makeOrder', ...leaving]);
    });
  });

  test('quotes alone: the acceptance is a person’s to turn into an order', async () => {
    const world = accepting();
    await inquiryWith(world, { makeOrders: false }, async (opened) => {
      await confirm(opened, world, 'outgoing');
      await accepted(opened, world);
      const asked = await confirm(opened, world, 'assistance', { choice: 'ordered-by-hand' });
      expect(asked.reason).toMatchObject({ code: 'order-by-hand' });
      expect(await opened.handle.result()).toBe('quoted');
      expect(world.verbs()).not.toContain('makeOrder');
    });
  });

  test('orders alone: straight to the order, past both reviews; the customer never sees the quote', async () => {
    const world = accepting();
    await inquiryWith(world, { sendQuotes: false, quoteReview: true, orderReview: true }, async (opened) => {
      await confirm(opened, world, 'quote');
      await confirm(opened, world, 'order');
      await confirm(opened, world, 'outgoing');
      expect(await opened.handle.result()).toBe('ordered');
      expect(world.verbs()).toEqual([...quoting, 'makeOrder', ...leaving]);
      expect(world.calls.filter(({ verb }) => verb === 'draftReply')).toMatchObject([{ input: { about: 'order' } }]);
    });
  });

  test('neither: the quote stays inside, and no mail is drafted', async () => {
    const world = accepting();
    await inquiryWith(world, { sendQuotes: false, makeOrders: false }, async (opened) => {
      expect(await opened.handle.result()).toBe('quoted');
      expect(world.verbs()).toEqual(quoting);
      expect(world.published(opened.id)).toMatchObject({ outcome: 'quoted', quote: { number: 'Q-000001' } });
    });
  });
});

describe('review rules', () => {
  const reviewRules: Policy['reviewRules'] = [
    { name: 'Over 10,000', review: 'quote', amountOver: '10000' },
    { name: 'Orders of new customers', review: 'order', newCustomer: true },
  ];

  test('ask though no review is asked for, by name, in the view and on the timeline', async () => {
    const world = accepting({
      buildQuote: async () => ({ ...documentMade(), rulesMet: ['Over 10,000'] }),
      makeOrder: async () => ({
        ...documentMade(1, { number: 'O-000001' }),
        endsAt: null,
        rulesMet: ['Orders of new customers'],
      }),
    });
    await inquiryWith(world, { version: 4, reviewRules }, async (opened) => {
      const quote = await confirm(opened, world, 'quote');
      expect(quote.reason).toEqual({ code: 'review-rule', sentence: 'Asked because: Over 10,000.' });
      await confirm(opened, world, 'outgoing');
      await accepted(opened, world);
      const order = await confirm(opened, world, 'order');
      expect(order.reason?.sentence).toBe('Asked because: Orders of new customers.');
      await confirm(opened, world, 'outgoing');
      expect(await opened.handle.result()).toBe('ordered');
      const told = world.timeline(opened.id).map(({ summary }) => summary);
      expect(told).toContain('Asked because: Over 10,000. Anna confirmed the quote.');
      expect(world.published(opened.id)?.policy).toEqual({ version: 4, shadow: false });
      for (const verb of ['buildQuote', 'makeOrder'])
        expect(world.calls.find((call) => call.verb === verb)!.input).toMatchObject({ rules: reviewRules });
    });
  });
});

describe('shadow', () => {
  test('all happens but the sending, and the timeline says so', async () => {
    const world = accepting({
      sendMail: async ({ draft, shadow }) => ({
        mail: `kept-${draft}`,
        to: 'kim@riders.example',
        ...(shadow ? { shadow } : {}),
      }),
    });
    await inquiryWith(world, { shadow: true }, async (opened) => {
      await confirm(opened, world, 'outgoing');
      await accepted(opened, world);
      await confirm(opened, world, 'outgoing');
      expect(await opened.handle.result()).toBe('ordered');
      const sent = world.timeline(opened.id).filter(({ kind }) => kind === 'sent');
      expect(sent).toHaveLength(2);
      for (const step of sent)
        expect(step).toMatchObject({
          status: 'skipped',
          summary: expect.stringMatching(/^Would have been sent to kim@/),
        });
      expect(world.published(opened.id)?.policy.shadow).toBe(true);
    });
  });
});

/** Questions to the customer and offers, on a real Temporal server: asked, reviewed, sent, answered; and when a person is asked instead. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Policy } from '../../src/domain/policy.ts';
import type { ItemsFound } from '../../src/domain/progress.ts';
import * as messages from '../../src/workflows/messages.ts';
import { activitiesThat, facts, openInquiry, queues, until, waitsFor, type World } from '../helpers/story.ts';
import { connectTemporal, type TemporalTest } from '../helpers/temporal.ts';

const by = { id: 'p1', name: 'Anna' };
let temporal: TemporalTest;
beforeAll(async () => (temporal = await connectTemporal()));
afterAll(async () => await temporal.close());

type Opened = Awaited<ReturnType<typeof openInquiry>>;

const clear: ItemsFound = { lines: 1, clear: 1, stock: 'Stock: 1 available.', trouble: null };
const ambiguous: ItemsFound = {
  ...clear,
  clear: 0,
  trouble: { code: 'lines-unclear', sentence: '“shirts” fits 2 items.' },
  open: ['item-ambiguous'],
};
const short: ItemsFound = {
  ...clear,
  trouble: { code: 'items-unavailable', sentence: '6 EA of SHIRT cannot be had now.' },
  open: ['shortage'],
};

/** Lines as checked, one after the other; the mails after the first are answers. */
function worldOf(checks: ItemsFound[], about: 'question' | 'offer' = 'question'): World {
  let calls = 0;
  return activitiesThat({
    readMail: async ({ mail }) => facts(mail, mail === 'mail-1' ? {} : { kind: 'answer', lines: 0 }),
    checkItems: async () => checks[Math.min(calls++, checks.length - 1)]!,
    draftQuestion: async () => ({ to: 'kim@riders.example', about, points: 1 }),
  });
}

async function inquiryWith(
  world: World,
  policy: Partial<Policy>,
  body: (opened: Opened) => Promise<void>,
): Promise<void> {
  await temporal.withWorkers(queues(world.activities), async () => {
    const opened = await openInquiry(temporal, policy);
    try {
      await body(opened);
    } finally {
      await opened.handle.terminate().catch(() => undefined);
    }
  });
}

const confirm = async ({ handle, id }: Opened, world: World, kind: string, more: object = {}) => {
  const head = await waitsFor(world, id, kind);
  return await handle.executeUpdate(messages.confirm, { args: [{ step: head.review!.step, by, ...more }] });
};
const customersTurn = (world: World, { id }: Opened) =>
  until(world, id, ({ status }) => status === 'waiting-for-customer', 'the customer’s turn');
const answers = async (opened: Opened, mail: string) => await opened.handle.signal(messages.mailReceived, { mail });

describe('what is missing is asked of the customer', () => {
  test('one mail, reviewed before it leaves; the answer is read against it, and the quote follows', async () => {
    const world = worldOf([ambiguous, { ...clear, chosen: 'B (Work shirt blue)' }]);
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      const { draftId } = (await waitsFor(world, opened.id, 'outgoing')) as unknown as { draftId: string };
      await confirm(opened, world, 'outgoing');
      await customersTurn(world, opened);
      expect(world.published(opened.id)).toMatchObject({ attention: false, quote: null });
      await answers(opened, 'mail-2');
      await confirm(opened, world, 'outgoing');
      await customersTurn(world, opened);
      expect(world.published(opened.id)?.quote?.number).toBe('Q-000001');
      const inputs = (verb: string) => world.calls.flatMap((call) => (call.verb === verb ? [call.input] : []));
      expect(inputs('readMail').at(-1)).toMatchObject({ mail: 'mail-2', asked: draftId });
      // Date and address stand in the first mail: both are worked in.
      expect(inputs('checkItems').at(-1)).toMatchObject({
        mails: ['mail-1', 'mail-2'],
        asked: { draft: draftId, since: 'mail-1' },
      });
      expect(inputs('buildQuote').at(-1)).toMatchObject({ mails: ['mail-1', 'mail-2'] });
      const story = world.timeline(opened.id).map(({ summary }) => summary);
      expect(story).toEqual(
        expect.arrayContaining([
          expect.stringContaining('The customer is asked.'),
          expect.stringContaining('with 1 question'),
          'Chosen: B (Work shirt blue).',
        ]),
      );
    });
  });

  test('after two rounds a person is asked, who may ask the customer once more', async () => {
    const world = worldOf([ambiguous]);
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      for (const mail of ['mail-2', 'mail-3']) {
        await confirm(opened, world, 'outgoing');
        await customersTurn(world, opened);
        await answers(opened, mail);
      }
      const { review } = await waitsFor(world, opened.id, 'assistance');
      expect(review).toMatchObject({
        reason: { code: 'lines-unclear' },
        edits: expect.arrayContaining(['lines']),
        choices: expect.arrayContaining([expect.objectContaining({ id: 'ask-customer' })]),
      });
      await confirm(opened, world, 'assistance', { choice: 'ask-customer' });
      await confirm(opened, world, 'outgoing');
      await customersTurn(world, opened);
      expect(world.verbs().filter((verb) => verb === 'draftQuestion')).toHaveLength(3);
    });
  });

  test.each<[string, Partial<Policy>, ItemsFound]>([
    ['our own reader’s doubt', {}, { ...ambiguous, open: ['match-unsure'] }],
    ['a thing beside it that is a person’s', {}, { ...ambiguous, open: ['item-ambiguous', 'item-unknown'] }],
    ['a policy of no questions', { questionRounds: 0 }, ambiguous],
  ])('%s goes to a person', async (_, policy, found) => {
    const world = worldOf([found]);
    await inquiryWith(world, policy, async (opened) => {
      await confirm(opened, world, 'incoming');
      await waitsFor(world, opened.id, 'assistance');
      expect(world.verbs()).not.toContain('draftQuestion');
    });
  });
});

test('a shortage is offered by letters; “B” becomes the quote', async () => {
  const world = worldOf([short, { ...clear, chosen: 'B (later)' }], 'offer');
  await inquiryWith(world, { onlyAvailableItems: true }, async (opened) => {
    await confirm(opened, world, 'incoming');
    await confirm(opened, world, 'outgoing');
    await customersTurn(world, opened);
    await answers(opened, 'mail-2');
    await confirm(opened, world, 'outgoing');
    await customersTurn(world, opened);
    expect(world.verbs()).toEqual([
      ...['readMail', 'findCustomer', 'checkItems', 'draftQuestion', 'sendMail'],
      ...['readMail', 'checkItems', 'buildQuote', 'renderDocument', 'draftReply', 'sendMail'],
    ]);
    expect(world.timeline(opened.id).map(({ summary }) => summary)).toContain('Chosen: B (later).');
  });
});

test('an answer that says more than a choice goes to a person before anything is quoted', async () => {
  const world = worldOf([ambiguous, clear]);
  world.activities.readMail = async ({ mail }) =>
    facts(mail, mail === 'mail-1' ? {} : { kind: 'answer', sure: false, lines: 0 });
  await inquiryWith(world, {}, async (opened) => {
    await confirm(opened, world, 'incoming');
    await confirm(opened, world, 'outgoing');
    await customersTurn(world, opened);
    await answers(opened, 'mail-2');
    expect((await waitsFor(world, opened.id, 'assistance')).review!.reason).toMatchObject({ code: 'answer-unclear' });
    await confirm(opened, world, 'assistance', { choice: 'as-answer' });
    await waitsFor(world, opened.id, 'outgoing');
    expect(world.verbs()).toContain('buildQuote');
  });
});

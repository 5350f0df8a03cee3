/** Weeks of waiting on a real server whose clock runs ahead: the timers that domain/patience.ts asks for, and what cancels them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import * as messages from '../../src/workflows/messages.ts';
import { activitiesThat, documentMade, facts, until, waitsFor, withInquiry, type World } from '../helpers/story.ts';
import { connectTemporal, type TemporalTest } from '../helpers/temporal.ts';

const by = { id: 'p1', name: 'Anna' };
const HOUR = 3600;
const DAY = 24 * HOUR;
let temporal: TemporalTest;
beforeAll(async () => (temporal = await connectTemporal()));
afterAll(async () => await temporal.close());

type Opened = Parameters<Parameters<typeof withInquiry>[3]>[0];

/** Its last day is a Tuesday: none of the days that a reminder is due on is at a weekend. */
const quote = () => documentMade(1, { validUntil: '2030-02-05' });
const worldWith = (changes: Parameters<typeof activitiesThat>[0] = {}) =>
  activitiesThat({
    buildQuote: async () => quote(),
    renderDocument: async () => ({ file: 'file-quote', made: quote() }),
    ...changes,
  });

const confirm = async ({ handle, id }: Opened, world: World, kind: string) => {
  const { review } = await waitsFor(world, id, kind);
  await handle.executeUpdate(messages.confirm, { args: [{ step: review!.step, by }] });
};
const customersTurn = ({ id }: Opened, world: World) =>
  until(world, id, ({ status }) => status === 'waiting-for-customer', 'the customer’s turn');
const later = ({ id }: Opened, seconds: number) => temporal.fastForward(messages.inquiryWorkflowId(id), seconds);
const reminders = (world: World) => world.verbs().filter((verb) => verb === 'draftReminder').length;
const told = (world: World, { id }: Opened, kind: string) => world.timeline(id).filter((step) => step.kind === kind);

describe('while the customer is waited for', () => {
  test('over weeks: a reminder that is sent, an absence, one that nobody looks at, the last day', async () => {
    const back = () => new Date(Date.now() + 13 * DAY * 1000).toISOString().slice(0, 10);
    const world = worldWith({
      readMail: async ({ mail }) => facts(mail, mail === 'mail-2' ? { kind: 'auto-reply', returns: back() } : {}),
    });
    await withInquiry(temporal, world, { incomingReviewRegistered: 'none' }, async (opened) => {
      await confirm(opened, world, 'outgoing');
      await customersTurn(opened, world);
      await later(opened, 2 * DAY);
      expect(reminders(world)).toBe(0);

      await later(opened, DAY + 10 * HOUR);
      await confirm(opened, world, 'outgoing');
      expect(reminders(world)).toBe(1);
      expect(world.calls.find(({ verb }) => verb === 'draftReminder')!.input).toMatchObject({
        mail: expect.stringMatching(/^sent-/),
        quote: { number: 'Q-000001', revision: 1, file: 'file-quote' },
      });
      await until(world, opened.id, () => world.verbs().at(-1) === 'sendMail', 'the reminder');
      await customersTurn(opened, world);

      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      await until(world, opened.id, () => told(world, opened, 'mail-received').length === 2, 'the automatic reply');
      expect(told(world, opened, 'mail-received')[1]!.summary).toContain('The customer is not reminded before');
      await later(opened, 6 * DAY);
      expect(world.published(opened.id)).toMatchObject({ status: 'waiting-for-customer', attention: false });

      await later(opened, 6 * DAY);
      const { review } = await waitsFor(world, opened.id, 'outgoing');
      expect(reminders(world)).toBe(2);
      await later(opened, 20 * DAY);
      expect(await opened.handle.result()).toBe('expired');
      expect(world.timeline(opened.id).find(({ step }) => step === review!.step)!.status).toBe('superseded');
      expect(world.verbs().filter((verb) => verb === 'sendMail')).toHaveLength(2);
      expect(world.timeline(opened.id).at(-1)).toMatchObject({ kind: 'ended' });
    });
  }, 60_000);

  test('a mail while the reminder is drafted or waits cancels it, and the timers with it', async () => {
    const world = worldWith({
      readMail: async ({ mail }) => facts(mail, mail === 'mail-2' ? { kind: 'acceptance', lines: 0 } : {}),
    });
    await withInquiry(temporal, world, { incomingReviewRegistered: 'none' }, async (opened) => {
      await confirm(opened, world, 'outgoing');
      await customersTurn(opened, world);
      await later(opened, 4 * DAY);
      const { review } = await waitsFor(world, opened.id, 'outgoing');
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      await until(world, opened.id, ({ order }) => order !== null, 'the order');
      await confirm(opened, world, 'outgoing');
      expect(await opened.handle.result()).toBe('ordered');
      expect(world.timeline(opened.id).find(({ step }) => step === review!.step)!.status).toBe('superseded');
      expect(reminders(world)).toBe(1);
    });
  }, 60_000);
});

describe('while a person is waited for', () => {
  test('they are reminded, others after them; snoozed it waits unseen; nothing is confirmed by time', async () => {
    const world = worldWith();
    await withInquiry(temporal, world, {}, async (opened) => {
      const { handle, id } = opened;
      const { review } = await waitsFor(world, id, 'incoming');
      await handle.executeUpdate(messages.assign, { args: [{ person: 'p2', name: 'Ben', by }] });
      const until2 = new Date(Date.now() + 2 * DAY * 1000).toISOString();
      const { head } = await handle.executeUpdate(messages.snooze, { args: [{ until: until2, by }] });
      expect(head).toMatchObject({ attention: false, snoozedUntil: until2, assignee: { id: 'p2', name: 'Ben' } });
      await later(opened, DAY + 12 * HOUR);
      expect(world.published(id)).toMatchObject({ attention: false });

      await later(opened, DAY);
      const awake = await until(world, id, (now) => now.review?.remindedAt !== undefined, 'the reviewer’s reminder');
      expect(awake).toMatchObject({ attention: true, snoozedUntil: null, assignee: { id: 'p2' } });

      await later(opened, DAY);
      const gone = await until(world, id, (now) => now.review?.escalatedAt !== undefined, 'the escalation');
      expect(gone).toMatchObject({ assignee: null, review: { step: review!.step, kind: 'incoming' } });
      await later(opened, 60 * DAY);
      expect(world.published(id)).toMatchObject({ status: 'waiting-for-review', review: { step: review!.step } });
      expect(world.verbs()).toEqual(['readMail', 'findCustomer']);
      await confirm(opened, world, 'incoming');
      await waitsFor(world, id, 'outgoing');
    });
  }, 60_000);

  test('plain signals snooze and assign; what is not legal is refused with its reason', async () => {
    const world = worldWith();
    await withInquiry(temporal, world, {}, async (opened) => {
      const { handle, id } = opened;
      await waitsFor(world, id, 'incoming');
      const refused = await handle
        .executeUpdate(messages.snooze, { args: [{ until: '2001-01-01T00:00:00Z', by }] })
        .catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(WorkflowUpdateFailedError);
      expect((refused as WorkflowUpdateFailedError).cause).toMatchObject({ type: 'Invalid' });
      await handle.signal('snooze', { untill: 'x' });
      await handle.signal('assign', { person: 'p3' });
      await until(world, id, ({ assignee }) => assignee?.id === 'p3', 'the assignee');
      expect(told(world, opened, 'decision').map(({ status, summary }) => [status, summary])).toEqual([
        ['refused', 'A signal snooze was refused: It has a field untill; snooze takes until.'],
        ['done', 'An operator gave the inquiry to p3.'],
      ]);
    });
  });
});

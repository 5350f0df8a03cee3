import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { Failure } from '../../src/domain/failures.ts';
import { createActivities } from '../../src/activities/index.ts';
import { eventually } from '../helpers/temporal.ts';
import { activitiesWorld, aLine, failureOf, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
let ready: Awaited<ReturnType<ActivitiesWorld['draftOf']>> & { quote: string };
beforeAll(async () => (world = await activitiesWorld()));
afterAll(() => world.drop());

beforeEach(async () => {
  Object.assign(world.mail.system, { trouble: null, cannotLook: false, looked: 0, slowMs: 0 });
  world.mail.delivered.length = 0;
  const made = await world.quoteFor([aLine('l1', 'HAMMER', '2')]);
  ready = { ...(await world.draftOf(made)), quote: made.quote.number };
});

const send = () => world.act.sendMail({ inquiry: ready.inquiry, draft: ready.draft });
/** The quote and its draft as they would be, had the quote been made with this last day. */
const aDayOver = (validUntil: string) =>
  world.store.connection
    .collection('sales-documents')
    .updateOne({ _id: ready.quote as never }, { $set: { 'document.validUntil': validUntil } });
const sentRows = async () =>
  (await world.store.mails.list({ inquiry: ready.inquiry, direction: 'out' }, { limit: 9 })).items;

describe('in shadow mode nothing leaves', () => {
  const shadow = () => world.act.sendMail({ inquiry: ready.inquiry, draft: ready.draft, shadow: true });
  const turn = async (on: boolean) => {
    const policy = await world.store.settings.policy();
    await world.store.settings.change({ policy: { ...policy, shadow: on } }, { expected: policy.version, by: 'Anna' });
  };

  test('what would have been sent is kept as it would have left, once', async () => {
    const first = await shadow();
    expect(first).toMatchObject({ to: 'anna@boats.example', shadow: true });
    expect(await shadow()).toEqual(first);
    expect(world.mail.delivered).toEqual([]);
    expect(await sentRows()).toMatchObject([{ id: first.mail, sending: 'shadow', subject: 'Re: Gloves' }]);
    expect((await world.store.mails.raw(first.mail))!.toString()).toContain('shadow');
    expect(await world.store.outbox.find(ready.draft)).toMatchObject({
      status: 'shadow',
      mail: first.mail,
      attempts: 0,
    });
  });

  test('turned on, it holds for inquiries that began before; turned off, for those that began in it', async () => {
    await turn(true);
    const held = await send();
    expect(held).toMatchObject({ shadow: true });
    await turn(false);
    expect(await send()).toEqual(held);
    expect(world.mail.delivered).toEqual([]);
  });

  test('broken off between the outbox and the mail: still nothing leaves', async () => {
    await world.store.outbox.open(ready.draft, {
      inquiry: ready.inquiry,
      messageId: `<${ready.draft.toLowerCase()}@tools.example>`,
    });
    await world.store.outbox.settle(ready.draft, { status: 'shadow' });
    expect(await send()).toMatchObject({ shadow: true });
    expect(world.mail.delivered).toEqual([]);
    expect(await sentRows()).toHaveLength(1);
  });

  test('a mail that left before is not called a shadow', async () => {
    const left = await send();
    expect(await shadow()).toEqual(left);
    expect(await sentRows()).toMatchObject([{ sending: 'sent' }]);
  });

  test('the same checks as ever: a draft of an older revision is refused', async () => {
    await world.put(ready.quote, ({ lines }) => ({
      lines: lines.map(({ id, item }) => ({ id, item, quantity: '5' })),
    }));
    expect(await failureOf(shadow())).toMatchObject({ type: 'StaleDocument' });
  });
});

describe('a draft is sent once', () => {
  test('to exactly its recipients, in its thread, with the PDF as it was made', async () => {
    const { mail, to } = await send();
    const [left, ...more] = world.mail.delivered;
    expect(more).toEqual([]);
    expect(to).toBe('anna@boats.example');
    expect(left).toMatchObject({
      to: ['anna@boats.example'],
      cc: [],
      subject: 'Re: Gloves',
      from: { address: 'sales@tools.example' },
    });
    expect(left!.messageId).toBe(`<${ready.draft.toLowerCase()}@tools.example>`);
    expect(left!.references.at(-1)).toBe(left!.inReplyTo);
    expect(left!.attachments.map(({ name, content }) => [name, content.toString()])).toEqual([
      [`${ready.quote}.pdf`, `%PDF <h1>${ready.quote}/1</h1>`],
    ]);
    expect(await world.store.mails.find(mail)).toMatchObject({
      direction: 'out',
      inquiry: ready.inquiry,
      messageId: left!.messageId,
    });
    expect(await world.store.outbox.find(ready.draft)).toMatchObject({ status: 'sent', mail, attempts: 1 });
  });

  test('asked again after its answer was lost: the same mail, nothing leaves', async () => {
    const first = await send();
    expect(await send()).toEqual(first);
    expect(world.mail.delivered).toHaveLength(1);
    expect(await sentRows()).toHaveLength(1);
  });

  test('twenty at once: one leaves; the others find it or come again', async () => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, send));
    for (const one of results)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ type: 'SendUnclear', nonRetryable: false });
    expect(await send()).toMatchObject({ to: 'anna@boats.example' });
    expect(world.mail.delivered).toHaveLength(1);
    expect(await sentRows()).toHaveLength(1);
  });

  test('an attempt that still sends when the next one begins: only one leaves', async () => {
    world.mail.system.slowMs = 300;
    const slow = send();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await failureOf(send())).toMatchObject({ type: 'SendUnclear', nonRetryable: false });
    await slow;
    expect(await send()).toEqual(await slow);
    expect(world.mail.delivered).toHaveLength(1);
  });

  test('an attempt that takes long says that it goes on: the next one waits for it', async () => {
    world.mail.system.slowMs = 4_000;
    const slow = send();
    const claimed = async () => (await world.store.outbox.find(ready.draft))?.claimedAt ?? null;
    const first = await eventually(claimed);
    await eventually(async () => (await claimed()) !== first);
    expect(await failureOf(send())).toMatchObject({ type: 'SendUnclear', nonRetryable: false });
    await slow;
    expect(world.mail.delivered).toHaveLength(1);
  });

  test('killed while sending: once its time is over, twenty that come at once look it up, and one sends', async () => {
    await world.store.outbox.open(ready.draft, {
      inquiry: ready.inquiry,
      messageId: `<${ready.draft.toLowerCase()}@tools.example>`,
    });
    await world.store.outbox.claim(ready.draft);
    expect(await failureOf(send())).toMatchObject({ type: 'SendUnclear', nonRetryable: false });
    const longAgo = new Date(Date.now() - 200_000);
    await world.store.connection
      .collection('outbox')
      .updateOne({ _id: ready.draft as never }, { $set: { claimedAt: longAgo } });
    world.mail.system.slowMs = 50;
    await Promise.allSettled(Array.from({ length: 20 }, send));
    await send();
    expect(world.mail.delivered).toHaveLength(1);
    expect(world.mail.system.looked).toBeGreaterThan(0);
  });

  test('the server was away before anything happened: tried again, sent once', async () => {
    world.mail.system.trouble = 'before';
    expect(await failureOf(send())).toMatchObject({ type: 'ConnectorAway', nonRetryable: false });
    expect(await failureOf(send())).toMatchObject({ type: 'ConnectorAway' });
    world.mail.system.trouble = null;
    await send();
    expect(world.mail.delivered).toHaveLength(1);
    expect((await world.store.outbox.find(ready.draft))!.attempts).toBe(3);
  });

  test.each(['lost', 'bug after delivery'] as const)(
    '%s: it left, so it is looked up and not sent again',
    async (trouble) => {
      world.mail.system.trouble = trouble;
      const failure = await failureOf(send());
      expect(failure.nonRetryable ?? false).toBe(false);
      expect(await world.store.outbox.find(ready.draft)).toMatchObject({ status: 'unclear' });
      const { mail } = await send();
      expect(world.mail.delivered).toHaveLength(1);
      expect(world.mail.system.looked).toBe(1);
      expect(await world.store.outbox.find(ready.draft)).toMatchObject({ status: 'sent', mail });
    },
  );

  describe('a person says that it left', () => {
    const itLeft = () => world.act.sendMail({ inquiry: ready.inquiry, draft: ready.draft, left: true });

    test.each([true, false])('it is kept as sent, never sent again; the mail system can tell: %s', async (canTell) => {
      world.mail.system.trouble = 'lost';
      await failureOf(send());
      world.mail.system.trouble = null;
      world.mail.system.cannotLook = !canTell;
      const { claimedAt } = (await world.store.outbox.find(ready.draft))!;
      const { mail } = await itLeft();
      expect(await world.store.outbox.find(ready.draft)).toMatchObject({ status: 'sent', mail, error: null });
      const [row, ...more] = await sentRows();
      expect(more).toEqual([]);
      expect(row).toMatchObject({ id: mail, sending: 'sent' });
      if (!canTell) expect(row!.receivedAt).toBe(claimedAt);
      expect((await world.store.mails.raw(mail))!.toString()).toContain(row!.messageId);
      expect(await send()).toMatchObject({ mail });
      expect(world.mail.delivered).toHaveLength(1);
    });

    test('whatever became of the quote meanwhile', async () => {
      world.mail.system.trouble = 'lost';
      await failureOf(send());
      world.mail.system.cannotLook = true;
      await world.put(ready.quote, () => ({ status: 'cancelled' }));
      expect(await itLeft()).toMatchObject({ left: true });
    });
  });

  test('while it cannot be looked up nothing is tried', async () => {
    world.mail.system.trouble = 'lost';
    await failureOf(send());
    world.mail.system.cannotLook = true;
    expect(await failureOf(send())).toMatchObject({ type: 'ConnectorAway', nonRetryable: false });
    expect(world.mail.delivered).toHaveLength(1);
  });

  test.each([
    ['the database was away', new Failure('Unavailable')],
    ['it was refused for good', new Failure('Internal', 'No room.')],
  ])('it left and could not be kept, for %s: the next attempt keeps it, and does not send it', async (_, error) => {
    const { store } = world;
    let broken = true;
    const act = createActivities({
      ...world.dependencies,
      store: {
        ...store,
        mails: {
          ...store.mails,
          keepSent: async (...args) => (broken ? Promise.reject(error) : store.mails.keepSent(...args)),
        },
      },
    });
    const again = () => act.sendMail({ inquiry: ready.inquiry, draft: ready.draft });
    expect(await failureOf(again())).toMatchObject({ type: error.type });
    broken = false;
    await again();
    expect(world.mail.delivered).toHaveLength(1);
    expect(await sentRows()).toHaveLength(1);
  });

  test('refused for good: a person is asked, and may confirm it once more', async () => {
    world.mail.system.trouble = 'refused';
    expect(await failureOf(send())).toMatchObject({
      type: 'ConnectorRefused',
      nonRetryable: true,
      message: 'The mail server refuses the sender.',
    });
    const [failed] = await sentRows();
    expect(failed).toMatchObject({ sending: 'failed', bytes: 0 });
    world.mail.system.trouble = null;
    await send();
    expect(world.mail.delivered).toHaveLength(1);
    expect(await sentRows()).toMatchObject([{ id: failed?.id, sending: 'sent' }]);
  });
});

describe('a mail that is not what was approved does not leave', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['the quote was changed meanwhile', () => world.put(ready.quote, () => ({ requestedDate: '2099-01-01' }))],
    [
      'the quote was cancelled and its content changed',
      async () => {
        await world.put(ready.quote, ({ lines }) => ({
          lines: lines.map(({ id, item, unit }) => ({ id, item, unit, quantity: '3' })),
        }));
        await world.put(ready.quote, () => ({ status: 'cancelled' }));
      },
    ],
    [
      'the attached file is another',
      () =>
        world.store.connection
          .collection('drafts')
          .updateOne({ _id: ready.draft as never }, { $set: { 'attachments.0.sha256': 'f'.repeat(64) } }),
    ],
    [
      'the attached file is gone',
      () =>
        world.store.connection
          .collection('drafts')
          .updateOne({ _id: ready.draft as never }, { $set: { 'attachments.0.file': 'no-such-file' } }),
    ],
  ])('%s', async (_, change) => {
    await change();
    expect(await failureOf(send())).toMatchObject({ type: 'StaleDocument', nonRetryable: true });
    expect(world.mail.delivered).toEqual([]);
  });

  test.each<[string, RegExp, () => Promise<unknown>]>([
    ['cancelled', /is cancelled; the mail was not sent/, () => world.put(ready.quote, () => ({ status: 'cancelled' }))],
    ['past its last day', /was valid until 2020-01-01; the mail was not sent/, () => aDayOver('2020-01-01')],
  ])('the quote is %s: told, and not sent', async (_, words, change) => {
    await change();
    expect(await failureOf(send())).toMatchObject({ type: 'QuoteClosed', nonRetryable: true });
    expect((await failureOf(send())).message).toMatch(words);
    expect(world.mail.delivered).toEqual([]);
  });

  describe('the day it is wanted by', () => {
    const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' }).format();
    const set = (collection: string, id: string, fields: object) =>
      world.store.connection.collection(collection).updateOne({ _id: id as never }, { $set: fields });
    /** A draft of the quote as it would be, had it been made for this day. */
    const draftFor = async (day: string) => {
      const made = await world.quoteFor([aLine('l1', 'HAMMER', '2')]);
      await set('sales-documents', made.quote.number, { 'document.requestedDate': day });
      ready = { ...(await world.draftOf(made)), quote: made.quote.number };
      return (await world.store.drafts.find(ready.draft))!;
    };
    const warning = 'The customer wants it by 2020-01-01, which is over.';

    test('went by while the draft waited: back to the reviewer, who reads why', async () => {
      expect(await draftFor('2099-01-01')).toMatchObject({ wished: '2099-01-01', warnings: [] });
      await set('drafts', ready.draft, { wished: '2020-01-01' });
      expect(await failureOf(send())).toMatchObject({
        type: 'StaleDocument',
        message: 'The customer wants it by 2020-01-01, which went by while the mail waited.',
      });
      expect(world.mail.delivered).toEqual([]);
    });

    test('is today: sent', async () => {
      expect(await draftFor(today())).toMatchObject({ wished: today(), warnings: [] });
      expect(await send()).toMatchObject({ to: 'anna@boats.example' });
    });

    test('is over when it is drafted: the draft warns, and is sent as confirmed', async () => {
      expect(await draftFor('2020-01-01')).toMatchObject({ wished: null, warnings: [warning] });
      expect(await send()).toMatchObject({ to: 'anna@boats.example' });
    });

    test('is over when the draft is edited: the same', async () => {
      const { id } = await draftFor('2099-01-01');
      await set('drafts', id, { wished: '2020-01-01' });
      const edit = async (draft: string, key: string) => {
        const values = { draft: { subject: 'Gloves' } };
        const { customer } = world;
        await world.act.applyEdit({
          ...{ inquiry: ready.inquiry, review: 'outgoing', values, customer, sender: customer.email, by: 'Anna' },
          ...{ quote: null, order: null, draft, key },
        });
        return (await world.store.drafts.find(key))!;
      };
      expect(await edit(id, `${id}.e1`)).toMatchObject({ wished: null, warnings: [warning] });
      expect(await edit(`${id}.e1`, `${id}.e2`)).toMatchObject({ wished: null, warnings: [warning] });
      ready = { ...ready, draft: `${id}.e2` };
      expect(await send()).toMatchObject({ to: 'anna@boats.example' });
    });
  });

  test('a PDF that a person attached shows a revision that was overtaken since: not sent, also where the mail is an answer', async () => {
    const drafts = world.store.connection.collection('drafts');
    await drafts.updateOne({ _id: ready.draft as never }, { $set: { document: null } });
    await world.put(ready.quote, () => ({ requestedDate: '2099-01-01' }));
    expect(await failureOf(send())).toMatchObject({
      type: 'StaleDocument',
      message: `The attachment ${ready.quote}.pdf shows revision 1 of ${ready.quote}, which is at revision 2 now.`,
    });
    expect(world.mail.delivered).toEqual([]);
  });

  test('on its last day, at the company’s place, a quote is sent', async () => {
    const { timeZone } = await world.store.settings.company();
    await aDayOver(new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format());
    expect(await send()).toMatchObject({ to: 'anna@boats.example' });
  });

  test('a draft of another inquiry, or none', async () => {
    expect(await failureOf(world.act.sendMail({ inquiry: ulid(), draft: ready.draft }))).toMatchObject({
      type: 'NotFound',
    });
    expect(await failureOf(world.act.sendMail({ inquiry: ready.inquiry, draft: 'none' }))).toMatchObject({
      type: 'NotFound',
    });
    expect(world.mail.delivered).toEqual([]);
  });
});

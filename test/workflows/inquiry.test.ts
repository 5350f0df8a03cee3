import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import type { ApplicationFailure } from '@temporalio/common';
import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Policy } from '../../src/domain/policy.ts';
import * as messages from '../../src/workflows/messages.ts';
import {
  activitiesThat,
  documentMade,
  facts,
  type openInquiry,
  until,
  waitsFor,
  withInquiry,
  type World,
} from '../helpers/story.ts';
import { connectTemporal, eventually, type TemporalTest } from '../helpers/temporal.ts';

const by = { id: 'p1', name: 'Anna' };
let temporal: TemporalTest;
beforeAll(async () => (temporal = await connectTemporal()));
afterAll(async () => await temporal.close());

type Opened = Awaited<ReturnType<typeof openInquiry>>;

const inquiryWith = (world: World, policy: Partial<Policy>, body: (opened: Opened) => Promise<void>) =>
  withInquiry(temporal, world, policy, body);

const confirm = async ({ handle, id }: Opened, world: World, kind: string, more: object = {}) => {
  const head = await waitsFor(world, id, kind);
  return await handle.executeUpdate(messages.confirm, { args: [{ step: head.review!.step, by, ...more }] });
};

const refusalOf = async (promise: Promise<unknown>): Promise<ApplicationFailure> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError) return error.cause as ApplicationFailure;
    throw error;
  }
  throw new Error('It was not refused.');
};

describe('the main job', () => {
  test('from the first mail to the order, every step in its order', async () => {
    const world = activitiesThat({
      readMail: async ({ mail }) =>
        facts(mail, mail === 'mail-2' ? { kind: 'acceptance', lines: 0, sureLines: 0 } : {}),
    });
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      await confirm(opened, world, 'outgoing');
      await until(world, opened.id, ({ status }) => status === 'waiting-for-customer', 'the customer’s turn');
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      await confirm(opened, world, 'outgoing');
      expect(await opened.handle.result()).toBe('ordered');
      expect(world.verbs()).toEqual([
        ...['readMail', 'findCustomer', 'checkItems', 'buildQuote', 'renderDocument', 'draftReply', 'sendMail'],
        ...['readMail', 'makeOrder', 'renderDocument', 'draftReply', 'sendMail'],
      ]);
      expect(world.published(opened.id)).toMatchObject({
        status: 'ended',
        outcome: 'ordered',
        attention: false,
        review: null,
      });
      const story = world.timeline(opened.id).map(({ kind }) => kind);
      expect(story.at(0)).toBe('mail-received');
      expect(story.at(-1)).toBe('ended');
      expect(world.timeline(opened.id).every(({ status }) => status === 'done')).toBe(true);
    });
  });

  test('operators see summary, details and search attributes; payloads are unreadable without the key', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      await waitsFor(world, opened.id, 'outgoing');
      const described = await opened.handle.describe();
      expect(await described.staticSummary()).toBe('Kim: Bikes');
      const attributes = await eventually(async () => {
        const { searchAttributes } = await opened.handle.describe();
        return searchAttributes['ReviewKind']?.[0] === 'outgoing' ? searchAttributes : null;
      });
      expect(attributes).toMatchObject({
        InquiryStatus: ['waiting-for-review'],
        Attention: [true],
        QuoteNumber: ['Q-000001'],
        AmountMinor: [1200],
        Currency: ['EUR'],
      });
      const history = JSON.stringify(await opened.handle.fetchHistory());
      expect(history).not.toContain(Buffer.from('Riders').toString('base64').slice(0, 7));
      expect(history).toContain(Buffer.from('binary/encrypted').toString('base64').slice(0, 12));
    });
  });
});

describe('refusals leave everything as it was', () => {
  test('stale steps, wrong verbs, unknown choices, unconfirmed stops', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async (opened) => {
      const { handle, id } = opened;
      const { review, version } = await waitsFor(world, id, 'incoming');
      const step = review!.step;
      const cases: [string, Promise<unknown>][] = [
        ['StepIsStale', handle.executeUpdate(messages.confirm, { args: [{ step: 's999', by }] })],
        [
          'IncomingMailIsReadOnly',
          handle.executeUpdate(messages.edit, { args: [{ step, draft: { subject: 'x' }, by }] }),
        ],
        ['NothingToSkip', handle.executeUpdate(messages.skip, { args: [{ step, by }] })],
        ['NotPaused', handle.executeUpdate(messages.resume, { args: [{ step, outcome: 'unchanged', by }] })],
        ['Invalid', handle.executeUpdate(messages.confirm, { args: [{ step, choice: 'no-such', by }] })],
        ['StopNeedsConfirmation', handle.executeUpdate(messages.stop, { args: [{ by }] })],
      ];
      for (const [type, refused] of cases) {
        const failure = await refusalOf(refused);
        expect(failure.type).toBe(type);
        expect(failure.details?.[0]).toMatchObject({ step, allowed: ['confirm', 'stop'] });
      }
      expect((await handle.query(messages.view)).head.version).toBe(version);
    });
  });

  test('the same update id takes effect once, a stale repeat under another id is refused', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async (opened) => {
      const { review } = await waitsFor(world, opened.id, 'incoming');
      const args: [{ step: string }] = [{ step: review!.step }];
      const first = await opened.handle.executeUpdate(messages.confirm, { args, updateId: 'once' });
      const again = await opened.handle.executeUpdate(messages.confirm, { args, updateId: 'once' });
      expect(again.head.version).toBe(first.head.version);
      expect(
        (await refusalOf(opened.handle.executeUpdate(messages.confirm, { args, updateId: 'other' }))).type,
      ).toMatch(/StepIsStale|NotWaiting/);
    });
  });

  test('signals that are not legal are told on the timeline; 500 of them are counted', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async ({ handle, id }) => {
      await waitsFor(world, id, 'incoming');
      await handle.signal('skip', { step: 's1' });
      await handle.signal('edit', null);
      await handle.signal('confirm', 'rubbish');
      await handle.signal('mailReceived', null);
      await Promise.all(Array.from({ length: 500 }, () => handle.signal('resume', { step: 7, outcome: ['x'] })));
      const refused = await eventually(async () => {
        const story = world.timeline(id).filter(({ status }) => status === 'refused');
        return story.some(({ summary }) => summary.startsWith('483 more')) ? story : null;
      });
      expect(refused).toHaveLength(21);
      expect(world.published(id)).toMatchObject({ status: 'waiting-for-review', review: { kind: 'incoming' } });
      const { head } = await handle.query(messages.view);
      expect(JSON.stringify(head).length).toBeLessThan(64_000);
    });
  });
});

describe('decisions', () => {
  test('a signal with a misspelt field is refused, not taken for a plain confirmation', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async ({ handle, id }) => {
      const { review } = await waitsFor(world, id, 'incoming');
      await handle.signal('confirm', { step: review!.step, choise: 'again' });
      const refused = await eventually(async () => world.timeline(id).find(({ status }) => status === 'refused'));
      expect(refused.summary).toContain('choise');
      expect(world.published(id)?.review?.step).toBe(review!.step);
    });
  });

  test('plain signals do what updates do', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async ({ handle, id }) => {
      for (const kind of ['incoming', 'outgoing'])
        await handle.signal('confirm', { step: (await waitsFor(world, id, kind)).review!.step });
      await until(world, id, ({ status }) => status === 'waiting-for-customer', 'the sent quote');
      expect(world.timeline(id).some(({ by: who }) => who === 'An operator')).toBe(true);
    });
  });

  test('an edit gives the review a new step, and exactly the edited draft is sent', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      const before = await waitsFor(world, opened.id, 'outgoing');
      const edited = await opened.handle.executeUpdate(messages.edit, {
        args: [{ step: before.review!.step, draft: { subject: 'New' }, by }],
      });
      expect(edited.head.review!.step).not.toBe(before.review!.step);
      const after = await until(
        world,
        opened.id,
        ({ review }) => review?.step === edited.head.review!.step && review.allowed.includes('confirm'),
        'the edit',
      );
      expect(
        (await refusalOf(opened.handle.executeUpdate(messages.confirm, { args: [{ step: before.review!.step, by }] })))
          .type,
      ).toBe('StepIsStale');
      await opened.handle.executeUpdate(messages.confirm, { args: [{ step: after.review!.step, by }] });
      await until(world, opened.id, ({ status }) => status === 'waiting-for-customer', 'the sent quote');
      const story = world.timeline(opened.id);
      expect(story.find(({ step }) => step === before.review!.step)!.summary).toMatch(/ changed: /);
      expect(world.calls.find(({ verb }) => verb === 'sendMail')!.input).toMatchObject({
        draft: after.review!.about.draft,
      });
    });
  });

  const pause = async (opened: Opened, world: World) => {
    await confirm(opened, world, 'incoming');
    const { review } = await waitsFor(world, opened.id, 'outgoing');
    const { head } = await opened.handle.executeUpdate(messages.skip, { args: [{ step: review!.step, by }] });
    expect(head).toMatchObject({ status: 'paused', attention: true, review: { allowed: ['resume', 'stop'] } });
    return { step: head.review!.step, draft: review!.about.draft };
  };

  test('skip, then resume with the quote updated: new PDF, new draft', async () => {
    const world = activitiesThat({
      renderDocument: async () => ({ file: 'f2', made: documentMade(2) }),
      rereadDocument: async () => ({ made: documentMade(2), differences: ['The quantity was 1.'] }),
    });
    await inquiryWith(world, {}, async (opened) => {
      const { step, draft } = await pause(opened, world);
      await opened.handle.executeUpdate(messages.resume, { args: [{ step, outcome: 'quote-updated', by }] });
      const head = await waitsFor(world, opened.id, 'outgoing');
      expect(head.review!.about.draft).not.toBe(draft);
      expect(head.quote).toMatchObject({ revision: 2, file: 'f2' });
    });
  });

  test('skip, then resume unchanged: the same draft; refused where the document did change', async () => {
    let changed = true;
    const world = activitiesThat({
      rereadDocument: async () => ({ made: documentMade(), differences: changed ? ['The total was 12.'] : [] }),
    });
    await inquiryWith(world, {}, async (opened) => {
      const { step, draft } = await pause(opened, world);
      await opened.handle.executeUpdate(messages.resume, { args: [{ step, outcome: 'unchanged', by }] });
      const paused = await until(
        world,
        opened.id,
        ({ review, status }) => status === 'paused' && review?.step !== step,
        'still paused',
      );
      changed = false;
      await opened.handle.executeUpdate(messages.resume, {
        args: [{ step: paused.review!.step, outcome: 'unchanged', by }],
      });
      expect((await waitsFor(world, opened.id, 'outgoing')).review!.about.draft).toBe(draft);
    });
  });

  test('resume with the order updated is refused while there is no order', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async (opened) => {
      const { step } = await pause(opened, world);
      expect(
        (
          await refusalOf(
            opened.handle.executeUpdate(messages.resume, { args: [{ step, outcome: 'order-updated', by }] }),
          )
        ).type,
      ).toBe('NoSuchDocument');
      expect((await refusalOf(opened.handle.executeUpdate(messages.confirm, { args: [{ step, by }] }))).type).toBe(
        'ResumeFirst',
      );
    });
  });

  test.each([
    [{ confirm: true }, 'stopped'],
    [{ confirm: true, takeOver: true }, 'handed-over'],
  ])('stop %j ends it for good: %s', async (words, outcome) => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async ({ handle, id }) => {
      await waitsFor(world, id, 'incoming');
      await handle.executeUpdate(messages.stop, { args: [{ ...words, by }] });
      expect(await handle.result()).toBe(outcome);
      expect(world.published(id)).toMatchObject({ status: 'ended', outcome });
      expect(world.timeline(id).at(-1)).toMatchObject({ kind: 'ended', by: 'Anna' });
    });
  });

  test('two people at once: one wins, the other is told', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async ({ handle, id }) => {
      const { review } = await waitsFor(world, id, 'incoming');
      const step = review!.step;
      const results = await Promise.allSettled([
        handle.executeUpdate(messages.confirm, { args: [{ step, by }] }),
        handle.executeUpdate(messages.stop, { args: [{ step, confirm: true, by: { id: 'p2', name: 'Ben' } }] }),
      ]);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
  });
});

describe('mails meanwhile', () => {
  test('a mail while a draft waits supersedes it, and the story goes on from the mail', async () => {
    const world = activitiesThat({
      readMail: async ({ mail }) => facts(mail, mail === 'mail-1' ? {} : { kind: 'change' }),
    });
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      const { review } = await waitsFor(world, opened.id, 'outgoing');
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      const head = await until(
        world,
        opened.id,
        (now) => now.review?.kind === 'outgoing' && now.review.step !== review!.step,
        'the new draft',
      );
      expect(head.quote?.revision).toBe(2);
      expect(
        world
          .timeline(opened.id)
          .filter(({ status }) => status === 'superseded')
          .map(({ kind }) => kind),
      ).toEqual(['draft', 'review']);
      expect(world.verbs().filter((verb) => verb === 'sendMail')).toHaveLength(0);
    });
  });

  test('three mails that follow each other within the debounce: one quote, of all of them', async () => {
    const world = activitiesThat();
    await inquiryWith(world, { incomingReviewRegistered: 'none', debounceSeconds: 60 }, async ({ handle, id }) => {
      const read = (mail: string) =>
        eventually(async () => world.timeline(id).find((step) => step.kind === 'read' && step.mail === mail));
      const pass = (seconds: number) => temporal.fastForward(messages.inquiryWorkflowId(id), seconds);
      await read('mail-1');
      for (const mail of ['mail-2', 'mail-3']) {
        // Each mail begins the wait anew.
        await pass(40);
        await handle.signal(messages.mailReceived, { mail });
        await read(mail);
      }
      await pass(40);
      expect(world.verbs()).not.toContain('checkItems');
      await pass(30);
      await waitsFor(world, id, 'outgoing');
      expect(world.verbs().filter((verb) => verb === 'buildQuote')).toHaveLength(1);
      expect(world.calls.find(({ verb }) => verb === 'buildQuote')!.input).toMatchObject({
        mails: ['mail-1', 'mail-2', 'mail-3'],
      });
      expect(world.timeline(id).filter(({ status }) => status === 'superseded')).toEqual([]);
    });
  });

  /** An activity that goes on when it is told to, and says when it was begun. */
  const held = () => {
    const doors = new EventEmitter();
    const [begun, ended] = [once(doors, 'begun'), once(doors, 'ended')];
    return { begun, letGo: () => doors.emit('ended'), hold: () => (doors.emit('begun'), ended) };
  };

  const anotherDraft = ({ id }: Opened, world: World, step: string) =>
    until(world, id, ({ review }) => review?.kind === 'outgoing' && review.step !== step, 'the new draft');

  test('a mail that comes while the confirmed draft is being sent is read once it has left', async () => {
    const sending = held();
    const world = activitiesThat({
      readMail: async ({ mail }) => facts(mail, mail === 'mail-1' ? {} : { kind: 'change' }),
      sendMail: async ({ draft }) => {
        await sending.hold();
        return { mail: `sent-${draft}`, to: 'kim@riders.example' };
      },
    });
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      const { review } = await waitsFor(world, opened.id, 'outgoing');
      await confirm(opened, world, 'outgoing');
      await sending.begun;
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      sending.letGo();
      const next = await anotherDraft(opened, world, review!.step);
      expect(next.review!.about.draft).not.toBe(review!.about.draft);
      expect(next.quote?.revision).toBe(2);
      expect(world.verbs().filter((verb) => verb === 'sendMail')).toHaveLength(1);
      expect(world.verbs().lastIndexOf('readMail')).toBeGreaterThan(world.verbs().indexOf('sendMail'));
      expect(world.timeline(opened.id).filter(({ status }) => status === 'superseded')).toEqual([]);
    });
  });

  test('a draft that is confirmed while a newer mail is being read does not leave, and the timeline says why', async () => {
    const reading = held();
    const world = activitiesThat({
      readMail: async ({ mail }) => {
        if (mail === 'mail-2') await reading.hold();
        return facts(mail, mail === 'mail-1' ? {} : { kind: 'change' });
      },
    });
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      const { review } = await waitsFor(world, opened.id, 'outgoing');
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      await reading.begun;
      const { head } = await opened.handle.executeUpdate(messages.confirm, { args: [{ step: review!.step, by }] });
      expect(head.review).toBeNull();
      reading.letGo();
      const next = await anotherDraft(opened, world, review!.step);
      expect(next.review!.about.draft).not.toBe(review!.about.draft);
      expect(world.verbs()).not.toContain('sendMail');
      expect(
        world.timeline(opened.id).find(({ kind, status }) => kind === 'draft' && status === 'superseded'),
      ).toMatchObject({ summary: expect.stringContaining('The customer wrote again meanwhile.') });
    });
  });

  test('an automatic reply goes on the timeline and changes nothing', async () => {
    const world = activitiesThat({
      readMail: async ({ mail }) => facts(mail, mail === 'mail-1' ? {} : { kind: 'auto-reply', lines: 0 }),
    });
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      const { review } = await waitsFor(world, opened.id, 'outgoing');
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      await eventually(async () => world.timeline(opened.id).find(({ mail }) => mail === 'mail-2'));
      expect(world.published(opened.id)?.review?.step).toBe(review!.step);
    });
  });

  test('a quote that was not delivered raises attention; sent again, it is looked at again first', async () => {
    const delivery = { outcome: 'failed', recipient: 'kim@riders.example', status: '5.1.1', words: '' } as const;
    const world = activitiesThat({
      readMail: async ({ mail }) => facts(mail, mail === 'mail-1' ? {} : { kind: 'bounce', lines: 0, delivery }),
    });
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      await confirm(opened, world, 'outgoing');
      await until(world, opened.id, ({ status }) => status === 'waiting-for-customer', 'the customer’s turn');
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      const { review, attention } = await waitsFor(world, opened.id, 'assistance');
      expect(attention).toBe(true);
      expect(review!.reason).toMatchObject({ code: 'mail-undelivered', sentence: expect.stringContaining('5.1.1') });
      await confirm(opened, world, 'assistance', { choice: 'send-again' });
      await confirm(opened, world, 'outgoing');
      await until(world, opened.id, ({ status }) => status === 'waiting-for-customer', 'the customer’s turn');
      const sent = world.calls.flatMap(({ verb, input }) =>
        verb === 'sendMail' ? [(input as { draft: string }).draft] : [],
      );
      expect(new Set(sent).size).toBe(2);
    });
  });

  test('several contacts: one is chosen, and the quote goes on without another question', async () => {
    const choices = [
      { id: 'use-1', label: 'Kim, Riders (A1)', effect: 'Quotes for A1.', edit: { customer: { contact: 'c1' } } },
    ];
    const kim = { account: 'A1', name: 'Riders', contact: 'Kim', email: 'kim@riders.example', registered: true };
    const world = activitiesThat({
      findCustomer: async () => ({
        customer: { ...kim, account: null, name: null },
        trouble: { code: 'several-contacts', sentence: '2 contacts have this address.', choices },
      }),
      applyEdit: async () => ({ refused: null, summary: 'the customer is Riders.', customer: kim }),
    });
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      await confirm(opened, world, 'assistance', { choice: 'use-1' });
      await waitsFor(world, opened.id, 'outgoing');
      expect(world.calls.find(({ verb }) => verb === 'applyEdit')?.input).toMatchObject({
        values: { customer: { contact: 'c1' } },
      });
      expect(world.verbs()).toEqual([
        ...['readMail', 'findCustomer', 'applyEdit', 'checkItems', 'buildQuote', 'renderDocument', 'draftReply'],
      ]);
    });
  });

  test('a mail that comes while the order’s confirmation is being sent is not lost: it is given back', async () => {
    const world = activitiesThat({
      readMail: async ({ mail }) => facts(mail, mail === 'mail-2' ? { kind: 'acceptance', lines: 0 } : {}),
      sendMail: async ({ draft }) => {
        if (orders) await opened!.handle.signal(messages.mailReceived, { mail: 'mail-3' });
        orders = true;
        return { mail: `sent-${draft}`, to: 'kim@riders.example' };
      },
    });
    let orders = false;
    let opened: Opened | undefined;
    await inquiryWith(world, {}, async (now) => {
      opened = now;
      await confirm(now, world, 'incoming');
      await confirm(now, world, 'outgoing');
      await until(world, now.id, ({ status }) => status === 'waiting-for-customer', 'the customer’s turn');
      await now.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      await confirm(now, world, 'outgoing');
      expect(await now.handle.result()).toBe('ordered');
      expect(world.calls.filter(({ verb }) => verb === 'returnMails').map(({ input }) => input)).toEqual([
        { inquiry: now.id, mails: ['mail-3'] },
      ]);
      expect(world.timeline(now.id).some(({ summary }) => summary.includes('came too late'))).toBe(true);
      expect(world.timeline(now.id).some(({ mail }) => mail === 'mail-3')).toBe(false);
    });
  });

  test('the same signal twice is one mail', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async ({ handle, id }) => {
      await waitsFor(world, id, 'incoming');
      await handle.signal(messages.mailReceived, { mail: 'mail-1' });
      await handle.query(messages.view);
      expect(world.verbs().filter((verb) => verb === 'readMail')).toHaveLength(1);
    });
  });
});

describe('time and trouble', () => {
  test('a quote that nobody answers expires on its last day', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      await confirm(opened, world, 'outgoing');
      await until(world, opened.id, ({ status }) => status === 'waiting-for-customer', 'the sent quote');
      await temporal.fastForward(messages.inquiryWorkflowId(opened.id), 31 * 86_400);
      expect(await opened.handle.result()).toBe('expired');
    });
  });

  test('a step that is refused for good asks a person, and is done again on "again"', async () => {
    let fail = true;
    const { ApplicationFailure } = await import('@temporalio/common');
    const world = activitiesThat({
      checkItems: async () => {
        if (fail)
          throw ApplicationFailure.create({
            type: 'ConnectorRefused',
            message: 'The ERP says no.',
            nonRetryable: true,
          });
        return { lines: 1, clear: 1, stock: '', trouble: null };
      },
    });
    await inquiryWith(world, {}, async (opened) => {
      await confirm(opened, world, 'incoming');
      const head = await waitsFor(world, opened.id, 'assistance');
      expect(head.review).toMatchObject({
        reason: { code: 'failed', sentence: 'The ERP says no.' },
        choices: [{ id: 'again' }],
      });
      expect(
        (await refusalOf(opened.handle.executeUpdate(messages.confirm, { args: [{ step: head.review!.step, by }] })))
          .type,
      ).toBe('ChoiceNeeded');
      // Refused for good means asked once: neither as a local activity again nor as an ordinary one.
      expect(world.verbs().filter((verb) => verb === 'checkItems')).toHaveLength(1);
      fail = false;
      await confirm(opened, world, 'assistance', { choice: 'again' });
      await waitsFor(world, opened.id, 'outgoing');
    });
  });

  test('a decision that comes while its review is still being published is worked on', async () => {
    let hang = true;
    const world = activitiesThat();
    const { publish } = world.activities;
    const slow = {
      ...world,
      activities: {
        ...world.activities,
        publish: async (message: messages.Published) => {
          while (hang && message.head.review) await sleep(50);
          return await publish(message);
        },
      },
    };
    await inquiryWith(slow, {}, async (opened) => {
      const review = await eventually(async () => (await opened.handle.query(messages.view)).head.review);
      await opened.handle.executeUpdate(messages.confirm, { args: [{ step: review.step, by }] });
      hang = false;
      await waitsFor(world, opened.id, 'outgoing');
    });
  });

  test('while publishing hangs decisions are answered, and the view follows when it is back', async () => {
    let hang = false;
    const world = activitiesThat();
    const publish = world.activities.publish;
    const slow = {
      ...world,
      activities: {
        ...world.activities,
        publish: async (message: messages.Published) => {
          while (hang) await sleep(100);
          return await publish(message);
        },
      },
    };
    await inquiryWith(slow, {}, async (opened) => {
      const { review } = await waitsFor(world, opened.id, 'incoming');
      hang = true;
      const started = Date.now();
      await opened.handle.executeUpdate(messages.confirm, { args: [{ step: review!.step, by }] });
      const { head } = await eventually(async () => {
        const now = await opened.handle.query(messages.view);
        return now.head.review?.kind === 'outgoing' ? now : null;
      });
      await opened.handle.executeUpdate(messages.skip, { args: [{ step: head.review!.step, by }] });
      expect(Date.now() - started).toBeLessThan(8_000);
      hang = false;
      await until(world, opened.id, ({ status }) => status === 'paused', 'the published pause');
    });
  }, 60_000);

  test('a stop is published at once while a step hangs, and what the step did then is told', async () => {
    let hang = true;
    const world = activitiesThat({
      buildQuote: async () => {
        while (hang) await sleep(50);
        return documentMade();
      },
    });
    await inquiryWith(world, { sendQuotes: false, makeOrders: false }, async (opened) => {
      await confirm(opened, world, 'incoming');
      await eventually(async () => world.verbs().includes('buildQuote'));
      await opened.handle.executeUpdate(messages.stop, { args: [{ confirm: true, by }] });
      await until(world, opened.id, ({ outcome }) => outcome === 'stopped', 'the published stop');
      hang = false;
      expect(await opened.handle.result()).toBe('stopped');
      expect(world.published(opened.id)).toMatchObject({ outcome: 'stopped', quote: { number: 'Q-000001' } });
      expect(world.timeline(opened.id).filter(({ status }) => status === 'waiting')).toEqual([]);
    });
  });

  test('an operator’s cancellation is told and published', async () => {
    const world = activitiesThat();
    await inquiryWith(world, {}, async ({ handle, id }) => {
      await waitsFor(world, id, 'incoming');
      await handle.cancel();
      await until(world, id, ({ outcome }) => outcome === 'stopped', 'the end');
    });
  });
});

/** The stories that are recorded: each goes another way through the workflow. */
import { ApplicationFailure } from '@temporalio/common';
import * as messages from '../../src/workflows/messages.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { openInquiry } from '../helpers/story.ts';
import { activitiesThat, documentMade, facts, until, waitsFor, type World } from '../helpers/story.ts';
import { eventually, type TemporalTest } from '../helpers/temporal.ts';

type Opened = Awaited<ReturnType<typeof openInquiry>>;
type Changes = Parameters<typeof activitiesThat>[0];

export interface Scenario {
  policy?: Partial<Policy>;
  world: () => World;
  play: (world: World, opened: Opened, temporal: TemporalTest) => Promise<void>;
}

const by = { id: 'p1', name: 'Anna' };
const world = (changes?: Changes) => () => activitiesThat(changes);

const confirm = async (opened: Opened, world: World, kind: string, more: object = {}): Promise<void> => {
  const { review } = await waitsFor(world, opened.id, kind);
  await opened.handle.executeUpdate(messages.confirm, { args: [{ step: review!.step, by, ...more }] });
};
const customersTurn = (opened: Opened, world: World) =>
  until(world, opened.id, ({ status }) => status === 'waiting-for-customer', 'the customer’s turn');
const stop = async ({ handle }: Opened): Promise<void> => {
  await handle.executeUpdate(messages.stop, { args: [{ confirm: true, by }] });
};

export const scenarios: Record<string, Scenario> = {
  'mail-to-order': {
    world: world({
      readMail: async ({ mail }) => facts(mail, mail === 'mail-2' ? { kind: 'acceptance', lines: 0 } : {}),
    }),
    async play(world, opened) {
      await confirm(opened, world, 'incoming');
      await confirm(opened, world, 'outgoing');
      await customersTurn(opened, world);
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      await confirm(opened, world, 'outgoing');
    },
  },
  'edit-skip-resume': {
    world: world({ rereadDocument: async () => ({ made: documentMade(2), differences: ['The quantity was 1.'] }) }),
    async play(world, opened) {
      await confirm(opened, world, 'incoming');
      const first = await waitsFor(world, opened.id, 'outgoing');
      const { head } = await opened.handle.executeUpdate(messages.edit, {
        args: [{ step: first.review!.step, draft: { subject: 'New' }, by }],
      });
      const edited = await until(
        world,
        opened.id,
        ({ review }) => review?.step === head.review!.step && review.allowed.includes('skip'),
        'the edit',
      );
      await opened.handle.executeUpdate(messages.skip, { args: [{ step: edited.review!.step, by }] });
      const paused = await until(world, opened.id, ({ status }) => status === 'paused', 'the pause');
      await opened.handle.signal('confirm', { step: paused.review!.step });
      await opened.handle.executeUpdate(messages.resume, {
        args: [{ step: paused.review!.step, outcome: 'quote-updated', by }],
      });
      await confirm(opened, world, 'outgoing');
      await customersTurn(opened, world);
      await stop(opened);
    },
  },
  'superseded-draft': {
    world: world({
      readMail: async ({ mail }) =>
        facts(mail, mail === 'mail-1' ? {} : { kind: mail === 'mail-2' ? 'change' : 'auto-reply' }),
    }),
    async play(world, opened) {
      await confirm(opened, world, 'incoming');
      const { review } = await waitsFor(world, opened.id, 'outgoing');
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      await until(
        world,
        opened.id,
        (now) => now.review?.kind === 'outgoing' && now.review.step !== review!.step,
        'the new draft',
      );
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-3' });
      await until(world, opened.id, () => world.timeline(opened.id).some(({ mail }) => mail === 'mail-3'), 'the robot');
      await stop(opened);
    },
  },
  assistance: {
    world: () => {
      let calls = 0;
      return activitiesThat({
        checkItems: async () => {
          if (++calls === 1)
            throw ApplicationFailure.create({
              type: 'ConnectorRefused',
              message: 'The ERP says no.',
              nonRetryable: true,
            });
          const trouble = calls === 2 ? { code: 'lines-unclear' as const, sentence: '“gloves” fits 2 items.' } : null;
          return { lines: 2, clear: calls === 2 ? 1 : 2, stock: '', trouble };
        },
      });
    },
    async play(world, opened) {
      await confirm(opened, world, 'incoming');
      await confirm(opened, world, 'assistance', { choice: 'again' });
      await until(world, opened.id, ({ review }) => review?.reason?.code === 'lines-unclear', 'the unclear line');
      await confirm(opened, world, 'assistance', { choice: 'leave-out' });
      await waitsFor(world, opened.id, 'outgoing');
      await stop(opened);
    },
  },
  expiry: {
    policy: { incomingReviewRegistered: 'none', debounceSeconds: 20 },
    world: world(),
    async play(world, opened, temporal) {
      await until(world, opened.id, () => world.verbs().includes('findCustomer'), 'the debounce');
      await temporal.fastForward(messages.inquiryWorkflowId(opened.id), 30);
      await confirm(opened, world, 'outgoing');
      await customersTurn(opened, world);
      await temporal.fastForward(messages.inquiryWorkflowId(opened.id), 31 * 86_400);
    },
  },
  patience: {
    policy: { incomingReviewRegistered: 'none' },
    world: world({
      readMail: async ({ mail }) => facts(mail, mail === 'mail-2' ? { kind: 'auto-reply' } : {}),
    }),
    async play(world, opened, temporal) {
      const later = (days: number) =>
        temporal.fastForward(messages.inquiryWorkflowId(opened.id), Math.round(days * 86_400));
      await waitsFor(world, opened.id, 'outgoing');
      await opened.handle.executeUpdate(messages.assign, { args: [{ person: 'p2', name: 'Ben', by }] });
      await opened.handle.signal('snooze', { until: new Date(Date.now() + 86_400_000 / 2).toISOString() });
      // Its reviewer is reminded, then everybody is asked.
      await later(4);
      await confirm(opened, world, 'outgoing');
      await customersTurn(opened, world);
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      await until(world, opened.id, () => world.timeline(opened.id).some(({ mail }) => mail === 'mail-2'), 'the robot');
      await later(10);
      await confirm(opened, world, 'outgoing');
      await customersTurn(opened, world);
      // The next reminder waits for nobody, and the last day ends.
      await later(31);
    },
  },
  'a-mail-too-late': {
    policy: { incomingReviewRegistered: 'none' },
    world: () => {
      const late = activitiesThat({
        buildQuote: async () => {
          while (!late.timeline([...ids][0] ?? '').some(({ kind }) => kind === 'ended'))
            await new Promise((resolve) => setTimeout(resolve, 50));
          return documentMade();
        },
        findCustomer: async ({ inquiry }) => {
          ids.add(inquiry);
          return {
            customer: { account: 'A1', name: 'Riders', contact: 'Kim', email: 'kim@riders.example', registered: true },
            trouble: null,
          };
        },
      });
      const ids = new Set<string>();
      return late;
    },
    async play(world, opened) {
      // Nothing is published before its first rest.
      await eventually(async () => world.verbs().includes('buildQuote'));
      await opened.handle.signal(messages.mailReceived, { mail: 'mail-2' });
      await stop(opened);
    },
  },
};

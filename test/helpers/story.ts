/** An inquiry's workflow with activities that answer as the test says: for the order of things, not for what they do. */
import { ulid } from 'ulid';
import type { Activities } from '../../src/activities/index.ts';
import type { InquiryHead, Step } from '../../src/domain/inquiry.ts';
import type { DocumentMade } from '../../src/domain/progress.ts';
import { defaultPolicy } from '../../src/domain/default-policy.ts';
import type { Policy } from '../../src/domain/policy.ts';
import type { MailFacts } from '../../src/domain/mail-facts.ts';
import {
  INQUIRY,
  inquiryWorkflowId,
  mailReceived,
  pdfQueueOf,
  TASK_QUEUE,
  type InquiryInput,
  type Published,
} from '../../src/workflows/messages.ts';
import { eventually, type TemporalTest } from './temporal.ts';

export const facts = (mail: string, more: Partial<MailFacts> = {}): MailFacts => ({
  mail,
  kind: 'inquiry',
  sure: true,
  language: 'en',
  from: 'kim@riders.example',
  sender: 'Kim',
  lines: 1,
  sureLines: 1,
  notes: [],
  ...more,
});

export const documentMade = (revision = 1, more: Partial<DocumentMade['ref']> = {}): DocumentMade => ({
  ref: {
    number: 'Q-000001',
    revision,
    hash: `h${revision}`,
    total: '12.00',
    currency: 'EUR',
    validUntil: '2030-01-31',
    file: null,
    ...more,
  },
  summary: `Quote Q-000001, revision ${revision}.`,
  endsAt: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  amountMinor: 1200,
});

/** Answers of a day on which everything goes well; a test replaces what it is about. */
export function activitiesThat(changes: Partial<Activities> = {}) {
  const published = new Map<string, Published>();
  const steps = new Map<string, Map<string, Step>>();
  const calls: { verb: string; input: unknown }[] = [];
  let revision = 1;
  const answers: Activities = {
    readMail: async ({ mail }) => facts(mail),
    findCustomer: async () => ({
      customer: { account: 'A1', name: 'Riders', contact: 'Kim', email: 'kim@riders.example', registered: true },
      trouble: null,
    }),
    checkItems: async () => ({ lines: 1, clear: 1, stock: 'Stock: 1 available.', trouble: null }),
    buildQuote: async ({ quote }) => documentMade((revision = (quote?.revision ?? 0) + 1)),
    makeOrder: async () => ({ ...documentMade(1, { number: 'O-000001', validUntil: null }), endsAt: null }),
    renderDocument: async ({ kind }) => ({
      file: `file-${kind}`,
      made: kind === 'order' ? documentMade(1, { number: 'O-000001' }) : documentMade(revision),
    }),
    draftQuestion: async () => ({ to: 'kim@riders.example', about: 'question', points: 1 }),
    draftReply: async () => ({ to: 'kim@riders.example' }),
    draftReminder: async () => ({ to: 'kim@riders.example' }),
    sendMail: async ({ draft }) => ({ mail: `sent-${draft}`, to: 'kim@riders.example' }),
    applyEdit: async ({ key }) => ({ refused: null, summary: 'the text.', draftId: key }),
    rereadDocument: async () => ({ made: documentMade(2), differences: [] }),
    driveMails: async () => 0,
    returnMails: async () => undefined,
    partMail: async () => undefined,
    splitLines: async () => undefined,
    mergeMails: async () => undefined,
    publish: async ({ head, news }) => {
      const before = published.get(head.id);
      if (!before || before.head.version < head.version) published.set(head.id, { head, news });
      const story = steps.get(head.id) ?? new Map<string, Step>();
      for (const step of news) story.set(step.step, step);
      steps.set(head.id, story);
    },
    ...changes,
  };
  const activities = Object.fromEntries(
    Object.entries(answers).map(([verb, answer]) => [
      verb,
      async (input: never) => {
        calls.push({ verb, input });
        return await (answer as (input: never) => Promise<unknown>)(input);
      },
    ]),
  ) as unknown as Activities;
  return {
    activities,
    published: (id: string) => published.get(id)?.head,
    timeline: (id: string) => [...(steps.get(id)?.values() ?? [])],
    /** In their order; without publishing, and without the mailbox schedule's that another test may have set up on this server. */
    verbs: () => calls.map(({ verb }) => verb).filter((verb) => verb !== 'publish' && verb !== 'driveMails'),
    calls,
  };
}

export type World = ReturnType<typeof activitiesThat>;

/** Jest runs files side by side against one server: the workers of one must not take the tasks of another. */
export const taskQueue = `${TASK_QUEUE}-${process.pid}`;

/** The handle of a new inquiry that has received one mail. */
export async function openInquiry(
  { client }: TemporalTest,
  policy: Partial<Policy> = {},
  { renewAfter, id = ulid(), mail = 'mail-1' }: Pick<InquiryInput, 'renewAfter'> & { id?: string; mail?: string } = {},
) {
  const handle = await client.workflow.signalWithStart(INQUIRY, {
    workflowId: inquiryWorkflowId(id),
    taskQueue,
    args: [
      {
        id,
        mailbox: 'sales@us.example',
        subject: 'Bikes',
        createdAt: new Date().toISOString(),
        follows: null,
        policy: { ...defaultPolicy, debounceSeconds: 0, ...policy },
        ...(renewAfter === undefined ? {} : { renewAfter }),
      },
    ],
    signal: mailReceived,
    signalArgs: [{ mail }],
    staticSummary: 'Kim: Bikes',
  });
  return { id, handle };
}

/** Task queues have fixed names in the product: tests run one after the other, each with workers of its own. */
export const withInquiry = (
  temporal: TemporalTest,
  world: World,
  policy: Partial<Policy>,
  body: (opened: Awaited<ReturnType<typeof openInquiry>>) => Promise<void>,
): Promise<void> =>
  temporal.withWorkers(queues(world.activities), async () => {
    const opened = await openInquiry(temporal, policy);
    try {
      await body(opened);
    } finally {
      await opened.handle.terminate().catch(() => undefined);
    }
  });

export const queues = (activities: Activities) => [
  { taskQueue, activities },
  { taskQueue: pdfQueueOf(taskQueue), activities },
];

/** Waits until the published view is as asked. */
export const until = (
  world: World,
  id: string,
  is: (head: InquiryHead) => boolean,
  what: string,
): Promise<InquiryHead> =>
  eventually(
    async () => {
      const head = world.published(id);
      return head && is(head) ? head : null;
    },
    {
      what: `${what}; it is at ${JSON.stringify(world.published(id)?.review?.kind ?? world.published(id)?.status)} after ${world.verbs().join(' ')}`,
    },
  );

export const waitsFor = (world: World, id: string, kind: string) =>
  until(world, id, (head) => head.review?.kind === kind && head.status !== 'paused', `the ${kind} review`);

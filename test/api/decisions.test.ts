import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { FastifyInstance } from 'fastify';
import { failures, type FailureType } from '../../src/domain/failures.ts';
import type { InquiryView } from '../../src/domain/inquiry.ts';
import {
  api,
  as,
  closeAll,
  head,
  INQUIRY,
  OTHER,
  state,
  summary,
  temporalOf,
  type State,
  type Update,
} from './fakes.ts';

const current = state();
let answerUpdate: Update;
let app: FastifyInstance;

beforeAll(async () => {
  app = await api(current, {
    temporal: temporalOf((name, options) => answerUpdate(name, options)),
    limits: { editMs: 300 },
  });
});
afterAll(closeAll);

interface Asked {
  verb?: string;
  payload?: object;
  key?: string | null;
  inquiry?: string;
  person?: 'reviewer' | 'admin';
}

const post = async (
  now: State,
  update: Update,
  { verb = 'confirm', payload = { step: 's7' }, key = null, inquiry = INQUIRY, person = 'reviewer' }: Asked = {},
) => {
  Object.assign(current, now);
  answerUpdate = update;
  const headers = { ...as(person), ...(key ? { 'idempotency-key': key } : {}) };
  return app.inject({ method: 'POST', url: `/v1/inquiries/${inquiry}/${verb}`, headers, payload });
};

const accepted: Update = async () => ({ head: { ...head, version: 6, review: null, status: 'working' }, news: [] });
const ended = (): State => {
  const now = state();
  now.inquiries.set(INQUIRY, { ...summary, status: 'ended', outcome: 'ordered', review: null });
  return now;
};
const throws =
  (error: Error): Update =>
  () =>
    Promise.reject(error);
const grpc = (code: number) =>
  new ServiceError('Workflow Update failed', {
    cause: Object.assign(new Error('grpc'), { code, details: 'grpc', metadata: {} }),
  });
const refusedBy = (type: string, details: unknown[] = []) =>
  new WorkflowUpdateFailedError(
    'Workflow Update failed',
    ApplicationFailure.create({ type, message: 'the sentence', details }),
  );
const lost = new WorkflowUpdateRPCTimeoutOrCancelledError('deadline');
const gone = new WorkflowNotFoundError('not found', `inquiry-${INQUIRY}`, undefined);

describe('a decision that was taken', () => {
  test('is answered with the view afterwards, joined with what the store has', async () => {
    const news = [
      { step: 's7', kind: 'review', status: 'done', at: summary.updatedAt, by: 'The reviewer', summary: 'Confirmed.' },
      { step: 's10', kind: 'sent', status: 'done', at: summary.updatedAt, by: 'system', summary: 'Sent.' },
    ];
    const answer = await post(state(), async () => ({
      head: { ...head, version: 6, status: 'working', review: null },
      news,
    }));
    const view = answer.json<InquiryView>();
    expect(answer.statusCode).toBe(200);
    expect(view).toMatchObject({
      version: 6,
      status: 'working',
      review: null,
      lineCount: 1,
      draft: { body: '<p>Bonjour</p>' },
    });
    expect(view.timeline.map(({ step, status }) => [step, status])).toEqual([
      ['s1', 'done'],
      ['s7', 'done'],
      ['s10', 'done'],
    ]);
    expect(view).not.toHaveProperty('draftId');
    expect(view.draft).not.toHaveProperty('text');
  });

  test('carries who it was, and nobody can say they were another', async () => {
    const seen: unknown[] = [];
    const update: Update = async (name, { args }) => {
      seen.push([name, ...args]);
      return accepted(name, { args, updateId: '' });
    };
    await post(state(), update, { payload: { step: 's7', instructions: 'with regards' } });
    expect(seen).toEqual([
      ['confirm', { step: 's7', instructions: 'with regards', by: { id: 'reviewer', name: 'The reviewer' } }],
    ]);
    const forged = await post(state(), update, { payload: { step: 's7', by: { id: 'admin', name: 'x' } } });
    expect(forged.statusCode).toBe(400);
  });

  test('does not hide what the store knows better', async () => {
    const now = state();
    now.inquiries.set(INQUIRY, { ...summary, version: 9, status: 'waiting-for-customer' });
    const view = (await post(now, accepted)).json<InquiryView>();
    expect([view.version, view.status]).toEqual([9, 'waiting-for-customer']);
  });
});

describe('an Idempotency-Key', () => {
  const idsOf = async (...asked: Asked[]) => {
    const ids: string[] = [];
    const update: Update = async (name, options) => {
      ids.push(options.updateId);
      return accepted(name, options);
    };
    for (const one of asked) await post(state(), update, one);
    return new Set(ids).size;
  };

  test('makes one decision of many requests', async () => {
    expect(await idsOf({ key: 'k' }, { key: 'k' })).toBe(1);
  });

  test.each([
    ['another key', { key: 'k2' }],
    ['another verb', { key: 'k', verb: 'skip' }],
    ['another person', { key: 'k', person: 'admin' as const }],
    ['no key', { key: null }],
  ])('is another decision with %s', async (_name, other) => {
    expect(await idsOf({ key: 'k' }, other)).toBe(2);
  });
});

interface Case {
  name: string;
  now?: () => State;
  thrown: Error;
  key?: string;
  code: FailureType;
}

const cases: Case[] = [
  ...(['StepIsStale', 'NotWaiting', 'IncomingMailIsReadOnly', 'StopNeedsConfirmation', 'StepIsBusy'] as const).map(
    (type) => ({
      name: `the workflow refuses with ${type}`,
      thrown: refusedBy(type, [{ step: 's8', allowed: ['stop'], open: ['Q-000123'] }]),
      code: type,
    }),
  ),
  { name: 'the workflow refuses with a word we do not have', thrown: refusedBy('Nonsense'), code: 'Internal' },
  { name: 'a defect of ours', thrown: new TypeError('x'), code: 'Internal' },
  { name: 'no answer in time', thrown: lost, code: 'Unavailable' },
  { name: 'no answer in time, and it has ended', now: ended, key: 'k', thrown: lost, code: 'InquiryEnded' },
  { name: 'Temporal is away', thrown: grpc(14), code: 'Unavailable' },
  { name: 'the deadline of the call', thrown: grpc(4), code: 'Unavailable' },
  { name: 'a workflow task that closes', thrown: grpc(9), code: 'Unavailable' },
  { name: 'too many updates in flight', thrown: grpc(8), code: 'Unavailable' },
  { name: 'an argument Temporal refuses', thrown: grpc(3), code: 'Internal' },
  {
    name: 'closed between accepting and answering',
    thrown: refusedBy('AcceptedUpdateCompletedWorkflow'),
    code: 'Unavailable',
  },
  { name: 'a workflow that is gone', thrown: gone, code: 'InquiryEnded' },
  {
    name: 'a workflow that is gone, of a decision sent again',
    now: ended,
    key: 'k',
    thrown: gone,
    code: 'InquiryEnded',
  },
];

describe('a decision that was not taken', () => {
  test.each(cases)('$name: $code', async ({ now = state, thrown, key, code }) => {
    const answer = await post(now(), throws(thrown), { key: key ?? null });
    expect(answer.json()).toMatchObject({ code, status: failures[code].status });
    expect(answer.headers['retry-after']).toBe(failures[code].retryable ? '2' : undefined);
  });

  test('says what the workflow said: the step that waits, what is allowed, what stays open', async () => {
    const answer = await post(
      state(),
      throws(refusedBy('StopNeedsConfirmation', [{ step: 's8', allowed: ['stop'], open: ['Q-1'] }])),
      { verb: 'stop', payload: {} },
    );
    expect(answer.json()).toMatchObject({ detail: 'the sentence', step: 's8', allowed: ['stop'], open: ['Q-1'] });
  });

  test('of an unknown inquiry is 404 and never sent', async () => {
    const sent: string[] = [];
    const answer = await post(state(), async (name) => sent.push(name), { inquiry: OTHER });
    expect([answer.statusCode, sent]).toEqual([404, []]);
  });

  test('of an ended inquiry is answered by the store, with Temporal away', async () => {
    const answer = await post(ended(), throws(grpc(14)));
    expect(answer.json()).toMatchObject({ code: 'InquiryEnded', outcome: 'ordered', allowed: [] });
  });

  test('but the very decision that ended it, sent again, has its first answer', async () => {
    const answer = await post(ended(), accepted, { key: 'k' });
    expect(answer.statusCode).toBe(200);
  });
});

describe('an edit', () => {
  const edit = (payload: object, now = state(), update = accepted) =>
    post(now, update, { verb: 'edit', payload: { step: 's7', ...payload } });

  const wrong: [name: string, payload: object, field: string][] = [
    ['an item nobody sells', { lines: [{ item: 'BOLT-8' }, { item: 'NONE' }] }, 'lines/1/item'],
    ['an item of the past', { lines: [{ item: 'OLD-1' }] }, 'lines/0/item'],
    ['a part not sold on its own', { lines: [{ item: 'PART-1' }] }, 'lines/0/item'],
    ['no address', { draft: { to: ['ann@rower.example', 'nobody'] } }, 'draft/to/1'],
    ['a recipient smuggled in', { draft: { cc: ['b@y.example\r\nBcc: evil@z.example'] } }, 'draft/cc/0'],
    ['two addresses in one', { draft: { to: ['a@y.example, b@z.example'] } }, 'draft/to/0'],
    ['a header smuggled in', { draft: { subject: 'x\r\nBcc: evil@z.example' } }, 'draft/subject'],
    [
      'a file that is not there',
      { draft: { attachments: [{ file: 'f9', name: 'x.pdf' }] } },
      'draft/attachments/0/file',
    ],
    ['no such account', { customer: { account: 'A9' } }, 'customer/account'],
    ['no such contact', { customer: { contact: 'x@y.example' } }, 'customer/contact'],
    ['a contact for no account', { customer: { create: { account: 'A9', name: 'X' } } }, 'customer/create/account'],
  ];

  test.each(wrong)('with %s is refused, and the field named', async (_name, payload, field) => {
    const sent: string[] = [];
    const answer = await edit(payload, state(), async (name) => sent.push(name));
    expect(answer.json()).toMatchObject({ code: 'EditRefused', field });
    expect(sent).toEqual([]);
  });

  test("with another inquiry's file is refused", async () => {
    const now = state();
    now.files.set('f1', { ...now.files.get('f1')!, inquiry: OTHER });
    expect((await edit({ draft: { attachments: [{ file: 'f1', name: 'x.pdf' }] } }, now)).json()).toMatchObject({
      code: 'EditRefused',
    });
  });

  test('with the PDF of an earlier revision is refused, with that of the newest is sent', async () => {
    const now = state();
    const { kind, number, revision, hash } = now.quote;
    const attach = (shown: string) => {
      now.files.set('f1', { ...now.files.get('f1')!, document: { kind, number, revision, hash: shown } });
      return edit({ draft: { attachments: [{ file: 'f1', name: 'x.pdf' }] } }, now);
    };
    expect((await attach('before')).json()).toMatchObject({
      code: 'EditRefused',
      field: 'draft/attachments/0/file',
      detail: expect.stringContaining(`shows revision ${revision} of ${number}`),
    });
    expect((await attach(hash)).statusCode).toBe(200);
  });

  test.each([
    {
      lines: [
        { item: 'BOLT-8', quantity: '3' },
        { id: 'l1', item: 'OLD-1', remove: true },
      ],
    },
    { draft: { to: ['ann@rower.example'], cc: [], attachments: [{ file: 'f1', name: 'Devis.pdf' }] } },
    { customer: { account: 'A1' } },
    { customer: { contact: 'C1' } },
    { customer: { contact: 'ann@rower.example' } },
  ])('with what exists is sent: %j', async (payload) => {
    const update: Update = async () => ({ head: { ...head, version: 6 }, news: [] });
    expect((await edit(payload, state(), update)).statusCode).toBe(200);
  });

  test('is answered once it can be confirmed, with the new prices', async () => {
    const now = state();
    const review = { ...summary.review!, step: 's8', allowed: ['edit', 'stop'] as const };
    setTimeout(() => {
      const confirmable = { ...review, allowed: ['confirm', 'edit', 'stop'] as ('confirm' | 'edit' | 'stop')[] };
      now.inquiries.set(INQUIRY, {
        ...summary,
        version: 7,
        review: confirmable,
        quote: { ...summary.quote!, total: '99.00' },
      });
    }, 150);
    const update: Update = async () => ({ head: { ...head, version: 6, review }, news: [] });
    const view = (await edit({ lines: [{ item: 'BOLT-8' }] }, now, update)).json<InquiryView>();
    expect([view.version, view.quote?.total, view.review?.allowed]).toEqual([7, '99.00', ['confirm', 'edit', 'stop']]);
  });

  test('is answered as it is when that takes too long', async () => {
    const review = { ...summary.review!, step: 's8', allowed: ['edit', 'stop'] };
    const update: Update = async () => ({ head: { ...head, version: 6, review }, news: [] });
    const view = (await edit({ lines: [{ item: 'BOLT-8' }] }, state(), update)).json<InquiryView>();
    expect([view.version, view.review?.allowed]).toEqual([6, ['edit', 'stop']]);
  });
});

describe('a split', () => {
  test.each([
    [['l1'], 'lines', 'At least one line stays.'],
    [['l9', 'l1'], 'lines/0', 'There is no line l9.'],
  ])('of %j is refused before the workflow is asked', async (lines, field, detail) => {
    const sent: string[] = [];
    const update: Update = async (name) => sent.push(name);
    const answer = await post(state(), update, { verb: 'split', payload: { step: 's7', lines } });
    expect([answer.statusCode, sent]).toEqual([409, []]);
    expect(answer.json()).toMatchObject({ code: 'EditRefused', field, detail });
  });

  test('sent again, the lines gone, is for the workflow to answer', async () => {
    const payload = { step: 's6', lines: ['l9'] };
    expect((await post(state(), accepted, { verb: 'split', payload })).statusCode).toBe(200);
  });
});

describe('a resume', () => {
  const paused = (change: (now: State) => void = () => undefined): State => {
    const now = state();
    now.inquiries.set(INQUIRY, { ...summary, status: 'paused' });
    change(now);
    return now;
  };
  const resume = (outcome: string, now = paused()) =>
    post(now, accepted, { verb: 'resume', payload: { step: 's7', outcome } });

  test.each(['unchanged', 'quote-updated'])('%s goes through when the quote is the same', async (outcome) => {
    expect((await resume(outcome)).statusCode).toBe(200);
  });

  test('unchanged is refused with the difference when the quote is another now', async () => {
    const now = paused(({ quote }) => {
      Object.assign(quote, { hash: 'h3', revision: 3, total: '25.00' });
      Object.assign(quote.lines[0]!, { quantity: '10', total: '25.00' });
    });
    expect((await resume('unchanged', now)).json()).toMatchObject({
      code: 'DocumentChanged',
      document: { kind: 'quote', number: 'Q-000123', revision: 3 },
      draftedRevision: 2,
      difference: [
        { field: 'lines/0/quantity', before: '12', now: '10' },
        { field: 'lines/0/total' },
        { field: 'total' },
      ],
    });
    expect((await resume('quote-updated', now)).statusCode).toBe(200);
  });

  test.each(['order-updated', 'quote-updated'])('%s is refused without one', async (outcome) => {
    const now = paused(({ quote }) => Object.assign(quote, { number: 'Q-9' }));
    expect((await resume(outcome, now)).json()).toMatchObject({ code: 'NoSuchDocument', status: 409 });
  });

  test('that is not paused is for the workflow to refuse', async () => {
    const answer = await post(state(), throws(refusedBy('NotPaused')), {
      verb: 'resume',
      payload: { step: 's7', outcome: 'order-updated' },
    });
    expect(answer.json()).toMatchObject({ code: 'NotPaused' });
  });
});

/** Whose an inquiry is to look at, and from when, over the API: who may, what is sent, what is refused. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { FastifyInstance } from 'fastify';
import { api, as, closeAll, head, INQUIRY, state, temporalOf, type Update } from './fakes.ts';

const until = '2026-12-05T10:00:00.000Z';
let sent: unknown[] = [];
let answer: Update;
let app: FastifyInstance;
const accepted: Update = async (name, { args }) => {
  sent.push([name, ...args]);
  return { head: { ...head, version: 6, attention: false, snoozedUntil: until }, news: [] };
};

beforeAll(async () => (app = await api(state(), { temporal: temporalOf((...asked) => answer(...asked)) })));
afterAll(closeAll);

const post = async (verb: string, payload: object, role: Parameters<typeof as>[0] = 'reviewer', update = accepted) => {
  sent = [];
  answer = update;
  const url = `/v1/inquiries/${INQUIRY}/${verb}`;
  return await app.inject({ method: 'POST', url, headers: as(role), payload });
};
const by = { id: 'reviewer', name: 'The reviewer' };

describe('snooze and assign', () => {
  test.each([
    ['snooze', { until }, { until, by }],
    ['snooze', { until: null }, { until: null, by }],
    ['assign', { person: 'admin' }, { person: 'admin', name: 'The admin', by }],
    ['assign', { person: null }, { person: null, by }],
  ])('%s %j: the workflow is told who, and the view afterwards is the answer', async (verb, body, args) => {
    const { statusCode, json } = await post(verb, body);
    expect(statusCode).toBe(200);
    expect(sent).toEqual([[verb, args]]);
    expect(json()).toMatchObject({ version: 6, attention: false, snoozedUntil: until, status: 'waiting-for-review' });
  });

  test.each<[string, object, string]>([
    ['snooze', {}, 'until'],
    ['snooze', { until: 'tomorrow' }, 'until'],
    ['snooze', { until, step: 's7' }, 'step'],
    ['assign', {}, 'person'],
    ['assign', { person: 'admin', name: 'Somebody else' }, 'name'],
    ['assign', { person: 'nobody-here' }, 'nobody-here'],
    ['assign', { person: 'reader' }, 'may only read'],
  ])('%s %j is refused before anybody is told, and says why', async (verb, body, why) => {
    const { statusCode, payload } = await post(verb, body);
    expect(statusCode).toBe(400);
    expect(payload).toContain(why);
    expect(sent).toEqual([]);
  });

  test.each([
    ['nobody', 401],
    ['reader', 403],
    ['reviewer', 200],
    ['admin', 200],
  ] as const)('as %s: %d', async (role, status) => {
    for (const [verb, body] of [
      ['snooze', { until }],
      ['assign', { person: null }],
    ] as const)
      expect((await post(verb, body, role)).statusCode).toBe(status);
  });

  test.each(['NothingToSnooze', 'InquiryEnded', 'Invalid'])(
    '%s of the workflow is answered as it says',
    async (type) => {
      const refused = ApplicationFailure.create({ type, message: 'the sentence', details: [{ allowed: ['stop'] }] });
      const { statusCode, json } = await post('snooze', { until }, 'reviewer', () =>
        Promise.reject(new WorkflowUpdateFailedError('failed', refused)),
      );
      expect([statusCode, json()]).toEqual([
        type === 'Invalid' ? 400 : 409,
        expect.objectContaining({ type: `urn:quotewright:problem:${type}`, detail: 'the sentence', allowed: ['stop'] }),
      ]);
    },
  );
});

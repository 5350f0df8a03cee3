import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { defaultPolicy } from '../../src/domain/default-policy.ts';
import { api, as, closeAll, state } from './fakes.ts';

let app: FastifyInstance;
beforeEach(async () => {
  app = await api(state());
});
afterAll(closeAll);

const put = (payload: object, version?: string) =>
  app.inject({
    method: 'PUT',
    url: '/v1/settings',
    headers: { ...as('admin'), ...(version ? { 'if-match': version } : {}) },
    payload,
  });

describe('settings', () => {
  test('what was read and changed is there at the next read, one version on', async () => {
    const read = await app.inject({ url: '/v1/settings', headers: as('reader') });
    expect(read.headers['etag']).toBe('"1"');
    const reviewEscalationTo = { id: 'reviewer', name: 'The reviewer' };
    const answer = await put(
      {
        policy: { ...defaultPolicy, quoteReview: true, reminderDays: [5], reviewEscalationTo },
        company: { color: '#0a5c8a' },
      },
      '"1"',
    );
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['etag']).toBe('"2"');
    const after = await app.inject({ url: '/v1/settings', headers: as('reader') });
    expect(after.json()).toMatchObject({
      policy: { version: 2, quoteReview: true, reminderDays: [5], reviewEscalationTo },
      company: { color: '#0a5c8a' },
    });
    const versions = await app.inject({ url: '/v1/settings/versions', headers: as('admin') });
    expect(versions.json()).toMatchObject({ items: [{ by: 'The admin', policy: { version: 2 } }] });
    const one = await app.inject({ url: '/v1/settings/versions/2', headers: as('reader') });
    expect(one.json()).toMatchObject({ by: 'The admin', policy: { version: 2, reminderDays: [5] } });
  });

  test.each([
    ['9', 404, 'NotFound'],
    ['0', 400, 'Invalid'],
    ['latest', 400, 'Invalid'],
  ])('version %s is none', async (version, status, code) => {
    const answer = await app.inject({ url: `/v1/settings/versions/${version}`, headers: as('reader') });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code });
  });

  test.each([
    ['without If-Match', undefined, {}, 428, 'VersionNeeded'],
    ['against an older version', '"7"', {}, 412, 'VersionMismatch'],
    ['with a policy of another version', '"1"', { policy: { ...defaultPolicy, version: 3 } }, 412, 'VersionMismatch'],
  ])('%s nothing changes', async (_, version, payload, status, code) => {
    const answer = await put(payload, version);
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code });
    expect((await app.inject({ url: '/v1/settings', headers: as('reader') })).headers['etag']).toBe('"1"');
  });

  test.each([
    ['a misspelt setting', { policy: { ...defaultPolicy, quoteReveiw: true } }],
    ['half a policy', { policy: { version: 1, quoteReview: true } }],
    ['no mails a day', { policy: { ...defaultPolicy, dailyLimit: 0 } }],
    ['a reason nobody knows', { policy: { ...defaultPolicy, missingDetails: { mood: 'customer' } } }],
    ['a rule that asks for nothing', { policy: { ...defaultPolicy, reviewRules: [{ name: 'all', review: 'quote' }] } }],
    ['a field that company.json alone has', { company: { mailbox: 'other@ours.example' } }],
    ['a time zone of no place', { company: { timeZone: 'Europe/Atlantis' } }],
    ['a reader to decide', { policy: { ...defaultPolicy, reviewEscalationTo: { id: 'reader', name: 'R' } } }],
    ['nobody to decide', { policy: { ...defaultPolicy, reviewEscalationTo: { id: 'p77', name: 'Nobody' } } }],
    ['a colour in words', { company: { color: 'blue' } }],
  ])('%s is refused with its name', async (_, payload) => {
    const answer = await put(payload, '"1"');
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'Invalid' });
  });
});

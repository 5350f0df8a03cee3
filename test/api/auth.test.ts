import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { api, as, closeAll, dependenciesOf, INQUIRY, MAIL, OTHER, state } from './fakes.ts';

let shared: FastifyInstance;

beforeAll(async () => {
  shared = await api(state(), { limits: { wrongTokensPerMinute: 1_000 } });
});
afterAll(closeAll);

const routes = [
  ['GET', '/v1/inquiries', 'reader'],
  ['GET', `/v1/inquiries/${INQUIRY}`, 'reader'],
  ['GET', '/v1/attention', 'reader'],
  ['GET', '/v1/mails', 'reader'],
  ['GET', `/v1/mails/${MAIL}/raw`, 'reader'],
  ['GET', '/v1/files/f1', 'reader'],
  ['GET', '/v1/settings', 'reader'],
  ['GET', '/v1/sales/quotes/Q-000123', 'reader'],
  ['GET', '/v1/aliases', 'reader'],
  ['GET', `/v1/aliases/${OTHER}`, 'reader'],
  ['GET', '/v1/events', 'reader'],
  ['POST', '/v1/mails', 'reviewer'],
  ['POST', `/v1/mails/${MAIL}/open`, 'reviewer'],
  ['POST', `/v1/inquiries/${INQUIRY}/confirm`, 'reviewer'],
  ['POST', `/v1/inquiries/${INQUIRY}/stop`, 'reviewer'],
  ['PUT', '/v1/sales/quotes/Q-000123', 'reviewer'],
  ['POST', '/v1/aliases', 'reviewer'],
  ['PATCH', `/v1/aliases/${OTHER}`, 'reviewer'],
  ['DELETE', `/v1/aliases/${OTHER}`, 'reviewer'],
  ['PUT', '/v1/settings', 'admin'],
  ['GET', '/v1/settings/versions', 'admin'],
  ['DELETE', `/v1/inquiries/${INQUIRY}`, 'admin'],
  ['GET', '/v1/people', 'admin'],
  ['POST', '/v1/people', 'admin'],
  ['POST', '/v1/tokens', 'admin'],
  ['POST', '/v1/codec/decode', 'admin'],
] as const;
const below = { reader: null, reviewer: 'reader', admin: 'reviewer' } as const;

describe('every route asks who comes', () => {
  test.each(routes)('%s %s wants a %s', async (method, url, role) => {
    const app = shared;
    const nobody = await app.inject({ method, url });
    expect(nobody.statusCode).toBe(401);
    expect(nobody.headers['www-authenticate']).toBe('Bearer');
    expect((await app.inject({ method, url, headers: as('nobody') })).statusCode).toBe(401);

    const lesser = below[role];
    if (lesser) expect((await app.inject({ method, url, headers: as(lesser) })).statusCode).toBe(403);
    if (url === '/v1/events') return; // answers without an end: events.test.ts
    expect([401, 403]).not.toContain((await app.inject({ method, url, headers: as(role) })).statusCode);
  });

  test.each(['/v1/health/live', '/v1/health/ready', '/openapi.json', '/docs'])('but %s is open to all', async (url) => {
    expect((await shared.inject({ url })).statusCode).toBeLessThan(400);
  });

  test.each(['Basic YTpi', 'Bearer', 'Bearer  ', 'Bearer a b', `Bearer ${'x'.repeat(501)}`])(
    '%p is no token',
    async (authorization) => {
      const answer = await shared.inject({ url: '/v1/attention', headers: { authorization } });
      expect(answer.statusCode).toBe(401);
    },
  );
});

describe('a token', () => {
  test('is looked up once in a while, and forgotten when its time is over', async () => {
    const now = state();
    const dependencies = dependenciesOf(now);
    const byToken = jest.spyOn(dependencies.store.people, 'byToken');
    const app = await api(now, { ...dependencies, limits: { tokenMs: 100 } });
    const ask = async () => (await app.inject({ url: '/v1/attention', headers: as('reader') })).statusCode;

    expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 200]);
    expect(byToken).toHaveBeenCalledTimes(1);
    now.people.delete('reader');
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(await ask()).toBe(401);
  });

  test('tried too often wrongly makes its address wait; others go on', async () => {
    const app = await api(state(), { limits: { wrongTokensPerMinute: 2 } });
    const ask = (role: 'nobody' | 'reader', remoteAddress: string) =>
      app.inject({ url: '/v1/attention', headers: as(role), remoteAddress });
    await ask('nobody', '10.0.0.1');
    await ask('nobody', '10.0.0.1');
    const refused = await ask('nobody', '10.0.0.1');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('nobody', '10.0.0.2')).statusCode).toBe(401);
    expect((await ask('reader', '10.0.0.1')).statusCode).toBe(200);
  });

  test('has so many requests a minute, each person', async () => {
    const app = await api(state(), { limits: { perMinute: 2 } });
    const ask = async (role: 'reader' | 'admin') =>
      (await app.inject({ url: '/v1/attention', headers: as(role) })).statusCode;
    expect([await ask('reader'), await ask('reader'), await ask('reader'), await ask('admin')]).toEqual([
      200, 200, 429, 200,
    ]);
  });
});

test('the log holds no token, address, body or secret', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line: string) => lines.push(line) });
  const dependencies = dependenciesOf(state());
  const config = { ...dependencies.config, codecSecret: 'a-secret-path' };
  const app = await api(state(), { ...dependencies, config, log });
  const headers = as('reviewer');
  await app.inject({ url: '/v1/inquiries?q=ann@rower.example', headers });
  await app.inject({
    method: 'POST',
    url: `/v1/inquiries/${INQUIRY}/confirm`,
    headers,
    payload: { step: 's7', instructions: 'write to ann' },
  });
  await app.inject({ method: 'POST', url: '/v1/codec/a-secret-path/decode', payload: { payloads: [] } });
  await app.inject({ url: '/v1/nothing/ann@rower.example', headers });

  expect(lines.join('')).toContain('/v1/inquiries/:id/confirm');
  expect(lines.join('')).not.toMatch(/Bearer|rower|write to ann|a-secret-path/);
});

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createCodec } from '../../src/codec.ts';
import { api, as, closeAll, dependenciesOf, state } from './fakes.ts';

let app: FastifyInstance;
const payload = { metadata: { encoding: btoa('json/plain') }, data: btoa('{"price":"12.50"}') };

beforeAll(async () => {
  const dependencies = dependenciesOf(state());
  app = await api(state(), {
    ...dependencies,
    config: { ...dependencies.config, codecSecret: 'secret-path' },
    codec: createCodec(new Map([['k1', randomBytes(32)]])),
  });
});
afterAll(closeAll);

const post = (path: string, payloads: object[], headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: `/v1/codec/${path}`, headers, payload: { payloads } });

describe('the codec route', () => {
  test('gives back what was encrypted, and lets plain payloads through', async () => {
    const encoded = await post('encode', [payload], as('admin'));
    const [hidden] = encoded.json<{ payloads: (typeof payload)[] }>().payloads;
    expect(atob(hidden?.data ?? '')).not.toContain('price');
    const decoded = await post('secret-path/decode', [hidden as object, payload]);
    expect(decoded.json()).toEqual({ payloads: [payload, payload] });
  });

  test('takes an empty list that protobuf left out, as the Temporal CLI sends it', async () => {
    const answer = await app.inject({ method: 'POST', url: '/v1/codec/secret-path/encode', payload: {} });
    expect([answer.statusCode, answer.json()]).toEqual([200, { payloads: [] }]);
  });

  test('asks for an admin, or for the secret in its path', async () => {
    expect((await post('decode', [])).statusCode).toBe(401);
    expect((await post('decode', [], as('reviewer'))).statusCode).toBe(403);
    expect((await post('other-path/decode', [])).statusCode).toBe(404);
    expect((await post('secret-path/decode', [])).statusCode).toBe(200);
  });

  test('has no secret path where none is set', async () => {
    const answer = await (
      await api()
    ).inject({ method: 'POST', url: '/v1/codec/null/decode', payload: { payloads: [] } });
    expect(answer.statusCode).toBe(404);
  });

  test('says that a payload of another key cannot be read', async () => {
    const others = createCodec(new Map([['k9', randomBytes(32)]]));
    const [foreign] = await others.encode([{ metadata: {}, data: Buffer.from('x') }]);
    const metadata = Object.entries(foreign?.metadata ?? {}).map(([key, value]) => [
      key,
      Buffer.from(value).toString('base64'),
    ]);
    const sent = {
      metadata: Object.fromEntries(metadata) as object,
      data: Buffer.from(foreign?.data ?? []).toString('base64'),
    };
    expect((await post('secret-path/decode', [sent])).json()).toMatchObject({ code: 'Invalid' });
  });

  test.each([
    ['http://127.0.0.1:8233', true],
    ['http://localhost:8233', true],
    ['http://evil.example', false],
  ])('answers a page of %s: %p', async (origin, isAllowed) => {
    const preflight = await app.inject({
      method: 'OPTIONS',
      url: '/v1/codec/secret-path/decode',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-namespace' },
    });
    const answer = await post('secret-path/decode', [payload], { origin });
    expect(answer.headers['access-control-allow-origin']).toBe(isAllowed ? origin : undefined);
    expect(preflight.headers['access-control-allow-origin']).toBe(isAllowed ? origin : undefined);
    if (!isAllowed) return;
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toBe('Authorization, Content-Type, X-Namespace');
  });
});

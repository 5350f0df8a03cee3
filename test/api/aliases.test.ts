import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Dependencies } from '../../src/api/dependencies.ts';
import type { Alias } from '../../src/domain/alias.ts';
import { documented } from './documented.ts';
import { api, as, closeAll, dependenciesOf, OTHER, state } from './fakes.ts';

const now = state();
let parts: Dependencies;
let app: FastifyInstance;
let isDocumented: ReturnType<typeof documented>;
beforeAll(async () => {
  parts = dependenciesOf(now);
  app = await api(now, parts);
  isDocumented = documented(app);
});
beforeEach(() => now.aliases.clear());
afterAll(closeAll);

type Who = 'reader' | 'reviewer' | 'admin';
const send = (method: 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object, who: Who = 'reviewer') =>
  app.inject({ method, url: `/v1/aliases${path}`, headers: as(who), ...(payload ? { payload } : {}) });
const add = (more: object = {}, who?: Who) =>
  send('POST', '', { words: 'M8 blue', item: 'BOLT-8', scope: 'account', account: 'A1', ...more }, who);

describe('by hand', () => {
  test('an alias is made, once', async () => {
    const answer = await add();
    expect(answer.statusCode).toBe(201);
    const alias = answer.json<Alias>();
    expect(alias).toMatchObject({ words: 'M8 blue', scope: 'account', account: 'A1', customer: 'Rower & Söhne' });
    expect(alias).toMatchObject({ by: 'The reviewer', evidence: null, inquiry: null, revoked: null });
    expect(answer.headers.location).toBe(`/v1/aliases/${alias.id}`);
    expect(isDocumented('/v1/aliases', 'post', answer)).toBeNull();
    const again = await add();
    expect([again.statusCode, again.json()]).toEqual([200, alias]);
    const read = await app.inject({ url: `/v1/aliases/${alias.id}`, headers: as('reader') });
    expect(read.json()).toEqual(alias);
  });

  test.each<[string, object, object]>([
    [
      'a contact',
      { scope: 'contact', account: undefined, contact: 'Ann@Rower.example' },
      { contact: 'ann@rower.example' },
    ],
    ['every customer', { scope: 'all', account: undefined }, { account: null, contact: null, customer: null }],
  ])('for %s', async (_, more, owner) => {
    const answer = await add(more, 'admin');
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject(owner);
  });

  test.each<[string, object, number, string, string | undefined]>([
    ['an item nobody knows', { item: 'NO-1' }, 409, 'AliasRefused', 'item'],
    ['an item no longer sold', { item: 'OLD-1' }, 409, 'AliasRefused', 'item'],
    ['an item never sold alone', { item: 'PART-1' }, 409, 'AliasRefused', 'item'],
    ['words that are an item number', { words: 'bolt-8' }, 409, 'AliasRefused', 'words'],
    ['words too short', { words: 'M8' }, 409, 'AliasRefused', 'words'],
    ['a bare number', { words: '4711' }, 409, 'AliasRefused', 'words'],
    ['an account nobody knows', { account: 'A9' }, 409, 'AliasRefused', 'account'],
    ['no account', { account: undefined }, 409, 'AliasRefused', 'account'],
    [
      'a contact nobody knows',
      { scope: 'contact', account: undefined, contact: 'x@y.example' },
      409,
      'AliasRefused',
      'contact',
    ],
    ['an account beside a contact', { scope: 'contact', contact: 'ann@rower.example' }, 409, 'AliasRefused', 'account'],
    ['every customer, by a reviewer', { scope: 'all', account: undefined }, 403, 'Forbidden', undefined],
    ['no words', { words: '' }, 400, 'Invalid', undefined],
    ['a scope nobody knows', { scope: 'world' }, 400, 'Invalid', undefined],
    ['a field nobody knows', { price: '1' }, 400, 'Invalid', undefined],
  ])('%s is refused', async (_, more, status, code, field) => {
    const answer = await add(more);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ code, ...(field ? { field } : {}) });
    expect(now.aliases.size).toBe(0);
  });
});

describe('the list', () => {
  test('hands its filters on, and is as documented', async () => {
    await add();
    const list = jest.spyOn(parts.store.aliases, 'list');
    const url = '/v1/aliases?q=m8&account=A1&contact=ANN@x.example&item=BOLT-8&revoked=false&limit=7&after=abc';
    const answer = await app.inject({ url, headers: as('reader') });
    expect(answer.json()).toMatchObject({ items: [{ words: 'M8 blue' }], next: null });
    expect(isDocumented('/v1/aliases', 'get', answer)).toBeNull();
    const filter = { q: 'm8', account: 'A1', contact: 'ann@x.example', item: 'BOLT-8', revoked: false };
    expect(list).toHaveBeenCalledWith(filter, { limit: 7, after: 'abc' });
  });

  test.each(['?limit=0', '?scope=all', '?revoked=perhaps'])('%s is refused', async (query) => {
    expect((await app.inject({ url: `/v1/aliases${query}`, headers: as('reader') })).statusCode).toBe(400);
  });
});

describe('for whom it holds', () => {
  const made = async (more?: object, who?: Who) => (await add(more, who)).json<Alias>().id;

  test('can be changed; for every customer by an admin', async () => {
    const id = await made();
    expect((await send('PATCH', `/${id}`, { scope: 'all' })).json()).toMatchObject({ code: 'Forbidden' });
    const answer = await send('PATCH', `/${id}`, { scope: 'all' }, 'admin');
    expect(answer.json()).toMatchObject({ id, scope: 'all', account: null, customer: null });
    expect(isDocumented('/v1/aliases/{id}', 'patch', answer)).toBeNull();
    const back = { scope: 'account', account: 'A1' };
    expect((await send('PATCH', `/${id}`, back)).json()).toMatchObject({ code: 'Forbidden' });
    expect((await send('PATCH', `/${id}`, back, 'admin')).json()).toMatchObject({ scope: 'account' });
  });

  test('is not changed of one that was taken back', async () => {
    const id = await made();
    await send('DELETE', `/${id}`);
    const answer = await send('PATCH', `/${id}`, { scope: 'account', account: 'A1' });
    expect(answer.json()).toMatchObject({ status: 409, code: 'AliasRefused' });
  });
});

describe('taking back', () => {
  test('keeps it, with who and when', async () => {
    const { id } = (await add()).json<Alias>();
    const answer = await send('DELETE', `/${id}`);
    expect(answer.json()).toMatchObject({ id, revoked: { by: 'The reviewer', at: expect.any(String) } });
    expect(isDocumented('/v1/aliases/{id}', 'delete', answer)).toBeNull();
    expect((await app.inject({ url: `/v1/aliases/${id}`, headers: as('reader') })).json()).toEqual(answer.json());
  });

  test.each(['GET', 'PATCH', 'DELETE'] as const)('%s of one that is not there is 404', async (method) => {
    const payload = method === 'PATCH' ? { payload: { scope: 'account', account: 'A1' } } : {};
    const answer = await app.inject({ method, url: `/v1/aliases/${OTHER}`, headers: as('admin'), ...payload });
    expect(answer.json()).toMatchObject({ status: 404, code: 'NotFound' });
  });
});

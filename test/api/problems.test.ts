import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { Failure, failures, type FailureType } from '../../src/domain/failures.ts';
import { api, as, closeAll, dependenciesOf, INQUIRY, OTHER, state } from './fakes.ts';

afterAll(closeAll);

const json = { 'content-type': 'application/json' };
const reviewer = as('reviewer');

let app: FastifyInstance;
let thrown: Error;
const lines: string[] = [];

beforeAll(async () => {
  const dependencies = dependenciesOf(state());
  dependencies.store.inquiries.attention = () => Promise.reject(thrown);
  app = await api(state(), {
    ...dependencies,
    log: pino({ level: 'info' }, { write: (line: string) => lines.push(line) }),
  });
});

describe('what is asked wrongly is refused with its reason', () => {
  const confirm = `/v1/inquiries/${INQUIRY}/confirm`;
  const cases: [
    name: string,
    request: {
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
      url: string;
      headers?: object;
      payload?: string | Buffer;
    },
    code: FailureType,
    field?: string,
  ][] = [
    ['no such path', { method: 'GET', url: '/v1/nothing' }, 'NotFound'],
    ['no such inquiry', { method: 'GET', url: `/v1/inquiries/${OTHER}` }, 'NotFound'],
    ['an id of another form', { method: 'GET', url: '/v1/inquiries/1' }, 'Invalid', 'id'],
    ['a path that cannot be decoded', { method: 'GET', url: '/v1/inquiries/%zz' }, 'Invalid'],
    ['an unknown query field', { method: 'GET', url: '/v1/inquiries?colour=red' }, 'Invalid', 'colour'],
    ['a word for a number', { method: 'GET', url: '/v1/inquiries?limit=many' }, 'Invalid', 'limit'],
    ['more than a page', { method: 'GET', url: '/v1/inquiries?limit=201' }, 'Invalid', 'limit'],
    ['an unknown status', { method: 'GET', url: '/v1/inquiries?status=lost' }, 'Invalid', 'status'],
    ['another method', { method: 'PATCH', url: `/v1/inquiries/${INQUIRY}` }, 'MethodNotAllowed'],
    [
      'another method, with a body nobody reads',
      { method: 'PUT', url: confirm, headers: { 'content-type': 'image/png' }, payload: 'x' },
      'MethodNotAllowed',
    ],
    ['no body', { method: 'POST', url: confirm }, 'Invalid', 'body'],
    ['not JSON', { method: 'POST', url: confirm, headers: json, payload: '{"step":' }, 'Invalid'],
    [
      'JSON under another name',
      { method: 'POST', url: confirm, headers: { 'content-type': 'text/plain' }, payload: '{"step":"s7"}' },
      'WrongMediaType',
    ],
    [
      'an unknown field',
      { method: 'POST', url: confirm, headers: json, payload: '{"step":"s7","stp":1}' },
      'Invalid',
      'stp',
    ],
    ['a missing field', { method: 'POST', url: confirm, headers: json, payload: '{}' }, 'Invalid', 'step'],
    [
      'a number for text',
      {
        method: 'POST',
        url: `/v1/inquiries/${INQUIRY}/edit`,
        headers: json,
        payload: '{"step":"s7","lines":[{"item":7}]}',
      },
      'Invalid',
      'lines/0/item',
    ],
    [
      'a misspelt field deep inside',
      {
        method: 'POST',
        url: `/v1/inquiries/${INQUIRY}/edit`,
        headers: json,
        payload: '{"step":"s7","lines":[{"quantty":"1"}]}',
      },
      'Invalid',
      'lines/0/quantty',
    ],
    [
      'no such day',
      {
        method: 'POST',
        url: `/v1/inquiries/${INQUIRY}/edit`,
        headers: json,
        payload: '{"step":"s7","requestedDate":"2026-02-30"}',
      },
      'Invalid',
    ],
    [
      'prototype games',
      { method: 'POST', url: confirm, headers: json, payload: '{"step":"s7","__proto__":{"a":1}}' },
      'Invalid',
    ],
    [
      'a decision of 300 KiB',
      {
        method: 'POST',
        url: confirm,
        headers: json,
        payload: JSON.stringify({ step: 's7', instructions: 'x'.repeat(300 * 1024) }),
      },
      'TooLarge',
    ],
  ];

  // Without its fourth column Jest would hand the test a callback and wait for it.
  test.each(cases.map(([name, request, code, field]) => [name, request, code, field ?? null] as const))(
    '%s',
    async (_name, { headers, ...request }, code, field) => {
      const answer = await app.inject({ ...request, headers: { ...reviewer, ...headers } });
      const problem = answer.json<{ errors?: { field: string }[] }>();
      expect(problem).toMatchObject({ code, status: failures[code].status, title: failures[code].title });
      expect(answer.statusCode).toBe(failures[code].status);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      if (field) expect(problem.errors?.[0]?.field).toBe(field);
    },
  );

  test('405 names the methods there are', async () => {
    const answer = await app.inject({ method: 'PATCH', url: `/v1/inquiries/${INQUIRY}` });
    expect(answer.headers.allow?.toString().split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD']);
  });
});

describe('a failure of any part', () => {
  const failing = async (error: Error) => {
    thrown = error;
    return app.inject({ url: '/v1/attention', headers: reviewer });
  };

  test.each(Object.keys(failures) as FailureType[])('%s has the status of the table', async (type) => {
    const answer = await failing(new Failure(type, 'a sentence', { step: 's7', status: 200, more: true }));
    const { status, title, retryable } = failures[type];
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toEqual({
      type: `urn:quotewright:problem:${type}`,
      code: type,
      title,
      status,
      detail: 'a sentence',
      step: 's7',
      more: true,
    });
    expect(answer.headers['retry-after']).toBe(retryable ? '2' : undefined);
  });

  test('that nobody foresaw is logged once and told to nobody', async () => {
    const answer = await failing(new TypeError('secrets of /srv/house'));
    expect(answer.json()).toMatchObject({ code: 'Internal', status: 500 });
    expect(answer.body).not.toMatch(/secrets|TypeError|at /);
    expect(lines.filter((line) => line.includes('secrets of /srv/house'))).toHaveLength(1);
  });

  test('that says how long it takes is passed on', async () => {
    const answer = await failing(new Failure('Unavailable', undefined, {}, { retryAfterSeconds: 30 }));
    expect(answer.headers['retry-after']).toBe('30');
  });
});

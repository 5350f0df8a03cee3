/** Decisions with missing, extra, misshapen or contradictory data: which field it is, what is allowed now, and nothing changes. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Assign, Confirm, Edit, Merge, Resume, Skip, Snooze, Split, Stop } from '../../src/domain/decision.ts';
import type { Problem } from '../../src/api/problem.ts';
import { api, as, closeAll, INQUIRY, state, summary, temporalOf } from './fakes.ts';

interface Schema {
  required?: string[];
  properties: object;
}

/** Each decision's own schema, and a body that it takes. */
const decisions: Record<string, { schema: Schema; good: Record<string, unknown> }> = {
  confirm: { schema: Confirm, good: { step: 's7' } },
  edit: { schema: Edit, good: { step: 's7', draft: { subject: 'New' } } },
  skip: { schema: Skip, good: { step: 's7' } },
  resume: { schema: Resume, good: { step: 's7', outcome: 'unchanged' } },
  stop: { schema: Stop, good: { confirm: true } },
  snooze: { schema: Snooze, good: { until: null } },
  merge: { schema: Merge, good: { into: '01JD8ZK3M4N5P6Q7R8S9T0V1W9' } },
  split: { schema: Split, good: { step: 's7', lines: ['l1'] } },
  assign: { schema: Assign, good: { person: null } },
};

const current = state();
const sent: unknown[] = [];
let app: FastifyInstance;
beforeAll(async () => {
  app = await api(current, { temporal: temporalOf(async (name, options) => void sent.push([name, options])) });
});
afterAll(closeAll);

const refused = async (verb: string, body: unknown): Promise<Problem> => {
  const before = JSON.stringify([...current.inquiries]);
  const answer = await app.inject({
    method: 'POST',
    url: `/v1/inquiries/${INQUIRY}/${verb}`,
    headers: { ...as('reviewer'), 'content-type': 'application/json' },
    payload: JSON.stringify(body),
  });
  expect({ answer: answer.statusCode, sent, store: JSON.stringify([...current.inquiries]) }).toEqual({
    answer: expect.any(Number),
    sent: [],
    store: before,
  });
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(answer.statusCode).toBeLessThan(500);
  const problem = answer.json<Problem>();
  expect(problem).toMatchObject({ step: summary.review!.step, allowed: summary.review!.allowed });
  return problem;
};

type Case = [verb: string, what: string, body: unknown, field: string];

/** Nothing in our schemas is any of these. */
const shapeless = [{ toString: 1 }, 7, [[]]];

const generated: Case[] = Object.entries(decisions).flatMap(([verb, { schema, good }]): Case[] => [
  ...(schema.required ?? []).map((field): Case => {
    const { [field]: _, ...rest } = good;
    return [verb, `without ${field}`, rest, field];
  }),
  [verb, 'with a field too many', { ...good, sooner: true }, 'sooner'],
  [verb, 'with the name of another who decides', { ...good, by: { id: 'admin', name: 'x' } }, 'by'],
  ...Object.keys(schema.properties).flatMap((field) =>
    shapeless.map((value): Case => [verb, `${field} is ${JSON.stringify(value)}`, { ...good, [field]: value }, field]),
  ),
  ...[null, [], 'yes'].map((body): Case => [verb, `which is ${JSON.stringify(body)}`, body, 'body']),
]);

const contradictory: Case[] = (
  [
    ['an edit of nothing in lines', { lines: [] }, 'lines'],
    [
      'a line changed twice',
      {
        lines: [
          { id: 'l1', quantity: '2' },
          { id: 'l1', quantity: '3' },
        ],
      },
      'lines/1/id',
    ],
    ['a line removed and changed', { lines: [{ id: 'l1', remove: true, quantity: '2' }] }, 'lines/0/quantity'],
    ['a line removed that has no name', { lines: [{ remove: true, item: 'BOLT-8' }] }, 'lines/0/id'],
    ['a new line without an item', { lines: [{ quantity: '2' }] }, 'lines/0/item'],
    ['a line of which nothing is said', { lines: [{ id: 'l1' }] }, 'lines/0'],
    ['an unknown field of a line', { lines: [{ id: 'l1', price: '1.00' }] }, 'lines/0/price'],
    ['a quantity that is a number', { lines: [{ id: 'l1', quantity: 2 }] }, 'lines/0/quantity'],
    ['a negative quantity', { lines: [{ id: 'l1', quantity: '-2' }] }, 'lines/0/quantity'],
    ['a draft with nothing in it', { draft: {} }, 'draft'],
    ['a draft to nobody', { draft: { to: [] } }, 'draft/to'],
    ['a customer with nothing in it', { customer: {} }, 'customer'],
    [
      'a contact made and named',
      { customer: { contact: 'C1', create: { account: 'A1', name: 'X' } } },
      'customer/contact',
    ],
    ['two accounts', { customer: { account: 'A2', create: { account: 'A1', name: 'X' } } }, 'customer/account'],
    ['an address kept with nobody', { customer: { account: 'A1', store: true } }, 'customer/contact'],
    ['a day that is none', { requestedDate: '2026-02-30' }, 'requestedDate'],
    ['a discount over all', { discountPercent: '101' }, 'discountPercent'],
  ] as const
).map(([what, body, field]) => ['edit', what, { step: 's7', ...body }, field]);

describe('a decision that cannot be read', () => {
  test(`of ${generated.length + contradictory.length} cases each names its field and what is allowed now`, async () => {
    console.log(`${generated.length} generated and ${contradictory.length} contradictory bodies.`);
    const wrong: string[] = [];
    for (const [verb, what, body, field] of [...generated, ...contradictory]) {
      const problem = await refused(verb, body);
      const named = 'field' in problem ? problem['field'] : problem.errors?.[0]?.field;
      const begins = String(named).split('/')[0] === field || named === field;
      if (!begins) wrong.push(`${verb} ${what}: names ${String(named)}, not ${field} (${problem.detail})`);
    }
    expect(wrong).toEqual([]);
  });

  test('of an ended inquiry says that nothing is allowed any more', async () => {
    current.inquiries.set(INQUIRY, { ...summary, status: 'ended', outcome: 'ordered', review: null });
    const answer = await app.inject({
      method: 'POST',
      url: `/v1/inquiries/${INQUIRY}/confirm`,
      headers: as('reviewer'),
      payload: {},
    });
    expect(answer.json()).toMatchObject({ code: 'Invalid', step: null, allowed: [] });
  });

  test('of somebody who may not decide, or of an unknown inquiry, says nothing of it', async () => {
    for (const [headers, id] of [
      [{}, INQUIRY],
      [as('reader'), INQUIRY],
      [as('reviewer'), '01JZZZZZZZZZZZZZZZZZZZZZZZ'],
    ] as const) {
      const answer = await app.inject({ method: 'POST', url: `/v1/inquiries/${id}/confirm`, headers, payload: {} });
      expect(answer.json()).not.toHaveProperty('allowed');
    }
  });
});

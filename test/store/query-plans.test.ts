/** Lists stay fast however many inquiries there are: the plans the server really chose, and how many rows it looked at. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { Connection } from 'mongoose';
import type { ConnectedStore } from '../../src/store/index.ts';
import { attentionQuery, listQuery } from '../../src/store/inquiries.ts';
import { rowOf, type InquiryRow } from '../../src/store/inquiry-row.ts';
import { freshStore } from './database.ts';
import { anInquiry } from './examples.ts';

const rows = 20_000;
let store: ConnectedStore & { drop(): Promise<void> };
beforeAll(async () => {
  store = await freshStore({ setUp: false });
  const collection = store.connection.collection<InquiryRow>('inquiries');
  const from = Date.now() - rows;
  for (let start = 0; start < rows; start += 10_000) {
    const batch = Array.from({ length: 10_000 }, (_, index) => {
      const n = start + index;
      const head = anInquiry({
        id: ulid(from + n),
        subject: `Inquiry ${n}`,
        mailbox: n % 10 ? 'sales@ours.example' : 'info@ours.example',
        attention: n % 50 === 0,
        status: n % 50 === 0 ? 'waiting-for-review' : n % 3 ? 'ended' : 'waiting-for-customer',
        customer: {
          account: `A${n % 100}`,
          name: `Customer ${n % 100}`,
          contact: null,
          email: `c${n % 100}@x.example`,
          registered: true,
        },
      });
      return rowOf({ ...head, lines: [], lineCount: 0, draft: null }, null);
    });
    await collection.insertMany(batch, { ordered: false });
  }
  await store.setUp();
}, 120_000);
afterAll(() => store.drop());

interface Stage {
  stage: string;
  inputStage?: Stage;
  inputStages?: Stage[];
}
interface Plan {
  queryPlanner: { winningPlan: Stage };
  executionStats: { totalDocsExamined: number; nReturned: number };
}
const stagesOf = ({ stage, inputStage, inputStages = [] }: Stage): string[] => [
  stage,
  ...[...(inputStage ? [inputStage] : []), ...inputStages].flatMap(stagesOf),
];
const model = (connection: Connection) => connection.models['inquiries']!;

const cursorOf = async (filter: object, limit: number) => (await store.inquiries.list(filter, { limit })).next!;

describe('plans', () => {
  test.each([
    ['plain', {}],
    ['attention', { attention: true }],
    ['no attention', { attention: false }],
    ['status', { status: 'waiting-for-customer' }],
    ['customer', { customer: 'A7' }],
    ['mailboxes', { mailbox: ['sales@ours.example', 'info@ours.example'] }],
  ])('%s: from an index, in its order, no row too many', async (_, filter) => {
    for (const after of [undefined, await cursorOf(filter, 60)]) {
      const query = listQuery(model(store.connection) as Parameters<typeof listQuery>[0], filter, after).limit(51);
      const plan = (await query.explain('executionStats')) as unknown as Plan;
      const stages = stagesOf(plan.queryPlanner.winningPlan);
      expect(stages).toContain('IXSCAN');
      expect(stages).not.toContain('COLLSCAN');
      expect(stages).not.toContain('SORT');
      expect(plan.executionStats.nReturned).toBe(51);
      expect(plan.executionStats.totalDocsExamined).toBeLessThanOrEqual(60);
    }
  });

  test.each([
    ['a word', { q: 'customer' }],
    ['a rare word', { q: 'c12@x.example' }],
    ['two words', { q: 'inquiry 777' }],
    ['mailbox and status', { mailbox: ['info@ours.example'], status: 'ended' }],
  ])('%s: from an index', async (_, filter) => {
    const query = listQuery(model(store.connection) as Parameters<typeof listQuery>[0], filter).limit(51);
    const stages = stagesOf(((await query.explain('executionStats')) as unknown as Plan).queryPlanner.winningPlan);
    expect(stages).toContain('IXSCAN');
    expect(stages).not.toContain('COLLSCAN');
  });

  test.each([
    ['all', undefined],
    ['some mailboxes', ['info@ours.example', 'sales@ours.example']],
  ])('the badge of %s reads only what needs attention', async (_, mailboxes) => {
    const query = attentionQuery(model(store.connection) as Parameters<typeof listQuery>[0], mailboxes);
    const plan = JSON.stringify(await query.explain('executionStats'));
    expect(plan).toContain('"stage":"IXSCAN"');
    expect(plan).not.toContain('COLLSCAN');
    expect(Math.max(...[...plan.matchAll(/"totalKeysExamined":(\d+)/g)].map(([, keys]) => Number(keys)))).toBeLessThan(
      450,
    );
  });

  test('the badge counts', async () => {
    expect(await store.inquiries.attention(['sales@ours.example'])).toMatchObject({ count: 0 });
    expect(await store.inquiries.attention(['info@ours.example'])).toMatchObject({ count: 400 });
    expect(await store.inquiries.attention()).toMatchObject({ count: 400, byKind: { assistance: 400 } });
  });
});

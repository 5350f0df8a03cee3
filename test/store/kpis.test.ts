import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { Fact } from '../../src/domain/kpis.ts';
import type { ConnectedStore } from '../../src/store/index.ts';
import { rowOf, type InquiryRow } from '../../src/store/inquiry-row.ts';
import { freshStore } from './database.ts';
import { aMail, anInquiry, aStep } from './examples.ts';

let store: ConnectedStore & { drop(): Promise<void> };
beforeAll(async () => {
  store = await freshStore();
});
afterAll(() => store.drop());

const always = { since: '2000-01-01T00:00:00.000Z', before: '2100-01-01T00:00:00.000Z' };
async function factOf(inquiry: string, within: Parameters<ConnectedStore['kpis']['facts']>[0] = always) {
  await store.kpis.catchUp();
  const facts: Fact[] = [];
  for await (const fact of store.kpis.facts(within)) if (fact.inquiry === inquiry) facts.push(fact);
  expect(facts.length).toBeLessThan(2);
  return facts[0];
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();
const quote = { number: 'Q-1', revision: 2, hash: 'h', total: '12.50', currency: 'EUR', validUntil: null, file: null };
const draft = (id: string, inquiry: string) => ({
  id,
  inquiry,
  to: ['ada@client.example'],
  cc: [],
  subject: 'Re: Gloves',
  body: '<p>Hello</p>',
  text: 'Hello',
  attachments: [],
  warnings: [],
  inReplyTo: null,
  references: [],
  document: null,
});

/** An inquiry as its workflow leaves it: a mail, a quote, a draft that was edited once, two reviews, a mail out. */
async function quoted(id: string) {
  await store.mails.keep(aMail(), Buffer.from(`one ${id}`), { inquiry: id });
  await store.mails.keep(aMail({ disposition: 'auto-reply' }), Buffer.from(`robot ${id}`), { inquiry: id });
  await store.drafts.keep(draft(`${id}.s4`, id));
  await store.drafts.keep(draft(`${id}.s6`, id));
  await store.mails.keepSent(
    { messageId: `<${id}@ours.example>`, at: at(30), raw: Buffer.from('out') },
    {
      mailbox: 'sales@ours.example',
      inquiry: id,
      from: { name: '', address: 'sales@ours.example' },
      to: [],
      cc: [],
      subject: 'Re: Gloves',
      text: 'Hello',
      inReplyTo: null,
      references: [],
      attachments: [],
    },
  );
  await store.inquiries.project(
    anInquiry({ id, version: 3, createdAt: at(0), updatedAt: at(30), quote, status: 'waiting-for-customer' }),
    [
      aStep('s1', { kind: 'mail-received', at: at(0) }),
      aStep('s2', { kind: 'quote', at: at(1) }),
      aStep('s3', { kind: 'quote', at: at(9) }),
      aStep('s4', { kind: 'draft', at: at(10) }),
      aStep('s5', { kind: 'review', at: at(20), since: at(10), by: 'Anna' }),
      aStep('s6', { kind: 'review', at: at(29), since: at(20), by: 'Anna', status: 'superseded' }),
      aStep('s7', { kind: 'review', at: at(30), since: at(29), by: 'Anna' }),
    ],
  );
}

test('a fact is made of what is stored, and made anew when more is published', async () => {
  const id = ulid();
  await quoted(id);
  const fact = await factOf(id);
  expect(fact).toMatchObject({
    mailbox: 'sales@ours.example',
    mailsOut: [at(30)],
    quote: { at: at(1), total: '12.50', currency: 'EUR' },
    order: null,
    drafts: [at(10)],
    edits: 1,
    reviews: [
      { at: at(20), seconds: 600 },
      { at: at(30), seconds: 60 },
    ],
    ended: null,
  });
  expect(fact?.mailsIn).toHaveLength(1);

  const order = { ...quote, number: 'O-1' };
  await store.inquiries.project(
    anInquiry({
      id,
      version: 4,
      createdAt: at(0),
      updatedAt: at(50),
      quote,
      order,
      status: 'ended',
      outcome: 'ordered',
    }),
    [aStep('s8', { kind: 'order', at: at(40) }), aStep('s9', { kind: 'ended', at: at(50) })],
  );
  expect(await factOf(id)).toMatchObject({
    order: { at: at(40), total: '12.50', currency: 'EUR' },
    ended: { at: at(50), outcome: 'ordered' },
  });
});

test('what is removed still counts, also where nobody had asked before, and names nobody', async () => {
  const id = ulid();
  await quoted(id);
  await store.inquiries.remove(id, 'admin');
  await store.inquiries.remove(id, 'admin');
  const fact = await factOf(id);
  expect(fact).toMatchObject({ mailsOut: [at(30)], edits: 1, quote: { total: '12.50' } });
  expect(JSON.stringify(fact)).not.toMatch(/ada|Gloves|client/i);
});

test('facts are found by when something happened and by mailbox', async () => {
  const id = ulid();
  await quoted(id);
  const within = { since: at(0), before: at(59) };
  expect(await factOf(id, within)).toBeDefined();
  expect(await factOf(id, { ...within, mailbox: 'sales@ours.example' })).toBeDefined();
  expect(await factOf(id, { ...within, mailbox: 'info@ours.example' })).toBeUndefined();
  expect(await factOf(id, { since: at(31), before: at(59) })).toBeUndefined();
  expect(await factOf(id, { since: '2000-01-01T00:00:00.000Z', before: at(0) })).toBeUndefined();
});

test('counting again, twice at once, changes nothing', async () => {
  const id = ulid();
  await quoted(id);
  await Promise.all([store.kpis.catchUp(), store.kpis.catchUp()]);
  const first = await factOf(id);
  await store.kpis.catchUp();
  expect(await factOf(id)).toEqual(first);
});

test('more inquiries than are counted at a time are all counted', async () => {
  const rows = Array.from({ length: 450 }, () =>
    rowOf({ ...anInquiry({ mailbox: 'many@ours.example' }), lines: [], lineCount: 0, draft: null }, null),
  );
  await store.connection.collection<InquiryRow>('inquiries').insertMany(rows);
  await store.kpis.catchUp();
  const found = new Set<string>();
  for await (const { inquiry } of store.kpis.facts({ ...always, mailbox: 'many@ours.example' })) found.add(inquiry);
  expect(found.size).toBe(rows.length);
});

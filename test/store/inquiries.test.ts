import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { InquirySummary, Status } from '../../src/domain/inquiry.ts';
import type { ConnectedStore } from '../../src/store/index.ts';
import { freshStore } from './database.ts';
import { aLine, anInquiry, aStep } from './examples.ts';

let store: ConnectedStore & { drop(): Promise<void> };
beforeAll(async () => (store = await freshStore()));
afterAll(() => store.drop());

const customer = (account: string, name: string, email: string) => ({
  account,
  name,
  contact: null,
  email,
  registered: true,
});

const quote = (number: string) => ({
  number,
  revision: 1,
  hash: 'h',
  total: '1.00',
  currency: 'EUR',
  validUntil: null,
  file: null,
});

async function walk(filter: Parameters<typeof store.inquiries.list>[0], limit: number): Promise<InquirySummary[]> {
  const all: InquirySummary[] = [];
  for (let after: string | undefined; ;) {
    const page = await store.inquiries.list(filter, { limit, after });
    all.push(...page.items);
    if (!page.next) return all;
    after = page.next;
  }
}

describe('publishing', () => {
  test('joins the first 20 lines without evidence, the draft without its body, and keeps the timeline', async () => {
    const head = anInquiry({ draftId: ulid() });
    await store.lines.replace(
      head.id,
      Array.from({ length: 250 }, (_, n) => aLine(n + 1)),
    );
    await store.drafts.keep({
      id: head.draftId!,
      inquiry: head.id,
      to: ['ada@client.example'],
      cc: [],
      subject: 'Re: Gloves',
      body: '<p>Here it is</p>',
      text: 'Here it is',
      attachments: [],
      warnings: ['look twice'],
      inReplyTo: null,
      references: [],
      document: null,
    });
    await store.inquiries.project(head, [aStep('s2'), aStep('s1')]);
    const found = await store.inquiries.find(head.id);
    expect(found).toMatchObject({ subject: head.subject, lineCount: 250, draftId: head.draftId });
    expect(found!.lines.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, n) => `l${n + 1}`));
    expect(found!.lines[0]).not.toHaveProperty('evidence');
    expect(found!.draft).toEqual({
      id: head.draftId,
      to: ['ada@client.example'],
      cc: [],
      subject: 'Re: Gloves',
      attachments: [],
      warnings: ['look twice'],
    });
    expect((await store.inquiries.timeline(head.id)).map(({ step }) => step)).toEqual(['s1', 's2']);
    expect(await store.lines.of(head.id)).toHaveLength(250);
    await store.lines.replace(head.id, [aLine(1)]);
    expect(await store.lines.of(head.id)).toEqual([aLine(1)]);
  });

  test('a lower version never overwrites a higher one, whatever the order and number of tries', async () => {
    const head = anInquiry();
    const versions = [3, 1, 5, 2, 4, 5, 1];
    await Promise.all(
      versions.map((version) =>
        store.inquiries.project({ ...head, version, subject: `v${version}` }, [
          aStep('s1', { summary: `v${version}` }),
          aStep(`s${version + 1}`),
        ]),
      ),
    );
    expect(await store.inquiries.find(head.id)).toMatchObject({ version: 5, subject: 'v5' });
    const timeline = await store.inquiries.timeline(head.id);
    expect(timeline.map(({ step }) => step)).toEqual(['s1', 's2', 's3', 's4', 's5', 's6']);
    expect(timeline[0]!.summary).toBe('v5');
  });

  test('of a step that one publish tells twice, the last word stands', async () => {
    const head = anInquiry();
    await store.inquiries.project(head, [
      aStep('s1', { summary: 'The change is worked in.' }),
      aStep('s2'),
      aStep('s1', { summary: 'Ada changed the subject.' }),
    ]);
    const timeline = await store.inquiries.timeline(head.id);
    expect(timeline.map(({ step }) => step)).toEqual(['s1', 's2']);
    expect(timeline[0]!.summary).toBe('Ada changed the subject.');
  });

  test('a field that the row does not have is an error', async () => {
    const head = { ...anInquiry(), surprise: 1 };
    await expect(store.inquiries.project(head, [])).rejects.toThrow(/surprise/);
  });
});

describe('inquiries that belong together', () => {
  test('are found in both directions, and by no others', async () => {
    const old = anInquiry({ outcome: 'ordered', status: 'ended' });
    const parted = anInquiry();
    const heads = [old, parted, anInquiry({ follows: old.id }), anInquiry({ follows: old.id }), anInquiry()];
    for (const head of heads) await store.inquiries.project(head, []);
    const ids = async (id: string, others: string[]) =>
      (await store.inquiries.related(id, others)).map((one) => one.id).sort();
    expect(await ids(old.id, [parted.id, ulid()])).toEqual([parted, ...heads.slice(2, 4)].map(({ id }) => id).sort());
    expect(await ids(heads[2]!.id, [old.id])).toEqual([old.id]);
    expect(await ids(heads[4]!.id, [])).toEqual([]);
  });
});

describe('lists', () => {
  const mailbox = 'lists@ours.example';
  beforeAll(async () => {
    const heads = Array.from({ length: 60 }, (_, n) =>
      anInquiry({
        mailbox,
        attention: n % 3 === 0,
        status: (n % 3 === 0 ? 'waiting-for-review' : 'working') satisfies Status,
        customer: customer(`A${n % 2}`, 'Müller Werkstatt', 'hans@mueller.example'),
        quote: n === 7 ? quote('Q-000777') : null,
        subject: `Screws ${n}`,
      }),
    );
    for (const head of heads) await store.inquiries.project(head, []);
  });

  test('attention first, then newest, complete over pages of any size', async () => {
    const whole = await walk({ mailbox: [mailbox] }, 1000);
    expect(whole).toHaveLength(60);
    const keys = whole.map(({ attention, id }) => `${Number(attention)}${id}`);
    expect(keys).toEqual([...keys].sort().reverse());
    for (const limit of [1, 7, 60]) expect(await walk({ mailbox: [mailbox] }, limit)).toEqual(whole);
  });

  test('rows that come in while somebody pages shift nothing', async () => {
    const first = await store.inquiries.list({ mailbox: [mailbox], attention: false }, { limit: 10 });
    const newer = anInquiry({ mailbox });
    await store.inquiries.project(newer, []);
    const second = await store.inquiries.list(
      { mailbox: [mailbox], attention: false },
      { limit: 100, after: first.next! },
    );
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(40);
    await store.inquiries.remove(newer.id, 'test');
  });

  test.each([
    ['attention', { attention: true }, 20],
    ['no attention', { attention: false }, 40],
    ['status', { status: 'working' }, 40],
    ['customer', { customer: 'A1' }, 30],
    ['two filters', { customer: 'A1', attention: true }, 10],
    ['no mailbox', { mailbox: [] }, 0],
    ['number', { q: 'Q-0007' }, 1],
    ['part of a number', { q: '000777' }, 1],
    ['name without accents, other case', { q: 'MULLER' }, 60],
    ['name with accents', { q: 'müller werk' }, 60],
    ['address', { q: 'hans@mueller.example' }, 60],
    ['domain', { q: 'mueller' }, 60],
    ['several words', { q: 'screws 59' }, 1],
    ['signs of expressions', { q: 'screws (.*' }, 60],
    ['nothing like it', { q: 'nails' }, 0],
  ])('%s', async (_, filter, count) => {
    expect(await walk({ mailbox: [mailbox], ...filter }, 17)).toHaveLength(count);
  });

  test.each(['', '%%%', Buffer.from('{"$gt":""}').toString('base64url')])('cursor %p is refused', async (after) => {
    await expect(store.inquiries.list({}, { limit: 5, after })).rejects.toMatchObject({ type: 'Invalid' });
  });

  test('a cursor of all inquiries does not bring attention back into the list without', async () => {
    const { next } = await store.inquiries.list({ mailbox: [mailbox] }, { limit: 1 });
    const page = await store.inquiries.list({ mailbox: [mailbox], attention: false }, { limit: 100, after: next! });
    expect(page.items.some(({ attention }) => attention)).toBe(false);
  });

  test('the badge counts by kind and tells since when the oldest waits', async () => {
    const box = 'badge@ours.example';
    const review = (kind: 'incoming' | 'outgoing', since: string) => ({
      step: 's1',
      kind,
      about: {},
      reason: null,
      since,
      allowed: [],
      edits: [],
      choices: [],
    });
    const rows = [
      anInquiry({ mailbox: box, attention: true, review: review('outgoing', '2026-01-03T00:00:00.000Z') }),
      anInquiry({ mailbox: box, attention: true, review: review('incoming', '2026-01-02T00:00:00.000Z') }),
      anInquiry({
        mailbox: box,
        attention: true,
        status: 'paused',
        review: review('outgoing', '2026-01-04T00:00:00.000Z'),
      }),
      anInquiry({ mailbox: box, attention: false }),
    ];
    for (const row of rows) await store.inquiries.project(row, []);
    expect(await store.inquiries.attention([box])).toEqual({
      count: 3,
      byKind: { outgoing: 1, incoming: 1, paused: 1 },
      oldest: '2026-01-02T00:00:00.000Z',
    });
    expect(await store.inquiries.attention(['nobody@ours.example'])).toEqual({ count: 0, byKind: {}, oldest: null });
  });
});

describe('watching', () => {
  test('every published view comes once, in order, until the signal', async () => {
    const stop = new AbortController();
    const head = anInquiry({ mailbox: 'watch@ours.example' });
    const seen: number[] = [];
    const watching = (async () => {
      for await (const { id, version } of store.inquiries.watch(stop.signal)) if (id === head.id) seen.push(version);
    })();
    let version = 0;
    while (seen.length === 0) {
      await store.inquiries.project({ ...head, version: ++version }, []);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const first = version + 1;
    for (version = first; version < first + 5; version++) await store.inquiries.project({ ...head, version }, []);
    await store.inquiries.project({ ...head, version: 1 }, []);
    while (seen.at(-1) !== first + 4) await new Promise((resolve) => setTimeout(resolve, 20));
    stop.abort();
    await watching;
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining([first, first + 1, first + 2, first + 3, first + 4]));
  });
});

/** Drafts, outbox, readings, settings, people, facts, and the removal of all of an inquiry. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { ReadLine, Reading } from '../../src/domain/reading.ts';
import { defaultPolicy } from '../../src/domain/default-policy.ts';
import type { Company } from '../../src/domain/settings.ts';
import type { ConnectedStore } from '../../src/store/index.ts';
import { freshStore } from './database.ts';
import { aLine, aMail, anInquiry, aStep } from './examples.ts';

let store: ConnectedStore & { drop(): Promise<void> };
beforeAll(async () => (store = await freshStore()));
afterAll(() => store.drop());

const aDraft = (inquiry: string, id = ulid()) => ({
  id,
  inquiry,
  to: ['ada@client.example'],
  cc: [],
  subject: 'Re: Gloves',
  body: '<p>Here</p>',
  text: 'Here',
  attachments: [{ file: 'f', name: 'q.pdf', sha256: 'h', bytes: 1, type: 'application/pdf' }],
  warnings: [],
  inReplyTo: '<a@b>',
  references: ['<a@b>'],
  document: { kind: 'quote' as const, number: 'Q-000001', revision: 1, hash: 'h' },
});

const read = <T>(value: T) => ({ value, confidence: 1, reason: 'r', evidence: [] });
const aReading = (count: number): Reading => ({
  reader: 'rules',
  kind: read('inquiry' as const),
  language: read('en'),
  visibleText: 'Gloves',
  lines: Array.from({ length: count }, (_, n): ReadLine => ({
    id: `l${n + 1}`,
    text: `line ${n}`,
    action: null,
    status: 'matched',
    item: 'GL-1',
    candidates: [],
    quantity: '1',
    unit: 'EA',
    confidence: 1,
    reason: 'r'.repeat(500),
    sure: true,
    evidence: [{ mail: 'm', part: '1', start: 0, end: 2, quote: 'q'.repeat(1000) }],
  })),
  requestedDate: null,
  shipTo: read({}),
  reference: null,
  signature: null,
  notes: [],
});

describe('drafts', () => {
  test('never change: the same id again leaves the first', async () => {
    const draft = aDraft(ulid());
    await store.drafts.keep(draft);
    await store.drafts.keep({ ...draft, subject: 'Another' });
    expect(await store.drafts.find(draft.id)).toEqual(draft);
    expect(await store.drafts.find('nothing')).toBeNull();
  });
});

describe('the outbox', () => {
  const row = (id: string) => ({ inquiry: ulid(), messageId: `<${id}@ours.example>` });
  test('has one row per draft, and one of many gets the attempt', async () => {
    const id = ulid();
    const opened = await Promise.all([1, 2, 3].map(() => store.outbox.open(id, row(id))));
    expect(opened[0]).toMatchObject({ id, status: 'waiting', attempts: 0, mail: null, error: null });
    const claims = await Promise.all(Array.from({ length: 20 }, () => store.outbox.claim(id)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await store.outbox.find(id)).toMatchObject({ status: 'sending', attempts: 1 });
    expect(await store.outbox.open(id, row(id))).toMatchObject({ status: 'sending' });
  });
  test.each([
    ['failed', true],
    ['waiting', true],
    ['unclear', false],
  ] as const)('after %s another attempt is possible: %p', async (status, possible) => {
    const id = ulid();
    await store.outbox.open(id, row(id));
    await store.outbox.claim(id);
    await store.outbox.settle(id, { status, error: 'the reason' });
    expect(await store.outbox.find(id)).toMatchObject({ status, error: 'the reason' });
    expect(await store.outbox.claim(id)).toBe(possible);
  });
  test('sent stays sent', async () => {
    const id = ulid();
    await store.outbox.open(id, row(id));
    await store.outbox.settle(id, { status: 'sent', mail: 'm1' });
    await store.outbox.settle(id, { status: 'failed', error: 'late' });
    expect(await store.outbox.find(id)).toMatchObject({ status: 'sent', mail: 'm1', error: null });
    expect(await store.outbox.claim(id)).toBe(false);
    expect(await store.outbox.find('nothing')).toBeNull();
    expect(await store.outbox.claim('nothing')).toBe(false);
  });
  test('only the attempt that has the row renews its claim', async () => {
    const id = ulid();
    await store.outbox.open(id, row(id));
    await store.outbox.claim(id);
    const longAgo = new Date(Date.now() - 60_000);
    await store.connection.collection('outbox').updateOne({ _id: id as never }, { $set: { claimedAt: longAgo } });
    await store.outbox.renew(id, { attempt: 2 });
    expect(await store.outbox.find(id)).toMatchObject({ claimedAt: longAgo.toISOString() });
    await store.outbox.renew(id, { attempt: 1 });
    expect(Date.now() - Date.parse((await store.outbox.find(id))!.claimedAt!)).toBeLessThan(10_000);
  });
  test('two drafts never share a Message-ID', async () => {
    const same = row('same');
    await store.outbox.open(ulid(), same);
    await expect(store.outbox.open(ulid(), same)).rejects.toMatchObject({ type: 'Internal' });
  });
});

describe('readings', () => {
  test('of 12,000 lines are kept, and replaced by a shorter one', async () => {
    const mail = ulid();
    await store.readings.keep(mail, aReading(12_000));
    expect(await store.readings.find(mail)).toEqual(aReading(12_000));
    await store.readings.keep(mail, aReading(3));
    expect(await store.readings.find(mail)).toEqual(aReading(3));
    await store.readings.keep(mail, aReading(0));
    expect((await store.readings.find(mail))!.lines).toEqual([]);
    expect(await store.readings.find('nothing')).toBeNull();
  });
});

describe('settings and facts', () => {
  test('the policy is the default until it is set; a company must be loaded', async () => {
    expect(await store.settings.policy()).toEqual(defaultPolicy);
    await expect(store.settings.company()).rejects.toMatchObject({ type: 'Unavailable' });
    const company: Company = {
      name: 'Ours',
      mailbox: 'sales@ours.example',
      address: {},
      currency: 'EUR',
      language: 'en',
      languages: ['en'],
      timeZone: 'UTC',
      tax: 'none',
      quoteValidityDays: 30,
    };
    await store.settings.setCompany(company);
    await store.settings.setCompany({ ...company, name: 'Still ours' });
    expect(await store.settings.company()).toEqual({ ...company, name: 'Still ours' });
  });
  test('of two who change one version of the settings the first wins; a company loaded anew keeps what was set', async () => {
    const change = (by: string) =>
      store.settings.change({ policy: { ...defaultPolicy, shadow: true } }, { expected: 1, by });
    const both = await Promise.allSettled([change('Anna'), change('Ben')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { type: 'VersionMismatch' } });
    expect(await store.settings.policy()).toEqual({ ...defaultPolicy, version: 2, shadow: true });

    await store.settings.change({ company: { color: '#102030' } }, { expected: 2, by: 'Anna' });
    await store.settings.setCompany({ ...(await store.settings.company()), color: '#ffffff', name: 'Loaded anew' });
    expect(await store.settings.company()).toMatchObject({ color: '#102030', name: 'Loaded anew' });
    expect(await store.settings.policy()).toMatchObject({ version: 3, shadow: true });
    expect((await store.settings.versions(10)).map(({ policy, by }) => [policy.version, by])).toEqual([
      [3, 'Anna'],
      [2, expect.any(String)],
    ]);
  });
  test('facts are what was set last', async () => {
    expect(await store.facts.get('x')).toBeUndefined();
    await store.facts.set('x', { a: [1] });
    await store.facts.set('x', { b: null });
    expect(await store.facts.get('x')).toEqual({ b: null });
  });
});

describe('people', () => {
  test('are known by their tokens, of which nothing but a hash is kept', async () => {
    const [ada, bob] = [
      await store.people.add({ name: 'Bob', role: 'admin' }),
      await store.people.add({ name: 'Ada', role: 'reader' }),
    ];
    const token = await store.people.giveToken(ada.id);
    const second = await store.people.giveToken(ada.id, 'a-known-token');
    await store.people.giveToken(ada.id, 'a-known-token');
    expect(await store.people.byToken(token)).toEqual(ada);
    expect(await store.people.byToken(second)).toEqual(ada);
    expect(await store.people.byToken('nobody')).toBeNull();
    await expect(store.people.giveToken(bob.id, 'a-known-token')).rejects.toMatchObject({ type: 'Invalid' });
    await expect(store.people.giveToken('nobody')).rejects.toMatchObject({ type: 'NotFound' });
    expect((await store.people.list()).map(({ name }) => name)).toEqual(['Ada', 'Bob']);
    expect(await store.people.admins()).toEqual([ada]);
    const rows = await store.connection.collection('people').find().toArray();
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain('a-known-token');
  });
});

describe('removal', () => {
  test("takes all that is the inquiry's and nothing else, and says so once", async () => {
    const picture = { name: 'logo.png', type: 'image/png', content: Buffer.from('png') };
    const fill = async () => {
      const head = anInquiry({ draftId: ulid() });
      await store.lines.replace(head.id, [aLine(1)]);
      await store.drafts.keep(aDraft(head.id, head.draftId!));
      await store.outbox.open(head.draftId!, { inquiry: head.id, messageId: `<${head.draftId}@x>` });
      const kept = await store.mails.keep(
        aMail({ attachments: [picture] }),
        Buffer.from(`Subject: ${head.id}\r\n\r\n`),
        { inquiry: head.id },
      );
      const { mail } = kept!;
      await store.readings.keep(mail.id, aReading(2));
      await store.files.put({ name: 'q.pdf', type: 'application/pdf', content: Buffer.from('pdf'), inquiry: head.id });
      await store.inquiries.project(head, [aStep('s1')]);
      return { id: head.id, draft: head.draftId!, mail };
    };
    const names = [
      'mails',
      'inquiries',
      'steps',
      'lines',
      'drafts',
      'outbox',
      'readings',
      'reading-lines',
      'fs.files',
      'fs.chunks',
    ];
    const counts = () => Promise.all(names.map((name) => store.connection.collection(name).countDocuments()));
    const other = await fill();
    const before = await counts();
    const gone = await fill();
    await store.inquiries.remove(gone.id, 'Ada');
    await store.inquiries.remove(gone.id, 'Bob');
    expect(await counts()).toEqual(before);
    expect(await store.inquiries.find(gone.id)).toBeNull();
    expect(await store.mails.find(gone.mail.id)).toBeNull();
    expect(await store.files.find(gone.mail.attachments[0]!.file)).toBeNull();
    expect(await store.inquiries.find(other.id)).not.toBeNull();
    expect(await store.mails.raw(other.mail.id)).not.toBeNull();
    const audit = await store.connection.collection('audit').find().toArray();
    expect(audit).toEqual([expect.objectContaining({ what: 'inquiry removed', about: gone.id, by: 'Ada' })]);
  });
});

describe('set-up', () => {
  test('can be run again, by several at once', async () => {
    await Promise.all([store.setUp(), store.setUp(), store.setUp()]);
    const indexes = await store.connection.collection('inquiries').indexes();
    expect(indexes.length).toBeGreaterThan(5);
  });
});

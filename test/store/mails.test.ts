import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { ConnectedStore } from '../../src/store/index.ts';
import { freshStore } from './database.ts';
import { aMail } from './examples.ts';

let store: ConnectedStore & { drop(): Promise<void> };
beforeAll(async () => (store = await freshStore()));
afterAll(() => store.drop());

const raw = Buffer.from('From: ada@client.example\r\nSubject: Gloves\r\n\r\nTwelve.\r\n');
/** Kept: no other mail stands in the way. */
const keep = async (...given: Parameters<typeof store.mails.keep>) => (await store.mails.keep(...given))!;
const count = (collection: string) => store.connection.collection(collection).countDocuments();
const picture = { name: 'logo.png', type: 'image/png', content: Buffer.from('png'), inline: true };

describe('a mail that came in', () => {
  test('is found with its raw message and its attachments', async () => {
    const inquiry = ulid();
    const list = { name: 'list.csv', type: 'text/csv', content: randomBytes(700_000) };
    const { mail, isNew } = await keep(aMail({ attachments: [picture, list] }), raw, { inquiry });
    expect(isNew).toBe(true);
    expect(mail).toMatchObject({
      direction: 'in',
      inquiry,
      bytes: raw.length,
      date: '2026-11-20T10:00:00.000Z',
      sending: null,
    });
    expect(await store.mails.find(mail.id)).toEqual(mail);
    expect(await store.mails.raw(mail.id)).toEqual(raw);
    expect(mail.attachments).toEqual([
      expect.objectContaining({ name: 'logo.png', inline: true, bytes: 3 }),
      expect.objectContaining({ name: 'list.csv', sha256: createHash('sha256').update(list.content).digest('hex') }),
    ]);
    expect((await store.files.read(mail.attachments[1]!.file)).equals(list.content)).toBe(true);
    expect(await store.files.find(mail.attachments[1]!.file)).toMatchObject({ inquiry, name: 'list.csv' });
  });

  test('20 times at once is one row, one raw message, one inquiry', async () => {
    const [before, files, chunks] = [await count('mails'), await count('fs.files'), await count('fs.chunks')];
    const mail = aMail({ attachments: [picture] });
    const kept = await Promise.all(Array.from({ length: 20 }, () => keep(mail, raw, { inquiry: ulid() })));
    expect(new Set(kept.map((one) => one.mail.id)).size).toBe(1);
    expect(new Set(kept.map((one) => one.mail.inquiry)).size).toBe(1);
    expect(kept.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect([await count('mails'), await count('fs.files'), await count('fs.chunks')]).toEqual([
      before + 1,
      files + 2,
      chunks + 2,
    ]);
  });

  test('of many that share a key at once one is kept, and the files of the others belong to no inquiry', async () => {
    const once = [randomBytes(8).toString('hex'), randomBytes(8).toString('hex')];
    const inquiries = Array.from({ length: 10 }, () => ulid());
    const kept = await Promise.all(
      inquiries.map((inquiry, path) =>
        store.mails.keep(aMail(), Buffer.concat([Buffer.from(`Received: ${path} ${once[0]}\r\n`), raw]), {
          inquiry,
          once: [once[path % 2]!, `${path} ${once[1]}`, once[0]!],
        }),
      ),
    );
    const [winner, ...more] = kept.filter((one) => one !== null);
    expect(more).toEqual([]);
    const files = await store.connection
      .collection('fs.files')
      .find({ 'metadata.inquiry': { $in: inquiries } })
      .toArray();
    expect(files.map(({ metadata }) => (metadata as { inquiry: string }).inquiry)).toEqual([winner!.mail.inquiry]);
  });

  test('without keys stands in nobody’s way', async () => {
    expect(
      await store.mails.keep(aMail(), Buffer.from('From: a@x\r\n\r\n1'), { inquiry: null, once: [] }),
    ).not.toBeNull();
    expect(
      await store.mails.keep(aMail(), Buffer.from('From: a@x\r\n\r\n2'), { inquiry: null, once: [] }),
    ).not.toBeNull();
  });

  test('to two of our mailboxes is two rows', async () => {
    const mail = aMail();
    const other = await keep({ ...mail, mailbox: 'info@ours.example' }, raw, { inquiry: null });
    const { mail: first, isNew } = await keep(mail, raw, { inquiry: null });
    expect(isNew).toBe(true);
    expect(first.id).not.toBe(other.mail.id);
  });

  test('that is hostile in length is kept: the row cut, the raw message whole', async () => {
    const long = Buffer.alloc(17 * 1024 * 1024, 'x');
    const mail = aMail({
      text: 'x'.repeat(17 * 1024 * 1024),
      references: Array.from({ length: 5000 }, (_, n) => `<${n}@x>`),
    });
    const kept = await keep(mail, long, { inquiry: null });
    expect(kept.mail.text).toHaveLength(1_000_000);
    expect(kept.mail.references.at(-1)).toBe('<4999@x>');
    expect((await store.mails.raw(kept.mail.id))!.equals(long)).toBe(true);
  });

  test('is found by Message-ID and by content', async () => {
    const since = new Date(Date.now() - 60_000);
    const mail = aMail();
    const first = (await keep(mail, raw, { inquiry: null })).mail;
    await keep({ ...mail, rawHash: 'resent' }, raw, { inquiry: null });
    expect(await store.mails.byMessageIds([mail.messageId!, '<nobody@x>'])).toHaveLength(2);
    expect(await store.mails.sameContent({ ...mail, messageId: null }, since)).toEqual(first);
    expect(await store.mails.sameContent({ ...mail, messageId: null }, new Date(Date.now() + 1000))).toBeNull();
    expect(await store.mails.find('nothing')).toBeNull();
    expect(await store.mails.raw('nothing')).toBeNull();
  });
});

describe('routing', () => {
  const ids = async (olderThanMs: number) => (await store.mails.unrouted(olderThanMs, 1000)).map(({ id }) => id);

  test('what has an inquiry waits until it is marked; what has none never waits', async () => {
    const { mail } = await keep(aMail(), raw, { inquiry: ulid() });
    const { mail: other } = await keep(aMail({ disposition: 'spam' }), raw, { inquiry: null });
    expect(await ids(0)).toContain(mail.id);
    expect(await ids(0)).not.toContain(other.id);
    expect(await ids(60_000)).not.toContain(mail.id);
    await store.mails.markRouted(mail.id);
    expect(await ids(0)).not.toContain(mail.id);
  });

  test('a mail set aside is given to one inquiry only, with its files, and then waits', async () => {
    const { mail } = await keep(aMail({ disposition: 'other', attachments: [picture] }), raw, {
      inquiry: null,
    });
    const inquiries = Array.from({ length: 5 }, () => ulid());
    const given = await Promise.all(inquiries.map((inquiry) => store.mails.assign(mail.id, inquiry, 'inquiry')));
    const [winner, ...more] = given.filter((one) => one !== null);
    expect(more).toEqual([]);
    expect(winner).toMatchObject({ id: mail.id, disposition: 'inquiry' });
    expect(await store.files.find(mail.attachments[0]!.file)).toMatchObject({ inquiry: winner!.inquiry });
    expect(await ids(0)).toContain(mail.id);
    await store.mails.markRouted(mail.id);
    const next = ulid();
    expect(await store.mails.reassign(mail.id, ulid(), next)).toBeNull();
    expect(await store.mails.reassign(mail.id, winner!.inquiry!, next)).toMatchObject({ inquiry: next });
    expect(await ids(0)).toContain(mail.id);
    expect(await store.mails.assign('nothing', next, 'inquiry')).toBeNull();
  });
});

describe('a mail that left', () => {
  const sent = (messageId: string) => ({
    messageId,
    at: '2026-11-22T10:00:00.000Z',
    raw: Buffer.from(`Message-ID: ${messageId}\r\n\r\nx`),
  });
  const { mailbox, from, to, cc, subject, text, inReplyTo, references } = aMail();
  const aSent = { mailbox, from, to, cc, subject, text, inReplyTo, references, attachments: [] };

  test('is kept once per Message-ID', async () => {
    const inquiry = ulid();
    const keep = () => store.mails.keepSent(sent('<q1@ours.example>'), { ...aSent, inquiry });
    const kept = await Promise.all([keep(), keep(), keep()]);
    expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
    expect(kept[0]).toMatchObject({
      direction: 'out',
      sending: 'sent',
      disposition: null,
      date: '2026-11-22T10:00:00.000Z',
    });
    expect(await store.mails.raw(kept[0].id)).toEqual(sent('<q1@ours.example>').raw);
    expect((await store.mails.list({ inquiry }, { limit: 10 })).items).toEqual([kept[0]]);
  });
});

describe('lists', () => {
  test('newest first, complete over pages, while mails come in', async () => {
    const mailbox = 'paged@ours.example';
    for (let n = 0; n < 25; n++)
      await keep(aMail({ mailbox, disposition: n % 5 ? 'inquiry' : 'spam' }), raw, { inquiry: null });
    const all = (await store.mails.list({ mailbox }, { limit: 100 })).items.map(({ id }) => id);
    expect(all).toEqual([...all].sort().reverse());
    const paged: string[] = [];
    let after: string | undefined;
    do {
      const page = await store.mails.list({ mailbox }, { limit: 4, after });
      paged.push(...page.items.map(({ id }) => id));
      await keep(aMail({ mailbox }), raw, { inquiry: null });
      after = page.next ?? undefined;
    } while (after);
    expect(paged).toEqual(all);
    expect(
      (await store.mails.list({ mailbox, disposition: 'spam', direction: 'in' }, { limit: 100 })).items,
    ).toHaveLength(5);
    await expect(store.mails.list({}, { limit: 1, after: 'no' })).rejects.toMatchObject({ type: 'Invalid' });
  });
});

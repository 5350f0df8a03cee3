import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { AliasOwner } from '../../src/domain/alias.ts';
import type { ConnectedStore } from '../../src/store/index.ts';
import { freshStore } from './database.ts';
import { aMail, anInquiry, aStep } from './examples.ts';

let store: ConnectedStore & { drop(): Promise<void> };
beforeAll(async () => {
  store = await freshStore();
});
afterAll(() => store.drop());

const address = 'ada@client.example';
const other = { name: 'Bob', address: 'bob@client.example' };
const ada = { account: 'A1', name: 'Client', contact: 'Ada', email: address, registered: true };
const quote = { number: 'Q-1', revision: 1, hash: 'h', total: '1.00', currency: 'EUR', validUntil: null, file: null };

test('theirs are found, running ones apart; their mails go, their address goes from what others wrote', async () => {
  const [ended, running, ofBob] = [ulid(), ulid(), ulid()];
  await store.inquiries.project(
    anInquiry({ id: ended, customer: ada, quote, status: 'ended', outcome: 'declined' }),
    [],
  );
  await store.inquiries.project(anInquiry({ id: running, customer: ada }), []);
  await store.inquiries.project(anInquiry({ id: ofBob, status: 'ended', outcome: 'stopped' }), [
    aStep('s1', { summary: `Sent to bob@client.example, ${address}.` }),
  ]);
  const kept = async (inquiry: string | null, mail = {}) =>
    (await store.mails.keep(aMail(mail), Buffer.from(ulid()), { inquiry }))!.mail;
  const setAside = await kept(null, {
    attachments: [{ name: 'photo.png', type: 'image/png', content: Buffer.from('a face') }],
  });
  const inRunning = await kept(running);
  const joined = await kept(ofBob);
  const bobs = await kept(ofBob, { from: other, cc: [{ name: 'Ada', address }, other] });

  const found = await store.erasure.inquiriesOf(address);
  expect(found).toEqual({ running: [running], ended: [{ id: ended, documents: ['Q-1'] }] });
  expect(await store.erasure.eraseAddress(address, { except: [running] })).toEqual({
    mails: 2,
    mentions: 2,
    aliases: 0,
  });

  expect(await store.mails.find(setAside.id)).toBeNull();
  expect(await store.files.find(setAside.attachments[0]!.file)).toBeNull();
  expect(await store.mails.find(joined.id)).toBeNull();
  expect(await store.mails.find(inRunning.id)).not.toBeNull();
  expect((await store.mails.find(bobs.id))?.cc).toEqual([{ name: '', address: 'erased@invalid' }, other]);
  expect((await store.inquiries.timeline(ofBob))[0]?.summary).toBe('Sent to bob@client.example, an erased address.');

  expect(await store.erasure.eraseAddress(address, { except: [running] })).toEqual({
    mails: 0,
    mentions: 0,
    aliases: 0,
  });
});

test('what was learned of their words goes; of what others say, their mail', async () => {
  const inquiry = ulid();
  const mail = (await store.mails.keep(aMail(), Buffer.from(ulid()), { inquiry }))!.mail;
  const learn = async (words: string, owner: AliasOwner) => {
    const evidence = { mail: mail.id, part: '1', start: 0, end: 6, quote: words };
    const { alias } = await store.aliases.learn({
      ...{ ...owner, words, item: 'GL-1', inquiry, evidence, by: 'Anna' },
      source: { edit: ulid(), line: 'l1' },
    });
    return alias.id;
  };
  const own = await learn('my gloves', { scope: 'contact', account: null, contact: address, customer: 'Ada' });
  const company = await learn('the gloves', { scope: 'account', account: 'A1', contact: null, customer: 'Client' });

  expect(await store.erasure.eraseAddress(address, { except: [] })).toMatchObject({ aliases: 1 });
  expect(await store.aliases.find(own)).toBeNull();
  expect(await store.aliases.find(company)).toMatchObject({ words: 'the gloves', evidence: null, inquiry: null });
});

test('drafts to others lose the address and our first wording; those of a running inquiry keep both', async () => {
  const [ended, running] = [ulid(), ulid()];
  const draftOf = async (inquiry: string) => {
    const id = `${inquiry}.s9`;
    await store.drafts.keep({
      ...{ id, inquiry, to: [other.address], cc: [address], subject: 'Gloves', attachments: [], warnings: [] },
      ...{ body: '<p>With a copy to Ada@client.example.</p>', text: `With a copy to ${address}.` },
      ...{ inReplyTo: null, references: [], document: null },
      ours: { subject: 'Gloves', body: `<p>${address}</p>`, language: 'en', warnings: [] },
    });
    const status = inquiry === ended ? 'ended' : 'working';
    await store.inquiries.project(anInquiry({ id: inquiry, draftId: id, status }), []);
    return id;
  };
  const [gone, kept] = [await draftOf(ended), await draftOf(running)];

  expect(await store.erasure.eraseAddress(address, { except: [running] })).toMatchObject({ mentions: 1 });
  const draft = (await store.drafts.find(gone))!;
  expect(JSON.stringify(draft)).not.toMatch(/ada/i);
  expect(draft).toMatchObject({ to: [other.address], cc: ['erased@invalid'], text: 'With a copy to erased@invalid.' });
  expect(draft.ours ?? null).toBeNull();
  expect((await store.inquiries.find(ended))?.draft?.cc).toEqual(['erased@invalid']);
  expect(await store.drafts.find(kept)).toMatchObject({ cc: [address], ours: { subject: 'Gloves' } });
  expect((await store.inquiries.find(running))?.draft?.cc).toEqual([address]);
});

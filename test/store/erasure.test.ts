import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
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
  expect(await store.erasure.eraseMails(address, { except: [running] })).toEqual({ mails: 2, mentions: 2 });

  expect(await store.mails.find(setAside.id)).toBeNull();
  expect(await store.files.find(setAside.attachments[0]!.file)).toBeNull();
  expect(await store.mails.find(joined.id)).toBeNull();
  expect(await store.mails.find(inRunning.id)).not.toBeNull();
  expect((await store.mails.find(bobs.id))?.cc).toEqual([{ name: '', address: 'erased@invalid' }, other]);
  expect((await store.inquiries.timeline(ofBob))[0]?.summary).toBe('Sent to bob@client.example, an erased address.');

  expect(await store.erasure.eraseMails(address, { except: [running] })).toEqual({ mails: 0, mentions: 0 });
});

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { ConnectedStore } from '../../src/store/index.ts';
import { freshStore } from './database.ts';
import { anInquiry } from './examples.ts';

let store: ConnectedStore & { drop(): Promise<void> };
beforeAll(async () => (store = await freshStore()));
afterAll(() => store.drop());

type New = Parameters<ConnectedStore['aliases']['learn']>[0];
const evidence = { mail: 'm1', part: '1', start: 0, end: 7, quote: 'M8 blue' };
const anAlias = (account: string, more: Partial<New> = {}): New => ({
  ...{ words: 'M8 blue', item: 'X', scope: 'account', account, contact: null, customer: 'Boats BV', by: 'Ada' },
  ...{ inquiry: null, evidence: null, source: null },
  ...more,
});
const learn = async (account: string, more: Partial<New> = {}) => await store.aliases.learn(anAlias(account, more));
const rows = () => store.connection.collection('aliases');

describe('of the same words of one owner', () => {
  test('one is in force: the same item again changes nothing, another replaces it', async () => {
    const first = await learn('A1');
    expect(first).toMatchObject({ isNew: true, alias: { words: 'M8 blue', item: 'X', revoked: null } });
    expect(await learn('A1', { words: 'm8, BLUE', by: 'Bob' })).toEqual({ ...first, isNew: false });
    const second = await learn('A1', { item: 'Y', by: 'Bob' });
    expect(second).toMatchObject({ isNew: true });
    expect(await store.aliases.recall({ account: 'A1', contact: null })).toEqual([second.alias]);
    expect(await store.aliases.find(first.alias.id)).toMatchObject({
      item: 'X',
      revoked: { by: 'Bob', at: second.alias.at, replacedBy: second.alias.id },
    });
  });

  test('another owner has its own', async () => {
    const contact = { scope: 'contact' as const, account: null, contact: 'a@b.example' };
    const all = { scope: 'all' as const, account: null, customer: null };
    for (const more of [{}, contact, all])
      expect(await learn('A2', { words: 'own', ...more })).toMatchObject({ isNew: true });
    const found = await store.aliases.recall({ account: 'A2', contact: 'a@b.example' });
    expect(
      found
        .filter(({ words }) => words === 'own')
        .map(({ scope }) => scope)
        .sort(),
    ).toEqual(['account', 'all', 'contact']);
    expect((await store.aliases.recall({ account: null, contact: null })).map(({ scope }) => scope)).toEqual(['all']);
  });

  test('twenty at once: one in force, none lost', async () => {
    const items = Array.from({ length: 20 }, (_, n) => `I${n % 4}`);
    await Promise.all(items.map((item) => learn('A3', { item })));
    expect(await rows().countDocuments({ account: 'A3', active: true })).toBe(1);
  });

  test('the same line of the same edit teaches once, even after something newer', async () => {
    const source = { edit: `${ulid()}.s9`, line: 'l1' };
    const first = await learn('A4', { source });
    await learn('A4', { item: 'Y' });
    expect(await learn('A4', { source })).toMatchObject({ isNew: false, alias: { id: first.alias.id } });
    expect(await store.aliases.recall({ account: 'A4', contact: null })).toMatchObject([
      { item: 'Y' },
      { scope: 'all' },
    ]);
    expect(await store.aliases.taughtBy(source.edit)).toMatchObject([{ item: 'X', revoked: { by: 'Ada' } }]);
  });
});

describe('taking back', () => {
  test('keeps it, with who and when; the first stands; the words can be learned anew', async () => {
    const { alias } = await learn('A5');
    const revoked = await store.aliases.revoke(alias.id, 'Bob');
    expect(revoked).toMatchObject({ ...alias, revoked: { by: 'Bob', replacedBy: null } });
    expect(await store.aliases.revoke(alias.id, 'Eve')).toEqual(revoked);
    expect(await store.aliases.revoked([alias.id, 'nothing'])).toEqual([alias.id, 'nothing']);
    expect(await store.aliases.revoke('nothing', 'Bob')).toBeNull();
    expect(await learn('A5')).toMatchObject({ isNew: true });
  });
});

describe('giving it to another owner', () => {
  const all = { scope: 'all' as const, account: null, contact: null, customer: null };
  test('in place, unless that owner has these words, or it is taken back', async () => {
    const { alias } = await learn('A6', { words: 'mover' });
    expect(await store.aliases.move(alias.id, all)).toEqual({ ...alias, ...all });
    const other = await learn('A6', { words: 'mover' });
    await expect(store.aliases.move(other.alias.id, all)).rejects.toMatchObject({ type: 'AliasRefused' });
    await store.aliases.revoke(other.alias.id, 'Bob');
    expect(await store.aliases.move(other.alias.id, all)).toBeNull();
  });
});

describe('the list', () => {
  test('newest first, in pages, by what is asked for', async () => {
    const made = [];
    for (let n = 0; n < 5; n++)
      made.push((await learn('A7', { words: `widget ${n} long`, item: n % 2 ? 'ODD' : 'EVEN' })).alias);
    await store.aliases.revoke(made[0]!.id, 'Bob');
    const ids = async (filter: Parameters<typeof store.aliases.list>[0], limit = 50) =>
      (await store.aliases.list({ account: 'A7', ...filter }, { limit })).items.map(({ words }) => words[7]);
    expect(await ids({})).toEqual(['4', '3', '2', '1', '0']);
    expect(await ids({ revoked: true })).toEqual(['0']);
    expect(await ids({ revoked: false, item: 'EVEN' })).toEqual(['4', '2']);
    expect(await ids({ q: 'WIDG 3' })).toEqual(['3']);
    expect(await ids({ q: 'odd' })).toEqual(['3', '1']);
    const first = await store.aliases.list({ account: 'A7' }, { limit: 3 });
    const rest = await store.aliases.list({ account: 'A7' }, { limit: 3, after: first.next! });
    expect([...first.items, ...rest.items].map(({ words }) => words[7])).toEqual(['4', '3', '2', '1', '0']);
    expect(rest.next).toBeNull();
    await expect(store.aliases.list({}, { limit: 3, after: 'x' })).rejects.toMatchObject({ type: 'Invalid' });
  });
});

test('an inquiry that is removed takes its mail’s words along, not what was learned', async () => {
  const head = anInquiry();
  await store.inquiries.project(head, []);
  const { alias } = await learn('A8', { inquiry: head.id, evidence });
  await store.inquiries.remove(head.id, 'Ada');
  expect(await store.aliases.find(alias.id)).toEqual({ ...alias, inquiry: null, evidence: null });
});

/** A person corrects a line; the next mail of the same customer is read by it. Real reader, store and embedded company. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import { createActivities } from '../../src/activities/index.ts';
import type { Edit } from '../../src/domain/decision.ts';
import { createReading } from '../../src/reading/index.ts';
import { files } from '../connectors/embedded/company-folder.ts';
import { aMail } from '../store/examples.ts';
import { activitiesWorld, aLine, aReading, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
let act: ReturnType<typeof createActivities>;
beforeAll(async () => {
  const contacts = [
    ...files['contacts.csv'],
    'A1,Ben,Bakker,ben@boats.example,,nl',
    'A3,Cat,Yard,cat@yard.example,,en',
  ];
  world = await activitiesWorld({ 'contacts.csv': contacts });
  act = createActivities({ ...world.dependencies, reading: createReading({ threads: 0 }) });
});
afterAll(() => world.drop());

const anna = { account: 'A1', name: 'Boats BV', contact: 'Anna', email: 'anna@boats.example', registered: true };

/** A mail that asks for these, read, and its lines checked. */
async function asked(words: string, address = 'anna@boats.example', between?: () => Promise<unknown>) {
  const inquiry = ulid();
  const raw = `From: ${address}\r\nTo: sales@ours.example\r\nSubject: Request\r\nMessage-ID: <${inquiry}@x.example>\r\nDate: Wed, 25 Nov 2026 09:00:00 +0100\r\n\r\nHello,\r\n\r\nplease quote:\r\n- ${words}\r\n- 2 x HAMMER\r\n`;
  const { mail } = (await world.store.mails.keep(aMail({ from: { name: '', address } }), Buffer.from(raw), {
    inquiry,
  }))!;
  await act.readMail({ inquiry, mail: mail.id, quote: null });
  await between?.();
  const mails = [mail.id];
  const check = { inquiry, mails, account: 'A1', quote: null, overrides: [], wishes: {}, onlyAvailable: false };
  const found = await act.checkItems(check);
  return { inquiry, mail: mail.id, found, lines: await world.store.lines.of(inquiry) };
}

const edit = (inquiry: string, lines: Edit['lines'], more: { key?: string; customer?: typeof anna } = {}) =>
  act.applyEdit({
    ...{ inquiry, review: 'assistance', values: { lines }, customer: anna, sender: 'anna@boats.example', by: 'Ada' },
    ...{ quote: null, order: null, draft: null, key: `${inquiry}.s9` },
    ...more,
  });

const today = new Date().toISOString().slice(0, 10);

describe('a corrected line', () => {
  test('is read so in the next mail of the account, and of no other', async () => {
    const first = await asked('12 x K7 blue');
    expect(first.lines[0]).toMatchObject({ status: 'unknown', words: 'K7 blue' });
    const applied = await edit(first.inquiry, [{ id: 'l1', item: 'BOLT' }]);
    expect(applied.learned).toEqual(['Learned: “K7 blue” is BOLT for Boats BV.']);
    const known = { item: 'BOLT', sure: true, confidence: 0.95, reason: `Ada said so on ${today} for Boats BV` };
    for (const address of ['anna@boats.example', 'BEN@boats.example']) {
      const next = await asked('20 K7 Blue', address);
      expect(next.lines[0]).toMatchObject({ ...known, quantity: '20', evidence: [{ mail: next.mail }] });
      expect(next.found).toMatchObject({ clear: 2, trouble: null });
    }
    expect((await asked('20 K7 blue', 'cat@yard.example')).lines[0]).toMatchObject({ item: null });
    expect((await asked('20 K7 blue', 'who@knows.example')).lines[0]).toMatchObject({ item: null });
    const [alias] = (await world.store.aliases.list({ q: 'k7' }, { limit: 9 })).items;
    expect(alias).toMatchObject({ scope: 'account', account: 'A1', by: 'Ada', inquiry: first.inquiry, revoked: null });
    expect(alias!.evidence).toMatchObject({ mail: first.mail, part: '1', quote: expect.stringContaining('K7 blue') });
  });

  test('teaches once, however often the edit is worked in, and says it each time', async () => {
    const { inquiry } = await asked('3 gizmos');
    const first = await edit(inquiry, [{ id: 'l1', item: 'ROPE' }]);
    expect(await edit(inquiry, [{ id: 'l1', item: 'ROPE' }])).toEqual(first);
    expect((await world.store.aliases.list({ q: 'gizmos' }, { limit: 9 })).items).toHaveLength(1);
  });

  test('corrected again: the newest holds, the older one is kept as history', async () => {
    const { inquiry } = await asked('3 doodads');
    await edit(inquiry, [{ id: 'l1', item: 'ROPE' }]);
    const second = await edit(inquiry, [{ id: 'l1', item: 'BOLT' }], { key: `${inquiry}.s11` });
    expect(second.learned).toEqual(['Learned: “doodads” is BOLT for Boats BV.']);
    expect((await asked('5 doodads')).lines[0]).toMatchObject({ item: 'BOLT', sure: true });
    const { items } = await world.store.aliases.list({ q: 'doodads' }, { limit: 9 });
    expect(items).toMatchObject([
      { item: 'BOLT', revoked: null },
      { item: 'ROPE', revoked: { by: 'Ada', replacedBy: items[0]!.id } },
    ]);
  });

  test.each<[string, string, NonNullable<Edit['lines']>]>([
    ['a quantity', '3 widgets', [{ id: 'l1', quantity: '4' }]],
    ['a removal', '3 widgets', [{ id: 'l1', remove: true }]],
    ['a line of a person’s own', '3 widgets', [{ item: 'ROPE', quantity: '1' }]],
    ['another item for a number', '3 BOLT', [{ id: 'l1', item: 'ROPE' }]],
  ])('%s teaches nothing', async (_, words, lines) => {
    const { inquiry } = await asked(words);
    expect((await edit(inquiry, lines)).learned).toEqual([]);
    expect(await world.store.aliases.taughtBy(`${inquiry}.s9`)).toEqual([]);
  });

  test('an edit that is refused teaches nothing', async () => {
    const { inquiry } = await asked('3 widgets');
    await expect(edit(inquiry, [{ id: 'l1', item: 'PART' }])).rejects.toMatchObject({ type: 'EditRefused' });
    expect(await world.store.aliases.taughtBy(`${inquiry}.s9`)).toEqual([]);
  });

  test('of a customer without an account is the contact’s alone', async () => {
    const { inquiry } = await asked('3 thingies');
    const nobody = { ...anna, account: null as never, name: null as never };
    const { learned } = await edit(inquiry, [{ id: 'l1', item: 'ROPE' }], { customer: nobody });
    expect(learned).toEqual(['Learned: “thingies” is ROPE for Anna.']);
    expect((await asked('3 thingies')).lines[0]).toMatchObject({ item: 'ROPE', sure: true, confidence: 0.97 });
    expect((await asked('3 thingies', 'ben@boats.example')).lines[0]).toMatchObject({ item: null });
    // What this contact has for itself is corrected there: an account's alias would change nothing for it.
    const again = await asked('4 thingies');
    const next = await edit(again.inquiry, [{ id: 'l1', item: 'BOLT' }]);
    expect(next.learned).toEqual(['Learned: “thingies” is BOLT for Anna.']);
    expect((await asked('3 thingies')).lines[0]).toMatchObject({ item: 'BOLT' });
  });
});

describe('what was learned', () => {
  const aliasOf = async (words: string, item: string, scope: 'account' | 'all' = 'account') => {
    const account = scope === 'account' ? 'A1' : null;
    const { alias } = await world.store.aliases.learn({
      ...{ words, item, scope, account, contact: null, customer: account && 'Boats BV', by: 'Ada' },
      ...{ inquiry: null, evidence: null, source: null },
    });
    return alias;
  };

  test('is not used once it is taken back', async () => {
    const { id } = await aliasOf('sprockets', 'BOLT');
    expect((await asked('3 sprockets')).lines[0]).toMatchObject({ item: 'BOLT', alias: id });
    await world.store.aliases.revoke(id, 'Ada');
    expect((await asked('3 sprockets')).lines[0]).toMatchObject({ item: null });
  });

  test('taken back between reading and quoting: a person is asked', async () => {
    const { id } = await aliasOf('cogs', 'BOLT');
    const { lines, found } = await asked('3 cogs', undefined, () => world.store.aliases.revoke(id, 'Ada'));
    expect(lines[0]).toMatchObject({ status: 'unknown', item: null, sure: false, candidates: [{ item: 'BOLT' }] });
    expect(lines[0]!.reason).toContain('taken back');
    expect(found.trouble?.code).toBe('lines-unclear');
  });

  test.each([
    ['never sold alone', 'PART'],
    ['no longer sold', 'SAW'],
    ['gone from the catalogue', 'NO-SUCH'],
  ])('of an item %s is not used in silence', async (_, item) => {
    await aliasOf(`${item} alike`, item);
    const { lines, found } = await asked(`3 ${item} alike`);
    expect(lines[0]).toMatchObject({ sure: false });
    expect(found.trouble?.code).toBe('lines-unclear');
  });

  test('of every customer is a suggestion, unless the settings believe it', async () => {
    await aliasOf('flanges', 'BOLT', 'all');
    const { lines } = await asked('3 flanges', 'cat@yard.example');
    expect(lines[0]).toMatchObject({ item: 'BOLT', sure: false, confidence: 0.85 });
    expect(lines[0]!.reason).toContain('for every customer');
  });
});

describe('in a quote review', () => {
  const corrected = async (lines: Edit['lines'], words: string) => {
    const read = [aLine('l1', null, '1'), aLine('l2', 'HAMMER', '2', { words }), aLine('l3', 'BOLT', '5')];
    const inquiry = ulid();
    const row = await world.mailIn(inquiry, aReading(read));
    const more = { inquiry, mails: [row.id], quote: null, wishes: {} };
    await act.checkItems({ ...more, account: 'A1', overrides: ['leave-out'], onlyAvailable: false });
    const { ref } = await world.quoteMade({ ...more, customer: anna, language: 'en', key: `${inquiry}.s5` });
    const input = {
      ...{ inquiry, review: 'quote' as const, values: { lines }, customer: anna, sender: anna.email, by: 'Ada' },
      ...{ quote: { number: ref.number, revision: 1, hash: ref.hash }, order: null, draft: null, key: `${inquiry}.s9` },
    };
    return { input, applied: await act.applyEdit(input) };
  };

  // Line l1 was left out: the quote's l1 is the mail's l2.
  test('another item is learned by the words of the quoted line, also when the answer is lost', async () => {
    const { input, applied } = await corrected([{ id: 'l1', item: 'ROPE', quantity: '2' }], 'claw thing');
    expect(applied.learned).toEqual(['Learned: “claw thing” is ROPE for Boats BV.']);
    expect(await world.store.lines.of(input.inquiry)).toMatchObject([
      { id: 'l1', item: 'ROPE', words: 'claw thing', text: '2 HAMMER' },
      { id: 'l2', item: 'BOLT' },
      // Left out still: the reply goes on to say so.
      { id: 'l3', item: null },
    ]);
    expect(await act.applyEdit(input)).toEqual(applied);
  });

  test('a quantity teaches nothing', async () => {
    const { applied } = await corrected([{ id: 'l1', quantity: '7' }], 'claw thing');
    expect(applied.learned).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Mail } from '../../src/domain/mail.ts';
import { intakeWorld, mailbox, message, type IntakeWorld } from './world.ts';

let world: IntakeWorld;
beforeEach(async () => {
  world = await intakeWorld();
});
afterEach(() => world.store.drop());

const from = (name: string, more: Record<string, string> = {}) =>
  message({ From: `${name}@client.example`, Subject: `From ${name}`, ...more });
const ids = ({ mail }: { mail: Mail }): string => mail.id;

/** Who was let in, in the order in which their inquiries began. */
const begun = async (): Promise<string[]> => {
  const opened = [...world.temporal.runs.values()].map(({ input }) => input);
  return opened.map(({ subject }) => subject.replace('From ', ''));
};
const waiting = async (): Promise<Mail[]> =>
  (await world.store.mails.list({ disposition: 'over-limit' }, { limit: 100 })).items;

describe('the daily limit', () => {
  test('what is beyond it waits, is listed, says so, and begins nothing', async () => {
    await world.allow(2);
    await world.receive(from('one'));
    await world.receive(from('two'));
    const third = await world.receive(from('three'));
    expect(third).toMatchObject({ disposition: 'over-limit', inquiry: null });
    expect(third.mail.reason).toBe(
      'Waits for tomorrow: 2 of 2 new inquiries today (2026-11-20). Known customers go first.',
    );
    expect((await waiting()).map(({ id }) => id)).toEqual([third.mail.id]);
    expect(await begun()).toEqual(['one', 'two']);
    expect(await world.drive()).toBe(0);
  });

  test('the next day: known customers first, the oldest first among them and among the others', async () => {
    await world.allow(1);
    ['known1', 'known2'].forEach((name) => world.known.add(`${name}@client.example`));
    for (const name of ['first', 'a', 'known1', 'b', 'known2']) await world.receive(from(name));
    world.clock.now = new Date('2026-11-21T10:00:00Z');
    await world.allow(3);
    expect(await world.drive()).toBe(3);
    expect(await begun()).toEqual(['first', 'known1', 'known2', 'a']);
    expect((await waiting()).map(({ subject }) => subject)).toEqual(['From b']);
    // A mail that was let in says no longer that it waits.
    const [in1] = (await world.store.mails.list({ disposition: 'inquiry' }, { limit: 1 })).items;
    expect(in1!.reason).toBeNull();
  });

  test('the day is the company’s: it begins at midnight in Zurich, in winter and in summer, and on the long day between', async () => {
    await world.allow(1);
    const days: [string, string][] = [
      // The last and the first instant of a day: UTC+1, UTC+2, before and after a day of 25 hours.
      ['2026-01-15T22:59:59.999Z', '2026-01-15T23:00:00.000Z'],
      ['2026-07-15T21:59:59.999Z', '2026-07-15T22:00:00.000Z'],
      ['2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00.000Z'],
      ['2027-10-31T22:59:59.999Z', '2027-10-31T23:00:00.000Z'],
    ];
    for (const [last, first] of days) {
      world.clock.now = new Date(last);
      expect((await world.receive(from('evening'))).disposition).toBe('inquiry');
      expect((await world.receive(from('late'))).disposition).toBe('over-limit');
      expect(await world.drive()).toBe(0);
      world.clock.now = new Date(first);
      expect(await world.drive()).toBe(1);
      expect((await world.receive(from('early'))).disposition).toBe('over-limit');
      world.clock.now = new Date(Date.parse(first) + 86_400_000 * 3);
      expect(await world.drive()).toBe(1);
    }
  });

  test('raising it lets in who waits, before who comes now', async () => {
    await world.allow(1);
    for (const name of ['one', 'two', 'three']) await world.receive(from(name));
    await world.allow(3);
    expect((await world.receive(from('four'))).disposition).toBe('over-limit');
    expect(await begun()).toEqual(['one', 'two', 'three']);
    await world.allow(10);
    expect((await world.receive(from('five'))).disposition).toBe('inquiry');
    expect(await begun()).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(await waiting()).toEqual([]);
  });

  test('a lower one ends nothing that began', async () => {
    await world.allow(3);
    await world.receive(from('one'));
    await world.receive(from('two'));
    await world.allow(1);
    expect((await world.receive(from('three'))).disposition).toBe('over-limit');
    expect(await begun()).toEqual(['one', 'two']);
  });

  test('mails of inquiries that there are, and of those that ended, are never limited', async () => {
    await world.allow(1);
    const asked = await world.receive(from('one', { 'Message-ID': '<one@client.example>' }));
    const more = await world.receive(from('one', { 'In-Reply-To': '<one@client.example>' }));
    expect(more).toMatchObject({ disposition: 'continues', inquiry: asked.inquiry });
    await world.end(asked.inquiry!, [asked.mail.id, more.mail.id]);
    const later = await world.receive(from('one', { 'In-Reply-To': '<one@client.example>' }));
    expect(later.inquiry).not.toBe(asked.inquiry);
    expect(world.temporal.run(later.inquiry)?.input.follows).toBe(asked.inquiry);
  });

  test('robots and copies take no place', async () => {
    await world.allow(2);
    const raw = from('one', { 'Message-ID': '<one@client.example>' });
    await world.receive(from('absent', { 'Auto-Submitted': 'auto-replied' }));
    await Promise.all([world.receive(raw), world.receive(raw), world.receive(`X-Way: other\r\n${raw}`)]);
    expect((await world.receive(from('two'))).disposition).toBe('inquiry');
    expect((await world.receive(from('three'))).disposition).toBe('over-limit');
  });

  test('what waits is not waited for twice', async () => {
    await world.allow(1);
    await world.receive(from('one'));
    const raw = from('two', { 'Message-ID': '<two@client.example>' });
    const first = await world.receive(raw);
    expect(await world.receive(raw)).toMatchObject({ disposition: 'duplicate', mail: { id: first.mail.id } });
    expect(await world.receive(`X-Way: other\r\n${raw}`)).toMatchObject({ disposition: 'duplicate' });
    expect(await waiting()).toHaveLength(1);
  });

  test('a person opens one at once; what its sender wrote meanwhile comes along', async () => {
    await world.allow(1);
    await world.receive(from('one'));
    const two = await world.receive(from('two', { 'Message-ID': '<two@client.example>' }));
    const more = await world.receive(from('two', { 'In-Reply-To': '<two@client.example>', Subject: 'and one more' }));
    const three = await world.receive(from('three'));
    expect(more.disposition).toBe('over-limit');
    const opened = await world.intake.open(two.mail.id);
    expect(opened).toMatchObject({ disposition: 'inquiry', mail: { id: two.mail.id, reason: null } });
    expect(await world.store.mails.find(more.mail.id)).toMatchObject({
      disposition: 'continues',
      inquiry: opened.inquiry,
    });
    expect(world.temporal.run(opened.inquiry)?.mails).toEqual([two.mail.id, more.mail.id]);
    expect((await waiting()).map(({ id }) => id)).toEqual([ids(three)]);
    await expect(world.intake.open(two.mail.id)).rejects.toMatchObject({ type: 'AlreadyRouted' });
  });

  test('each mailbox has its own', async () => {
    await world.allow(1);
    await world.receive(from('one'));
    const other = await world.intake.receive(Buffer.from(from('two')), { mailbox: 'info@ours.example' });
    expect(other.disposition).toBe('inquiry');
    expect((await world.receive(from('three'))).disposition).toBe('over-limit');
  });

  test('a CRM that is away keeps no mail out: its sender waits with the unknown', async () => {
    await world.allow(1);
    await world.receive(from('one'));
    expect((await world.receive(from('down'))).disposition).toBe('over-limit');
  });

  test('exactly as many as it allows, though all come at once and two drive', async () => {
    await world.allow(7);
    const received = await Promise.all(Array.from({ length: 25 }, (_, index) => world.receive(from(`c${index}`))));
    expect(received.filter(({ disposition }) => disposition === 'inquiry')).toHaveLength(7);
    expect(await waiting()).toHaveLength(18);
    world.clock.now = new Date('2026-11-21T10:00:00Z');
    const driven = await Promise.all([world.drive(), world.intake.drive(), world.intake.drive()]);
    expect(driven.reduce((sum, count) => sum + count, 0)).toBe(7);
    expect(world.temporal.runs.size).toBe(14);
    expect(await world.store.mails.mailboxesWaiting()).toEqual([mailbox]);
  });
});

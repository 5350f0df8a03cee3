import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ulid } from 'ulid';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { returnMails } from '../../src/activities/return-mails.ts';
import { anInquiry } from '../store/examples.ts';
import { intakeWorld, mailbox, message, type IntakeWorld } from './world.ts';

let world: IntakeWorld;
beforeAll(async () => (world = await intakeWorld()));
afterAll(() => world.store.drop());

const calm = () => Object.assign(world.temporal.server, { trouble: null, slowMs: 0, forgets: false });
const unrouted = async () => (await world.store.mails.unrouted(-1000, 100)).map(({ id }) => id);

/** An inquiry with one mail in and one of ours out. */
async function thread() {
  const first = { id: `<${ulid()}@client.example>` };
  const received = await world.receive(message({ 'Message-ID': first.id }));
  const ours = `<${ulid().toLowerCase()}@ours.example>`;
  await world.store.mails.keepSent(
    { messageId: ours, at: new Date().toISOString(), raw: Buffer.from(message({ 'Message-ID': ours })) },
    {
      mailbox,
      inquiry: received.inquiry,
      from: { name: 'Ours', address: mailbox },
      to: [{ name: '', address: 'ada@client.example' }],
      cc: [],
      subject: 'Re: Gloves',
      text: 'Here is the quote.',
      inReplyTo: first.id,
      references: [first.id],
      attachments: [],
    },
  );
  return { inquiry: received.inquiry!, mail: received.mail.id, first: first.id, ours };
}

describe('dispositions', () => {
  test('a person’s mail opens an inquiry, with its id on the row and the settings of that moment', async () => {
    const { mail, disposition, inquiry } = await world.receive(message({ Subject: 'Gloves for winter' }));
    expect(disposition).toBe('inquiry');
    expect(world.temporal.run(inquiry)).toMatchObject({
      mails: [mail.id],
      input: { id: inquiry, mailbox, subject: 'Gloves for winter', follows: null, policy: { debounceSeconds: 0 } },
    });
    expect(await world.store.mails.find(mail.id)).toMatchObject({ inquiry, disposition: 'inquiry', direction: 'in' });
    expect(await unrouted()).not.toContain(mail.id);
  });

  type Thread = Awaited<ReturnType<typeof thread>>;
  test.each<
    [
      string,
      (t: Thread) => Record<string, string | null>,
      string,
      'none' | 'of the thread' | 'new',
      ((t: Thread) => string)?,
    ]
  >([
    ['from our own mailbox', () => ({ From: `Ours <${mailbox.toUpperCase()}>` }), 'own', 'none'],
    ['one of ours that came back', (t) => ({ 'Message-ID': t.ours }), 'own', 'none'],
    ['another mail with a Message-ID that was used before', (t) => ({ 'Message-ID': t.first }), 'inquiry', 'new'],
    ['without a From', () => ({ From: null }), 'unreadable', 'none'],
    ['with an empty From', () => ({ From: '' }), 'unreadable', 'none'],
    ['answers by In-Reply-To', (t) => ({ 'In-Reply-To': t.ours }), 'continues', 'of the thread'],
    [
      'answers by References',
      (t) => ({ References: `<unknown@x.example> ${t.first} ${t.ours} <other@x.example>` }),
      'continues',
      'of the thread',
    ],
    ['answers its own first mail', (t) => ({ 'In-Reply-To': t.first }), 'continues', 'of the thread'],
    ['refers to nothing we know', () => ({ 'In-Reply-To': '<who@knows.example>' }), 'inquiry', 'new'],
    [
      'an absence note in a thread',
      (t) => ({ 'In-Reply-To': t.ours, 'Auto-Submitted': 'auto-replied' }),
      'auto-reply',
      'of the thread',
    ],
    ['an absence note out of the blue', () => ({ 'Auto-Submitted': 'auto-replied' }), 'auto-reply', 'none'],
    [
      'a bounce in a thread',
      (t) => ({
        From: 'MAILER-DAEMON@client.example',
        'In-Reply-To': t.ours,
        Subject: 'Undelivered Mail Returned to Sender',
        'Return-Path': '<>',
        'Auto-Submitted': 'auto-generated',
      }),
      'bounce',
      'of the thread',
    ],
    [
      'a bounce out of the blue',
      () => ({
        From: 'MAILER-DAEMON@client.example',
        Subject: 'Undelivered Mail Returned to Sender',
        'Return-Path': '<>',
        'Auto-Submitted': 'auto-generated',
      }),
      'bounce',
      'none',
    ],
    [
      'a bounce that names our mail in what it returns',
      () => ({
        From: 'MAILER-DAEMON@client.example',
        Subject: 'Undelivered Mail Returned to Sender',
        'Return-Path': '<>',
      }),
      'bounce',
      'of the thread',
      (t) => `550 5.1.1 no such user\r\n\r\nMessage-ID: ${t.ours}\r\n`,
    ],
    [
      'a newsletter',
      () => ({
        'List-Unsubscribe': '<https://news.example/off>',
        'List-Id': 'News <news.shop.example>',
        Precedence: 'bulk',
      }),
      'newsletter',
      'none',
    ],
  ])('%s', async (...[, headers, disposition, where, text]) => {
    const before = await thread();
    const calls = world.temporal.server.calls;
    const got = await world.receive(message(headers(before), text?.(before)));
    expect(got.disposition).toBe(disposition);
    expect(await world.store.mails.find(got.mail.id)).toMatchObject({ disposition, inquiry: got.inquiry });
    if (where === 'none') expect([got.inquiry, world.temporal.server.calls]).toEqual([null, calls]);
    if (where === 'of the thread') expect(got.inquiry).toBe(before.inquiry);
    if (where === 'new') expect(got.inquiry).not.toBe(before.inquiry);
    if (where !== 'none') expect(world.temporal.run(got.inquiry)!.mails).toContain(got.mail.id);
    if (disposition !== 'inquiry' && disposition !== 'continues') expect(got.mail.reason).toMatch(/\w/);
    expect(await unrouted()).toEqual([]);
  });

  test('the same words again under another Message-ID are one wish; other words are another', async () => {
    const first = await world.receive(message({}, 'Forty boots, size 43.'));
    const again = await world.receive(
      message({ Date: 'Fri, 20 Nov 2026 10:05:00 +0000' }, 'Forty  boots,\r\nsize 43.'),
    );
    const other = await world.receive(message({}, 'Forty boots, size 44.'));
    expect(first.disposition).toBe('inquiry');
    expect(again).toMatchObject({ disposition: 'duplicate', inquiry: null });
    expect(other.disposition).toBe('inquiry');
  });

  test('the same short words in answer to two mails of ours are two answers', async () => {
    const words = 'Yes, please go ahead.';
    const { inquiry, ours, first } = await thread();
    const one = await world.receive(message({ Subject: 'Re: Gloves', 'In-Reply-To': first }, words));
    const two = await world.receive(message({ Subject: 'Re: Gloves', 'In-Reply-To': ours }, words));
    expect([one, two]).toMatchObject([
      { disposition: 'continues', inquiry },
      { disposition: 'continues', inquiry },
    ]);
  });

  test.each([
    ['with one Message-ID', () => ({ 'Message-ID': `<${ulid()}@client.example>` })],
    ['without a Message-ID', () => ({ 'Message-ID': null })],
    ['each with a Message-ID of its own', () => ({})],
  ])('ten copies by ten ways at one instant, %s: one inquiry, and each is listed', async (_, headers) => {
    const words = `Ten copies ${ulid()}`;
    const same = headers();
    const raws = Array.from({ length: 10 }, (_, way) => message({ Received: `from mx${way}.example`, ...same }, words));
    const got = await Promise.all(raws.map((raw) => world.receive(raw)));
    expect(got.map(({ disposition }) => disposition).sort()).toEqual([
      ...Array<string>(9).fill('duplicate'),
      'inquiry',
    ]);
    expect(got.filter(({ inquiry }) => inquiry !== null)).toHaveLength(1);
    for (const { mail } of got) expect(await world.store.mails.find(mail.id)).toMatchObject({ id: mail.id });
    expect(new Set(got.map(({ mail }) => mail.id)).size).toBe(10);
    // Later too, by yet another way.
    const late = await world.receive(message({ Received: 'from mx11.example', ...same }, words));
    expect(late).toMatchObject({ disposition: 'duplicate', inquiry: null });
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'NotAMail'],
    ['noise', Buffer.from([0, 255, 1, 254, 2]), 'NotAMail'],
    ['more than 35 MiB', Buffer.alloc(36 * 1024 * 1024, 'x'), 'TooLarge'],
  ])('%s is refused and not kept', async (_, raw, type) => {
    const before = await world.store.mails.list({}, { limit: 200 });
    await expect(world.receive(raw)).rejects.toMatchObject({ type });
    expect((await world.store.mails.list({}, { limit: 200 })).items).toHaveLength(before.items.length);
  });

  test('a mail cut off in the middle of its attachment is kept and asks', async () => {
    const raw = message(
      { 'Content-Type': 'multipart/mixed; boundary=b' },
      '--b\r\nContent-Type: text/plain\r\n\r\nTen hats\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0x',
    );
    expect((await world.receive(raw)).disposition).toBe('inquiry');
  });
});

describe('once', () => {
  test('twenty receivers of one mail at once: one row, one inquiry, one mail in it', async () => {
    const raw = message({ Subject: 'Twenty at once' });
    const got = await Promise.all(Array.from({ length: 20 }, () => world.receive(raw)));
    expect(new Set(got.map(({ mail }) => mail.id)).size).toBe(1);
    expect(new Set(got.map(({ inquiry }) => inquiry)).size).toBe(1);
    expect(got.filter(({ disposition }) => disposition === 'inquiry')).toHaveLength(1);
    expect(world.temporal.run(got[0]!.inquiry)!.mails).toEqual([got[0]!.mail.id]);
  });

  test('the same mail again later answers with the first, whatever became of it', async () => {
    const raw = message();
    const first = await world.receive(raw);
    await world.end(first.inquiry!, [first.mail.id]);
    expect(await world.receive(raw)).toMatchObject({
      disposition: 'duplicate',
      mail: { id: first.mail.id },
      inquiry: first.inquiry,
    });
    expect(world.temporal.run(first.inquiry)!.mails).toHaveLength(1);
  });
});

describe('crashes', () => {
  test.each(['away', 'hangs'] as const)(
    'Temporal %s: the mail is accepted, and driven to its inquiry later, once',
    async (trouble) => {
      world.temporal.server.trouble = trouble;
      const { mail, inquiry, disposition } = await world.receive(message());
      expect(disposition).toBe('inquiry');
      expect(world.temporal.run(inquiry)).toBeUndefined();
      expect(await unrouted()).toEqual([mail.id]);
      expect(await world.drive()).toBe(1);
      expect(await unrouted()).toEqual([mail.id]);
      calm();
      expect(await world.drive()).toBe(1);
      expect(world.temporal.run(inquiry)!.mails).toEqual([mail.id]);
      expect(await world.drive()).toBe(0);
    },
  );

  test('after the start and before the row is marked: announced again, to the same inquiry', async () => {
    world.temporal.server.trouble = 'answer lost';
    const { mail, inquiry } = await world.receive(message());
    calm();
    expect(await world.drive()).toBe(1);
    // The workflow drops what it has seen: see test/domain.
    expect(world.temporal.run(inquiry)!.mails).toEqual([mail.id, mail.id]);
    expect(await unrouted()).toEqual([]);
  });

  test('before the answer, and the sender sends again: routed at once, to the inquiry of the first time', async () => {
    world.temporal.server.trouble = 'away';
    const raw = message();
    const { mail, inquiry } = await world.receive(raw);
    calm();
    await world.store.connection
      .collection('mails')
      .updateOne({ _id: mail.id as never }, { $set: { receivedAt: new Date(Date.now() - 3_000) } });
    expect(await world.receive(raw)).toMatchObject({ disposition: 'duplicate', mail: { id: mail.id }, inquiry });
    expect(world.temporal.run(inquiry)!.mails).toEqual([mail.id]);
    expect(await unrouted()).toEqual([]);
  });

  test('rows that somebody is routing just now are left alone', async () => {
    world.temporal.server.trouble = 'away';
    await world.receive(message());
    calm();
    expect(await world.intake.drive()).toBe(0);
    expect(await world.drive()).toBe(1);
  });

  test('one mail that cannot be routed does not hold up those behind it', async () => {
    world.temporal.server.trouble = 'away';
    const bad = await world.receive(message());
    const good = await world.receive(message());
    calm();
    await world.store.connection
      .collection('mails')
      .updateOne({ _id: bad.mail.id as never }, { $set: { subject: null } });
    await world.drive();
    expect(world.temporal.run(good.inquiry)!.mails).toEqual([good.mail.id]);
    await world.store.connection
      .collection('mails')
      .updateOne({ _id: bad.mail.id as never }, { $set: { subject: 'x' } });
    await world.drive();
    expect(world.temporal.run(bad.inquiry)!.mails).toEqual([bad.mail.id]);
  });

  test('ended, handled, but never marked: nothing is opened', async () => {
    world.temporal.server.trouble = 'answer lost';
    const { mail, inquiry } = await world.receive(message());
    calm();
    await world.end(inquiry!, [mail.id]);
    const runs = world.temporal.runs.size;
    expect(await world.drive()).toBe(1);
    expect(world.temporal.runs.size).toBe(runs);
    expect(await unrouted()).toEqual([]);
    expect((await world.store.mails.find(mail.id))!.inquiry).toBe(inquiry);
  });

  test('past Temporal’s retention the same: what the read model says has ended is not begun anew', async () => {
    world.temporal.server.trouble = 'answer lost';
    const { mail, inquiry } = await world.receive(message());
    Object.assign(calm(), { forgets: true });
    await world.end(inquiry!, [mail.id]);
    world.temporal.runs.clear();
    await world.drive();
    expect(world.temporal.runs.size).toBe(0);
    expect(await unrouted()).toEqual([]);
    calm();
  });
});

describe('a mail of somebody else', () => {
  test('goes to an inquiry of its own, once, linked with the one that it came to', async () => {
    const before = await thread();
    const late = await world.receive(message({ 'In-Reply-To': before.ours, 'Reply-To': 'b@client.example' }));
    expect(late.mail.replyTo).toEqual([{ name: '', address: 'b@client.example' }]);
    const into = ulid();
    world.temporal.server.trouble = 'away';
    await expect(world.intake.part(late.mail.id, before.inquiry, into)).rejects.toThrow('UNAVAILABLE');
    calm();
    await world.intake.part(late.mail.id, before.inquiry, into);
    await world.intake.part(late.mail.id, before.inquiry, into);
    const { input } = world.temporal.run(into)!;
    expect(input).toMatchObject({ follows: null, linked: [{ inquiry: before.inquiry, relation: 'split-from' }] });
    expect(await world.store.mails.find(late.mail.id)).toMatchObject({ inquiry: into });
    expect(await unrouted()).toEqual([]);
    await expect(world.intake.part(late.mail.id, before.inquiry, ulid())).rejects.toThrow('no such mail');
  });
});

describe('an inquiry that is merged into another', () => {
  test('gives it all its mails, also when it was cut short; that one is told of those that came in', async () => {
    const [before, other] = [await thread(), await thread()];
    world.temporal.server.trouble = 'away';
    await expect(world.intake.merge(before.inquiry, other.inquiry)).rejects.toThrow('UNAVAILABLE');
    calm();
    await world.intake.merge(before.inquiry, other.inquiry);
    await world.intake.merge(before.inquiry, other.inquiry);
    await world.drive();
    expect(await world.store.mails.idsOf(before.inquiry)).toEqual([]);
    expect(await world.store.mails.idsOf(other.inquiry)).toHaveLength(4);
    expect(world.temporal.run(other.inquiry)!.mails).toEqual([other.mail, before.mail]);
    expect(await unrouted()).toEqual([]);
    const late = await world.receive(message({ 'In-Reply-To': before.ours }));
    expect(late.inquiry).toBe(other.inquiry);
  });

  test.each([
    [
      'of another account',
      { customer: { account: 'A2', name: null, contact: null, email: 'bo@other.example', registered: true } },
      'is of account A2',
    ],
    ['ordered', { order: { number: 'O-1' } }, 'has an order'],
  ])('stays whole where that one is %s', async (_, values, sentence) => {
    const [before, other] = [await thread(), await thread()];
    const known = { name: null, contact: null, email: 'ada@client.example', registered: true };
    const view = (id: string, more: object) =>
      world.store.inquiries.project(anInquiry({ id, version: 5, ...more }), []);
    await view(before.inquiry, { customer: { ...known, account: 'A1' } });
    await view(other.inquiry, values);
    await expect(world.intake.merge(before.inquiry, other.inquiry)).rejects.toThrow(sentence);
    expect(await world.store.mails.idsOf(before.inquiry)).toHaveLength(2);
  });

  test('keeps what nobody would read there: that one ended, and its view does not say so yet', async () => {
    const [before, other] = [await thread(), await thread()];
    world.temporal.run(other.inquiry)!.closed = true;
    await expect(world.intake.merge(before.inquiry, other.inquiry)).rejects.toMatchObject({ type: 'NothingToMerge' });
    expect(await world.store.mails.find(before.mail)).toMatchObject({ inquiry: before.inquiry });
    expect(await unrouted()).toEqual([]);
  });

  test('merged into each other, both have ended: what is written then opens a new one', async () => {
    const [one, other] = [await thread(), await thread()];
    const ended = (id: string, into: string) =>
      world.store.inquiries.project(
        anInquiry({ id, version: 5, outcome: 'stopped', linked: [{ inquiry: into, relation: 'merged-into' }] }),
        [],
      );
    await ended(one.inquiry, other.inquiry);
    await ended(other.inquiry, one.inquiry);
    const late = await world.receive(message({ 'In-Reply-To': one.ours }));
    expect([one.inquiry, other.inquiry]).not.toContain(late.inquiry);
    expect(world.temporal.run(late.inquiry)).toMatchObject({ mails: [late.mail.id], input: { follows: one.inquiry } });
  });

  test('stays whole where that one has ended', async () => {
    const [before, other] = [await thread(), await thread()];
    await world.end(other.inquiry, [other.mail]);
    await expect(world.intake.merge(before.inquiry, other.inquiry)).rejects.toMatchObject({ type: 'NothingToMerge' });
    expect(await world.store.mails.idsOf(before.inquiry)).toHaveLength(2);
  });
});

describe('mails upon an ended inquiry', () => {
  test.each([
    ['Temporal remembers it', true, false],
    ['the read model knows it', false, true],
    ['both do', true, true],
  ])('open a new one that follows it: %s', async (_, remembered, projected) => {
    const before = await thread();
    if (projected) await world.end(before.inquiry, [before.mail]);
    world.temporal.run(before.inquiry)!.closed = remembered;
    if (!remembered) world.temporal.server.forgets = true;
    const got = await world.receive(message({ 'In-Reply-To': before.ours }));
    calm();
    expect(got).toMatchObject({ disposition: 'continues' });
    expect(got.inquiry).not.toBe(before.inquiry);
    const { input } = world.temporal.run(got.inquiry)!;
    expect(input.follows).toBe(before.inquiry);
    if (projected) expect(input.followed).toMatchObject({ inquiry: before.inquiry, outcome: 'declined', order: null });
    expect(await world.store.mails.find(got.mail.id)).toMatchObject({ inquiry: got.inquiry });
    expect(await unrouted()).toEqual([]);
  });

  test.each<[string, object | null]>([
    ['stopped', { id: 'p1', name: 'Anna' }],
    ['handed-over', { id: 'p1', name: 'Anna' }],
    ['declined', null],
  ])('%s: the new one is first %p’s to look at', async (outcome, assignee) => {
    const before = await thread();
    const as = { outcome: outcome as 'stopped', assignee: { id: 'p1', name: 'Anna' } };
    await world.end(before.inquiry, [before.mail], as);
    const got = await world.receive(message({ 'In-Reply-To': before.ours }));
    expect(world.temporal.run(got.inquiry)!.input).toMatchObject({ follows: before.inquiry, assignee });
    expect(await world.store.inquiries.find(got.inquiry!)).toMatchObject({ follows: before.inquiry, assignee });
  });

  test('a crash between the move and the start loses neither the mail nor the link', async () => {
    const before = await thread();
    await world.end(before.inquiry, [before.mail]);
    world.temporal.server.trouble = 'away';
    const got = await world.receive(message({ References: `${before.first} ${before.ours}` }));
    calm();
    const moved = (await world.store.mails.find(got.mail.id))!.inquiry;
    expect(moved).not.toBe(before.inquiry);
    await world.drive();
    expect(world.temporal.run(moved)).toMatchObject({ mails: [got.mail.id], input: { follows: before.inquiry } });
    expect(await unrouted()).toEqual([]);
  });

  test('one that came in while it ended, and was never read, goes on in a new one', async () => {
    const before = await thread();
    const late = await world.receive(message({ 'In-Reply-To': before.ours }));
    await world.end(before.inquiry, [before.mail]);
    const giveBack = () =>
      returnMails(world as unknown as Dependencies)({ inquiry: before.inquiry, mails: [late.mail.id, ulid()] });
    await giveBack();
    await giveBack();
    expect(await world.drive()).toBe(1);
    const { inquiry } = (await world.store.mails.find(late.mail.id))!;
    expect(world.temporal.run(inquiry)).toMatchObject({ mails: [late.mail.id], input: { follows: before.inquiry } });
    await giveBack();
    expect(await world.drive()).toBe(0);
  });

  test('a second answer goes to the new one, not to a third', async () => {
    const before = await thread();
    await world.end(before.inquiry, [before.mail]);
    const id = `<${ulid()}@client.example>`;
    const second = await world.receive(message({ 'Message-ID': id, 'In-Reply-To': before.ours }));
    const third = await world.receive(message({ 'In-Reply-To': id, References: `${before.ours} ${id}` }));
    expect(third.inquiry).toBe(second.inquiry);
    expect(world.temporal.run(second.inquiry)!.mails).toEqual([second.mail.id, third.mail.id]);
  });

  test('a robot’s mail opens nothing', async () => {
    const before = await thread();
    await world.end(before.inquiry, [before.mail]);
    const runs = world.temporal.runs.size;
    const got = await world.receive(message({ 'In-Reply-To': before.ours, 'Auto-Submitted': 'auto-replied' }));
    expect(got).toMatchObject({ disposition: 'auto-reply', inquiry: before.inquiry });
    expect(world.temporal.runs.size).toBe(runs);
    expect(await unrouted()).toEqual([]);
  });
});

describe('opened by hand', () => {
  test('a mail that was set aside becomes an inquiry; twenty at once make one', async () => {
    const { mail } = await world.receive(
      message({
        'List-Id': 'News <news.shop.example>',
        Precedence: 'bulk',
        'List-Unsubscribe': '<https://news.example/off>',
      }),
    );
    const opened = await Promise.allSettled(Array.from({ length: 20 }, () => world.intake.open(mail.id)));
    const won = opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(won).toHaveLength(1);
    expect(won[0]).toMatchObject({ disposition: 'inquiry' });
    expect(world.temporal.run(won[0]!.inquiry)!.mails).toEqual([mail.id]);
    for (const one of opened)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ type: 'AlreadyRouted' });
  });

  test('neither an unknown mail nor one of ours can be', async () => {
    const { ours } = await thread();
    const [sent] = await world.store.mails.byMessageIds([ours]);
    await expect(world.intake.open(ulid())).rejects.toMatchObject({ type: 'NotFound' });
    await expect(world.intake.open(sent!.id)).rejects.toMatchObject({ type: 'NotFound' });
  });
});

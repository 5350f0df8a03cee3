/** Whatever comes in: a clear answer, a disposition that somebody can see, and never a crash or a lost mail. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { InquiryView } from '../../src/domain/inquiry.ts';
import type { Mail } from '../../src/domain/mail.ts';
import { dataFolder, removeFolder, startInstallation, type Installation } from '../helpers/installation.ts';
import { eventually } from '../helpers/temporal.ts';
import { customer, mailbox, posted, sentBySmtp, written } from './customer.ts';
import { recordOf } from './processes.ts';

const data = dataFolder();
let house: Installation;
let app: ReturnType<typeof recordOf>;
/** An inquiry whose reply has left, and that reply. */
let answered: { inquiry: string; reply: Mail; raw: Buffer };

beforeAll(async () => {
  house = await startInstallation(data);
  app = recordOf(data, 'app');
  const { inquiry } = (await (await posted(house, written('Answered'))).json()) as { inquiry: string };
  await house.waitsFor(inquiry, 'incoming');
  await house.decide(inquiry, 'confirm');
  await house.waitsFor(inquiry, 'outgoing');
  await house.decide(inquiry, 'confirm');
  const reply = await eventually(async () => {
    const { items } = await house.request<{ items: Mail[] }>('GET', `/v1/mails?direction=out&inquiry=${inquiry}`);
    return (await house.view(inquiry)).status === 'waiting-for-customer' ? items[0] : null;
  });
  answered = { inquiry, reply, raw: await house.fetchFile(`/v1/mails/${reply.id}/raw`) };
}, 120_000);
afterAll(async () => {
  await house?.stop();
  removeFolder(data);
}, 60_000);

const kept = async (text: string): Promise<Mail> =>
  await house.request<Mail>('GET', `/v1/mails/${/Kept as (\w+)/.exec(text)?.[1]}`);

const count = async (): Promise<number> =>
  (await house.request<{ items: Mail[] }>('GET', '/v1/mails?limit=100')).items.length;

describe('what is no mail, or too much of one, is refused', () => {
  const binary = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 256));
  const large = () => Buffer.from(written('Large', { text: 'x'.repeat(76).concat('\r\n').repeat(540_000) }));

  test.each<[string, () => string | Buffer, number, string, number]>([
    ['empty', () => Buffer.alloc(0), 422, 'NotAMail', 554],
    ['blank lines', () => '\r\n\r\n\r\n', 422, 'NotAMail', 554],
    ['a text without headers', () => 'Please send us 250 m of hose.\r\n', 422, 'NotAMail', 554],
    ['binary', () => binary, 422, 'NotAMail', 554],
    ['40 MB', large, 413, 'TooLarge', 552],
  ])(
    '%s',
    async (_, raw, status, code, reply) => {
      const before = await count();
      const response = await posted(house, raw());
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ code, status });
      expect((await sentBySmtp(house, raw())).code).toBe(reply);
      expect(await count()).toBe(before);
    },
    60_000,
  );
});

test('40 MB whose length is not said before', async () => {
  const chunk = new TextEncoder().encode('x'.repeat(76).concat('\r\n').repeat(13_000));
  let left = 40;
  const body = new ReadableStream<Uint8Array>({
    pull: (stream) => (left-- > 0 ? stream.enqueue(chunk) : stream.close()),
  });
  const init = { method: 'POST', body, duplex: 'half' as const };
  const headers = { authorization: `Bearer ${house.token}`, 'content-type': 'message/rfc822' };
  const response = await fetch(`${house.api}/v1/mails`, { ...init, headers });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ code: 'TooLarge' });
}, 60_000);

describe('a mail that is not well is kept, and goes to a person', () => {
  const multipart = [
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Please quote: 250 m rubber air hose 8 mm',
    '--b',
    'Content-Type: application/pdf; name=list.pdf',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERi0xLjcKJeLjz9MKMSAwIG9iago8PC9UeXBlL0Nh',
  ].join('\r\n');
  const mixed = { 'Content-Type': 'multipart/mixed; boundary=b' };
  const latin1 = (headers: Record<string, string>) => (subject: string) =>
    Buffer.from(
      written(subject, { headers, text: 'Bonjour, 250 m tuyau à air comprimé en caoutchouc 8 mm\r\n' }),
      'latin1',
    );

  test.each<[string, (subject: string) => string | Buffer]>([
    ['cut off in an attachment', (subject) => written(subject, { headers: mixed, text: multipart })],
    ['cut off before its end', (subject) => written(subject).slice(0, -12)],
    ['headers alone', (subject) => written(subject, { text: '' })],
    ['a charset that is not the one it says', latin1({})],
    ['a charset that nobody knows', latin1({ 'Content-Type': 'text/plain; charset=x-klingon' })],
    [
      'an encoding that nobody knows',
      (subject) => written(subject, { headers: { 'Content-Transfer-Encoding': 'yenc' } }),
    ],
    [
      'NUL bytes',
      (subject) => written(subject, { text: 'Please\0 quote:\r\n\0\0\r\n- 250 m rubber air hose 8 mm\r\n' }),
    ],
  ])(
    '%s',
    async (name, raw) => {
      const asPosted = Buffer.from(raw(`${name}, posted`));
      const received = (await (await posted(house, asPosted)).json()) as { inquiry: string; mail: string };
      const sent = await kept((await sentBySmtp(house, raw(`${name}, sent`))).text);
      for (const inquiry of [received.inquiry, sent.inquiry!]) {
        const view = await eventually(async () => {
          const now = await house.request<InquiryView>('GET', `/v1/inquiries/${inquiry}`);
          return now.review ? now : null;
        });
        expect(view).toMatchObject({ attention: true, status: 'waiting-for-review' });
        expect(['incoming', 'assistance']).toContain(view.review!.kind);
      }
      const back = await house.fetchFile(`/v1/mails/${received.mail}/raw`);
      expect(back.equals(asPosted)).toBe(true);
    },
    30_000,
  );
});

describe('what no person asks for opens no inquiry', () => {
  const answering = () => ({ 'In-Reply-To': answered.reply.messageId!, References: answered.reply.messageId! });
  const report = (way: string) =>
    written('Undelivered Mail Returned to Sender', {
      headers: {
        From: 'MAILER-DAEMON@mail.pennine-fabrications.example',
        'Content-Type': 'multipart/report; report-type=delivery-status; boundary=r',
        ...answering(),
      },
      text: [
        ...[
          '--r',
          'Content-Type: text/plain',
          '',
          `User unknown, ${way}`,
          '--r',
          'Content-Type: message/delivery-status',
          '',
        ],
        ...['Reporting-MTA: dns; mail.pennine-fabrications.example', ''],
        ...['Final-Recipient: rfc822; graham@x.example', 'Action: failed', 'Status: 5.1.1', '--r--', ''],
      ].join('\r\n'),
    });
  const absent = (way: string) =>
    written('Automatic reply: Answered', {
      headers: { 'Auto-Submitted': 'auto-replied', ...answering() },
      text: `I am out of the office until Monday (${way}).`,
    });

  test.each<[string, (way: string) => string | Buffer, string, 'none' | 'of the thread']>([
    ['without a From', (way) => written(`No From, ${way}`, { headers: { From: null } }), 'unreadable', 'none'],
    ['our own mail that came back', () => answered.raw, 'own', 'none'],
    [
      'from our own address',
      () => written('From us', { headers: { From: `Sales <${mailbox.toUpperCase()}>` } }),
      'own',
      'none',
    ],
    ['an out-of-office note', absent, 'auto-reply', 'of the thread'],
    ['a bounce of our reply', report, 'bounce', 'of the thread'],
  ])('%s', async (_, raw, disposition, thread) => {
    const inquiry = thread === 'none' ? null : answered.inquiry;
    const response = await posted(house, raw('posted'));
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ disposition, inquiry });
    expect(await kept((await sentBySmtp(house, raw('sent'))).text)).toMatchObject({ direction: 'in', disposition });
    const view = await house.view(answered.inquiry);
    // A quote that did not arrive is a person's matter; nothing else here is anybody's.
    const waits =
      disposition === 'bounce'
        ? { status: 'waiting-for-review', review: { reason: { code: 'mail-undelivered' } } }
        : { status: 'waiting-for-customer' };
    expect(view).toMatchObject({ ...waits, outcome: null });
  });

  test('nothing was sent because of any of them', async () => {
    const { items } = await house.request<{ items: Mail[] }>('GET', '/v1/mails?direction=out&limit=100');
    expect(items.map(({ id }) => id)).toEqual([answered.reply.id]);
  });
});

describe('a decision that cannot be is refused, and the inquiry stays as it was', () => {
  type Refused = [verb: string, body: unknown, status: number, code: string];
  const malformed = (step: string): Refused[] => [
    ['confirm', {}, 400, 'Invalid'],
    ['confirm', { step, yes: true }, 400, 'Invalid'],
    ['confirm', { step: 7 }, 400, 'Invalid'],
    ['confirm', { step: 'seven' }, 400, 'Invalid'],
    ['confirm', [step], 400, 'Invalid'],
    ['confirm', { step, instructions: 'x'.repeat(2_001) }, 400, 'Invalid'],
    ['confirm', { step, instructions: 'x'.repeat(300_000) }, 413, 'TooLarge'],
    ['confirm', { step: 's999' }, 409, 'StepIsStale'],
    ['edit', { step, lines: [{ item: 'AH-8', quantity: 250 }] }, 400, 'Invalid'],
    ['edit', { step, lines: [{ item: 'AH-8', quantity: '-1' }] }, 400, 'Invalid'],
    ['resume', { step, outcome: 'whatever' }, 400, 'Invalid'],
    ['stop', {}, 409, 'StopNeedsConfirmation'],
    ['stop', { confirm: 'true' }, 400, 'Invalid'],
    ['stop', { step: 's999', confirm: true }, 409, 'StepIsStale'],
  ];
  const attachment = { file: '0123456789abcdef01234567', name: 'x' };

  async function expectRefused(id: string, cases: Refused[]): Promise<void> {
    const before = await house.view(id);
    for (const [verb, body, status, code] of cases) {
      const response = await fetch(`${house.api}/v1/inquiries/${id}/${verb}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const problem = (await response.json()) as object;
      expect({ verb, status: response.status, ...problem }).toMatchObject({ verb, status, code });
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
    expect(await house.view(id)).toEqual(before);
  }

  test('at each place an inquiry can be', async () => {
    const { inquiry: id } = (await (await posted(house, written('Refusals'))).json()) as { inquiry: string };
    const first = (await house.waitsFor(id, 'incoming')).review!.step;
    await expectRefused(id, [
      ...malformed(first),
      ['edit', { step: first, draft: { subject: 'x' } }, 409, 'IncomingMailIsReadOnly'],
      ['skip', { step: first }, 409, 'NothingToSkip'],
      ['resume', { step: first, outcome: 'unchanged' }, 409, 'NotPaused'],
      ['confirm', { step: first, choice: 'as-read' }, 400, 'Invalid'],
    ]);

    await house.decide(id, 'confirm');
    const step = (await house.waitsFor(id, 'outgoing')).review!.step;
    await expectRefused(id, [
      ...malformed(step),
      ['confirm', { step: first }, 409, 'StepIsStale'],
      ['edit', { step }, 400, 'Invalid'],
      ['edit', { step, lines: [{ item: 'AH-8', quantity: '1' }] }, 409, 'NothingToEdit'],
      ['edit', { step, draft: { to: ['b@y.example\r\nBcc: e@z.example'] } }, 409, 'EditRefused'],
      ['edit', { step, draft: { attachments: [attachment] } }, 409, 'EditRefused'],
      ['resume', { step, outcome: 'unchanged' }, 409, 'NotPaused'],
    ]);

    const paused = (await house.decide(id, 'skip')).review!.step;
    await expectRefused(id, [
      ...malformed(paused),
      ['confirm', { step: paused }, 409, 'ResumeFirst'],
      ['skip', { step: paused }, 409, 'ResumeFirst'],
      ['resume', { step: paused, outcome: 'order-updated' }, 409, 'NoSuchDocument'],
    ]);

    await house.decide(id, 'stop', { confirm: true });
    await eventually(async () => (await house.view(id)).outcome);
    await expectRefused(
      id,
      [
        ['confirm', { step: paused }],
        ['skip', { step: paused }],
        ['resume', { step: paused, outcome: 'unchanged' }],
        ['stop', { confirm: true }],
      ].map(([verb, body]) => [verb, body, 409, 'InquiryEnded'] as Refused),
    );
  }, 60_000);

  test.each<[string, string, number, string]>([
    ['GET', '/v1/inquiries/01JZZZZZZZZZZZZZZZZZZZZZZZ', 404, 'NotFound'],
    ['GET', '/v1/inquiries/1', 400, 'Invalid'],
    ['GET', '/v1/mails/01JZZZZZZZZZZZZZZZZZZZZZZZ/raw', 404, 'NotFound'],
    ['GET', '/v1/files/0123456789abcdef01234567', 404, 'NotFound'],
    ['GET', '/v1/sales/quotes/Q-999999', 404, 'NotFound'],
    ['GET', '/v1/inquiries?limit=0', 400, 'Invalid'],
    ['GET', '/v1/inquiries?colour=red', 400, 'Invalid'],
    ['GET', '/v1/nothing', 404, 'NotFound'],
    ['DELETE', '/v1/mails', 405, 'MethodNotAllowed'],
  ])('%s %s: %i', async (method, path, status, code) => {
    expect(await house.request(method, path, undefined, { status })).toMatchObject({ status, code });
  });
});

test('through all of it the app never restarted, and it still works', async () => {
  expect(recordOf(data, 'app')).toEqual(app);
  const { code, text } = await sentBySmtp(house, written('After all', { headers: { From: customer } }));
  expect(code).toBe(250);
  const { inquiry } = await kept(text);
  await house.waitsFor(inquiry!, 'incoming');
}, 30_000);

import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { pino } from 'pino';
import { createSmtpListener, type SmtpListener } from '../../../src/connectors/embedded/smtp-listener.ts';
import { Failure } from '../../../src/domain/failures.ts';
import type { Intake, Received } from '../../../src/intake/contract.ts';

type Taken = { raw: string; mailbox: string };
let taken: Taken[];
let answer: (mail: Taken) => Promise<void>;
let lines: Record<string, unknown>[];
let listener: SmtpListener;

const intake: Pick<Intake, 'receive'> = {
  receive: async (raw, { mailbox }) => {
    const mail = { raw: raw.toString('latin1'), mailbox };
    await answer(mail);
    taken.push(mail);
    return { mail: { id: `M${taken.length}` }, disposition: 'inquiry', inquiry: 'I1' } as Received;
  },
};

const open = (port = 0) =>
  createSmtpListener({
    intake,
    mailboxes: ['sales@ours.example', 'Orders@other.example'],
    log: pino(
      { level: 'info' },
      { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    ),
    port,
  });
beforeEach(async () => {
  [taken, lines, answer] = [[], [], () => Promise.resolve()];
  listener = await open();
});
afterEach(() => listener.close());

const raw = 'From: ada@client.example\r\nSubject: Gloves\r\n\r\n.Twelve\r\n..pairs\r\n';
async function send(to: string | string[], message: string | Buffer = raw, from = 'ada@client.example') {
  const transport = createTransport({ ...listener.address, secure: false, ignoreTLS: true });
  try {
    return await transport.sendMail({ envelope: { from, to }, raw: message });
  } finally {
    transport.close();
  }
}
const refusal = (responseCode: number) => expect.objectContaining({ responseCode });

/** Speaks the protocol by hand; gives all that the server said. */
function talk(commands: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(listener.address.port, listener.address.host);
    let said = '';
    socket.on('data', (bytes) => {
      said += bytes.toString();
      if (/^\d{3} .*\r\n$/m.test(bytes.toString())) {
        const next = commands.shift();
        if (next === undefined) socket.end();
        else socket.write(`${next}\r\n`);
      }
    });
    socket.on('end', () => resolve(said));
    socket.on('error', reject);
  });
}

describe('a mail by SMTP', () => {
  test('is given to intake, byte for byte behind its return path, before it is accepted', async () => {
    const info = await send('sales@ours.example');
    expect(taken).toEqual([{ raw: `Return-Path: <ada@client.example>\r\n${raw}`, mailbox: 'sales@ours.example' }]);
    expect(info.response).toMatch(/^250 .*M1/);
    expect(lines).toEqual([expect.objectContaining({ mail: 'M1', disposition: 'inquiry', inquiry: 'I1' })]);
  });

  test('a bounce shows its empty return path', async () => {
    await send('sales@ours.example', raw, '');
    expect(taken[0]!.raw).toMatch(/^Return-Path: <>\r\nFrom/);
  });

  test.each([
    ['begins with no header', 'no header at all\r\n'],
    ['has a return path', `Return-Path: <x@y.example>\r\n${raw}`],
  ])('that %s is left as it is', async (_, message) => {
    await send('sales@ours.example', message);
    expect(taken[0]!.raw).toBe(message);
  });

  test.each([
    ['the address in other case', 'SALES@Ours.Example', 'sales@ours.example'],
    ['another address of the domain', 'anybody@ours.example', 'sales@ours.example'],
    ['the second mailbox', 'orders@OTHER.example', 'orders@other.example'],
  ])('to %s comes in', async (_, to, mailbox) => {
    await send(to);
    expect(taken.map((mail) => mail.mailbox)).toEqual([mailbox]);
  });

  test('to several of our addresses is given to each mailbox once', async () => {
    await send(['sales@ours.example', 'info@ours.example', 'orders@other.example']);
    expect(taken.map((mail) => mail.mailbox)).toEqual(['sales@ours.example', 'orders@other.example']);
  });

  test.each(['sales@elsewhere.example', 'sales@ours.example.evil.example', 'sales@sub.ours.example'])(
    'to %s is refused with 550',
    async (to) => {
      await expect(send(to)).rejects.toEqual(refusal(550));
      expect(taken).toEqual([]);
    },
  );

  test.each([
    ['Unavailable', 451],
    ['TooLarge', 552],
    ['NotAMail', 554],
    ['Internal', 451],
  ] as const)('that intake refuses as %s is answered %i, with one log line', async (type, code) => {
    answer = () => Promise.reject(new Failure(type));
    await expect(send('sales@ours.example')).rejects.toEqual(refusal(code));
    expect(lines).toEqual([expect.objectContaining({ type, reply: code, level: 40 })]);
  });

  test('that meets an unexpected error is answered 451: the sender keeps it', async () => {
    answer = () => Promise.reject(new TypeError('oops'));
    await expect(send('sales@ours.example')).rejects.toEqual(refusal(451));
    answer = () => Promise.resolve();
    await send('sales@ours.example');
    expect(taken).toHaveLength(1);
  });

  test('larger than announced is refused, whether its size was told or not, and the next is taken', async () => {
    const large = Buffer.concat([Buffer.from(raw), Buffer.alloc(36 * 1024 * 1024, 'x\r\n')]);
    await expect(send('sales@ours.example', large)).rejects.toEqual(refusal(552));
    const told = await talk(['EHLO x', 'MAIL FROM:<a@b.example> SIZE=40000000', 'QUIT']);
    expect(told).toMatch(/^250[ -]SIZE 36700160/m);
    expect(told).toMatch(/^552/m);
    await send('sales@ours.example');
    expect(taken).toHaveLength(1);
  });

  test('neither login nor TLS is offered, and odd commands do no harm', async () => {
    const said = await talk([
      'EHLO x',
      'AUTH PLAIN',
      'STARTTLS',
      'DATA',
      'RCPT TO:<sales@ours.example>',
      'NOOP',
      'QUIT',
    ]);
    expect(said).not.toMatch(/AUTH|STARTTLS/);
    expect(said).toMatch(/^250[^\n]*\r\n221/m);
  });
});

describe('the listener', () => {
  test('lets a message that is under way finish when it closes', async () => {
    let store = (): void => undefined;
    const began = new Promise<void>((resolve) => {
      answer = () =>
        new Promise((done) => {
          store = done;
          resolve();
        });
    });
    const sending = send('sales@ours.example');
    await began;
    const closing = listener.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    store();
    expect((await sending).response).toMatch(/^250/);
    await closing;
    await expect(send('sales@ours.example')).rejects.toMatchObject({ code: 'ESOCKET' });
    listener = await open();
  });

  test('closes at once when clients idle', async () => {
    const idle = connect(listener.address.port, listener.address.host);
    await new Promise((resolve) => idle.once('data', resolve));
    const start = performance.now();
    await listener.close();
    expect(performance.now() - start).toBeLessThan(2000);
    idle.destroy();
    listener = await open();
  });

  test('says in one sentence that its port is taken', async () => {
    await expect(open(listener.address.port)).rejects.toMatchObject({
      type: 'Unavailable',
      message: expect.stringMatching(/^The SMTP port \d+ on 127\.0\.0\.1 is taken; set SMTP_PORT to another$/),
    });
  });

  test('outlives clients that break off', async () => {
    const socket = connect(listener.address.port, listener.address.host);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write('EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<sales@ours.example>\r\nDATA\r\nSubject: half');
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.resetAndDestroy();
    await send('sales@ours.example');
    expect(taken).toHaveLength(1);
  });
});

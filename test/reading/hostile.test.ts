import { describe, expect, test } from '@jest/globals';
import { zipSync, strToU8 } from 'fflate';
import type { Reading } from '../../src/domain/reading.ts';
import { sheets } from '../../src/reading/attachments/xlsx.ts';
import { readAttachments } from '../../src/reading/attachments/index.ts';
import { htmlText } from '../../src/reading/mail/html.ts';
import { parseMessage } from '../../src/reading/mail/mime.ts';
import { plainMail, readRaw, readText } from './mails.ts';

const mega = 1_000_000;
const fill = (piece: string): string => piece.repeat(Math.ceil(mega / piece.length)).slice(0, mega);
/** Milliseconds of this process, whatever else the machine does: far above what these take, far below a pattern that backtracks. */
const bound = 8000;
async function spent(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('1 MB of anything is read in bounded time', () => {
  test.each([
    'a',
    ' ',
    '\n',
    '>',
    '1,111',
    '1.',
    '-',
    '@',
    'From: a\n',
    'On Mon, 1 2026 a\n',
    'Tel. ',
    'A1-',
    'ship to ',
    '12.12.',
    '4 saws and ',
    '-- \n',
    '(',
    'é',
    '12 claw hammers, ',
    'sorry, make that 6 ',
    'we still have ',
    'nehmen Sie ',
    'accept the ',
    'Pos. 1 ',
    '100 / 500 ',
    'L instead of M ',
    '4. No wait, make it ',
    '4 saws and hammers (6) ',
    'next week ',
    ', and for a ',
  ])('%j', async (piece) => {
    expect(await spent(() => readText(fill(piece)))).toBeLessThan(bound);
  });

  test.each([
    '<div>',
    '<blockquote>',
    '<table><tr><td>',
    '<b>',
    '<td>',
    '<p style="color:',
    '<!--',
    '&lt;',
    '<a href="',
    '<li>x',
    '<br>',
  ])('HTML of %s', async (piece) => {
    expect(await spent(() => htmlText(fill(piece)))).toBeLessThan(bound);
  });

  test.each(['subject', 'from', 'references'])('a %s of 1 MB', async (name) => {
    const mail = plainMail('4 hand saws', {
      [name === 'from' ? 'From' : name === 'subject' ? 'Subject' : 'References']: fill('a <b@c> '),
    });
    expect(await spent(() => readRaw(mail))).toBeLessThan(bound);
  });
});

describe('attachments that are meant to hurt', () => {
  const workbook = (files: Record<string, string>): Buffer =>
    Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
  const attachment = (name: string, content: Buffer, type = 'application/octet-stream') => ({
    name,
    content,
    type,
    inline: false,
    part: '2',
  });

  test('a workbook that unfolds without measure is refused', async () => {
    await expect(sheets('m', '2', workbook({ 'xl/workbook.xml': ' '.repeat(80_000_000) }))).rejects.toThrow(
      'more than may be read',
    );
  });

  test.each<[string, string, Buffer, RegExp]>([
    ['with a password', 'a.xlsx', Buffer.from('d0cf11e0a1b11ae100000000', 'hex'), /password/],
    ['cut off', 'a.xlsx', Buffer.from('PK\u0003\u0004broken'), /not read/],
    ['damaged', 'a.pdf', Buffer.from('%PDF-1.4 nothing more'), /not read/],
    ['of an old format', 'a.xls', Buffer.from('x'), /format/],
    ['a program', 'a.exe', Buffer.from('MZ'), /format/],
  ])('a file %s has its reason in the notes', async (_, name, content, reason) => {
    const { notes } = await readAttachments('m', [attachment(name, content)], ',');
    expect(notes).toEqual([expect.stringMatching(reason)]);
  });

  test('of 500 files the first are read and the others named', async () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      attachment(`${i}.csv`, Buffer.from('Item,Qty\nHM-1001,4\n'), 'text/csv'),
    );
    const { tables, notes } = await readAttachments('m', many, ',');
    expect([tables.length, notes.length]).toEqual([20, 480]);
  });

  test('10,000 rows are read in bounded time, and no more', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `HM-1001,Claw Hammer,${i + 1}`).join('\n');
    const body = `--b\nContent-Type: text/plain\n\nplease quote\n--b\nContent-Type: text/csv; name=a.csv\nContent-Disposition: attachment; filename=a.csv\n\nItem,Description,Qty\n${rows}\n--b--\n`;
    let reading: Reading | undefined;
    const mail = plainMail(body, { 'Content-Type': 'multipart/mixed; boundary=b' });
    const taken = await spent(async () => (reading = await readRaw(mail)));
    expect(reading?.lines.length).toBe(2000);
    expect(reading?.notes.join()).toMatch(/10000 rows/);
    expect(taken).toBeLessThan(bound);
  });
});

describe('what is no mail', () => {
  test.each([Buffer.alloc(0), Buffer.from('just words'), Buffer.from([0, 1, 2, 255])])('%p', async (raw) => {
    await expect(parseMessage(raw)).rejects.toMatchObject({ type: 'NotAMail' });
  });

  test('an attached message is read, and says where', async () => {
    const inner = plainMail('please quote 4 hand saws').toString();
    const body = `--b\nContent-Type: text/plain\n\nplease see the attached request\n--b\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n${inner.replace(/\r\n/g, '\n')}\n--b--\n`;
    const { lines, notes } = await readRaw(plainMail(body, { 'Content-Type': 'multipart/mixed; boundary=b' }));
    expect(lines).toMatchObject([{ item: 'SW-3300', quantity: '4', evidence: [{ part: '2.1' }] }]);
    expect(notes.join()).toContain('ann@buyer.example');
  });
});

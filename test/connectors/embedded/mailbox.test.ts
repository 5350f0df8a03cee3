import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { ulid } from 'ulid';
import { embeddedMailbox } from '../../../src/connectors/embedded/mailbox.ts';
import type { OutgoingMail } from '../../../src/connectors/mail.ts';
import { freshStore } from '../../store/database.ts';

let store: Awaited<ReturnType<typeof freshStore>>;
beforeAll(async () => (store = await freshStore()));
afterAll(() => store.drop());
const mailbox = () => embeddedMailbox({ store });

const aMail = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: `<${ulid()}@ours.example>`,
  from: { name: 'Ours, Ltd', address: 'sales@ours.example' },
  to: ['ada@client.example'],
  cc: ['boss@client.example'],
  subject: 'Re: Prix d’été – 12 €',
  html: '<p>Voilà</p>',
  text: 'Voilà',
  inReplyTo: '<first@client.example>',
  references: ['<zero@client.example>', '<first@client.example>'],
  attachments: [{ name: 'Devis é 1.pdf', type: 'application/pdf', content: Buffer.from('%PDF-') }],
  ...changes,
});

describe('a mail sent', () => {
  test('is MIME with everything it was given, in CRLF, with lines that servers take', async () => {
    const mail = aMail();
    const sent = await mailbox().send(mail);
    expect(sent.messageId).toBe(mail.messageId);
    const text = sent.raw.toString('latin1');
    expect(text).not.toMatch(/[^\r]\n/);
    expect(Math.max(...text.split('\r\n').map(({ length }) => length))).toBeLessThan(998);
    const parsed = await simpleParser(sent.raw);
    expect(parsed).toMatchObject({
      messageId: mail.messageId,
      inReplyTo: mail.inReplyTo,
      references: mail.references,
      subject: mail.subject,
      html: mail.html,
      date: new Date(Math.floor(Date.parse(sent.at) / 1000) * 1000),
    });
    expect(parsed.text?.trim()).toBe('Voilà');
    expect(parsed.from?.value).toEqual([mail.from]);
    expect([parsed.to, parsed.cc].flat().flatMap((list) => list?.value.map(({ address }) => address))).toEqual([
      'ada@client.example',
      'boss@client.example',
    ]);
    expect(parsed.attachments).toEqual([
      expect.objectContaining({
        filename: 'Devis é 1.pdf',
        contentType: 'application/pdf',
        content: Buffer.from('%PDF-'),
      }),
    ]);
  });

  test('is found once it was kept, and not before', async () => {
    const mail = aMail();
    const sent = await mailbox().send(mail);
    expect(await mailbox().findSent(mail.messageId)).toBeNull();
    const address = (one: string) => ({ name: '', address: one });
    await store.mails.keepSent(sent, {
      ...mail,
      mailbox: 'sales@ours.example',
      inquiry: ulid(),
      to: mail.to.map(address),
      cc: mail.cc.map(address),
      attachments: [],
    });
    expect(await mailbox().findSent(mail.messageId)).toEqual(sent);
  });

  test('the same recipient twice is written to once', async () => {
    const { raw } = await mailbox().send(aMail({ to: ['ada@client.example'], cc: ['ADA@client.example'] }));
    expect(raw.length).toBeGreaterThan(0);
  });

  test('a subject cannot bring a header in', async () => {
    const { raw } = await mailbox().send(aMail({ subject: 'Hello\r\nBcc: evil@z.example\r\n\r\nbody' }));
    const parsed = await simpleParser(raw);
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.to).toMatchObject({ value: [{ address: 'ada@client.example' }] });
  });

  test.each([
    ['a header behind it', 'b@y.example\r\nBcc: evil@z.example'],
    ['a line feed', 'b@y.example\nevil@z.example'],
    ['a list', 'b@y.example, evil@z.example'],
    ['a list with semicolons', 'b@y.example;evil@z.example'],
    ['a name', 'Bob <b@y.example>'],
    ['a group', 'all:b@y.example;'],
    ['a comment', 'b@y.example (evil@z.example)'],
    ['a quoted part', '"evil@z.example,"@y.example'],
    ['a space', 'b @y.example'],
    ['no domain', 'b@'],
    ['no address', 'b'],
    ['nothing', ''],
    ['a NUL', 'b\u0000@y.example'],
    ['a line separator', 'b\u2028@y.example'],
    ['a second @', 'b@y.example@z.example'],
  ])('an address with %s is refused', async (_, address) => {
    const refused = { type: 'WrongRecipients' };
    await expect(mailbox().send(aMail({ to: [address] }))).rejects.toMatchObject(refused);
    await expect(mailbox().send(aMail({ cc: [address] }))).rejects.toMatchObject(refused);
    await expect(mailbox().send(aMail({ from: { name: '', address } }))).rejects.toMatchObject(refused);
  });

  test('nobody to write to, and a Message-ID that is none, are refused', async () => {
    await expect(mailbox().send(aMail({ to: [] }))).rejects.toMatchObject({ type: 'WrongRecipients' });
    await expect(mailbox().send(aMail({ messageId: '<a@b>\r\nX: y' }))).rejects.toMatchObject({
      type: 'ConnectorRefused',
    });
  });
});

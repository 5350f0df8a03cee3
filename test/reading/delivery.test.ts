import { describe, expect, test } from '@jest/globals';
import { parseMessage } from '../../src/reading/mail/mime.ts';
import { plainMail, readRaw } from './mails.ts';

const headers = {
  From: 'Mail Delivery System <mailer-daemon@mx.example>',
  'Return-Path': '<>',
  Subject: 'Undelivered',
};

const report = (fields: string[], returned = 'message/rfc822') =>
  plainMail(
    [
      '--b',
      'Content-Type: text/plain',
      '',
      'Your mail was not delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      ...fields,
      '--b',
      `Content-Type: ${returned}`,
      '',
      'From: sales@ours.example',
      'Message-ID: <draft.s9@ours.example>',
      'Subject: Re: Request',
      '',
      'Here is our quote.',
      '--b--',
      '',
    ].join('\n'),
    { ...headers, 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' },
  );

describe('what a mail server reports of a mail of ours', () => {
  test.each<[string, string[], object]>([
    [
      'nobody there',
      [
        'Final-Recipient: rfc822; Kim@Riders.example',
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 5.1.1 User',
        '  unknown',
      ],
      { outcome: 'failed', recipient: 'kim@riders.example', status: '5.1.1', words: '550 5.1.1 User unknown' },
    ],
    [
      'a full mailbox',
      ['Final-Recipient: rfc822;kim@riders.example', 'Action: failed', 'Status: 5.2.2'],
      { outcome: 'mailbox-full', status: '5.2.2' },
    ],
    [
      'a full mailbox in words alone',
      ['Action: failed', 'Status: 5.0.0', 'Diagnostic-Code: smtp; 552 Mailbox full'],
      { outcome: 'mailbox-full', recipient: null },
    ],
    ['still trying', ['Action: delayed', 'Status: 4.4.1'], { outcome: 'delayed', status: '4.4.1' }],
    ['given up after a soft error', ['Action: failed', 'Status: 4.4.7'], { outcome: 'failed', status: '4.4.7' }],
    ['delivered', ['Action: delivered', 'Status: 2.0.0'], { outcome: 'delivered' }],
  ])('%s', async (_, fields, delivery) => {
    const reading = await readRaw(report(fields));
    expect(reading.kind.value).toBe('bounce');
    expect(reading.delivery).toMatchObject(delivery);
  });

  test.each(['message/rfc822', 'text/rfc822-headers'])('the mail it is about is found in its %s', async (returned) => {
    expect((await parseMessage(report(['Action: failed'], returned))).mail.returned).toBe('<draft.s9@ours.example>');
  });

  test('a report in plain words', async () => {
    const text =
      'Hi. This is the mail program at mx.example.\nI could not deliver your message.\n\n<kim@riders.example>:\n550 5.1.1 no such user\n\n--- Below is a copy.\n\nMessage-ID: <draft.s9@ours.example>\nSubject: Re: Request\n';
    const raw = plainMail(text, { ...headers, Subject: 'failure notice' });
    expect((await readRaw(raw)).delivery).toMatchObject({ outcome: 'failed', status: '5.1.1' });
    expect((await parseMessage(raw)).mail.returned).toBe('<draft.s9@ours.example>');
  });

  test('a person’s mail is about no other, whatever it quotes', async () => {
    const raw = plainMail('Message-ID: <draft.s9@ours.example>\n\nIs this yours?');
    expect((await parseMessage(raw)).mail.returned).toBeNull();
    expect((await readRaw(raw)).delivery).toBeUndefined();
  });
});

/** A customer of the sample company, and what one writes. */
import { randomUUID } from 'node:crypto';
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js';
import type { Installation } from '../helpers/installation.ts';

export const mailbox = 'sales@kranenwaard.example';
export const customer = '"Graham Ackroyd" <graham.ackroyd@pennine-fabrications.example>';

/** A plain mail that asks for one item in stock; `headers` replace or add, null takes one away. */
export function written(
  subject: string,
  { headers = {}, text = 'Please quote:\r\n\r\n- 250 m rubber air hose 8 mm\r\n' }: Writing = {},
): string {
  const all: Record<string, string | null> = {
    From: customer,
    To: `<${mailbox}>`,
    Subject: subject,
    Date: new Date().toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${randomUUID()}@customers.example>`,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  return [...lines, '', text].join('\r\n');
}

interface Writing {
  headers?: Record<string, string | null>;
  text?: string;
}

/** POST /v1/mails, whatever the answer. */
export const posted = (house: Installation, raw: string | Buffer): Promise<Response> =>
  fetch(`${house.api}/v1/mails`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.token}`, 'content-type': 'message/rfc822' },
    body: typeof raw === 'string' ? raw : new Uint8Array(raw),
  });

/** What the SMTP listener says at the end of the message. Nodemailer's transport would mend what a test wants broken. */
export const sentBySmtp = (house: Installation, raw: string | Buffer): Promise<{ code: number; text: string }> =>
  new Promise((resolve, reject) => {
    const connection = new SMTPConnection({ host: '127.0.0.1', port: house.smtpPort, ignoreTLS: true });
    connection.once('error', reject);
    connection.connect(() =>
      connection.send({ from: 'sender@customers.example', to: mailbox }, raw, (error, info) => {
        connection.quit();
        if (!error) return resolve({ code: 250, text: info.response });
        if (error.responseCode === undefined) return reject(error);
        resolve({ code: error.responseCode, text: error.response ?? '' });
      }),
    );
  });

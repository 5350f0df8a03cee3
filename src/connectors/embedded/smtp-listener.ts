/** The embedded mailbox's way in: SMTP (RFC 5321) on loopback. A mail is stored before it is accepted (design rule 4). */
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { Failure, type FailureType } from '../../domain/failures.ts';
import type { Intake } from '../../intake/contract.ts';
import { bytesOf, withReturnPath } from './smtp-message.ts';

export interface SmtpListener {
  /** Where it listens; the port is the one taken if 0 was asked for. */
  address: { host: string; port: number };
  /** Takes no new connections, lets messages that are under way finish for up to 10 s. */
  close(): Promise<void>;
}

const sizeLimit = 35 * 1024 * 1024;

/** Permanent replies are only for what the sender must not try again; all else is 451, so that the sender keeps the mail. */
const replies: Partial<Record<FailureType, { code: number; text: string }>> = {
  TooLarge: { code: 552, text: '5.3.4 The message is too large' },
  NotAMail: { code: 554, text: '5.6.0 This is not an e-mail message' },
};
const tryAgain = { code: 451, text: '4.3.0 The message could not be stored, please try again later' };

const refusal = ({ code, text }: { code: number; text: string }) =>
  Object.assign(new Error(text), { responseCode: code });

/**
 * Starts listening. Takes mail for the mailboxes' addresses and any other address of their domains, and gives it to
 * intake under the mailbox's address. Rejects with Failure `Unavailable` where the port is taken.
 */
export async function createSmtpListener({
  intake,
  mailboxes,
  log,
  port,
  host = '127.0.0.1',
}: {
  intake: Pick<Intake, 'receive'>;
  mailboxes: readonly string[];
  log: Logger;
  port: number;
  host?: string;
}): Promise<SmtpListener> {
  const mailboxFor = mailboxFinder(mailboxes);
  /** Sessions whose message is under way. */
  const receiving = new Set<string>();
  let closing = false;

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const message = await bytesOf(stream);
    if (!message) throw new Failure('TooLarge');
    const recipients = session.envelope.rcptTo.map(({ address }) => mailboxFor(address));
    const sender = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
    const raw = withReturnPath(message, sender);
    const ids: string[] = [];
    for (const mailbox of new Set(recipients)) {
      if (mailbox === null) continue;
      const { mail, disposition, inquiry } = await intake.receive(raw, { mailbox });
      log.info({ mail: mail.id, disposition, inquiry, bytes: raw.length }, 'a mail came in over SMTP');
      ids.push(mail.id);
    }
    return `2.0.0 Kept as ${ids.join(', ')}`;
  }

  const server = new SMTPServer({
    banner: 'Quotewright',
    size: sizeLimit,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    maxClients: 50,
    closeTimeout: 10_000,
    onRcptTo: ({ address }, _session, done) => {
      if (mailboxFor(address)) return done();
      log.info('a mail for an address that is not ours was refused');
      done(refusal({ code: 550, text: '5.1.1 There is no such mailbox here' }));
    },
    onData: (stream, session, finish) => {
      receiving.add(session.id);
      const done: typeof finish = (error, text) => {
        receiving.delete(session.id);
        finish(error, text);
        if (closing) setImmediate(sendIdleAway);
      };
      receive(stream, session).then(
        (text) => done(null, text),
        (error: unknown) => {
          const type = error instanceof Failure ? error.type : 'Internal';
          const reply = replies[type] ?? tryAgain;
          log.warn({ err: error, type, reply: reply.code }, 'a mail that came in over SMTP was not taken');
          done(refusal(reply));
        },
      );
    },
  });
  server.on('error', (error: Error) => log.warn({ err: error.message }, 'an SMTP connection failed'));

  /** The library lets open connections be until its time limit; a client that only idles has nothing to finish. */
  const sendIdleAway = (): void => {
    for (const connection of server.connections) {
      if (receiving.has(connection.session.id)) continue;
      connection.send(421, '4.3.2 The server is closing');
      connection.close();
    }
  };

  await listen(server, port, host);
  const { address, port: taken } = server.server.address() as AddressInfo;
  return {
    address: { host: address, port: taken },
    close: () =>
      new Promise((resolve) => {
        closing = true;
        server.close(resolve);
        sendIdleAway();
      }),
  };
}

/** The mailbox that an address belongs to; null: none of ours. Addresses are compared without case. */
function mailboxFinder(mailboxes: readonly string[]): (address: string) => string | null {
  const domain = (address: string) => address.slice(address.lastIndexOf('@') + 1);
  const ours = mailboxes.map((mailbox) => mailbox.toLowerCase());
  return (address) => {
    const lower = address.toLowerCase();
    return ours.find((mailbox) => mailbox === lower) ?? ours.find((one) => domain(one) === domain(lower)) ?? null;
  };
}

function listen(server: SMTPServer, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' ? 'is taken' : `cannot be used (${error.code})`;
      const sentence = `The SMTP port ${port} on ${host} ${taken}; set SMTP_PORT to another`;
      reject(new Failure('Unavailable', sentence, {}, { cause: error }));
    });
    server.listen(port, host, () => resolve());
  });
}

import { relative } from 'node:path';
import { assemble, type House } from '../assemble.ts';
import { readConfig } from '../config.ts';
import { createSmtpListener } from '../connectors/embedded/smtp-listener.ts';
import { createLog } from '../log.ts';
import { startWorkers } from '../workers.ts';
import { serveApi } from './serve.ts';
import { adminTokenFile, setUp } from './set-up.ts';
import { untilStopped } from './until-stopped.ts';

/** Everything in one process: set-up, API, workers, SMTP listener. */
export async function run(): Promise<void> {
  const stopped = untilStopped();
  const config = readConfig();
  const house = await assemble(config, createLog(config.logLevel));
  const closing: (() => Promise<void>)[] = [() => house.close()];
  try {
    await setUp(house);
    const { mailbox } = await house.store.settings.company();
    closing.push(await serveApi(house));
    const smtp = await createSmtpListener({
      intake: house.intake,
      mailboxes: [mailbox],
      log: house.log,
      port: config.smtpPort,
      host: config.host,
    });
    closing.push(() => smtp.close());
    const workers = await startWorkers(house);
    closing.push(() => workers.stop());
    console.log(welcome(house, mailbox));
    await stopped;
  } finally {
    // Mail and requests first, then the work in hand, then what both stand on.
    for (const close of closing.reverse())
      await close().catch((error: unknown) => house.log.error({ error }, 'not closed well'));
  }
}

const welcome = ({ config }: House, mailbox: string): string => {
  const token = relative(process.cwd(), adminTokenFile(config.data));
  return `
Quotewright is ready.
  API           ${config.publicUrl}/v1        docs ${config.publicUrl}/docs
  Temporal UI   ${config.temporal.uiUrl ?? `of ${config.temporal.address}`}
  SMTP          ${config.host}:${config.smtpPort}, for ${mailbox}
  Admin token   ${token}
Try it:
  curl smtp://${config.host}:${config.smtpPort} --mail-from me@example.org --mail-rcpt ${mailbox} -T sample/inquiries/en-list-delivery-address.eml
  curl -s ${config.publicUrl}/v1/inquiries -H "Authorization: Bearer $(cat ${token})"
`;
};

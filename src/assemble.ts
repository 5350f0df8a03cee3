/** Puts the house together: every part made once, given to whoever needs it, closed in reverse. */
import { Client, Connection } from '@temporalio/client';
import type { Logger } from 'pino';
import { createCodec, dataConverter, keysOf, parseKeys } from './codec.ts';
import type { Config } from './config.ts';
import { createEmbedded } from './connectors/embedded/index.ts';
import { createDocuments } from './documents/index.ts';
import { createIntake } from './intake/index.ts';
import { createReading } from './reading/index.ts';
import { connectStore } from './store/index.ts';

/** Threads that parse and read mails: a hostile mail holds one of them up, never the API. */
const READING_THREADS = 1;

export type House = Awaited<ReturnType<typeof assemble>>;

/** Throws Failure `Unavailable` with one sentence where the database cannot be reached. Temporal may come later. */
export async function assemble(config: Config, log: Logger) {
  const store = await connectStore({ uri: config.mongodbUri, log });
  const codec = createCodec(config.encryptionKeys ? parseKeys(config.encryptionKeys) : keysOf(config.data));
  const connection = Connection.lazy({ address: config.temporal.address });
  const temporal = new Client({
    connection,
    namespace: config.temporal.namespace,
    dataConverter: dataConverter(codec),
  });
  const embedded = createEmbedded(store);
  const reading = createReading({ threads: READING_THREADS, model: config.model, log });
  const documents = createDocuments({ chromiumPath: config.chromiumPath, log });
  const intake = createIntake({
    store,
    reading,
    temporal,
    log,
    debounceSeconds: config.debounceSeconds,
    knows: async (address) => (await embedded.crm.contactsByAddress(address)).length > 0,
  });
  return {
    config,
    log,
    store,
    codec,
    connection,
    temporal,
    embedded,
    reading,
    documents,
    intake,
    async close(): Promise<void> {
      await Promise.allSettled([documents.close(), reading.close(), connection.close()]);
      await store.close();
    },
  };
}

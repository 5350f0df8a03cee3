import { resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { createEmbedded } from '../connectors/embedded/index.ts';
import { Failure } from '../domain/failures.ts';
import { createLog } from '../log.ts';
import { connectStore } from '../store/index.ts';

/** `import DIR`: loads a company folder into a running installation. */
export async function run([dir]: string[]): Promise<void> {
  if (!dir) throw new Failure('Invalid', 'Usage: npm run import -- DIR');
  const config = readConfig();
  const store = await connectStore({ uri: config.mongodbUri, log: createLog(config.logLevel) });
  try {
    const { loaded, company } = await createEmbedded(store).load(resolve(dir));
    console.log(loaded ? `Loaded ${company.name}.` : `${company.name} is loaded already, exactly as it is there.`);
  } finally {
    await store.close();
  }
}

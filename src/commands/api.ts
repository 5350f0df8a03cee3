import { assemble } from '../assemble.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { serveApi } from './serve.ts';
import { untilStopped } from './until-stopped.ts';

/** The API alone: any number of them beside any number of workers. */
export async function run(): Promise<void> {
  const stopped = untilStopped();
  const config = readConfig();
  const house = await assemble(config, createLog(config.logLevel));
  try {
    const close = await serveApi(house);
    house.log.info({ url: config.publicUrl }, 'the API is ready');
    await stopped;
    await close();
  } finally {
    await house.close();
  }
}

import { assemble } from '../assemble.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { startWorkers } from '../workers.ts';
import { untilStopped } from './until-stopped.ts';

/** The workers alone. */
export async function run(): Promise<void> {
  const stopped = untilStopped();
  const config = readConfig();
  const house = await assemble(config, createLog(config.logLevel));
  try {
    const workers = await startWorkers(house);
    house.log.info('the workers are ready');
    await stopped;
    await workers.stop();
  } finally {
    await house.close();
  }
}

import { assemble } from '../assemble.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { setUp } from './set-up.ts';

/** Prepares database and Temporal for API and workers that run apart. */
export async function run(): Promise<void> {
  const config = readConfig();
  const house = await assemble(config, createLog(config.logLevel));
  try {
    await setUp(house);
  } finally {
    await house.close();
  }
}

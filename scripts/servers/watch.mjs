/** Embedded servers that end unexpectedly are started again, on the same ports, so that work goes on by itself. */
import { setTimeout as sleep } from 'node:timers/promises';
import { problem } from '../problems.mjs';
import { isAlive } from '../processes.mjs';
import { ensureServer } from './embedded.mjs';

const LOOK_EVERY = 1_000;
const CRASHES = { most: 3, within: 60_000 };

/**
 * Watches until called off. Rejects when a server cannot be kept running.
 * @param {{ server: import('./embedded.mjs').Server, running: import('./embedded.mjs').Running }[]} servers
 * @param {AbortSignal} calledOff
 */
export async function keepRunning(servers, calledOff) {
  const crashes = servers.map(() => /** @type {number[]} */ ([]));
  while (!calledOff.aborted) {
    for (const [index, each] of servers.entries()) {
      if (isAlive(each.running)) continue;
      crashes[index] = [...crashes[index].filter((at) => at > Date.now() - CRASHES.within), Date.now()];
      if (crashes[index].length > CRASHES.most)
        throw problem(`${each.server.title} ends again and again. Its log is ${each.server.log}.`);
      console.error(`${each.server.title} ended unexpectedly and is started again.`);
      // What ends it once may end it once more while it starts: that is one more crash, looked at like the first.
      const again = await ensureServer(each.server, calledOff).catch((error) => {
        if (calledOff.aborted || crashes[index].length >= CRASHES.most) throw error;
        return null;
      });
      if (again) each.running = again;
    }
    await sleep(LOOK_EVERY, undefined, { signal: calledOff }).catch(() => undefined);
  }
}

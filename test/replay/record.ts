/** Records histories of real runs: `npx tsx test/replay/record.ts [scenario …]`, with the test servers' variables set. See README.md. */
import { writeFileSync } from 'node:fs';

import { openInquiry, queues } from '../helpers/story.ts';
import { connectTemporal } from '../helpers/temporal.ts';
import { toJson } from './history-file.ts';
import { scenarios } from './scenarios.ts';

const names = process.argv.slice(2);
const temporal = await connectTemporal();
try {
  for (const [name, { policy, world: make, play }] of Object.entries(scenarios)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const world = make();
    const bytes = await temporal.withWorkers(queues(world.activities), async () => {
      const opened = await openInquiry(temporal, policy);
      try {
        await play(world, opened, temporal);
        const outcome = (await opened.handle.result()) as string;
        const history = await opened.handle.fetchHistory();
        const json = toJson(history);
        writeFileSync(new URL(`histories/${name}.json`, import.meta.url), `${json}\n`);
        console.log(`${name}: ${outcome}, ${history.events?.length} events, ${json.length} bytes`);
        return json.length;
      } finally {
        await opened.handle.terminate().catch(() => undefined);
      }
    });
    if (bytes > 200_000) console.warn(`${name} is large: is a shorter story enough?`);
  }
} finally {
  await temporal.close();
}

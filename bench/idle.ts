/** The app's resident memory when nothing happens, and how long a warm `npm start` takes. Limits of their own, not ratios. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataFolder, removeFolder, startInstallation } from '../test/helpers/installation.ts';

const data = dataFolder();
await (await startInstallation(data)).stop();
const started = performance.now();
const house = await startInstallation(data);
const warmStart = (performance.now() - started) / 1000;
await sleep(20_000);
const { pid } = JSON.parse(readFileSync(`${data}/run/app.json`, 'utf8')) as { pid: number };
const resident = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
await house.stop();
removeFolder(data);
console.log(
  JSON.stringify({
    name: 'idle',
    ours: Math.round(resident),
    limit: 350,
    ratio: Number((resident / 350).toFixed(3)),
    unit: 'MB resident',
  }),
);
console.log(
  JSON.stringify({
    name: 'warm-start',
    ours: Number(warmStart.toFixed(2)),
    limit: 10,
    ratio: Number((warmStart / 10).toFixed(3)),
    unit: 's',
  }),
);
process.exit(resident <= 350 && warmStart <= 10 ? 0 : 1);

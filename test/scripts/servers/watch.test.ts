import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { end, signal } from '../../../scripts/processes.mjs';
import { ensureServer, readRecord } from '../../../scripts/servers/embedded.mjs';
import { keepRunning } from '../../../scripts/servers/watch.mjs';
import { eventually } from '../../helpers/temporal.ts';

let folder: string;
let calledOff: AbortController;
let watching: Promise<unknown>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quotewright-watch-'));
  calledOff = new AbortController();
  jest.spyOn(console, 'error').mockReturnValue(undefined);
});
afterEach(async () => {
  calledOff.abort();
  await watching;
  await end(readRecord(join(folder, 'server.json')));
  rmSync(folder, { recursive: true, force: true });
  jest.restoreAllMocks();
});

const starts = (): number =>
  existsSync(join(folder, 'starts')) ? readFileSync(join(folder, 'starts'), 'utf8').length : 0;

/** Writes a letter at each start; ends at once at the starts named. */
function server(endsAt: number[]) {
  const file = JSON.stringify(join(folder, 'starts'));
  const program = `
    const fs = require('node:fs');
    fs.appendFileSync(${file}, 'x');
    if (${JSON.stringify(endsAt)}.includes(fs.readFileSync(${file}).length)) process.exit(1);
    fs.writeFileSync(${file} + '.' + process.pid, '');
    setInterval(() => undefined, 1000);`;
  const record = join(folder, 'server.json');
  return {
    title: 'The server',
    record,
    log: join(folder, 'server.log'),
    portNames: [],
    command: () => [process.execPath, '-e', program],
    ready: async () => {
      if (!existsSync(join(folder, `starts.${readRecord(record)?.pid}`))) throw new Error('not yet');
    },
    explain: () => 'it ended',
  };
}

test('a server that dies, and dies again while it is started, is started once more', async () => {
  const it = server([2]);
  const running = await ensureServer(it);
  watching = keepRunning([{ server: it, running }], calledOff.signal);
  signal(running, 'SIGKILL');
  await eventually(
    async () =>
      starts() === 3 &&
      (await it.ready().then(
        () => true,
        () => false,
      )),
    { what: 'a third start' },
  );
});

test('one that never starts again is given up, with the reason', async () => {
  const it = server([2, 3, 4, 5, 6]);
  const running = await ensureServer(it);
  const kept = keepRunning([{ server: it, running }], calledOff.signal);
  watching = kept.catch(() => undefined);
  signal(running, 'SIGKILL');
  await expect(kept).rejects.toThrow('The server did not start: it ended.');
  expect(starts()).toBe(4);
});

/** The processes of an installation, for tests that end them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFree } from '../../scripts/ports.mjs';
import { isAlive } from '../../scripts/processes.mjs';
import { readRecord } from '../../scripts/servers/embedded.mjs';

export const parts = ['app', 'mongod', 'temporal'] as const;
export type Part = (typeof parts)[number];

export const recordOf = (data: string, part: Part) => readRecord(join(data, 'run', `${part}.json`))!;

export const signalTo = (data: string, part: Part, signal: NodeJS.Signals): boolean =>
  process.kill(recordOf(data, part).pid, signal);

/** What still lives of these, or holds one of their ports. */
export async function left(records: ReturnType<typeof recordOf>[]): Promise<string[]> {
  const found = records.flatMap((record) => (isAlive(record) ? [`process ${record.pid}`] : []));
  for (const port of records.flatMap(({ ports }) => Object.values(ports)))
    if (!(await isFree(port))) found.push(`port ${port}`);
  return found;
}

/** The browsers that the app started: its own, not the helpers that they start themselves. proc(5). */
export function browsersOf(data: string): number[] {
  const app = recordOf(data, 'app').pid;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      const [, name = '', state = '', parent = ''] = /\((.*)\) (\S) (\d+)/s.exec(statOf(pid)) ?? [];
      return Number(parent) === app && state !== 'Z' && /chrom|headless/i.test(name) ? [Number(pid)] : [];
    });
}

/** Empty for a process that ended since it was listed. */
function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

/** CPU milliseconds by process: what `inquiries` costs also where other work on the machine makes the wall time useless. */
import { readdirSync, readFileSync } from 'node:fs';
import { median } from './in-parallel.ts';

/** Linux counts in hundredths of a second for every program (proc(5), USER_HZ). */
const TICK_MS = 10;

interface Process {
  pid: number;
  parent: number;
  name: string;
  ms: number;
}

/** Milliseconds by process. */
export type Cpu = Record<string, number>;

/** Milliseconds for each of `count` jobs done between two readings. */
export const cpuBetween = (before: Cpu, after: Cpu, count: number): Cpu =>
  Object.fromEntries(Object.entries(after).map(([name, ms]) => [name, Math.round((ms - (before[name] ?? 0)) / count)]));

export const medians = (rounds: Cpu[]): Cpu =>
  Object.fromEntries(
    Object.keys(rounds[0] ?? {}).map((name) => [name, median(rounds.map((round) => round[name] ?? 0))]),
  );

/**
 * So far: an installation's processes by their records, the Chromiums below its app and below this process, and this process,
 * which is also the bare limit's worker. A Chromium's processes that ended since are missing from the later reading.
 */
export function cpuOf(folder: string): Cpu {
  const processes = readdirSync('/proc').flatMap((entry) => (/^\d+$/.test(entry) ? (read(entry) ?? []) : []));
  const byId = new Map(processes.map((one) => [one.pid, one]));
  const recorded = (name: string): number =>
    (JSON.parse(readFileSync(`${folder}/run/${name}.json`, 'utf8')) as { pid: number }).pid;
  const isBelow = (top: number, { parent }: Process): boolean => {
    if (parent === top) return true;
    const above = byId.get(parent);
    return above !== undefined && isBelow(top, above);
  };
  const app = recorded('app');
  const chromium = processes.filter(({ name }) => name.startsWith('chrom'));
  const total = (some: Process[]): number => some.reduce((sum, { ms }) => sum + ms, 0);
  const ours = chromium.filter((one) => isBelow(app, one));
  const bare = chromium.filter((one) => isBelow(process.pid, one) && !ours.includes(one));
  const of = (pid: number): number => byId.get(pid)?.ms ?? 0;
  return {
    app: of(app),
    mongod: of(recorded('mongod')),
    temporal: of(recorded('temporal')),
    chromium: total(ours),
    bench: of(process.pid),
    bareChromium: total(bare),
  };
}

/** Null for a process that has just ended. */
function read(pid: string): Process | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [name, rest] = [
      stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')),
      stat.slice(stat.lastIndexOf(')') + 2),
    ];
    const fields = rest.split(' ');
    return {
      pid: Number(pid),
      parent: Number(fields[1]),
      name,
      ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
    };
  } catch {
    return null;
  }
}

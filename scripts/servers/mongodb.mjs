/** The embedded MongoDB: a replica set of one, for transactions and change streams. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { whyNot } from '../parts/mongod.mjs';
import { formReplicaSet } from './replica-set.mjs';

const REPLICA_SET = 'rs0';

/**
 * @param {{ program: string, data: string, run: string, logs: string, parameters?: string[] }} options
 *   data: its files; run: records of processes; parameters: further `--setParameter`s
 * @returns {import('./embedded.mjs').Server}
 */
export function mongodb({ program, data, run, logs, parameters = [] }) {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  return {
    title: 'MongoDB',
    record: join(run, 'mongod.json'),
    log: join(logs, 'mongod.log'),
    portNames: ['port'],
    command: ({ port }) => [
      ...[program, '--replSet', REPLICA_SET, '--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', data],
      ...['--quiet', '--nounixsocket', '--oplogSize', '128', '--wiredTigerCacheSizeGB', '0.25'],
      ...['diagnosticDataCollectionEnabled=false', ...parameters].flatMap((parameter) => ['--setParameter', parameter]),
    ],
    ready: ({ port }) => formReplicaSet(port, REPLICA_SET),
    explain,
  };
}

/**
 * @param {{ ports: Record<string, number> }} running
 * @param {string} [database]
 */
export function mongodbUri({ ports }, database = '') {
  return `mongodb://127.0.0.1:${ports.port}/${database}?replicaSet=${REPLICA_SET}&directConnection=true`;
}

/** mongod writes one JSON object per line; before it can, plain words. */
function explain(log, signal) {
  if (/No space left on device|ENOSPC/.test(log)) return 'the disk is full';
  if (/Address already in use/.test(log)) return 'address already in use';
  if (/DBPathInUse|Unable to lock the lock file|Resource temporarily unavailable/.test(log))
    return 'another mongod works on the same data folder';
  const failures = log.split('\n').filter((line) => /"s":"[FE]"/.test(line));
  // Every start mentions the version in passing.
  if (failures.some((line) => /featureCompatibilityVersion/i.test(line)))
    return 'its data was written by another major version of MongoDB';
  const fatal = failures.at(-1);
  const { msg, attr } = fatal ? JSON.parse(fatal) : {};
  if (msg) return `${msg} ${JSON.stringify(attr ?? {})}`.slice(0, 400);
  return signal === 'SIGKILL' ? 'it was killed' : whyNot(log, signal);
}

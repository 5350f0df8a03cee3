/** Processes that outlive the one that started them: who they are, whether they live, and how they end. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, openSync, closeSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** @typedef {{ pid: number, started: string }} Identity a pid alone may be another program's by now */

const LOG_LIMIT = 10 * 1024 * 1024;

/**
 * When a process started, in a form that compares; null when it does not live (a zombie does not).
 * @param {number} pid
 * @returns {string | null}
 */
export function startOf(pid) {
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
    return startInStat(
      readFileSync(`/proc/${pid}/stat`, 'utf8'),
      readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    );
  } catch {
    return null;
  }
}

/**
 * proc(5): the command stands in parentheses and may hold spaces and parentheses itself; state is field 3, the number of threads
 * field 20, start time field 22. Of a killed server the first thread is a zombie while the others still hold the ports.
 * @param {string} stat
 * @param {string} boot start times count from the boot
 */
export function startInStat(stat, boot) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, threads, start] = [fields[0], Number(fields[17]), fields[19]];
  return state === 'X' || (state === 'Z' && threads <= 1) ? null : `${boot}:${start}`;
}

/** @param {number} pid @returns {Identity | null} */
export function identify(pid) {
  const started = startOf(pid);
  return started ? { pid, started } : null;
}

/** @param {Identity | null | undefined} identity */
export function isAlive(identity) {
  return Boolean(identity && startOf(identity.pid) === identity.started);
}

/**
 * Starts a program in a session of its own: the terminal's Ctrl-C does not reach it. It stays when we end.
 * @param {string[]} command
 * @param {{ log?: string | null, env?: NodeJS.ProcessEnv, cwd?: string }} [options] without a log it writes where we write
 * @returns {import('node:child_process').ChildProcess}
 */
export function launch([program, ...args], { log = null, env = process.env, cwd } = {}) {
  const output = log ? openLog(log) : 'inherit';
  const child = spawn(program, args, { cwd, env, detached: true, stdio: ['ignore', output, output] });
  if (typeof output === 'number') closeSync(output);
  return child;
}

/**
 * Asks a process to end, waits, and ends it when it does not. Resolves when it is gone.
 * @param {Identity | null | undefined} identity
 * @param {number} [patience] ms
 */
export async function end(identity, patience = 20_000) {
  const deadline = Date.now() + patience;
  signal(identity, 'SIGTERM');
  while (isAlive(identity)) {
    if (Date.now() > deadline) signal(identity, 'SIGKILL');
    await sleep(25);
  }
}

/** @param {Identity | null | undefined} identity @param {NodeJS.Signals} name */
export function signal(identity, name) {
  if (!isAlive(identity)) return;
  try {
    process.kill(/** @type {Identity} */ (identity).pid, name);
  } catch (error) {
    if (/** @type {any} */ (error).code !== 'ESRCH') throw error;
  }
}

/** Kept over restarts, so that the reason of a crash can be read; one older file at most. */
function openLog(log) {
  if (existsSync(log) && statSync(log).size > LOG_LIMIT) renameSync(log, `${log}.old`);
  return openSync(log, 'a', 0o600);
}

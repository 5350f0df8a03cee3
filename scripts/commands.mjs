/** Short-lived programs: run, wait, and say in a sentence why one failed. */
import { spawn } from 'node:child_process';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end without a shell or stdin. Rejects with its last words when it fails or cannot be started.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number }} [options] timeout in ms
 * @returns {Promise<string>} what it wrote to stdout
 */
export function run(command, args, { cwd, env = process.env, timeout } = {}) {
  return new Promise((resolve, reject) => {
    const limit = timeout === undefined ? undefined : AbortSignal.timeout(timeout);
    const child = spawn(command, args, { cwd, env, signal: limit, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(child);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += chunk));
    child.on('error', (error) => {
      running.delete(child);
      reject(error);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      if (code === 0) return resolve(stdout);
      reject(
        Object.assign(new Error(lastWords(stderr || stdout) || `ended with ${signal ?? code}`), {
          code,
          signal,
          output: stdout + stderr,
        }),
      );
    });
  });
}

/** Ends what still runs, for a start that is called off. */
export function stopCommands() {
  for (const child of running) child.kill();
}

/**
 * The last lines of an output that say something.
 * @param {string} output
 * @param {number} [lines]
 */
export function lastWords(output, lines = 3) {
  const said = output
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  return said.slice(-lines).join(' | ').slice(-600);
}

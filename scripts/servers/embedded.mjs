/**
 * Embedded servers: started on ports of their own and remembered, so that the next start finds, adopts or replaces what an earlier
 * one left behind.
 */
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { choosePorts } from '../ports.mjs';
import { problem } from '../problems.mjs';
import { end, identify, isAlive, launch } from '../processes.mjs';

/**
 * @typedef {object} Server
 * @property {string} title as the user knows it
 * @property {string} record file that remembers process, command and ports
 * @property {string} log file
 * @property {string[]} portNames
 * @property {(ports: Record<string, number>) => string[]} command
 * @property {(ports: Record<string, number>) => Promise<void>} ready rejects until the server can be used
 * @property {(log: string, signal: string | null) => string} explain why it ended, from what it wrote
 */

/** @typedef {{ pid: number, started: string, command: string[], ports: Record<string, number> }} Running */

/** A database that was killed reads its journal first. */
const START_LIMIT = 120_000;
const ADOPTION_LIMIT = 5_000;

/**
 * Makes sure that the server runs with the command it should have: adopts a healthy one, replaces any other.
 * @param {Server} server
 * @param {AbortSignal} [calledOff] no server is started any more, and a wait for one ends
 * @returns {Promise<Running>}
 */
export async function ensureServer(server, calledOff) {
  const left = readRecord(server.record);
  const asWanted = left && left.command?.join('\0') === server.command(left.ports).join('\0');
  if (asWanted && isAlive(left) && (await isReady(server, left))) return left;
  await end(left);
  for (let attempt = 1; ; attempt++) {
    const ports = await choosePorts(server.portNames, left?.ports);
    try {
      return await start(server, ports, calledOff);
    } catch (error) {
      // Between our look at a port and the server's, another program can take it.
      if (attempt === 3 || !/address already in use/i.test(error.message)) throw error;
    }
  }
}

/**
 * What is remembered of a process that we started; null when nothing is, or nothing that can be read.
 * @param {string} file
 * @returns {Running | null}
 */
export function readRecord(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Written whole or not at all: a half-written record would leave a server on its port. */
export function writeRecord(file, record) {
  writeFileSync(`${file}.new`, JSON.stringify(record, null, 2), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

async function start(server, ports, calledOff) {
  calledOff?.throwIfAborted();
  const command = server.command(ports);
  const written = existsSync(server.log) ? statSync(server.log).size : 0;
  const child = launch(command, { log: server.log });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (_code, signal) => resolve(signal));
  });
  child.unref();
  const identity = child.pid === undefined ? null : identify(child.pid);
  const running = { ...identity, command, ports };
  writeRecord(server.record, running);
  const deadline = Date.now() + START_LIMIT;
  for (;;) {
    const failure = await server.ready(ports).then(
      () => null,
      (error) => error,
    );
    if (!isAlive(identity)) {
      const said = existsSync(server.log)
        ? readFileSync(server.log).subarray(logStart(server.log, written)).toString()
        : '';
      throw problem(`${server.title} did not start: ${server.explain(said, await ended)}. Its log is ${server.log}.`);
    }
    if (!failure) return running;
    calledOff?.throwIfAborted();
    if (Date.now() > deadline) {
      await end(identity);
      throw problem(
        `${server.title} did not become ready in ${START_LIMIT / 1000} s (${failure.message}). Its log is ${server.log}.`,
        failure,
      );
    }
    await sleep(25);
  }
}

/** The log may have been set aside when the server was launched. */
const logStart = (log, written) => (statSync(log).size < written ? 0 : written);

async function isReady(server, { ports }) {
  const deadline = Date.now() + ADOPTION_LIMIT;
  while (Date.now() < deadline) {
    if (
      await server.ready(ports).then(
        () => true,
        () => false,
      )
    )
      return true;
    await sleep(100);
  }
  return false;
}

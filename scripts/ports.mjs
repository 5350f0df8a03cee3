/** TCP ports: free ones for embedded servers, and whether a wanted one is free. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the range from which systems take ports for outgoing connections, so that a remembered port is free the next time too. */
const RANGE = [20_000, 32_000];

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/**
 * A port for each name: the remembered one if it is free, else another.
 * @param {string[]} names
 * @param {Record<string, number>} [remembered]
 * @param {(port: number) => Promise<boolean>} [free]
 * @returns {Promise<Record<string, number>>}
 */
export async function choosePorts(names, remembered = {}, free = isFree) {
  /** @type {Record<string, number>} */
  const chosen = {};
  for (const name of names) {
    const taken = () => new Set(Object.values(chosen));
    let port = remembered[name] ?? randomInt(...RANGE);
    while (taken().has(port) || !(await free(port))) port = randomInt(...RANGE);
    chosen[name] = port;
  }
  return chosen;
}

/** The embedded Temporal server: the CLI's dev server. */
import { join } from 'node:path';
import { devServerArguments, retention } from '../../temporal/dev-server.mjs';

/**
 * @param {{ program: string, run: string, logs: string } & Omit<Parameters<typeof devServerArguments>[0], 'ports'>} options
 *   run: records of processes; the others: temporal/dev-server.mjs
 * @returns {import('./embedded.mjs').Server}
 */
export function temporalServer({ program, run, logs, ...options }) {
  return {
    title: 'Temporal',
    record: join(run, 'temporal.json'),
    log: join(logs, 'temporal.log'),
    portNames: ['port', 'uiPort', 'httpPort', 'metricsPort'],
    command: (ports) => [program, ...devServerArguments({ ...options, ports: /** @type {any} */ (ports) })],
    ready: ({ httpPort }) => keepClosedInquiries(httpPort),
    explain,
  };
}

/** @param {{ ports: Record<string, number> }} running */
export const temporalAddress = ({ ports }) => `127.0.0.1:${ports.port}`;

/** @param {{ ports: Record<string, number> }} running */
export const temporalUiUrl = ({ ports }) => `http://127.0.0.1:${ports.uiPort}`;

/** Answers once the namespace is there, which is when workflows can start. */
async function keepClosedInquiries(httpPort) {
  const namespace = `http://127.0.0.1:${httpPort}/api/v1/namespaces/default`;
  const { config } = await ask(namespace);
  if (config.workflowExecutionRetentionTtl === retention) return;
  await ask(`${namespace}/update`, { config: { workflowExecutionRetentionTtl: retention } });
}

async function ask(url, body) {
  const response = await fetch(url, {
    signal: AbortSignal.timeout(3_000),
    ...(body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
  });
  if (!response.ok) throw new Error(`Temporal answers ${response.status} to ${url}`);
  return response.json();
}

function explain(log, signal) {
  if (/no space left on device|database or disk is full/i.test(log)) return 'the disk is full';
  if (/address already in use/i.test(log)) return 'address already in use';
  if (/database is locked/.test(log)) return 'another server works on the same file';
  return log.trim().split('\n').at(-1) || `it ended with ${signal ?? 'no word'}`;
}

/** An installation as `npm start` makes it, on a data folder and ports of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { InquiryView } from '../../src/domain/inquiry.ts';
import { eventually } from './temporal.ts';

const root = join(import.meta.dirname, '../..');

export interface Installation {
  data: string;
  api: string;
  smtpPort: number;
  token: string;
  process: ChildProcess;
  /** All that it printed. */
  output(): string;
  /** A JSON request as the first admin; throws on anything but 2xx unless `status` is named. */
  request<T>(
    method: string,
    path: string,
    body?: unknown,
    options?: { status?: number; headers?: Record<string, string> },
  ): Promise<T>;
  fetchFile(path: string): Promise<Buffer>;
  /** Sends a raw message by SMTP. */
  send(raw: string | Buffer, to: string): Promise<void>;
  view(id: string): Promise<InquiryView>;
  waitsFor(id: string, kind: string): Promise<InquiryView>;
  decide(id: string, verb: string, body?: object): Promise<InquiryView>;
  /** Ends `npm start` as Ctrl-C does; resolves to its exit code. */
  stop(): Promise<number>;
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

export const dataFolder = (): string => mkdtempSync(join(tmpdir(), 'quotewright-e2e-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** Starts as `npm start` does and waits until it is ready. */
export async function startInstallation(data: string, env: NodeJS.ProcessEnv = {}): Promise<Installation> {
  const [port, smtpPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      ...process.env,
      TEMPORAL_ADDRESS: undefined,
      MONGODB_URI: undefined,
      LOG_LEVEL: 'warn',
      DEBOUNCE_SECONDS: '0',
      ...env,
      QUOTEWRIGHT_DATA: data,
      PORT: String(port),
      SMTP_PORT: String(smtpPort),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await eventually(
    async () => {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${output}`);
      return output.includes('Quotewright is ready.');
    },
    { seconds: 90, what: 'npm start' },
  );
  const api = `http://127.0.0.1:${port}`;
  const token = readFileSync(join(data, 'admin-token'), 'utf8').trim();
  const authorization = { authorization: `Bearer ${token}` };

  /** Of the last decision's answer: what is published comes a moment later. */
  const decided = new Map<string, number>();
  const installation: Installation = {
    data,
    api,
    smtpPort,
    token,
    process: child,
    output: () => output,
    async request<T>(
      method: string,
      path: string,
      body?: unknown,
      { status, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
    ) {
      const response = await fetch(`${api}${path}`, {
        method,
        headers: {
          ...authorization,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (status === undefined ? !response.ok : response.status !== status)
        throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return (text ? JSON.parse(text) : null) as T;
    },
    async fetchFile(path) {
      const response = await fetch(`${api}${path}`, { headers: authorization });
      if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
      return Buffer.from(await response.arrayBuffer());
    },
    async send(raw, to) {
      const transport = createTransport({ host: '127.0.0.1', port: smtpPort, secure: false, ignoreTLS: true });
      await transport.sendMail({ envelope: { from: 'sender@customers.example', to }, raw });
      transport.close();
    },
    view: (id) =>
      eventually(async () => {
        const view = await installation.request<InquiryView>('GET', `/v1/inquiries/${id}`);
        return view.version >= (decided.get(id) ?? 0) ? view : null;
      }),
    waitsFor: (id, kind) =>
      eventually(
        async () => {
          const view = await installation.view(id);
          return view.review?.kind === kind && view.status !== 'paused' && view.review.allowed.includes('confirm')
            ? view
            : null;
        },
        { seconds: 60, what: `the ${kind} review of ${id}` },
      ),
    async decide(id, verb, body = {}) {
      const { review } = await installation.view(id);
      const path = `/v1/inquiries/${id}/${verb}`;
      const answer = await installation.request<InquiryView>('POST', path, { step: review?.step, ...body });
      decided.set(id, answer.version);
      return answer;
    },
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGINT');
        await once(child, 'exit');
      }
      return child.exitCode ?? -1;
    },
  };
  return installation;
}

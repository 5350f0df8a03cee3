import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { ulid } from 'ulid';
import type { InquirySummary } from '../../src/domain/inquiry.ts';
import { connectStore, type ConnectedStore } from '../../src/store/index.ts';
import { inquiryWorkflowId } from '../../src/workflows/messages.ts';
import { databaseUri, temporalAddress } from '../helpers/servers.ts';
import { randomName } from '../helpers/temporal.ts';
import { as, api, closeAll, dependenciesOf, head, state } from './fakes.ts';

const taskQueue = randomName('api');
let store: ConnectedStore;
let connection: Connection;
let client: Client;
let app: FastifyInstance;

beforeAll(async () => {
  store = await connectStore({ uri: databaseUri(randomName('api')), log: pino({ level: 'silent' }) });
  await store.setUp();
  for (const role of ['reader', 'reviewer', 'admin'] as const) {
    const person = await store.people.add({ name: `The ${role}`, role });
    await store.people.giveToken(person.id, `${taskQueue}-${role}`);
  }
  connection = await Connection.connect({ address: temporalAddress() });
  client = new Client({ connection });
  app = await api(state(), { ...dependenciesOf(state()), store, temporal: client, limits: { decisionMs: 1_500 } });
});
afterAll(async () => {
  await closeAll();
  await store.connection.dropDatabase();
  await store.close();
  await connection.close();
});

const token = (role: string) => as(`${taskQueue}-${role}` as never);
const get = (url: string, role = 'reader') => app.inject({ url, headers: token(role) });

/** A published inquiry, and its workflow. */
async function inquiry(change: Partial<typeof head> = {}) {
  const known = { ...head, id: ulid(), ...change };
  await store.inquiries.project({ ...known, draftId: null }, []);
  const handle = await client.workflow.start('deciding', {
    workflowId: inquiryWorkflowId(known.id),
    taskQueue,
    args: [known],
  });
  const decide = (verb: string, payload: object, key?: string) =>
    app.inject({
      method: 'POST',
      url: `/v1/inquiries/${known.id}/${verb}`,
      headers: { ...token('reviewer'), ...(key ? { 'idempotency-key': key } : {}) },
      payload,
    });
  return { id: known.id, handle, decide };
}

describe('with a workflow that answers', () => {
  let native: NativeConnection;
  let worker: Worker;
  let running: Promise<void>;

  beforeAll(async () => {
    const logger = new DefaultLogger('ERROR');
    const workflowsPath = fileURLToPath(new URL('./deciding.workflow.ts', import.meta.url));
    native = await NativeConnection.connect({ address: temporalAddress() });
    worker = await Worker.create({
      connection: native,
      taskQueue,
      workflowBundle: await bundleWorkflowCode({ workflowsPath, logger }),
    });
    running = worker.run();
  });
  afterAll(async () => {
    worker.shutdown();
    await running;
    await native.close();
  });

  test('a decision is answered with the view', async () => {
    const { decide } = await inquiry();
    const answer = await decide('confirm', { step: 's7' });
    expect([answer.statusCode, answer.json<InquirySummary>().version]).toEqual([200, head.version + 1]);
  });

  test('a refusal says which step waits and what is allowed', async () => {
    const { decide } = await inquiry();
    const answer = await decide('confirm', { step: 's6' });
    expect(answer.json()).toMatchObject({
      code: 'StepIsStale',
      status: 409,
      detail: 's6 is over',
      step: 's7',
      allowed: ['confirm', 'edit', 'skip', 'stop'],
    });
  });

  test('the decision that ended it has the same answer again; another learns that it has ended', async () => {
    const { id, decide, handle } = await inquiry();
    const first = await decide('stop', { confirm: true }, 'k');
    await handle.result();
    await store.inquiries.project({ ...head, id, version: 9, status: 'ended', outcome: 'stopped', draftId: null }, []);
    const again = await decide('stop', { confirm: true }, 'k');
    expect([first.statusCode, again.statusCode]).toEqual([200, 200]);
    expect((await decide('stop', { confirm: true }, 'k2')).json()).toMatchObject({
      code: 'InquiryEnded',
      outcome: 'stopped',
    });
    expect((await decide('confirm', { step: 's7' })).json()).toMatchObject({ code: 'InquiryEnded' });
  });

  test('a workflow that was terminated is one that ended', async () => {
    const { decide, handle } = await inquiry();
    await handle.terminate();
    expect((await decide('confirm', { step: 's7' })).json()).toMatchObject({ code: 'InquiryEnded' });
  });
});

describe('with nobody to answer', () => {
  test('a decision is 503 within its time, not a hang', async () => {
    const { decide, handle } = await inquiry();
    const begun = Date.now();
    const answer = await decide('confirm', { step: 's7' });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
    expect(Date.now() - begun).toBeLessThan(5_000);
    await handle.terminate();
  });

  test('with Temporal away decisions are 503, readiness too, and lists go on', async () => {
    const lost = Connection.lazy({ address: '127.0.0.1:1' });
    const away = await api(state(), { temporal: new Client({ connection: lost }), limits: { decisionMs: 1_500 } });
    const begun = Date.now();
    const [ready, decision, list] = await Promise.all([
      away.inject({ url: '/v1/health/ready' }),
      away.inject({
        method: 'POST',
        url: `/v1/inquiries/${head.id}/confirm`,
        headers: as('reviewer'),
        payload: { step: 's7' },
      }),
      away.inject({ url: '/v1/inquiries', headers: as('reader') }),
    ]);
    expect(ready.json()).toMatchObject({ status: 503, away: ['temporal'] });
    expect([decision.statusCode, list.statusCode]).toEqual([503, 200]);
    expect(Date.now() - begun).toBeLessThan(5_000);
    await lost.close();
  });
});

describe('over the real store', () => {
  test('the list is paged, attention first, and each inquiry comes once', async () => {
    const ids = await Promise.all(
      [true, false, true, false, true].map(async (attention) => {
        const id = ulid();
        await store.inquiries.project(
          { ...head, id, attention, customer: { ...head.customer!, account: 'PAGED' }, draftId: null },
          [],
        );
        return { id, attention };
      }),
    );
    const seen: InquirySummary[] = [];
    let after: string | null = null;
    do {
      const page = await get(`/v1/inquiries?customer=PAGED&limit=2${after ? `&after=${after}` : ''}`);
      const { items, next }: { items: InquirySummary[]; next: string | null } = page.json();
      seen.push(...items);
      after = next;
    } while (after);
    expect(seen.map(({ attention }) => attention)).toEqual([true, true, true, false, false]);
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(ids.map(({ id }) => id)));
  });

  test('a cursor nobody gave is refused', async () => {
    expect((await get('/v1/inquiries?after=nonsense')).json()).toMatchObject({ code: 'Invalid', status: 400 });
  });

  test('a file streams as it was stored', async () => {
    const content = Buffer.alloc(600_000, 'pdf');
    const { id } = await store.files.put({ name: 'Q.pdf', type: 'application/pdf', content, inquiry: null });
    const answer = await get(`/v1/files/${id}`);
    expect([answer.statusCode, answer.rawPayload.equals(content)]).toEqual([200, true]);
    expect((await get('/v1/files/not-an-id')).statusCode).toBe(404);
  });

  test('a published view reaches who listens', async () => {
    const url = await app.listen({ port: 0, host: '127.0.0.1' });
    const answer = await fetch(`${url}/v1/events`, { headers: token('reader') });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    const id = ulid();
    let version = 0;
    const publishing = setInterval(() => {
      void store.inquiries.project({ ...head, id, version: ++version, draftId: null }, []);
    }, 100);
    let text = '';
    while (!text.includes(`event: inquiry\ndata: {"id":"${id}"`)) text += (await reader.read()).value;
    clearInterval(publishing);
    expect(text).toContain(`id: ${id}:`);
  });

  test('an ended inquiry is removed with all it had', async () => {
    const id = ulid();
    await store.inquiries.project({ ...head, id, status: 'ended', outcome: 'declined', draftId: null }, []);
    const answer = await app.inject({ method: 'DELETE', url: `/v1/inquiries/${id}`, headers: token('admin') });
    expect([answer.statusCode, (await get(`/v1/inquiries/${id}`)).statusCode]).toEqual([204, 404]);
  });
});

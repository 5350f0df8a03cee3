import { afterEach, describe, expect, test } from '@jest/globals';
import { Failure } from '../../src/domain/failures.ts';
import { api, as, closeAll, dependenciesOf, INQUIRY, state, summary } from './fakes.ts';

afterEach(closeAll);

/** Reads a stream until it has held `enough`, or has ended. */
async function readUntil(answer: Response, enough: RegExp): Promise<string> {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!enough.test(text)) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  return text;
}

const listening = async (...args: Parameters<typeof api>) => {
  const app = await api(...args);
  return { app, url: `${await app.listen({ port: 0, host: '127.0.0.1' })}/v1/events` };
};

describe('the stream of events', () => {
  test('tells every listener of each view as it is published', async () => {
    const now = state();
    const { url } = await listening(now);
    const listeners = await Promise.all([fetch(url, { headers: as('reader') }), fetch(url, { headers: as('admin') })]);
    now.published.push(summary);
    const texts = await Promise.all(listeners.map((one) => readUntil(one, /data: .*\n\n/)));
    for (const text of texts) {
      expect(text).toContain(`id: ${INQUIRY}:5\nevent: inquiry\ndata: {"id":"${INQUIRY}"`);
      expect(text).not.toContain('resync');
    }
    expect(listeners[0]?.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(listeners[0]?.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('tells one that was here before that it may have missed something', async () => {
    const { url } = await listening();
    const answer = await fetch(url, { headers: { ...as('reader'), 'last-event-id': 'anything' } });
    expect(await readUntil(answer, /resync\ndata: \{\}\n\n/)).toContain('event: resync');
  });

  test('stays open through silence', async () => {
    const { url } = await listening(state(), { limits: { heartbeatMs: 20 } });
    const answer = await fetch(url, { headers: as('reader') });
    expect(await readUntil(answer, /(: still here\n\n){2}/)).toContain(': still here');
  });

  test('ends when the server closes, and does not hold it up', async () => {
    const { app, url } = await listening();
    const answer = await fetch(url, { headers: as('reader') });
    const ended = readUntil(answer, /never/);
    const begun = Date.now();
    await app.close();
    await ended;
    expect(Date.now() - begun).toBeLessThan(2_000);
  });

  test('ends when the store gives up, and begins anew for who comes again', async () => {
    const now = state();
    const dependencies = dependenciesOf(now);
    const watch = dependencies.store.inquiries.watch.bind(dependencies.store.inquiries);
    let watched = 0;
    dependencies.store.inquiries.watch = (signal) => {
      watched += 1;
      if (watched > 1) return watch(signal);
      return (async function* () {
        yield await Promise.reject<typeof summary>(new Failure('Unavailable'));
      })();
    };
    const { url } = await listening(now, dependencies);
    expect(await readUntil(await fetch(url, { headers: as('reader') }), /never/)).toBe('retry: 3000\n\n');
    const again = await fetch(url, { headers: as('reader') });
    now.published.push(summary);
    expect(await readUntil(again, /data: .*\n\n/)).toContain('event: inquiry');
  });

  test('stops asking the store when nobody listens', async () => {
    const dependencies = dependenciesOf(state());
    const watch = dependencies.store.inquiries.watch.bind(dependencies.store.inquiries);
    const signals: AbortSignal[] = [];
    dependencies.store.inquiries.watch = (signal) => {
      signals.push(signal);
      return watch(signal);
    };
    const { url } = await listening(state(), dependencies);
    const controller = new AbortController();
    await fetch(url, { headers: as('reader'), signal: controller.signal });
    expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
    controller.abort();
    const until = Date.now() + 2_000;
    while (!signals[0]?.aborted && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(signals[0]?.aborted).toBe(true);
  });
});

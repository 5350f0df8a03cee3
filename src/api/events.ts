/**
 * Server-sent events: one change stream for all listeners of this process. An event is a hint that a view is newer; none is
 * repeated, so a client reads the list again after it connected. Our own and not @fastify/sse: that one asks for a later Node 20
 * than we do, and what it adds, replay from a history, is what we do not have.
 */
import { PassThrough, type Readable } from 'node:stream';
import type { FastifyBaseLogger } from 'fastify';
import type { InquirySummary } from '../domain/inquiry.ts';
import { limitsOf, type Dependencies } from './dependencies.ts';

/** A listener that has not read this much is cut off; it will connect again and read the list. */
const MAX_WAITING_BYTES = 1024 * 1024;
/** Milliseconds a browser waits before it connects again. */
const RECONNECT_MS = 3_000;

const message = (inquiry: InquirySummary): string =>
  `id: ${inquiry.id}:${inquiry.version}\nevent: inquiry\ndata: ${JSON.stringify(inquiry)}\n\n`;

export interface Events {
  /** A stream of one client. `isReconnect`: it has been here before, and is told that it may have missed something. */
  listen(isReconnect: boolean): Readable;
  /** Ends all streams, so that the server can close. */
  close(): void;
}

export function createEvents(dependencies: Dependencies): Events {
  const { store, log }: { store: Dependencies['store']; log: FastifyBaseLogger } = dependencies;
  const listeners = new Set<PassThrough>();
  let watching: AbortController | null = null;

  function send(text: string): void {
    for (const listener of listeners) {
      if (listener.writableLength + listener.readableLength > MAX_WAITING_BYTES) listener.destroy();
      else listener.write(text);
    }
  }

  async function watch(stopped: AbortController): Promise<void> {
    const heartbeat = setInterval(() => send(': still here\n\n'), limitsOf(dependencies).heartbeatMs);
    try {
      for await (const inquiry of store.inquiries.watch(stopped.signal)) send(message(inquiry));
    } catch (error) {
      if (!stopped.signal.aborted) log.warn({ err: error }, 'the change stream broke off');
    } finally {
      clearInterval(heartbeat);
      if (watching === stopped) end();
    }
  }

  /** Clients connect again, and the first of them starts a new change stream. */
  function end(): void {
    watching?.abort();
    watching = null;
    for (const listener of listeners) listener.end();
    listeners.clear();
  }

  return {
    listen: (isReconnect) => {
      const listener = new PassThrough();
      listener.on('close', () => {
        listeners.delete(listener);
        if (listeners.size === 0) end();
      });
      listener.write(`retry: ${RECONNECT_MS}\n\n`);
      if (isReconnect) listener.write('event: resync\ndata: {}\n\n');
      listeners.add(listener);
      if (!watching) {
        watching = new AbortController();
        void watch(watching);
      }
      return listener;
    },
    close: end,
  };
}

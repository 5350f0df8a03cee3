/** How the store reaches MongoDB: one connection per process, bounded waits, no work at first use. */
import mongoose, { type Connection } from 'mongoose';
import type { Logger } from 'pino';
import { unavailable } from './edge.ts';

/**
 * Opens one connection of its own. Rejects with Failure `Unavailable` after 5 s without a server; later losses are
 * mended by the driver itself. A server that is there but hangs is given up after a missed heartbeat, 10 s at most.
 */
export async function openConnection(uri: string, log: Logger): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    appName: 'quotewright',
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
    serverSelectionTimeoutMS: 5000,
    connectTimeoutMS: 5000,
    heartbeatFrequencyMS: 5000,
    maxPoolSize: 50,
    ignoreUndefined: true,
  });
  let closing = false;
  connection.on('disconnecting', () => (closing = true));
  connection.on('disconnected', () => closing || log.warn('the database is away'));
  connection.on('reconnected', () => log.info('the database is back'));
  connection.on('error', (error: Error) => log.warn({ err: error.message }, 'the database connection failed'));
  try {
    return await connection.asPromise();
  } catch (error) {
    await connection.destroy();
    throw unavailable(error) ?? error;
  }
}

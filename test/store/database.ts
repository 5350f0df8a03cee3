/** A store on a database of its own, dropped at the end; needs TEST_MONGODB_URI. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { connectStore, type ConnectedStore } from '../../src/store/index.ts';

const log = pino({ level: 'silent' });

/** `uri` with a database name, and through another port where one is given. */
export function databaseUri(name: string, port?: number): string {
  const uri = process.env.TEST_MONGODB_URI;
  if (!uri) throw new Error('TEST_MONGODB_URI is not set: run `npm test`, which starts the servers');
  const named = uri.replace('/?', `/${name}?`);
  return port === undefined ? named : named.replace(/\/\/[^/]+\//, `//127.0.0.1:${port}/`);
}

export async function freshStore({ setUp = true } = {}): Promise<ConnectedStore & { drop(): Promise<void> }> {
  const store = await connectStore({ uri: databaseUri(`test-${randomBytes(6).toString('hex')}`), log });
  if (setUp) await store.setUp();
  return {
    ...store,
    drop: async () => {
      await store.connection.dropDatabase();
      await store.close();
    },
  };
}

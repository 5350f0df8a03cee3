/** A TCP line to the database that can be cut, or go silent, and mended. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

export async function lossyLine() {
  const target = new URL(process.env.TEST_MONGODB_URI!.replace('mongodb:', 'http:'));
  const sockets = new Set<Socket>();
  let state: 'whole' | 'cut' | 'silent' = 'whole';

  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => state === 'whole' && to.write(bytes));
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      state = 'cut';
      cutAll();
    },
    silence: () => {
      state = 'silent';
    },
    mend: () => {
      if (state === 'silent') cutAll();
      state = 'whole';
    },
    close: () => {
      cutAll();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

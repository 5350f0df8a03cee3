/**
 * Closing lets running requests finish, within limits. Connections that never carried a request, as browsers open ahead, are cut
 * at once: Node counts them as busy and would wait a minute for their headers.
 */
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

/** As long as a decision may take; what runs longer is repeated by its caller. */
const GRACE_MS = 10_000;

async function closing(app: FastifyInstance): Promise<void> {
  const silent = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }) => silent.delete(socket));

  app.addHook('preClose', async () => {
    for (const socket of silent) socket.destroy();
    setTimeout(() => app.server.closeAllConnections(), GRACE_MS).unref();
  });
}

export default fp(closing, { name: 'closing' });

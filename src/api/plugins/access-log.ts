/**
 * One line per answered request. An allow-list: the route's pattern instead of the path, no query, no headers, no body, for
 * those hold customers' names and addresses, tokens, and the codec's secret.
 */
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

async function accessLog(app: FastifyInstance): Promise<void> {
  app.addHook('onResponse', async (request, reply) => {
    const { method, person } = request;
    const isRead = method === 'GET' || method === 'HEAD';
    request.log[isRead ? 'debug' : 'info'](
      {
        method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        person: person?.id ?? null,
      },
      'answered',
    );
  });
}

export default fp(accessLog, { name: 'access-log' });

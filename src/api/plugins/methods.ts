/** A known path with another method is 405 with `Allow` (RFC 9110 §15.5.6), not 404: the caller learns what was wrong. */
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import { Failure } from '../../domain/failures.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Called once, after all routes are there. */
    refuseOtherMethods(): void;
  }
}

async function methods(app: FastifyInstance): Promise<void> {
  const taken = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ url, method }) => {
    const known = taken.get(url) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    taken.set(url, known);
  });

  app.decorate('refuseOtherMethods', () => {
    const before = [...taken].map(([url, its]) => [url, new Set(its)] as const);
    for (const [url, known] of before) {
      if (!url.startsWith('/v1/') || url.includes('*')) continue;
      // Preflight requests under a wildcard belong to the CORS plugin there.
      const preflight = before.some(
        ([other, its]) => other.endsWith('*') && its.has('OPTIONS') && url.startsWith(other.slice(0, -1)),
      );
      const method = app.supportedMethods.filter((one) => !known.has(one) && !(preflight && one === 'OPTIONS'));
      if (method.length === 0) continue;
      app.route({
        url,
        method,
        schema: { hide: true },
        onRequest: async (request, reply) => {
          reply.header('allow', [...known].join(', '));
          throw new Failure(
            'MethodNotAllowed',
            `${request.method} is not possible here, only ${[...known].join(', ')}`,
          );
        },
        handler: async () => undefined,
      });
    }
  });
}

export default fp(methods, { name: 'methods' });

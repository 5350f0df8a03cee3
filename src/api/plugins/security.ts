/** Headers that keep browsers from doing more with an answer than was meant. The API answers no page but /docs, which brings its own policy. */
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';

async function security(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    // Plain http is the embedded default; whoever puts TLS in front sets this there.
    strictTransportSecurity: false,
  });
}

export default fp(security, { name: 'security' });

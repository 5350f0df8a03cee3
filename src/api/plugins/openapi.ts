/** The OpenAPI 3.1 document, made of the routes' own schemas, at /openapi.json; pages to read and try it at /docs. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import fp from 'fastify-plugin';
import type { FailureType } from '../../domain/failures.ts';
import { withComponents } from '../components.ts';
import { answers } from '../problem.ts';

const tags = [
  { name: 'inquiries', description: 'What customers asked, and how far it is' },
  { name: 'decisions', description: 'What a person says of a review' },
  { name: 'mails', description: 'Messages in and out, as stored' },
  { name: 'files', description: 'PDFs and attachments' },
  { name: 'sales', description: "The embedded sales system's own documents" },
  { name: 'settings', description: 'Reviews and company' },
  { name: 'aliases', description: "Correction memory: what customers' words mean" },
  { name: 'people', description: 'Who may use this installation' },
  { name: 'health', description: 'For orchestrators' },
  { name: 'codec', description: 'For the Temporal Web UI and CLI' },
];

async function openapi(app: FastifyInstance): Promise<void> {
  app.addHook('onRoute', (route) => {
    if (!route.schema?.response) return;
    const refusals: FailureType[] = [
      ...(route.config?.role ? (['Unauthenticated', 'Forbidden'] as const) : []),
      ...(route.schema.body ? (['TooLarge', 'WrongMediaType'] as const) : []),
    ];
    route.schema = { ...route.schema, response: { ...answers({}, ...refusals), ...route.schema.response } };
  });

  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Quotewright',
        version: '1',
        description:
          'Inquiries by mail become quotes and orders, and people keep the last word. Errors are RFC 9457 problems.',
      },
      servers: [{ url: '/' }],
      tags,
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    refResolver: { buildLocalReference: ({ $id }) => $id as string },
    transformObject: (document) =>
      'openapiObject' in document ? withComponents(document.openapiObject) : document.swaggerObject,
  });

  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    // upgrade-insecure-requests would break the page on plain http.
    transformStaticCSP: (policy) => policy.replace(/ ?upgrade-insecure-requests;?/, ''),
    uiConfig: { persistAuthorization: true, displayRequestDuration: true },
  });

  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/docs'));
}

export default fp(openapi, { name: 'openapi' });

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Dependencies } from '../dependencies.ts';
import { createEvents } from '../events.ts';
import { answers } from '../problem.ts';

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const events = createEvents(dependencies);
  app.addHook('preClose', async () => events.close());

  app.get(
    '/events',
    {
      config: { role: 'reader' },
      exposeHeadRoute: false,
      schema: {
        operationId: 'events',
        tags: ['inquiries'],
        summary: 'Server-sent events: `inquiry` with the summary of each view as it is published',
        description:
          'Events are not repeated: read the list after connecting. `resync` comes first to a client that sends Last-Event-ID.',
        response: answers({ 200: { description: 'events', content: { 'text/event-stream': { schema: {} } } } }),
      },
    },
    (request, reply) => {
      const stream = events.listen(request.headers['last-event-id'] !== undefined);
      // Hijacked, for a stream without an end is exempt from the time limit of answers.
      reply.hijack();
      reply.raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // nginx would otherwise keep events back until its buffer is full.
        'x-accel-buffering': 'no',
      });
      stream.pipe(reply.raw);
      reply.raw.on('close', () => stream.destroy());
    },
  );
};

export default routes;

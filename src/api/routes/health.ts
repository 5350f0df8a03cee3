import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Failure } from '../../domain/failures.ts';
import type { Dependencies } from '../dependencies.ts';
import { answers } from '../problem.ts';

/** Orchestrators give a probe a second or few; an answer that comes later is none. */
const PROBE_MS = 2_000;

const Live = Type.Object({ status: Type.Literal('live') });
const Ready = Type.Object({ status: Type.Literal('ready') });

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, { store, temporal }) => {
  app.get(
    '/health/live',
    {
      config: { open: true },
      schema: {
        operationId: 'live',
        tags: ['health'],
        summary: 'The process answers',
        response: answers({ 200: Live }),
      },
    },
    async () => ({ status: 'live' as const }),
  );

  app.get(
    '/health/ready',
    {
      config: { open: true },
      schema: {
        operationId: 'ready',
        tags: ['health'],
        summary: 'The database and Temporal answer too',
        response: answers({ 200: Ready }),
      },
    },
    async (request) => {
      const parts = {
        mongodb: store.ping(),
        temporal: temporal.withDeadline(Date.now() + PROBE_MS, () => temporal.workflowService.getSystemInfo({})),
      };
      const results = await Promise.allSettled(Object.values(parts));
      const away = Object.keys(parts).filter((_, index) => results[index]?.status === 'rejected');
      if (away.length === 0) return { status: 'ready' as const };

      for (const result of results)
        if (result.status === 'rejected') request.log.debug({ err: result.reason as Error });
      throw new Failure('Unavailable', `Away now: ${away.join(', ')}`, { away });
    },
  );
};

export default routes;

/** A loop gone wild in somebody's script must not take the service from the others: so many requests a minute, each person. */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import { Failure } from '../../domain/failures.ts';
import { limitsOf, type Dependencies } from '../dependencies.ts';

async function limits(app: FastifyInstance, dependencies: Dependencies): Promise<void> {
  const perPerson = app.createRateLimit({
    max: limitsOf(dependencies).perMinute,
    timeWindow: '1 minute',
    keyGenerator: (request: FastifyRequest) => request.person?.id ?? request.ip,
  });
  app.addHook('onRequest', async (request) => {
    const limit = await perPerson(request);
    if (limit.isAllowed || !limit.isExceeded) return;
    throw new Failure('TooMany', undefined, {}, { retryAfterSeconds: limit.ttlInSeconds });
  });
}

/** `createRateLimit` for whoever counts something; nothing is limited by itself. */
export const counters = fp(async (app: FastifyInstance) => {
  await app.register(rateLimit, { global: false });
});

export default fp(limits, { name: 'limits', dependencies: ['auth'] });

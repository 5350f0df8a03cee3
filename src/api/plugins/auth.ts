/**
 * Who asks, and may they? Every route says the least role it wants in its `config`, or that it is `open` to all; one that
 * says neither does not start. RFC 6750 bearer tokens; tokens are compared by their sha256 and kept nowhere.
 */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import fp from 'fastify-plugin';
import type { Person } from '../../domain/decision.ts';
import { Failure } from '../../domain/failures.ts';
import type { Role, StoredPerson } from '../../store/contract.ts';
import { limitsOf, type Dependencies } from '../dependencies.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    role?: Role;
    open?: true;
  }
  interface FastifyRequest {
    person: StoredPerson | null;
  }
}

const rank: Record<Role, number> = { reader: 0, reviewer: 1, admin: 2 };
const CACHED_TOKENS = 1_000;

/** The person a route with a role is asked by. */
export function by(request: FastifyRequest): Person {
  if (!request.person) throw new Failure('Unauthenticated');
  return { id: request.person.id, name: request.person.name };
}

async function auth(app: FastifyInstance, dependencies: Dependencies): Promise<void> {
  const { store } = dependencies;
  const { tokenMs, wrongTokensPerMinute } = limitsOf(dependencies);
  const known = new Map<string, { person: StoredPerson; until: number }>();
  const wrongTokens = app.createRateLimit({ max: wrongTokensPerMinute, timeWindow: '1 minute' });

  async function personOf(token: string): Promise<StoredPerson | null> {
    const hash = createHash('sha256').update(token).digest('base64');
    const cached = known.get(hash);
    if (cached && cached.until > Date.now()) return cached.person;

    known.delete(hash);
    const person = await store.people.byToken(token);
    if (!person) return null;
    if (known.size >= CACHED_TOKENS) known.clear();
    known.set(hash, { person, until: Date.now() + tokenMs });
    return person;
  }

  async function refuse(request: FastifyRequest, sentence: string): Promise<never> {
    const limit = await wrongTokens(request);
    if (!limit.isAllowed && limit.isExceeded) {
      throw new Failure(
        'TooMany',
        'Too many requests without a valid token',
        {},
        { retryAfterSeconds: limit.ttlInSeconds },
      );
    }
    throw new Failure('Unauthenticated', sentence);
  }

  app.decorateRequest('person', null);

  app.addHook('onRoute', (route) => {
    if (route.method === 'OPTIONS') return; // A preflight request carries no token (Fetch standard, "CORS protocol").
    const { role, open } = route.config ?? {};
    if (!role === !open) throw new Error(`${String(route.method)} ${route.url} must name a role, or be open`);
    route.schema = {
      ...route.schema,
      security: role ? [{ token: [] }] : [],
      description: [route.schema?.description, role && `Role: ${role}.`].filter(Boolean).join(' '),
    };
  });

  app.addHook('onRequest', async (request) => {
    const { role } = request.routeOptions.config;
    if (!role) return;

    const [, token] = /^bearer +([^\s]{1,500}) *$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!token) return refuse(request, 'Send a token: Authorization: Bearer …');
    request.person = await personOf(token);
    if (!request.person) return refuse(request, 'This token is not known');
    if (rank[request.person.role] < rank[role]) {
      throw new Failure(
        'Forbidden',
        `This asks for the role ${role}; ${request.person.name} has ${request.person.role}`,
      );
    }
  });
}

export default fp(auth, { name: 'auth', dependencies: ['@fastify/rate-limit'] });

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type, { type Static } from 'typebox';
import { OneOf, Strict } from '../../domain/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { answers } from '../problem.ts';
import { refTo } from '../schemas.ts';

const roles = ['reader', 'reviewer', 'admin'] as const;
const name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' });

export const Colleague = Type.Object({ id: Type.String(), name, role: OneOf(roles) }, { $id: 'Person' });
type Colleague = Static<typeof Colleague>;

const NewColleague = Strict({ name, role: OneOf(roles) });
const TokenFor = Strict({ person: Type.String({ minLength: 1, maxLength: 64 }) });
const Token = Type.Object({
  person: Type.String(),
  token: Type.String({ description: 'shown this once: only its sha256 is kept' }),
});

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, { store }) => {
  app.get(
    '/people',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'listPeople',
        tags: ['people'],
        summary: 'Everybody who may use this installation',
        response: answers({ 200: Type.Object({ items: Type.Array(refTo<Colleague>('Person')) }) }),
      },
    },
    async () => ({ items: await store.people.list() }),
  );

  app.post(
    '/people',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'addPerson',
        tags: ['people'],
        summary: 'Adds a person; give a token next',
        body: NewColleague,
        response: answers({ 201: refTo<Colleague>('Person') }),
      },
    },
    async ({ body }, reply) => reply.code(201).send(await store.people.add(body)),
  );

  app.post(
    '/tokens',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'giveToken',
        tags: ['people'],
        summary: 'Gives a person one more token',
        body: TokenFor,
        response: answers({ 201: Token }, 'NotFound'),
      },
    },
    async ({ body: { person } }, reply) =>
      reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ person, token: await store.people.giveToken(person) }),
  );
};

export default routes;

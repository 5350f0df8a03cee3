/** Correction memory: what people said customers' words mean. Learned from edits of reviews, or written here by hand. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import { aliasScopes, unfitWords, type Alias, type AliasOwner } from '../../domain/alias.ts';
import { Failure } from '../../domain/failures.ts';
import { OneOf, Strict } from '../../domain/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { unsellable } from '../edit-check.ts';
import { by } from '../plugins/auth.ts';
import { answers } from '../problem.ts';
import { ById, pageOf, paging, refTo } from '../schemas.ts';

const Account = Type.String({ minLength: 1, maxLength: 60, description: 'an account number' });
const Contact = Type.String({ minLength: 3, maxLength: 320, description: 'a mail address' });
const Item = Type.String({ minLength: 1, maxLength: 100 });

const Query = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200, description: 'beginnings of words, item, customer or person' })),
    account: Type.Optional(Account),
    contact: Type.Optional(Contact),
    item: Type.Optional(Item),
    revoked: Type.Optional(Type.Boolean({ description: 'taken back or replaced; left out: all' })),
    ...paging,
  },
  { additionalProperties: false },
);

const Owner = {
  scope: OneOf(aliasScopes, { description: '`all` asks for the role admin' }),
  account: Type.Optional(Account),
  contact: Type.Optional(Contact),
};
const NewOwner = Strict(Owner);
type NewOwner = Static<typeof NewOwner>;
const NewAlias = Strict({ words: Type.String({ minLength: 1, maxLength: 120 }), item: Item, ...Owner });

const refused = (field: string, sentence: string) => new Failure('AliasRefused', sentence, { field });

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { store, crm, sales } = dependencies;

  /** Whose words, by what the scope names; what belongs to another scope is refused, not dropped. */
  async function ownerOf({ scope, account, contact }: NewOwner, request: FastifyRequest): Promise<AliasOwner> {
    for (const [field, value] of Object.entries({ account, contact })) {
      if (field === scope && value === undefined) throw refused(field, `Scope ${scope} needs ${field}.`);
      if (field !== scope && value !== undefined) throw refused(field, `Scope ${scope} has no ${field}.`);
    }
    if (account !== undefined) {
      const known = await crm.account(account);
      if (!known) throw refused('account', `There is no account ${account}`);
      return { scope, account: known.number, contact: null, customer: known.name };
    }
    if (contact !== undefined) {
      const address = contact.toLowerCase();
      const [known] = await crm.contactsByAddress(address);
      if (!known) throw refused('contact', `There is no contact ${contact}`);
      return { scope, account: null, contact: address, customer: known.name };
    }
    if (request.person?.role !== 'admin')
      throw new Failure('Forbidden', 'What holds for every customer, an admin says');
    return { scope, account: null, contact: null, customer: null };
  }

  async function checkMeaning(words: string, item: string): Promise<void> {
    const unfit = unfitWords(words);
    if (unfit) throw refused('words', unfit);
    const [number] = await sales.items([words.trim(), words.trim().toUpperCase()]);
    if (number) throw refused('words', `${number.number} is an item number, which means that item for everybody`);
    const reason = (await unsellable(dependencies, [item])).get(item);
    if (reason) throw refused('item', reason);
  }

  async function found(id: string): Promise<Alias> {
    const alias = await store.aliases.find(id);
    if (!alias) throw new Failure('NotFound', `There is no alias ${id}`);
    return alias;
  }

  app.get(
    '/aliases',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'listAliases',
        tags: ['aliases'],
        summary: "What customers' words mean, newest first",
        querystring: Query,
        response: answers({ 200: pageOf<Alias>('Alias') }),
      },
    },
    async ({ query: { limit, after, contact, ...filter } }) =>
      store.aliases.list(
        { ...filter, ...(contact === undefined ? {} : { contact: contact.toLowerCase() }) },
        { limit, after },
      ),
  );

  app.get(
    '/aliases/:id',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'getAlias',
        tags: ['aliases'],
        summary: 'One alias, with the words of the mail it was learned from',
        params: ById,
        response: answers({ 200: refTo<Alias>('Alias') }, 'NotFound'),
      },
    },
    async ({ params }) => found(params.id),
  );

  app.post(
    '/aliases',
    {
      config: { role: 'reviewer' },
      schema: {
        operationId: 'addAlias',
        tags: ['aliases'],
        summary: 'Says what words mean; of the same words of the same customer the newest holds',
        body: NewAlias,
        response: answers({ 201: refTo<Alias>('Alias'), 200: refTo<Alias>('Alias') }, 'AliasRefused', 'ConnectorAway'),
      },
    },
    async (request, reply) => {
      const { words, item, ...owner } = request.body;
      await checkMeaning(words, item);
      const { alias, isNew } = await store.aliases.learn({
        ...(await ownerOf(owner, request)),
        ...{ words: words.trim(), item, by: by(request).name, inquiry: null, evidence: null, source: null },
      });
      return reply
        .code(isNew ? 201 : 200)
        .header('location', `/v1/aliases/${alias.id}`)
        .send(alias);
    },
  );

  app.patch(
    '/aliases/:id',
    {
      config: { role: 'reviewer' },
      schema: {
        operationId: 'moveAlias',
        tags: ['aliases'],
        summary: 'Says for whom an alias holds from now on',
        params: ById,
        body: NewOwner,
        response: answers({ 200: refTo<Alias>('Alias') }, 'NotFound', 'AliasRefused', 'ConnectorAway'),
      },
    },
    async (request) => {
      const { id } = request.params;
      const before = await found(id);
      const owner = await ownerOf(request.body, request);
      if (before.scope === 'all' && request.person?.role !== 'admin')
        throw new Failure('Forbidden', 'What holds for every customer, an admin changes');
      const alias = await store.aliases.move(id, owner);
      if (!alias) throw refused('id', 'It has been taken back or replaced; write a new one.');
      return alias;
    },
  );

  app.delete(
    '/aliases/:id',
    {
      config: { role: 'reviewer' },
      schema: {
        operationId: 'revokeAlias',
        tags: ['aliases'],
        summary: 'Takes an alias back: it is used no more, and kept with who and when',
        params: ById,
        response: answers({ 200: refTo<Alias>('Alias') }, 'NotFound'),
      },
    },
    async (request) => {
      const { id } = await found(request.params.id);
      return (await store.aliases.revoke(id, by(request).name))!;
    },
  );
};

export default routes;

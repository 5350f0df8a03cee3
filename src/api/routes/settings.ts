import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Failure } from '../../domain/failures.ts';
import { Policy } from '../../domain/policy.ts';
import { Nullable, Strict, Timestamp } from '../../domain/schema.ts';
import { CompanyChange, type Company } from '../../domain/settings.ts';
import type { Dependencies } from '../dependencies.ts';
import { expectedVersion, IfMatch, versionTag } from '../etag.ts';
import { by } from '../plugins/auth.ts';
import { answers } from '../problem.ts';
import { refTo } from '../schemas.ts';

const Settings = Type.Object({ policy: Policy, company: refTo<Company>('Company') });
const Change = Strict({ policy: Type.Optional(Policy), company: Type.Optional(CompanyChange) });
const Version = Type.Object({
  policy: Policy,
  company: CompanyChange,
  at: Nullable(Timestamp),
  by: Nullable(Type.String()),
});

const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
};

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, { store }) => {
  const current = async () => {
    const [policy, company] = await Promise.all([store.settings.policy(), store.settings.company()]);
    return { policy, company };
  };

  app.get(
    '/settings',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'getSettings',
        tags: ['settings'],
        summary: 'Which reviews are asked for, and who we are; the version is the ETag',
        response: answers({ 200: Settings }),
      },
    },
    async (_, reply) => {
      const settings = await current();
      return reply.header('etag', versionTag(settings.policy.version)).send(settings);
    },
  );

  app.put(
    '/settings',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'putSettings',
        tags: ['settings'],
        summary: 'Sets the policy, and what stands on documents beside company.json, with If-Match',
        description: 'Inquiries that have begun keep the policy they began with.',
        headers: IfMatch,
        body: Change,
        response: answers({ 200: Settings }, 'VersionNeeded', 'VersionMismatch'),
      },
    },
    async (request, reply) => {
      const expected = expectedVersion(request.headers['if-match']);
      const { policy: rules, company } = request.body;
      if (rules && rules.version !== expected) throw new Failure('VersionMismatch', undefined, { version: expected });
      if (company?.timeZone !== undefined && !isTimeZone(company.timeZone))
        throw new Failure('Invalid', `company.timeZone: ${company.timeZone} is no time zone of the IANA list.`);
      const named = rules?.reviewEscalationTo;
      const person = named && (await store.people.list()).find(({ id }) => id === named.id);
      if (named && (!person || person.role === 'reader'))
        throw new Failure('Invalid', `policy.reviewEscalationTo: ${named.id} is nobody who reviews.`);
      const { policy } = await store.settings.change(request.body, { expected, by: by(request).name });
      return reply.header('etag', versionTag(policy.version)).send(await current());
    },
  );

  app.get(
    '/settings/versions',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'listSettingsVersions',
        tags: ['settings'],
        summary: 'What was set before, by whom and when; newest first, at most 200',
        response: answers({ 200: Type.Object({ items: Type.Array(Version) }) }),
      },
    },
    async () => ({ items: await store.settings.versions(200) }),
  );

  app.get(
    '/settings/versions/:version',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'getSettingsVersion',
        tags: ['settings'],
        summary: 'What was set in one version: an inquiry names the one that applies to it',
        params: Type.Object({ version: Type.String({ pattern: '^[1-9]\\d{0,8}$' }) }),
        response: answers({ 200: Version }, 'NotFound'),
      },
    },
    async ({ params: { version } }) => {
      const found = await store.settings.version(Number(version));
      if (!found) throw new Failure('NotFound', `There are no settings of version ${version}`);
      return found;
    },
  );
};

export default routes;

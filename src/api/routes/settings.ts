import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Policy, type Company } from '../../domain/settings.ts';
import type { Dependencies } from '../dependencies.ts';
import { answers } from '../problem.ts';
import { refTo } from '../schemas.ts';

const Settings = Type.Object({ policy: Policy, company: refTo<Company>('Company') });

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, { store }) => {
  app.get(
    '/settings',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'getSettings',
        tags: ['settings'],
        summary: 'Which reviews are asked for, and who we are',
        response: answers({ 200: Settings }),
      },
    },
    async () => {
      const [policy, company] = await Promise.all([store.settings.policy(), store.settings.company()]);
      return { policy, company };
    },
  );
};

export default routes;

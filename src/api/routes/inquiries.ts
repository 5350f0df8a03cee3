import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Failure } from '../../domain/failures.ts';
import { statuses, type InquirySummary, type InquiryView } from '../../domain/inquiry.ts';
import type { SalesDocument } from '../../domain/sales.ts';
import { Nullable, OneOf, Timestamp } from '../../domain/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { forgetHistory } from '../history.ts';
import { by } from '../plugins/auth.ts';
import { answers } from '../problem.ts';
import { ById, Nothing, pageOf, paging, refTo } from '../schemas.ts';
import { viewOf } from '../view.ts';

const ListQuery = Type.Object(
  {
    attention: Type.Optional(Type.Boolean()),
    status: Type.Optional(OneOf(statuses)),
    customer: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'an account number' })),
    assignee: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: "a person's id" })),
    q: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, description: 'words of subject, customer, quote or order number' }),
    ),
    ...paging,
  },
  { additionalProperties: false },
);

const Badge = Type.Object({
  count: Type.Integer(),
  byKind: Type.Record(Type.String(), Type.Integer(), { description: 'how many of each kind of review' }),
  oldest: Nullable(Timestamp),
});

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { store, sales } = dependencies;

  app.get(
    '/attention',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'attention',
        tags: ['inquiries'],
        summary: 'How many inquiries wait for a person: the badge',
        response: answers({ 200: Badge }),
      },
    },
    async () => store.inquiries.attention(),
  );

  app.get(
    '/inquiries',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'listInquiries',
        tags: ['inquiries'],
        summary: 'Inquiries, those that wait for a person first, then the newest',
        querystring: ListQuery,
        response: answers({ 200: pageOf<InquirySummary>('InquirySummary') }),
      },
    },
    async ({ query: { limit, after, ...filter } }) => store.inquiries.list(filter, { limit, after }),
  );

  app.get(
    '/inquiries/:id',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'getInquiry',
        tags: ['inquiries'],
        summary: 'One inquiry with its lines, draft and timeline',
        params: ById,
        response: answers({ 200: refTo<InquiryView>('InquiryView') }, 'NotFound'),
      },
    },
    async ({ params }) => viewOf(dependencies, params.id),
  );

  app.delete(
    '/inquiries/:id',
    {
      config: { role: 'admin' },
      schema: {
        operationId: 'deleteInquiry',
        tags: ['inquiries'],
        summary: 'Removes an ended inquiry with its mails, files and timeline',
        params: ById,
        response: answers({ 204: Nothing }, 'NotFound', 'InquiryRuns'),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const inquiry = await store.inquiries.find(id);
      if (!inquiry) throw new Failure('NotFound', `There is no inquiry ${id}`);
      if (inquiry.status !== 'ended')
        throw new Failure('InquiryRuns', 'Stop it first: only an ended inquiry is removed');

      await forgetHistory(dependencies, id);
      await store.inquiries.remove(id, by(request).id);
      return reply.code(204).send(null);
    },
  );

  for (const kind of ['quote', 'order'] as const) {
    app.get(
      `/inquiries/:id/${kind}`,
      {
        config: { role: 'reader' },
        schema: {
          operationId: kind === 'quote' ? 'getQuoteOfInquiry' : 'getOrderOfInquiry',
          tags: ['inquiries'],
          summary: `The inquiry's current ${kind}, as the sales system has it now`,
          params: ById,
          response: answers({ 200: refTo<SalesDocument>('SalesDocument') }, 'NotFound', 'ConnectorAway'),
        },
      },
      async ({ params }) => {
        const inquiry = await store.inquiries.find(params.id);
        if (!inquiry) throw new Failure('NotFound', `There is no inquiry ${params.id}`);
        const ref = inquiry[kind];
        const document = ref && (await sales[kind](ref.number));
        if (!document) throw new Failure('NotFound', `This inquiry has no ${kind}`);
        return document;
      },
    );
  }
};

export default routes;

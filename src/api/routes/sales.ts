import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Failure } from '../../domain/failures.ts';
import type { SalesDocument } from '../../domain/sales.ts';
import type { Dependencies } from '../dependencies.ts';
import { changeOf, type DocumentBody } from '../document-body.ts';
import { expectedVersion, IfMatch, versionTag } from '../etag.ts';
import { answers } from '../problem.ts';
import { ByNumber, refTo } from '../schemas.ts';

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, { sales }) => {
  for (const kind of ['quote', 'order'] as const) {
    const Kind = kind === 'quote' ? 'Quote' : 'Order';

    async function current(number: string): Promise<SalesDocument> {
      const document = await sales[kind](number);
      if (!document) throw new Failure('NotFound', `There is no ${kind} ${number}`);
      return document;
    }

    app.get(
      `/sales/${kind}s/:number`,
      {
        config: { role: 'reader' },
        schema: {
          operationId: `get${Kind}`,
          tags: ['sales'],
          summary: `A ${kind} as the sales system has it; its revision is the ETag`,
          params: ByNumber,
          response: answers({ 200: refTo<SalesDocument>('SalesDocument') }, 'NotFound', 'ConnectorAway'),
        },
      },
      async ({ params }, reply) => {
        const document = await current(params.number);
        return reply.header('etag', versionTag(document.revision)).send(document);
      },
    );

    app.put(
      `/sales/${kind}s/:number`,
      {
        config: { role: 'reviewer' },
        schema: {
          operationId: `put${Kind}`,
          tags: ['sales'],
          summary: `Changes a ${kind} in the sales system: send what GET gave, with If-Match`,
          params: ByNumber,
          headers: IfMatch,
          body: refTo<DocumentBody>('SalesDocumentBody'),
          response: answers(
            { 200: refTo<SalesDocument>('SalesDocument') },
            'NotFound',
            'VersionNeeded',
            'VersionMismatch',
            'DocumentClosed',
            'EditRefused',
            'ConnectorAway',
          ),
        },
      },
      async ({ params: { number }, headers, body }, reply) => {
        const expected = expectedVersion(headers['if-match']);
        const now = await current(number);
        if (now.revision !== expected) throw new Failure('VersionMismatch', undefined, { revision: now.revision });

        const document = await sales.put(kind, number, changeOf(body, now), { expected });
        return reply.header('etag', versionTag(document.revision)).send(document);
      },
    );
  }
};

export default routes;

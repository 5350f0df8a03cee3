import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Failure } from '../../domain/failures.ts';
import type { SalesDocument } from '../../domain/sales.ts';
import type { Dependencies } from '../dependencies.ts';
import { changeOf, type DocumentBody } from '../document-body.ts';
import { answers } from '../problem.ts';
import { ByNumber, refTo } from '../schemas.ts';

const Headers = Type.Object({
  'if-match': Type.Optional(Type.String({ maxLength: 100, description: 'the ETag that GET gave' })),
});

const etag = ({ revision }: SalesDocument) => `"${revision}"`;

/**
 * The revision an If-Match names. Weak tags never match (RFC 9110 §13.1.1). `*` is refused: it would overwrite what nobody has read.
 * Throws `VersionNeeded`, `VersionMismatch`.
 */
function expectedRevision(ifMatch: string | undefined): number {
  if (!ifMatch || ifMatch.trim() === '*') throw new Failure('VersionNeeded');
  const [, revision] = /^"(\d{1,9})"$/.exec(ifMatch.trim()) ?? [];
  if (!revision) throw new Failure('VersionMismatch');
  return Number(revision);
}

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
        return reply.header('etag', etag(document)).send(document);
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
          headers: Headers,
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
        const expected = expectedRevision(headers['if-match']);
        const now = await current(number);
        if (now.revision !== expected) throw new Failure('VersionMismatch', undefined, { revision: now.revision });

        const document = await sales.put(kind, number, changeOf(body, now), { expected });
        return reply.header('etag', etag(document)).send(document);
      },
    );
  }
};

export default routes;

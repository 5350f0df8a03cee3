import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import contentDisposition from 'content-disposition';
import Type from 'typebox';
import { Failure } from '../../domain/failures.ts';
import type { Dependencies } from '../dependencies.ts';
import { answers } from '../problem.ts';

/** Shown in place; all else is downloaded, whatever a customer's mail calls it. */
const shown = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain']);
const MEDIA_TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/;
/** A large attachment over a slow line. */
const DOWNLOAD_MS = 300_000;

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, { store }) => {
  app.get(
    '/files/:id',
    {
      config: { role: 'reader' },
      handlerTimeout: DOWNLOAD_MS,
      schema: {
        operationId: 'getFile',
        tags: ['files'],
        summary: 'A PDF or an attachment',
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }),
        response: answers({ 200: { description: 'the file', content: { '*/*': { schema: {} } } } }, 'NotFound'),
      },
    },
    async ({ params: { id } }, reply) => {
      const file = await store.files.find(id);
      if (!file) throw new Failure('NotFound', `There is no file ${id}`);

      const declared = file.type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
      const type = MEDIA_TYPE.test(declared) ? declared : 'application/octet-stream';
      return reply
        .type(type === 'text/plain' ? 'text/plain; charset=utf-8' : type)
        .headers({
          'content-length': file.bytes,
          'content-disposition': contentDisposition(file.name, { type: shown.has(type) ? 'inline' : 'attachment' }),
          // What strangers sent never runs with our origin's rights.
          'content-security-policy': "default-src 'none'; sandbox",
          'x-content-type-options': 'nosniff',
          // The same id is always the same bytes.
          'cache-control': 'private, max-age=31536000, immutable',
          etag: `"${file.sha256}"`,
        })
        .send(store.files.open(id));
    },
  );
};

export default routes;

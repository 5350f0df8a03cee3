/**
 * Decrypts payloads for the Temporal Web UI. With a token everywhere; on the embedded default, whose Web UI can send none, under
 * a secret path segment as well, which is as good as a token to whoever knows it.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import cors from '@fastify/cors';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Payload } from '@temporalio/common';
import Type, { type Static } from 'typebox';
import { Failure } from '../../domain/failures.ts';
import type { Dependencies } from '../dependencies.ts';
import { answers } from '../problem.ts';

/** The Web UI asks for all payloads of a page of history at once; each is at most 2 MiB, most are far smaller. */
const PAGE_BYTES = 16 * 1024 * 1024;

/** protobuf's JSON form: bytes are base64. */
const Payloads = Type.Object({
  payloads: Type.Array(
    Type.Object({
      metadata: Type.Optional(Type.Record(Type.String(), Type.String())),
      data: Type.Optional(Type.String()),
    }),
    { maxItems: 5_000 },
  ),
});
type Payloads = Static<typeof Payloads>;

/** protobuf's JSON form leaves an empty list out: so the Temporal CLI asks for a message without payloads. */
const Request = Type.Partial(Payloads);

const fromJson = ({ metadata, data }: Payloads['payloads'][number]): Payload => ({
  metadata: Object.fromEntries(
    Object.entries(metadata ?? {}).map(([key, value]) => [key, Buffer.from(value, 'base64')]),
  ),
  data: Buffer.from(data ?? '', 'base64'),
});
const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
const toJson = ({ metadata, data }: Payload): Payloads['payloads'][number] => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([key, value]) => [key, base64(value)])),
  data: base64(data),
});

/** Digests have one length, so the comparison takes the same time whatever was sent. */
const isSame = (a: string, b: string): boolean => {
  const [left, right] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(left as Buffer, right as Buffer);
};

/** The Web UI's origin; on loopback under both of its names, for people type either. */
function originsOf(uiUrl: string | null): string[] {
  if (!uiUrl) return [];
  const { origin, hostname } = new URL(uiUrl);
  const names = ['127.0.0.1', 'localhost'];
  if (!names.includes(hostname)) return [origin];
  return names.map((name) => origin.replace(hostname, name));
}

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, { codec, config }) => {
  await app.register(cors, {
    origin: originsOf(config.temporal.uiUrl),
    methods: ['POST'],
    allowedHeaders: ['Authorization', 'Content-Type', 'X-Namespace'],
    maxAge: 600,
  });

  const verbs = {
    decode: (payloads: Payload[]) => codec.decode(payloads),
    encode: (payloads: Payload[]) => codec.encode(payloads),
  };
  for (const [verb, translate] of Object.entries(verbs)) {
    async function translated({ payloads = [] }: Static<typeof Request>): Promise<Payloads> {
      try {
        return { payloads: (await translate(payloads.map(fromJson))).map(toJson) };
      } catch (error) {
        throw new Failure('Invalid', `These payloads cannot be ${verb}d: none of our keys fits`, {}, { cause: error });
      }
    }

    const schema = { tags: ['codec'], body: Request, response: answers({ 200: Payloads }) };

    app.post(
      `/${verb}`,
      {
        config: { role: 'admin' },
        bodyLimit: PAGE_BYTES,
        schema: { ...schema, operationId: verb, summary: `Payloads, ${verb}d` },
      },
      async ({ body }) => translated(body),
    );

    if (config.codecSecret === null) continue;
    const secret = config.codecSecret;
    app.post(
      `/:secret/${verb}`,
      {
        config: { open: true },
        bodyLimit: PAGE_BYTES,
        schema: { body: Request, params: Type.Object({ secret: Type.String() }), hide: true },
      },
      async ({ params, body }) => {
        if (!isSame(params.secret, secret)) throw new Failure('NotFound', 'There is nothing here');
        return translated(body);
      },
    );
  }
};

export default routes;

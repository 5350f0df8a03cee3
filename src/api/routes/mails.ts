import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Failure } from '../../domain/failures.ts';
import type { InquirySummary } from '../../domain/inquiry.ts';
import { dispositions, type Mail } from '../../domain/mail.ts';
import { Nullable, OneOf, Ulid } from '../../domain/schema.ts';
import { confirm } from '../../workflows/messages.ts';
import type { Received } from '../../intake/contract.ts';
import { createDecide } from '../decisions.ts';
import type { Dependencies } from '../dependencies.ts';
import { by } from '../plugins/auth.ts';
import { answers } from '../problem.ts';
import { ById, pageOf, paging, refTo } from '../schemas.ts';

const RFC822 = 'message/rfc822';
/** As much as the SMTP listener takes. */
const MAIL_BYTES = 35 * 1024 * 1024;
/** A large mail over a slow line; the database alone is quicker. */
const UPLOAD_MS = 120_000;

const ListQuery = Type.Object(
  {
    disposition: Type.Optional(OneOf(dispositions)),
    direction: Type.Optional(OneOf(['in', 'out'])),
    inquiry: Type.Optional(Ulid),
    ...paging,
  },
  { additionalProperties: false },
);

const Receipt = Type.Object({ mail: Ulid, disposition: OneOf(dispositions), inquiry: Nullable(Ulid) });
const receiptOf = ({ mail, disposition, inquiry }: Received) => ({ mail: mail.id, disposition, inquiry });

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { store, intake } = dependencies;
  const decide = createDecide(dependencies);
  async function found(id: string): Promise<Mail> {
    const mail = await store.mails.find(id);
    if (!mail) throw new Failure('NotFound', `There is no mail ${id}`);
    return mail;
  }

  // A scope of its own: here nothing but a raw message is taken, everywhere else never one.
  await app.register((async (raw) => {
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser(RFC822, { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body);
    raw.post(
      '/mails',
      {
        config: { role: 'reviewer' },
        bodyLimit: MAIL_BYTES,
        handlerTimeout: UPLOAD_MS,
        schema: {
          operationId: 'postMail',
          tags: ['mails'],
          summary: 'Takes a raw message, as if it had come by SMTP',
          consumes: [RFC822],
          body: { content: { [RFC822]: { schema: Type.Unsafe<Buffer>({ contentMediaType: RFC822 }) } } },
          response: answers({ 202: Receipt }, 'NotAMail'),
        },
      },
      async (request, reply) => {
        const body: unknown = request.body;
        if (!Buffer.isBuffer(body)) throw new Failure('WrongMediaType', `Send the message as ${RFC822}`);

        const { mailbox } = await store.settings.company();
        const received = await intake.receive(body, { mailbox });
        return reply.code(202).header('location', `/v1/mails/${received.mail.id}`).send(receiptOf(received));
      },
    );
  }) satisfies FastifyPluginAsyncTypebox);

  app.get(
    '/mails',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'listMails',
        tags: ['mails'],
        summary: 'Mails in and out, newest first',
        querystring: ListQuery,
        response: answers({ 200: pageOf<Mail>('Mail') }),
      },
    },
    async ({ query: { limit, after, ...filter } }) => store.mails.list(filter, { limit, after }),
  );

  app.get(
    '/mails/:id',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'getMail',
        tags: ['mails'],
        summary: 'One mail',
        params: ById,
        response: answers({ 200: refTo<Mail>('Mail') }, 'NotFound'),
      },
    },
    async ({ params }) => found(params.id),
  );

  app.get(
    '/mails/:id/raw',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'getRawMail',
        tags: ['mails'],
        summary: 'The message as it came or left, byte for byte',
        params: ById,
        response: answers({ 200: { description: 'the message', content: { [RFC822]: { schema: {} } } } }, 'NotFound'),
      },
    },
    async ({ params: { id } }, reply) => {
      const raw = await store.mails.raw(id);
      if (!raw) throw new Failure('NotFound', `There is no mail ${id}`);
      return reply.type(RFC822).header('content-disposition', `attachment; filename="${id}.eml"`).send(raw);
    },
  );

  app.post(
    '/mails/:id/open',
    {
      config: { role: 'reviewer' },
      schema: {
        operationId: 'openMail',
        tags: ['mails'],
        summary: 'Treats a mail that was set aside as an inquiry',
        params: ById,
        response: answers({ 202: Receipt }, 'NotFound', 'AlreadyRouted'),
      },
    },
    async ({ params }, reply) => reply.code(202).send(receiptOf(await intake.open(params.id))),
  );

  app.post(
    '/mails/:id/retry',
    {
      config: { role: 'reviewer' },
      schema: {
        operationId: 'retryMail',
        tags: ['mails'],
        summary: 'Sends once more, as it was approved, a mail whose sending failed and is waited for by a person',
        params: ById,
        response: answers({ 202: refTo<Mail>('Mail') }, 'NotFound', 'NotSending', 'InquiryEnded', 'StepIsStale'),
      },
    },
    async (request, reply) => {
      const mail = await found(request.params.id);
      const inquiry = mail.inquiry ? await store.inquiries.find(mail.inquiry) : null;
      const review = inquiry && failedSendOf(mail, inquiry);
      if (!review) throw new Failure('NotSending', whyNotSending(mail), { sending: mail.sending });
      const asked = { inquiry: inquiry.id, by: by(request), key: undefined };
      await decide(confirm, { step: review.step, choice: 'send' }, asked);
      return reply.code(202).send(mail);
    },
  );
};

export default routes;

/** The question that waits because this very mail could not be sent: its Message-ID is made of the draft's id. */
function failedSendOf(mail: Mail, { review, draftId }: InquirySummary & { draftId: string | null }) {
  const isThis = draftId !== null && mail.messageId?.startsWith(`<${draftId.toLowerCase()}@`) === true;
  return mail.sending === 'failed' && isThis && review?.reason?.code === 'send-refused' ? review : null;
}

function whyNotSending({ direction, sending }: Mail): string {
  if (direction === 'in') return 'It came in: only a mail of ours is sent.';
  if (sending === 'sent') return 'It has left.';
  if (sending === 'unclear') return 'Whether it left is not known: its inquiry asks what to do.';
  return 'It is being sent, or no longer wanted: nobody is asked about it now.';
}

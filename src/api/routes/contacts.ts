import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { ulid } from 'ulid';
import { Failure } from '../../domain/failures.ts';
import { Ulid } from '../../domain/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { forgetHistory } from '../history.ts';
import { by } from '../plugins/auth.ts';
import { answers } from '../problem.ts';

/** Somebody with years of mails. */
const ERASING_MS = 300_000;

const Erased = Type.Object({
  erased: Type.Object({
    inquiries: Type.Integer({ description: 'theirs that have ended, with mails, files, readings and drafts' }),
    mails: Type.Integer({ description: 'of theirs elsewhere' }),
    mentions: Type.Integer({ description: "in other people's mails and timelines, by address" }),
  }),
  running: Type.Array(Ulid, { description: 'untouched: let them end, or stop them, and erase again' }),
  kept: Type.Array(Type.Object({ what: Type.String(), why: Type.String() })),
});

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { store, crm } = dependencies;

  async function addressOf(id: string): Promise<string> {
    if (id.includes('@')) return id.toLowerCase();
    const contact = await crm.contact(id);
    if (!contact) throw new Failure('NotFound', `There is no contact ${id}; an address is taken as well`);
    return contact.email.toLowerCase();
  }

  app.post(
    '/contacts/:id/erase',
    {
      config: { role: 'admin' },
      handlerTimeout: ERASING_MS,
      schema: {
        operationId: 'eraseContact',
        tags: ['contacts'],
        summary: "Erases one person's data, by contact id or address, and says what was kept and why",
        description:
          'Safe to repeat; a repetition finds what came or ended since. KPIs keep their counts, which name nobody.',
        params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 320 }) }),
        response: answers({ 200: Erased }, 'NotFound', 'ConnectorAway'),
      },
    },
    async (request) => {
      const person = by(request).id;
      const address = await addressOf(request.params.id);
      const { running, ended } = await store.erasure.inquiriesOf(address);
      for (const { id } of ended) {
        await forgetHistory(dependencies, id);
        await store.inquiries.remove(id, person);
      }
      const gone = { inquiries: ended.length, ...(await store.erasure.eraseMails(address, { except: running })) };
      await store.erasure.noteErased(ulid(), { by: person, ...gone });
      return {
        erased: gone,
        running,
        kept: keptOf(
          ended.flatMap(({ documents }) => documents),
          running,
        ),
      };
    },
  );
};

export default routes;

const keptOf = (documents: string[], running: string[]) => [
  ...documents.map((number) => ({
    what: `${number} in the sales system`,
    why: 'Quotes and orders are business records with legal retention; they are removed there.',
  })),
  { what: 'the contact in the CRM', why: 'The CRM is the record of contacts; remove it there, or it is found again.' },
  {
    what: "other people's raw mails that quote or name them",
    why: 'They are the records of those who wrote them, kept byte for byte until their inquiry is deleted.',
  },
  ...running.map((id) => ({ what: `inquiry ${id}`, why: 'It is running: what it needs is erased once it has ended.' })),
];

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { ulid } from 'ulid';
import { Failure } from '../../domain/failures.ts';
import { Ulid } from '../../domain/schema.ts';
import type { Erased } from '../../store/ended-port.ts';
import type { Dependencies } from '../dependencies.ts';
import { forgetHistory } from '../history.ts';
import { by } from '../plugins/auth.ts';
import { answers } from '../problem.ts';

/** Somebody with years of mails. */
const ERASING_MS = 300_000;

const Report = Type.Object({
  erased: Type.Object({
    inquiries: Type.Integer({ description: 'theirs that have ended, with mails, files, readings and drafts' }),
    mails: Type.Integer({ description: 'of theirs elsewhere' }),
    mentions: Type.Integer({ description: "in other people's mails, drafts and timelines, by address" }),
    aliases: Type.Integer({ description: 'what was learned of their own words for items' }),
    addresses: Type.Integer({ description: 'that were stored with a contact beside their first' }),
  }),
  running: Type.Array(Ulid, { description: 'untouched: let them end, or stop them, and erase again' }),
  kept: Type.Array(Type.Object({ what: Type.String(), why: Type.String() })),
});

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { store, crm } = dependencies;

  /** Of a contact all that are theirs; an address alone stands for itself. */
  async function addressesOf(id: string): Promise<string[]> {
    const contact = await crm.contact(id);
    if (contact) return [...new Set([contact.email.toLowerCase(), ...(await crm.storedAddresses(contact.id))])];
    if (id.includes('@')) return [id.toLowerCase()];
    throw new Failure('NotFound', `There is no contact ${id}; an address is taken as well`);
  }

  async function erase(address: string, person: string) {
    const { running, ended } = await store.erasure.inquiriesOf(address);
    for (const { id } of ended) {
      await forgetHistory(dependencies, id);
      await store.inquiries.remove(id, person);
    }
    const gone = await store.erasure.eraseAddress(address, { except: running });
    // What runs needs to know whose the next mail from there is.
    const addresses = running.length > 0 ? 0 : await crm.forgetAddress(address);
    const documents = ended.flatMap(({ documents: numbers }) => numbers);
    return { gone: { inquiries: ended.length, ...gone, addresses }, running, documents };
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
        response: answers({ 200: Report }, 'NotFound', 'ConnectorAway'),
      },
    },
    async (request) => {
      const person = by(request).id;
      const found = [];
      for (const address of await addressesOf(request.params.id)) found.push(await erase(address, person));
      const erased = found.map(({ gone }) => gone).reduce(sumOf);
      await store.erasure.noteErased(ulid(), { by: person, ...erased });
      const running = [...new Set(found.flatMap((one) => one.running))];
      const documents = found.flatMap((one) => one.documents);
      return { erased, running, kept: keptOf(documents, running) };
    },
  );
};

export default routes;

const sumOf = (one: Erased, other: Erased): Erased => ({
  inquiries: one.inquiries + other.inquiries,
  mails: one.mails + other.mails,
  mentions: one.mentions + other.mentions,
  aliases: one.aliases + other.aliases,
  addresses: one.addresses + other.addresses,
});

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
  {
    what: 'what their account or everybody calls an item',
    why: 'It is how a company names goods, kept without their words and mails; DELETE /v1/aliases/ID takes it back.',
  },
  ...running.map((id) => ({
    what: `inquiry ${id}`,
    why: 'It is running: what it needs, addresses stored with the contact included, is erased once it has ended.',
  })),
];

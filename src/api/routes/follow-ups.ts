import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { Person } from '../../domain/decision.ts';
import { Failure } from '../../domain/failures.ts';
import { consequences, followUps, quoteStatusOf } from '../../domain/follow-up.ts';
import { Choice, type InquirySummary } from '../../domain/inquiry.ts';
import type { SalesDocument } from '../../domain/sales.ts';
import { Nullable, OneOf, Strict, Ulid } from '../../domain/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { by } from '../plugins/auth.ts';
import { answers } from '../problem.ts';
import { ById } from '../schemas.ts';

const Consequence = Type.Object({
  about: OneOf(['quote', 'order', 'customer']),
  number: Nullable(Type.String()),
  sentence: Type.String(),
  link: Nullable(Type.String()),
  choices: Type.Array(Choice),
});
const Left = Type.Object({
  items: Type.Array(Consequence),
  /** The inquiry in which the closing mail to the customer is. */
  inquiry: Nullable(Ulid),
});
const Body = Strict({ do: OneOf(followUps) });

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, { store, sales, intake, config }) => {
  async function ended(id: string): Promise<InquirySummary> {
    const inquiry = await store.inquiries.find(id);
    if (!inquiry) throw new Failure('NotFound', `There is no inquiry ${id}`);
    if (inquiry.status !== 'ended')
      throw new Failure('InquiryRuns', 'It has not ended: decide its review, or stop it first');
    return inquiry;
  }

  async function left(inquiry: InquirySummary) {
    const [quote, order, written] = await Promise.all([
      inquiry.quote && sales.quote(inquiry.quote.number),
      inquiry.order && sales.order(inquiry.order.number),
      store.ended.followedUp(inquiry.id),
    ]);
    const now = { quote: quote?.status ?? null, order: order?.status ?? null, written };
    const items = consequences(inquiry, now).map((item) => ({
      ...item,
      link: linkOf(item.about, item.number, written),
    }));
    return { items, inquiry: written };
  }

  function linkOf(about: 'quote' | 'order' | 'customer', number: string | null, written: string | null): string | null {
    if (number !== null) return `${config.publicUrl}/v1/sales/${about}s/${encodeURIComponent(number)}`;
    return written && `${config.publicUrl}/v1/inquiries/${written}`;
  }

  async function closeQuote({ id, quote: ref }: InquirySummary, status: 'cancelled' | 'lost', person: Person) {
    const quote = ref && (await sales.quote(ref.number));
    if (!quote) throw new Failure('NoSuchDocument', 'This inquiry has no quote that could be closed.');
    if (quote.status !== status) {
      if (quote.status !== 'open') throw new Failure('DocumentClosed', `Quote ${quote.number} is ${quote.status}`);
      await sales.put('quote', quote.number, { ...contentOf(quote), status }, { expected: quote.revision });
    }
    await store.ended.noteClosed(id, {
      by: person.name,
      summary: `${person.name} set quote ${quote.number} to ${status}.`,
    });
  }

  app.get(
    '/inquiries/:id/follow-ups',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'listFollowUps',
        tags: ['inquiries'],
        summary: 'What an ended inquiry leaves behind, and what can be done about each thing',
        params: ById,
        response: answers({ 200: Left }, 'NotFound', 'InquiryRuns', 'ConnectorAway'),
      },
    },
    async ({ params }) => left(await ended(params.id)),
  );

  app.post(
    '/inquiries/:id/follow-ups',
    {
      config: { role: 'reviewer' },
      schema: {
        operationId: 'followUp',
        tags: ['inquiries'],
        summary: 'Closes the quote of an ended inquiry, or begins a mail to its customer',
        description:
          'The mail is drafted in an inquiry of its own that follows this one, and waits there for a person like every outgoing mail. Safe to repeat: there is one such inquiry.',
        params: ById,
        body: Body,
        response: answers(
          { 200: Left },
          'NotFound',
          'InquiryRuns',
          'NoSuchDocument',
          'DocumentClosed',
          'ConnectorAway',
        ),
      },
    },
    async (request) => {
      const inquiry = await ended(request.params.id);
      const what = request.body.do;
      if (what === 'write-to-customer') await intake.writeAfter(inquiry.id, by(request));
      else await closeQuote(inquiry, quoteStatusOf[what], by(request));
      return left(inquiry);
    },
  );
};

export default routes;

/** As it stands: closing takes no other change with it. */
const contentOf = ({ lines, requestedDate, shipTo, discountPercent }: SalesDocument) => ({
  lines: lines.map(({ id, item, quantity, unit, discountPercent: percent }) => ({
    ...{ id, item, quantity, unit },
    discountPercent: percent,
  })),
  requestedDate,
  shipTo,
  discountPercent,
});

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Difference, difference } from '../../domain/difference.ts';
import { Failure } from '../../domain/failures.ts';
import type { SalesDocument } from '../../domain/sales.ts';
import { Currency, Decimal, OneOf, Timestamp } from '../../domain/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { answers } from '../problem.ts';
import { ById } from '../schemas.ts';

/** Of a document that was changed more often, the newest. */
const MOST_REVISIONS = 50;

const Revision = Type.Object({
  kind: OneOf(['quote', 'order']),
  number: Type.String(),
  revision: Type.Integer(),
  hash: Type.String(),
  at: Timestamp,
  total: Decimal,
  currency: Currency,
  differences: Type.Array(Difference, { description: 'from the revision before; empty for the first one kept' }),
});

/** Oldest first. A sales system that keeps no earlier ones has one. */
async function revisionsOf(sales: Dependencies['sales'], kind: 'quote' | 'order', number: string) {
  const now = await sales[kind](number);
  if (!now) return [];
  const first = Math.max(1, now.revision - MOST_REVISIONS + 1);
  const numbers = Array.from({ length: now.revision - first }, (_, index) => first + index);
  const earlier = await Promise.all(numbers.map((revision) => sales[kind](number, revision)));
  const kept = [...earlier, now].filter((document): document is SalesDocument => document !== null);
  return kept.map(({ kind, number, revision, hash, updatedAt, total, currency }, index) => ({
    ...{ kind, number, revision, hash, at: updatedAt, total, currency },
    differences: index === 0 ? [] : difference(kept[index - 1]!, kept[index]!),
  }));
}

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, { store, sales }) => {
  app.get(
    '/inquiries/:id/revisions',
    {
      config: { role: 'reader' },
      schema: {
        operationId: 'listRevisions',
        tags: ['inquiries'],
        summary: "The revisions of the inquiry's quote, then of its order, with what each changed, whoever changed it",
        params: ById,
        response: answers({ 200: Type.Object({ items: Type.Array(Revision) }) }, 'NotFound', 'ConnectorAway'),
      },
    },
    async ({ params }) => {
      const inquiry = await store.inquiries.find(params.id);
      if (!inquiry) throw new Failure('NotFound', `There is no inquiry ${params.id}`);
      const { quote, order } = inquiry;
      const [quotes, orders] = await Promise.all([
        quote ? revisionsOf(sales, 'quote', quote.number) : [],
        order ? revisionsOf(sales, 'order', order.number) : [],
      ]);
      return { items: [...quotes, ...orders] };
    },
  );
};

export default routes;

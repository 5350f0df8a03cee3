import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { Failure } from '../../domain/failures.ts';
import { outcomes } from '../../domain/inquiry.ts';
import { countKpis } from '../../domain/kpis.ts';
import { Day, Decimal, Nullable } from '../../domain/schema.ts';
import type { Dependencies } from '../dependencies.ts';
import { answers } from '../problem.ts';

const MOST_DAYS = 1_100;
const DAY_MS = 86_400_000;
/** The first question after long counts every inquiry that changed since the last. */
const COUNTING_MS = 120_000;

const Query = Type.Object(
  {
    from: Type.Optional(Type.Unsafe<string>({ ...Day, description: 'first day; 30 days up to `to` if left out' })),
    to: Type.Optional(Type.Unsafe<string>({ ...Day, description: 'last day; today if left out' })),
    mailbox: Type.Optional(Type.String({ minLength: 3, maxLength: 320 })),
  },
  { additionalProperties: false },
);

const count = Type.Integer({ minimum: 0 });
const Counts = {
  inquiries: Type.Integer({ minimum: 0, description: 'by the first mail of a customer' }),
  mailsIn: Type.Integer({ minimum: 0, description: 'by when they came in; of people, not of robots' }),
  mailsOut: Type.Integer({ minimum: 0, description: 'by when they left' }),
  quotes: Type.Integer({ minimum: 0, description: 'by when they were first made' }),
  orders: Type.Integer({ minimum: 0, description: 'by when they were made' }),
};
const Amounts = Type.Record(Type.String(), Decimal, { description: 'by currency, totals of the newest revisions' });
const Ratio = Nullable(Type.String({ examples: ['0.4167'] }));
const Seconds = Nullable(Type.Integer({ minimum: 0 }));
const spread = (description: string) =>
  Type.Object({ count, medianSeconds: Seconds, p90Seconds: Seconds }, { description });

const Kpis = Type.Object({
  period: Type.Object({ from: Day, to: Day, timeZone: Type.String(), mailbox: Nullable(Type.String()) }),
  counts: Type.Object(Counts),
  outcomes: Type.Object(Object.fromEntries(outcomes.map((outcome) => [outcome, Type.Optional(count)])), {
    description: 'by when the inquiries ended',
  }),
  amounts: Type.Object({ quotes: Amounts, orders: Amounts }),
  conversion: Type.Object(
    { quotes: count, ordered: count, rate: Ratio },
    { description: "of the period's quotes, how many have become orders by now" },
  ),
  firstAnswer: spread("from a customer's first mail to ours; by when ours left"),
  drafts: Type.Object(
    { drafts: count, edits: count, editsPerDraft: Ratio },
    { description: "edits by the day of their inquiry's first draft" },
  ),
  reviews: spread('how long reviews waited until a person answered; by when they did'),
  timeSaved: Type.Object({
    minutes: Type.Number(),
    formula: Type.String(),
    inputs: Type.Object({
      minutesPerMail: Type.Number(),
      minutesPerQuote: Type.Number(),
      mailsIn: count,
      mailsOut: count,
      quotes: count,
    }),
  }),
  days: Type.Array(Type.Object({ day: Day, ...Counts })),
});

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, { store }) => {
  app.get(
    '/kpis',
    {
      config: { role: 'reader' },
      handlerTimeout: COUNTING_MS,
      schema: {
        operationId: 'kpis',
        tags: ['kpis'],
        summary: 'What was done in a period: counts, amounts, how long it took, time saved and how that is computed',
        description:
          "Days are calendar days in the company's time zone; each thing counts on the day of its own instant. Inquiries that were removed since still count.",
        querystring: Query,
        response: answers({ 200: Kpis }),
      },
    },
    async ({ query }) => {
      const [{ timeZone }, policy] = await Promise.all([store.settings.company(), store.settings.policy()]);
      const period = { ...periodOf(query, timeZone), timeZone };
      await store.kpis.catchUp();

      const { mailbox } = query;
      const kpis = countKpis(period);
      for await (const fact of store.kpis.facts({ ...around(period), mailbox })) kpis.add(fact);
      return { period: { ...period, mailbox: mailbox ?? null }, ...kpis.result(policy) };
    },
  );
};

export default routes;

function periodOf({ from, to }: { from?: string; to?: string }, timeZone: string): { from: string; to: string } {
  const last = to ?? new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format();
  const first = from ?? dayAfter(last, -29);
  const days = (Date.parse(last) - Date.parse(first)) / DAY_MS + 1;
  if (days < 1) throw new Failure('Invalid', `from (${first}) is after to (${last}).`);
  if (days > MOST_DAYS) throw new Failure('Invalid', `At most ${MOST_DAYS} days at once; these are ${days}.`);
  return { from: first, to: last };
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Instants that hold the period in every time zone: UTC−12 to UTC+14. */
const around = ({ from, to }: { from: string; to: string }) => ({
  since: new Date(Date.parse(from) - DAY_MS).toISOString(),
  before: new Date(Date.parse(to) + 2 * DAY_MS).toISOString(),
});

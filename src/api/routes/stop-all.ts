import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type, { type Static } from 'typebox';
import type { Person } from '../../domain/decision.ts';
import { Failure } from '../../domain/failures.ts';
import { outcomes, statuses, type InquirySummary } from '../../domain/inquiry.ts';
import { Nullable, OneOf, Strict, Timestamp, Ulid } from '../../domain/schema.ts';
import { openAfterStopping } from '../../domain/stop-all.ts';
import { stop } from '../../workflows/messages.ts';
import { createDecide } from '../decisions.ts';
import type { Dependencies } from '../dependencies.ts';
import { inTurns } from '../in-turns.ts';
import { by } from '../plugins/auth.ts';
import { answers } from '../problem.ts';

/** No more stops are begun after this; those under way have a decision's time to end. */
const STOPPING_MS = 15_000;
const ANSWER_MS = 60_000;
/** More at once would only wait in the workers' queue. */
const WIDTH = 10;
/** Stopped between two looks at the clock. */
const PAGE = 20;
const MOST = 1_000;

const Filter = Strict({
  attention: Type.Optional(Type.Boolean()),
  status: Type.Optional(OneOf(statuses.filter((status) => status !== 'ended'))),
  customer: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: 'an account number' })),
  mailbox: Type.Optional(Type.String({ minLength: 3, maxLength: 320 })),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  createdBefore: Type.Optional(
    Type.Unsafe<string>({ ...Timestamp, description: "`asOf` of the refusal: what came in since isn't stopped" }),
  ),
});
const Body = Strict({
  filter: Filter,
  confirm: Type.Optional(Type.Boolean({ description: 'must be true; without it the answer says what stays open' })),
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MOST, description: 'at most so many now; 500 if left out' }),
  ),
  after: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: '`next` of the answer before' })),
});

const Result = Type.Object({
  inquiry: Ulid,
  stopped: Type.Boolean(),
  outcome: Nullable(OneOf(outcomes)),
  quote: Nullable(Type.String()),
  order: Nullable(Type.String()),
  problem: Nullable(Type.Object({ code: Type.String(), detail: Type.String() })),
  followUps: Type.String({ description: 'what it leaves behind, and what can be done about it' }),
});
const Answer = Type.Object({
  results: Type.Array(Result),
  remaining: Type.Integer({ description: 'how many that match still run' }),
  next: Nullable(Type.String({ description: 'send it as `after` until it is null' })),
});

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const { store, config } = dependencies;
  const decide = createDecide(dependencies);

  async function stopped({ id, quote, order }: InquirySummary, person: Person): Promise<Static<typeof Result>> {
    const about = {
      inquiry: id,
      quote: quote?.number ?? null,
      order: order?.number ?? null,
      followUps: `${config.publicUrl}/v1/inquiries/${id}/follow-ups`,
    };
    try {
      const { head } = await decide(stop, { confirm: true }, { inquiry: id, by: person, key: undefined });
      return { ...about, stopped: true, outcome: head.outcome, problem: null };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const outcome = (error.details.outcome ?? null) as InquirySummary['outcome'];
      return { ...about, stopped: false, outcome, problem: { code: error.type, detail: error.message } };
    }
  }

  app.post(
    '/inquiries/stop',
    {
      config: { role: 'reviewer' },
      handlerTimeout: ANSWER_MS,
      schema: {
        operationId: 'stopAll',
        tags: ['decisions'],
        summary: 'Stops all inquiries that match; without `confirm: true` only says how many and what stays open',
        description:
          'An empty filter matches all that run. As many as can be are stopped in some seconds; send it again with `after` until `next` is null. A repetition after a broken answer goes on with what still runs.',
        body: Body,
        response: answers({ 200: Answer }, 'StopNeedsConfirmation'),
      },
    },
    async (request) => {
      const { confirm, limit = 500, after, filter } = request.body;
      const { mailbox, ...rest } = filter;
      const running = { ...rest, ...(mailbox !== undefined && { mailbox: [mailbox] }), running: true };
      if (confirm !== true) {
        const asOf = new Date().toISOString();
        const totals = await store.inquiries.totals(running);
        throw new Failure(
          'StopNeedsConfirmation',
          `This stops ${totals.inquiries} inquiries for good. Send confirm: true.`,
          { ...totals, open: openAfterStopping(totals), asOf },
        );
      }
      const until = Date.now() + STOPPING_MS;
      const person = by(request);
      const results: Static<typeof Result>[] = [];
      let next = after ?? null;
      do {
        const page = await store.inquiries.list(running, {
          limit: Math.min(PAGE, limit - results.length),
          after: next ?? undefined,
        });
        results.push(...(await inTurns(page.items, (inquiry) => stopped(inquiry, person), WIDTH)));
        next = page.next;
      } while (next !== null && results.length < limit && Date.now() < until);

      const ended = results.filter((result) => result.stopped).length;
      await store.ended.noteStopAll(ended, person.id);
      const { inquiries: remaining } = await store.inquiries.totals(running);
      return { results, remaining, next };
    },
  );
};

export default routes;

import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { UpdateDefinition } from '@temporalio/common';
import Type from 'typebox';
import type { Assign, Confirm, Edit, Merge, Resume, Skip, Snooze, Split, Stop } from '../../domain/decision.ts';
import { Failure, type FailureType } from '../../domain/failures.ts';
import type { InquiryView } from '../../domain/inquiry.ts';
import {
  assign,
  confirm,
  edit,
  merge,
  resume,
  skip,
  snooze,
  split,
  stop,
  type By,
  type Published,
} from '../../workflows/messages.ts';
import { withAllowedNow } from '../allowed-now.ts';
import { createDecide } from '../decisions.ts';
import { limitsOf, type Dependencies } from '../dependencies.ts';
import { checkEdit } from '../edit-check.ts';
import { by } from '../plugins/auth.ts';
import { answers } from '../problem.ts';
import { checkMerge } from '../merge-check.ts';
import { checkSplit } from '../split-check.ts';
import { checkResume } from '../resume-check.ts';
import { ById, refTo } from '../schemas.ts';
import { viewOf } from '../view.ts';

const Headers = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'the same person, decision, inquiry and key are taken once, however often they are sent',
    }),
  ),
});

const always: FailureType[] = ['NotFound', 'InquiryEnded', 'StepIsStale', 'StepIsBusy'];
const POLL_MS = 100;

/** A decision's route: what is checked before it is sent, and what is waited for afterwards. */
interface Decision<Body> {
  update: UpdateDefinition<Published, [By<Body>]>;
  body: string;
  summary: string;
  refusals: FailureType[];
  before?: (inquiry: string, body: Body) => Promise<void>;
  /** What the workflow is told beside what the caller sent. */
  complete?: (body: Body) => Promise<Body>;
  after?: (published: Published) => Promise<void>;
}

const routes: FastifyPluginAsyncTypebox<Dependencies> = async (app, dependencies) => {
  const decide = createDecide(dependencies);
  const { editMs } = limitsOf(dependencies);

  app.setErrorHandler<Error, { Params: { id: string } }>(async (thrown, request) => {
    throw await withAllowedNow(dependencies, thrown, request.params.id);
  });

  /** An edit gives the review a step that cannot be confirmed until the prices are there: the caller wants to see those. */
  async function workedIn({ head }: Published): Promise<void> {
    if (head.review?.allowed.includes('confirm')) return;
    const until = Date.now() + editMs;
    while (Date.now() < until) {
      const now = await dependencies.store.inquiries.find(head.id);
      const isNewer = now && now.version > head.version;
      if (isNewer && (now.status === 'ended' || now.review?.allowed.includes('confirm'))) return;
      await wait(POLL_MS);
    }
  }

  /** Those who may only read could do nothing with it. */
  async function named(given: Assign): Promise<Assign> {
    if (given.person === null) return given;
    const person = (await dependencies.store.people.list()).find(({ id }) => id === given.person);
    if (!person) throw new Failure('Invalid', `person: there is no person ${given.person}.`);
    if (person.role === 'reader') throw new Failure('Invalid', `person: ${person.name} may only read.`);
    return { ...given, name: person.name };
  }

  function route<Body extends object>(decision: Decision<Body>): void {
    const { update, body, summary, refusals, before, complete, after } = decision;
    app.post(
      `/inquiries/:id/${update.name}`,
      {
        config: { role: 'reviewer' },
        schema: {
          operationId: update.name,
          tags: ['decisions'],
          summary,
          params: ById,
          headers: Headers,
          body: refTo<Body>(body),
          response: answers({ 200: refTo<InquiryView>('InquiryView') }, ...always, ...refusals),
        },
      },
      async (request) => {
        const inquiry = request.params.id;
        const given = request.body as Body;
        await before?.(inquiry, given);
        const asked = { inquiry, by: by(request), key: request.headers['idempotency-key'] };
        const published = await decide(update, (await complete?.(given)) ?? given, asked);
        await after?.(published);
        return viewOf(dependencies, inquiry, published);
      },
    );
  }

  route<Confirm>({
    update: confirm,
    body: 'Confirm',
    summary: 'The flow goes on from this review',
    refusals: ['NotWaiting', 'ResumeFirst', 'ChoiceNeeded'],
  });
  route<Edit>({
    update: edit,
    body: 'Edit',
    summary: 'Changes what is reviewed; the review stays, with a new step id',
    refusals: ['NotWaiting', 'ResumeFirst', 'IncomingMailIsReadOnly', 'NothingToEdit', 'EditRefused', 'DocumentClosed'],
    before: (inquiry, body) => checkEdit(dependencies, inquiry, body),
    after: workedIn,
  });
  route<Skip>({
    update: skip,
    body: 'Skip',
    summary: 'Sets an outgoing draft aside; the inquiry pauses',
    refusals: ['NotWaiting', 'NothingToSkip', 'ResumeFirst'],
  });
  route<Resume>({
    update: resume,
    body: 'Resume',
    summary: 'A paused inquiry goes on, with the document changed or unchanged',
    refusals: ['NotPaused', 'NoSuchDocument', 'DocumentChanged'],
    before: (inquiry, body) => checkResume(dependencies, inquiry, body),
  });
  route<Stop>({
    update: stop,
    body: 'Stop',
    summary: 'Ends the inquiry for good; without `confirm: true` only says what stays open',
    refusals: ['StopNeedsConfirmation'],
  });
  route<Split>({
    update: split,
    body: 'Split',
    summary: 'Moves lines to an inquiry of their own; both are linked and go on',
    refusals: ['NotWaiting', 'ResumeFirst', 'NothingToSplit', 'EditRefused'],
    before: (inquiry, body) => checkSplit(dependencies, inquiry, body),
  });
  route<Merge>({
    update: merge,
    body: 'Merge',
    summary: 'Moves its mails to another inquiry, where they ask for more beside what is quoted; this one ends',
    refusals: ['NothingToMerge'],
    before: (inquiry, body) => checkMerge(dependencies, inquiry, body),
  });
  route<Snooze>({
    update: snooze,
    body: 'Snooze',
    summary: 'Asks for nobody’s attention until an instant, or until the customer writes; null wakes it',
    refusals: ['NothingToSnooze'],
  });
  route<Assign>({
    update: assign,
    body: 'Assign',
    summary: 'Says whose it is to look at; null: everybody’s',
    refusals: [],
    complete: named,
  });
};

export default routes;

/** One customer's inquiry, from the first mail to its outcome. The rules are in domain/; here stands the order of things and the waiting. */
import {
  ActivityFailure,
  allHandlersFinished,
  ApplicationFailure,
  CancellationScope,
  condition,
  continueAsNew,
  isCancellation,
  rootCause,
  workflowInfo,
} from '@temporalio/workflow';
import * as arrival from '../domain/arrival.ts';
import { cancelled, mailsReturned, tooLate } from '../domain/ending.ts';
import { stepFailed } from '../domain/failed-step.ts';
import type { Outcome } from '../domain/inquiry.ts';
import { nextStep, type NextStep } from '../domain/next-step.ts';
import { opened, renewed } from '../domain/opening.ts';
import { reviewOpened } from '../domain/review.ts';
import { now, tellStory, type Story } from './story.ts';
import * as activities from './activities.ts';
import { answerMessages } from './handlers.ts';
import type { InquiryInput } from './messages.ts';
import { wait } from './patience.ts';
import { createPublisher, type Publish } from './publish.ts';
import { work } from './work.ts';

/** Hundreds of mails at once are read without a rest: their steps go to the store in portions. */
const MOST_NEWS = 30;

export async function inquiry(input: InquiryInput): Promise<Outcome> {
  const story = tellStory(input.state ? renewed(input.state) : opened(input));
  answerMessages(story);
  const publish = createPublisher(story);
  try {
    while (!story.state.outcome) {
      const renews = mustRenew(input);
      if (nextStep(story.state).do === 'wait' || story.state.news.length > MOST_NEWS)
        await publish({ endsTask: renews });
      if (story.state.outcome) break;
      // What came while it was published counts.
      const step = nextStep(story.state);
      if (step.do === 'wait' && renews) return await renew(input, story);
      await perform(step, story, publish);
    }
  } catch (error) {
    if (!isCancellation(error)) throw error;
    story.tell(cancelled(story.state, now()));
  }
  await CancellationScope.nonCancellable(() => finish(story, publish));
  await condition(allHandlersFinished);
  return story.state.outcome!;
}

/** No mail is lost (design rule 4): what came in too late goes back to intake, once the view says that this inquiry has ended. */
async function finish(story: Story, publish: Publish): Promise<void> {
  await publish();
  while (story.state.inbox.length > 0) {
    const mails = story.state.inbox;
    await activities.returnMails({ inquiry: story.state.id, mails });
    story.tell(mailsReturned(story.state, mails, now()));
    await publish();
  }
}

async function perform(step: NextStep, story: Story, publish: Publish): Promise<void> {
  if (step.do === 'wait') return await wait(step.until, story);
  if (step.do === 'openReview') return story.tell(reviewOpened(story.state, now()));
  if (step.do === 'sortMail') return story.tell(arrival.mailSorted(story.state, now()));
  const before = story.state;
  try {
    const after = await doneOrStopped(work(step, before, story.settleAnswer()), story, publish);
    // Mails and decisions that came meanwhile are in story.state: the result is told on top of them.
    const told = after(story.state, now());
    story.tell(story.state.outcome ? tooLate(story.state, told) : told);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure || error instanceof ApplicationFailure))
      throw error;
    story.tell(stepFailed(story.state, step, before.stage, failureOf(error), now()));
  }
}

/** A stop is published at once, even while the step under way waits hours for a system that is away. */
async function doneOrStopped<T>(working: Promise<T>, story: Story, publish: Publish): Promise<T> {
  let done = false;
  const settled = () => (done = true);
  working.then(settled, settled);
  await condition(() => done || story.state.outcome !== null);
  if (!done) await publish();
  return await working;
}

/** The sentence and type of what an activity threw; a bug in one comes here too. Local ones' failures come without a wrapping. */
function failureOf(error: ActivityFailure | ApplicationFailure): { type: string | null; sentence: string } {
  const thrown = error instanceof ActivityFailure ? error.cause : error;
  if (thrown instanceof ApplicationFailure) return { type: thrown.type ?? null, sentence: thrown.message };
  return { type: null, sentence: rootCause(error) ?? error.message };
}

const mustRenew = ({ renewAfter }: InquiryInput): boolean =>
  workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > (renewAfter ?? Infinity);

async function renew(input: InquiryInput, story: Story): Promise<never> {
  await condition(allHandlersFinished);
  return await continueAsNew<typeof inquiry>({ ...input, state: story.state });
}

/**
 * Messages only change the state and answer at once; the loop in inquiry.ts does the work. Validators are synchronous: an
 * async one that rejects fails the workflow task instead of the update (SDK 1.24).
 */
import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import { ApplicationFailure, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import type { Person } from '../domain/decision.ts';
import { decide } from '../domain/decide.ts';
import { failures } from '../domain/failures.ts';
import type { DecisionName } from '../domain/inquiry.ts';
import { received } from '../domain/next-step.ts';
import { refusal, refusedSignal, type Decision, type Refusal } from '../domain/refusal.ts';
import { caps, headOf } from '../domain/state.ts';
import { now, type Story } from './story.ts';
import * as messages from './messages.ts';
import type { By, Published } from './messages.ts';

/** A signal's edit is kept in the state until it is worked in; larger ones go through the API. */
const LARGEST_SIGNAL = 256 * 1024;

export function answerMessages(story: Story): void {
  const published = (): Published => ({ head: headOf(story.state), news: story.state.news });

  const update = <T extends object>(
    definition: UpdateDefinition<Published, [By<T>]>,
    verb: DecisionName,
    description: string,
  ): void => {
    const handler = (input: By<T>): Published => {
      const id = currentUpdateInfo()?.id;
      if (id !== undefined && story.state.handled.includes(id)) return published();
      const next = decide(story.state, decisionOf(verb, input), person(input.by), now());
      story.tell({ ...next, handled: id === undefined ? next.handled : [...next.handled, id].slice(-caps.handled) });
      return published();
    };
    const validator = (input: By<T>): void => {
      const id = currentUpdateInfo()?.id;
      if (id !== undefined && story.state.handled.includes(id)) return;
      const reason = refusal(story.state, decisionOf(verb, input));
      if (reason)
        throw ApplicationFailure.create({
          type: reason.type,
          message: reason.message,
          details: [reason.details],
          nonRetryable: !failures[reason.type].retryable,
        });
    };
    setHandler(definition, handler, { validator, description });
  };

  const signal = <T extends object>(definition: SignalDefinition<[By<T>]>, verb: DecisionName): void => {
    const handler = (input: unknown): void => {
      const given = typeof input === 'object' && input !== null ? input : {};
      const decision = decisionOf(verb, given);
      const reason = malformed(verb, given) ?? refusal(story.state, decision);
      const by = person((given as { by?: unknown }).by);
      story.tell(
        reason
          ? refusedSignal(story.state, verb, reason, caps.refusals, now())
          : decide(story.state, decision, by, now()),
      );
    };
    setHandler(definition, handler, {
      description: `The same as the update ${verb}; refused on the timeline where it is not legal.`,
    });
  };

  update(messages.confirm, 'confirm', 'Goes on. {step, instructions?, choice?}');
  update(
    messages.edit,
    'edit',
    'Changes what is reviewed. {step, lines?, requestedDate?, shipTo?, discountPercent?, draft?, customer?}',
  );
  update(messages.skip, 'skip', 'Sets an outgoing draft aside and pauses. {step}');
  update(messages.resume, 'resume', 'Ends a pause. {step, outcome: quote-updated | order-updated | unchanged}');
  update(messages.stop, 'stop', 'Ends the inquiry for good. {step?, confirm: true, takeOver?}');
  signal(messages.confirmSignal, 'confirm');
  signal(messages.editSignal, 'edit');
  signal(messages.skipSignal, 'skip');
  signal(messages.resumeSignal, 'resume');
  signal(messages.stopSignal, 'stop');

  const takeMail = (input: { mail: string } | null): void => {
    if (typeof input?.mail === 'string' && input.mail.length <= 40) story.tell(received(story.state, input.mail));
  };
  setHandler(messages.mailReceived, takeMail, { description: 'A stored mail belongs to this inquiry. {mail}' });
  setHandler(messages.view, published, { description: 'The view as it will be published next.' });
}

/** What the API refuses before it gets here: a signal's misspelt `choise` must not count as a plain confirmation. */
const fields: Record<DecisionName, readonly string[]> = {
  confirm: ['step', 'instructions', 'choice'],
  edit: ['step', 'lines', 'requestedDate', 'shipTo', 'discountPercent', 'draft', 'customer'],
  skip: ['step'],
  resume: ['step', 'outcome'],
  stop: ['step', 'confirm', 'takeOver'],
};

function malformed(verb: DecisionName, given: object): Refusal | null {
  if (JSON.stringify(given).length > LARGEST_SIGNAL)
    return { type: 'TooLarge', message: failures.TooLarge.title, details: {} };
  const unknown = Object.keys(given).find((field) => field !== 'by' && !fields[verb].includes(field));
  if (unknown === undefined) return null;
  const known = fields[verb].join(', ');
  return { type: 'Invalid', message: `It has a field ${unknown.slice(0, 40)}; ${verb} takes ${known}.`, details: {} };
}

const decisionOf = (verb: DecisionName, input: object): Decision => {
  const { instructions, ...rest } = input as { instructions?: unknown };
  return {
    ...rest,
    ...(typeof instructions === 'string' ? { instructions: instructions.slice(0, 2000) } : {}),
    verb,
  } as Decision;
};

/** Signals sent by hand may leave out who sends them. */
function person(by: unknown): Person {
  const { id, name } = (typeof by === 'object' && by !== null ? by : {}) as { id?: unknown; name?: unknown };
  return {
    id: typeof id === 'string' ? id.slice(0, 100) : 'signal',
    name: typeof name === 'string' && name ? name.slice(0, 100) : 'An operator',
  };
}

/**
 * Messages only change the state and answer at once; the loop in inquiry.ts does the work. Validators are synchronous: an
 * async one that rejects fails the workflow task instead of the update (SDK 1.24).
 */
import type { SignalDefinition, UpdateDefinition } from '@temporalio/common';
import { ApplicationFailure, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import { assigned, assignRefusal, snoozed, snoozeRefusal } from '../domain/attention.ts';
import type { Assign, Merge, Person, Snooze, Split } from '../domain/decision.ts';
import { decide } from '../domain/decide.ts';
import { failures } from '../domain/failures.ts';
import type { DecisionName } from '../domain/inquiry.ts';
import { received } from '../domain/next-step.ts';
import { refusal, refusedSignal, type Decision, type Refusal } from '../domain/refusal.ts';
import { mergedFrom, mergeRefusal, merging } from '../domain/merge.ts';
import { splitRefusal, splitting } from '../domain/split.ts';
import { caps, headOf, UNNAMED, type InquiryState } from '../domain/state.ts';
import { now, type Story } from './story.ts';
import * as messages from './messages.ts';
import type { By, Published } from './messages.ts';

/** A signal's edit is kept in the state until it is worked in; larger ones go through the API. */
const LARGEST_SIGNAL = 256 * 1024;

/** One thing that people do to an inquiry: when it is refused, and what it changes. */
interface Act {
  verb: string;
  /** The fields a signal may have, beside `by`: a misspelt `choise` must not count as a plain confirmation. */
  fields: readonly string[];
  refusal: (state: InquiryState, input: object, at: string) => Refusal | null;
  /** Call `refusal` first. */
  apply: (state: InquiryState, input: object, by: Person, at: string) => InquiryState;
}

export function answerMessages(story: Story): void {
  const published = (): Published => ({ head: headOf(story.state), news: story.state.news });

  const update = <T extends object>(
    definition: UpdateDefinition<Published, [By<T>]>,
    act: Act,
    description: string,
  ): void => {
    const handler = (input: By<T>): Published => {
      const id = currentUpdateInfo()?.id;
      if (id !== undefined && story.state.handled.includes(id)) return published();
      const next = act.apply(story.state, input, person(input.by), now());
      story.oweAnswer();
      story.tell({ ...next, handled: id === undefined ? next.handled : [...next.handled, id].slice(-caps.handled) });
      return published();
    };
    const validator = (input: By<T>): void => {
      const id = currentUpdateInfo()?.id;
      if (id !== undefined && story.state.handled.includes(id)) return;
      const reason = act.refusal(story.state, input, now());
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

  const signal = <T extends object>(definition: SignalDefinition<[By<T>]>, act: Act): void => {
    const handler = (input: unknown): void => {
      const given = typeof input === 'object' && input !== null ? input : {};
      const reason = malformed(act, given) ?? act.refusal(story.state, given, now());
      const by = person((given as { by?: unknown }).by);
      story.tell(
        reason
          ? refusedSignal(story.state, act.verb, reason, caps.refusals, now())
          : act.apply(story.state, given, by, now()),
      );
    };
    setHandler(definition, handler, {
      description: `The same as the update ${act.verb}; refused on the timeline where it is not legal.`,
    });
  };

  update(messages.confirm, decisions.confirm, 'Goes on. {step, instructions?, choice?}');
  update(
    messages.edit,
    decisions.edit,
    'Changes what is reviewed. {step, lines?, requestedDate?, shipTo?, discountPercent?, draft?, customer?}',
  );
  update(messages.skip, decisions.skip, 'Sets an outgoing draft aside and pauses; a reminder is left out. {step}');
  update(messages.resume, decisions.resume, 'Ends a pause. {step, outcome: quote-updated | order-updated | unchanged}');
  update(messages.stop, decisions.stop, 'Ends the inquiry for good. {step?, confirm: true, takeOver?}');
  update(messages.merge, merge, 'Moves its mails to another inquiry and ends. {step?, into, reason?}');
  update(messages.split, split, 'Moves lines to an inquiry of their own. {step, lines, reason?}');
  update(messages.snooze, snooze, 'Asks for nobody’s attention until an instant or the next mail. {until}');
  update(messages.assign, assign, 'Says whose it is to look at; null: everybody’s. {person}');
  signal(messages.confirmSignal, decisions.confirm);
  signal(messages.editSignal, decisions.edit);
  signal(messages.skipSignal, decisions.skip);
  signal(messages.resumeSignal, decisions.resume);
  signal(messages.stopSignal, decisions.stop);
  signal(messages.splitSignal, split);
  signal(messages.mergeSignal, merge);
  signal(messages.snoozeSignal, snooze);
  signal(messages.assignSignal, assign);

  const takeMail = (input: { mail: string; from?: string } | null): void => {
    if (typeof input?.mail !== 'string' || input.mail.length > 40) return;
    if (typeof input.from === 'string' && input.from.length <= 40)
      story.tell(mergedFrom(story.state, input.from, input.mail, now()));
    story.tell(received(story.state, input.mail));
  };
  setHandler(messages.mailReceived, takeMail, { description: 'A stored mail belongs to this inquiry. {mail}' });
  setHandler(messages.view, published, { description: 'The view as it will be published next.' });
}

const decision = (verb: DecisionName, fields: readonly string[]): Act => ({
  verb,
  fields,
  refusal: (state, input) => refusal(state, decisionOf(verb, input)),
  apply: (state, input, by, at) => decide(state, decisionOf(verb, input), by, at),
});

const decisions: Record<DecisionName, Act> = {
  confirm: decision('confirm', ['step', 'instructions', 'choice']),
  edit: decision('edit', ['step', 'lines', 'requestedDate', 'shipTo', 'discountPercent', 'draft', 'customer']),
  skip: decision('skip', ['step']),
  resume: decision('resume', ['step', 'outcome']),
  stop: decision('stop', ['step', 'confirm', 'takeOver']),
};

const merge: Act = {
  verb: 'merge',
  fields: ['step', 'into', 'reason'],
  refusal: (state, input) => mergeRefusal(state, input as Merge),
  apply: (state, input, by) => merging(state, input as Merge, by),
};

const split: Act = {
  verb: 'split',
  fields: ['step', 'lines', 'reason'],
  refusal: (state, input) => splitRefusal(state, input as Split),
  apply: (state, input, by, at) => splitting(state, input as Split, by, at),
};

const snooze: Act = {
  verb: 'snooze',
  fields: ['until'],
  refusal: (state, input, at) => snoozeRefusal(state, input as Snooze, at),
  apply: (state, input, by, at) => snoozed(state, input as Snooze, by, at),
};

const assign: Act = {
  verb: 'assign',
  fields: ['person', 'name'],
  refusal: (state, input) => assignRefusal(state, input as Assign),
  apply: (state, input, by, at) => assigned(state, input as Assign, by, at),
};

function malformed({ verb, fields }: Act, given: object): Refusal | null {
  if (JSON.stringify(given).length > LARGEST_SIGNAL)
    return { type: 'TooLarge', message: failures.TooLarge.title, details: {} };
  const unknown = Object.keys(given).find((field) => field !== 'by' && !fields.includes(field));
  if (unknown === undefined) return null;
  const known = fields.join(', ');
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
    id: typeof id === 'string' ? id.slice(0, 100) : UNNAMED,
    name: typeof name === 'string' && name ? name.slice(0, 100) : 'An operator',
  };
}

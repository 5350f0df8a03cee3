/**
 * Two readers behind one port. The rules read every mail; where a model is set, it reads too, outside of the threads, and
 * code checks what it says. Whatever keeps it from speaking leaves the rules' reading, with the reason among its notes.
 */
import type { Logger } from 'pino';
import { Failure } from '../../domain/failures.ts';
import type { Reading } from '../../domain/reading.ts';
import type { ReadingService } from '../contract.ts';
import type { Work } from '../work.ts';
import type { Ask } from './ask.ts';
import type { ModelSettings } from './settings.ts';

/** Both readers and the checks take no longer, milliseconds: an activity that reads a mail has 30 s. */
const together = 25_000;
const shortest = 1000;

export function twoReaders(work: Work, model: ModelSettings, log?: Pick<Logger, 'warn'>): ReadingService['read'] {
  // The SDK is loaded with the first mail that needs it.
  let loading: Promise<Ask> | null = null;
  const asking = (): Promise<Ask> => (loading ??= import('./ask.ts').then(({ createAsk }) => createAsk(model)));

  return async (mail, raw, context) => {
    const started = performance.now();
    const { reading, material, notAsked } = await work.read(mail, raw, context, true);
    const byRules = (why: string): Reading => ({
      ...reading,
      notes: [`Read by rules alone: ${why}.`, ...reading.notes],
    });
    if (!material) return byRules(notAsked ?? 'there is nothing to ask about');
    const ask = await asking();
    const left = together - (performance.now() - started);
    if (left < shortest) return byRules('no time was left to ask the model');
    const outcome = await ask(material, left);
    if ('failed' in outcome) {
      log?.warn({ mail, reason: outcome.failed }, 'the model did not read a mail');
      return byRules(outcome.failed);
    }
    try {
      const { notes, ...checked } = await work.check(outcome.answer, reading, material, context);
      return { ...checked, notes: [`Read by rules and by the model ${model.name.slice(0, 60)}.`, ...notes] };
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      log?.warn({ mail, failure: error.type }, 'the model’s answer could not be checked');
      return byRules('the model’s answer could not be checked');
    }
  };
}

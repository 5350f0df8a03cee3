/**
 * Reading customers' mail. Hostile mails are taken apart in threads of their own, with limits of time and memory; a thread
 * that dies is replaced and its mail gets a Failure. `threads: 0` does the same work in this thread, for tests.
 */
import { existsSync } from 'node:fs';
import type { Logger } from 'pino';
import { Piscina } from 'piscina';
import { Failure } from '../domain/failures.ts';
import type { Reading } from '../domain/reading.ts';
import { catalogueFiles, type CatalogueFiles } from './catalogue-files.ts';
import type { ParsedMail, ReadingService } from './contract.ts';
import { twoReaders } from './model/index.ts';
import type { ModelSettings } from './model/settings.ts';
import type * as work from './work.ts';
import type { Work } from './work.ts';
import type { Result, Task } from './worker.ts';

export interface ReadingOptions {
  threads: number;
  limits?: {
    /** Longest time for one mail, milliseconds. */
    time?: number;
    /** Heap of one thread, MB. */
    memory?: number;
  };
  /** Reads beside the rules, where given. */
  model?: ModelSettings | null;
  log?: Pick<Logger, 'warn' | 'error'>;
}

const defaults = { time: 20_000, memory: 768 };
/** A new thread reads and indexes the catalogue before its first mail: so much longer an item, in milliseconds. */
const timePerItem = 0.1;

/** The built worker beside this file (dist), or in dist when this file is a source run by Jest. */
function workerFile(): string | null {
  const beside = new URL('./worker.js', import.meta.url);
  const built = new URL('../../dist/src/reading/worker.js', import.meta.url);
  return [beside, built].find((file) => existsSync(file))?.href ?? null;
}

export function createReading({ threads, limits = {}, model = null, log }: ReadingOptions): ReadingService {
  const file = threads > 0 ? workerFile() : null;
  const work = file === null ? inProcess() : inThreads(file, threads, { ...defaults, ...limits }, log);
  const read: ReadingService['read'] = model
    ? twoReaders(work, model, log)
    : async (mail, raw, context) => (await work.read(mail, raw, context, false)).reading;
  return { ...work, read };
}

/** Loaded when it is needed: in the app only threads read, and the language data alone take a good part of its memory. */
function inProcess(): Work {
  let version: string | null = null;
  let loading: Promise<typeof work> | null = null;
  const here = (): Promise<typeof work> => (loading ??= import('./work.ts'));
  return {
    parse: async (raw) => (await here()).parse(raw),
    read: async (mail, raw, context, forModel) => (await here()).read(mail, raw, context, forModel),
    check: async (answer, rules, material, context) => (await here()).check(answer, rules, material, context),
    async useCatalogue(next, catalogue) {
      await (await here()).takeCatalogue(catalogue);
      version = next;
    },
    async changeCatalogue(next, change) {
      if (version === null || !(await here()).changeCatalogue(change)) return false;
      version = next;
      return true;
    },
    catalogueVersion: () => version,
    close: async () => undefined,
  };
}

function inThreads(
  filename: string,
  threads: number,
  limits: { time: number; memory: number },
  log: ReadingOptions['log'],
): Work {
  const pool = new Piscina({
    filename,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: limits.memory },
  });
  pool.on('error', (error) => log?.error({ err: error }, 'a reading thread died'));
  let version: string | null = null;
  // Mails under way may still read the former files.
  const files = catalogueFiles(2 * limits.time);
  const run = async <T>(task: Task): Promise<T> => {
    const time = limits.time + ('catalogue' in task ? Math.ceil(task.catalogue.items * timePerItem) : 0);
    const signal = AbortSignal.timeout(time);
    let answer: Result;
    try {
      answer = (await pool.run(task, { signal })) as Result;
    } catch (error) {
      log?.warn({ err: error }, 'a mail could not be read');
      if (signal.aborted)
        throw new Failure(
          'NotAMail',
          `Reading this mail took longer than ${time / 1000} s and was given up.`,
          {},
          { cause: error },
        );
      throw new Failure(
        'NotAMail',
        'This mail could not be read: it needs more memory or breaks the reader.',
        {},
        { cause: error },
      );
    }
    if ('failure' in answer) throw new Failure(answer.failure.type, answer.failure.message);
    return answer.done as T;
  };
  const catalogue = (): CatalogueFiles => {
    const current = files.current();
    if (!current) throw new Failure('Unavailable', 'There is no catalogue to read against yet.');
    return current;
  };
  const whole = (mail: ParsedMail): ParsedMail => ({
    ...mail,
    attachments: mail.attachments.map((one) => ({
      ...one,
      content: Buffer.from(one.content.buffer, one.content.byteOffset, one.content.byteLength),
    })),
  });
  return {
    parse: async (raw) => whole(await run<ParsedMail>({ do: 'parse', raw })),
    read: async (mail, raw, context, forModel) =>
      run<work.RulesReading>({ do: 'read', mail, raw, context, forModel, catalogue: catalogue() }),
    check: async (answer, rules, material, context) =>
      run<Reading>({ do: 'check', answer, rules, material, context, catalogue: catalogue() }),
    async useCatalogue(next, source) {
      await files.replace(source);
      version = next;
    },
    async changeCatalogue(next, change) {
      if (!(await files.change(change))) return false;
      version = next;
      return true;
    },
    catalogueVersion: () => version,
    async close() {
      await pool.destroy();
      await files.close();
    },
  };
}

/** The entry of a reading thread. Failures cross the boundary as data, for classes do not. */
import { readFile } from 'node:fs/promises';
import { Failure, type FailureType } from '../domain/failures.ts';
import type { Catalogue, ReadingContext } from '../domain/reading.ts';
import { holds, parse, read, takeCatalogue } from './work.ts';

export type Task =
  | { do: 'parse'; raw: Uint8Array }
  | {
      do: 'read';
      mail: string;
      raw: Uint8Array;
      context: ReadingContext;
      sure: number | null;
      catalogue: { version: string; file: string };
    };
export type Answer = { done: unknown } | { failure: { type: FailureType; message: string } };

export default async function work(task: Task): Promise<Answer> {
  try {
    if (task.do === 'parse') return { done: await parse(task.raw) };
    // A thread learns of a new catalogue with the first mail that is to be read against it.
    if (!holds(task.catalogue.version))
      takeCatalogue(task.catalogue.version, JSON.parse(await readFile(task.catalogue.file, 'utf8')) as Catalogue);
    return { done: await read(task.mail, task.raw, task.context, task.sure) };
  } catch (error) {
    if (error instanceof Failure) return { failure: { type: error.type, message: error.message } };
    throw error;
  }
}

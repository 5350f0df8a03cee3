/** The entry of a reading thread. Failures cross the boundary as data, for classes do not. */
import { Failure, type FailureType } from '../domain/failures.ts';
import type { Reading, ReadingContext } from '../domain/reading.ts';
import type { CatalogueFiles } from './catalogue-files.ts';
import type { Answer } from './model/answer.ts';
import type { Material } from './model/material.ts';
import { catchUp, check, parse, read } from './work.ts';

interface Against {
  context: ReadingContext;
  catalogue: CatalogueFiles;
}
export type Task =
  | { do: 'parse'; raw: Uint8Array }
  | (Against & { do: 'read'; mail: string; raw: Uint8Array; forModel: boolean })
  | (Against & { do: 'check'; answer: Answer; rules: Reading; material: Material });
export type Result = { done: unknown } | { failure: { type: FailureType; message: string } };

export default async function work(task: Task): Promise<Result> {
  try {
    if (task.do === 'parse') return { done: await parse(task.raw) };
    // A thread learns of a new catalogue with the first mail that is to be read against it.
    await catchUp(task.catalogue);
    if (task.do === 'check') return { done: check(task.answer, task.rules, task.material, task.context) };
    return { done: await read(task.mail, task.raw, task.context, task.forModel) };
  } catch (error) {
    if (error instanceof Failure) return { failure: { type: error.type, message: error.message } };
    throw error;
  }
}

/** The entry of a reading thread. Failures cross the boundary as data, for classes do not. */
import { readFile } from 'node:fs/promises';
import { Failure, type FailureType } from '../domain/failures.ts';
import type { Catalogue, Reading, ReadingContext } from '../domain/reading.ts';
import type { Answer } from './model/answer.ts';
import type { Material } from './model/material.ts';
import { check, holds, parse, read, takeCatalogue } from './work.ts';

interface Against {
  context: ReadingContext;
  catalogue: { version: string; file: string };
}
export type Task =
  | { do: 'parse'; raw: Uint8Array }
  | (Against & { do: 'read'; mail: string; raw: Uint8Array; sure: number | null; forModel: boolean })
  | (Against & { do: 'check'; answer: Answer; rules: Reading; material: Material });
export type Result = { done: unknown } | { failure: { type: FailureType; message: string } };

export default async function work(task: Task): Promise<Result> {
  try {
    if (task.do === 'parse') return { done: await parse(task.raw) };
    // A thread learns of a new catalogue with the first mail that is to be read against it.
    if (!holds(task.catalogue.version))
      takeCatalogue(task.catalogue.version, JSON.parse(await readFile(task.catalogue.file, 'utf8')) as Catalogue);
    if (task.do === 'check') return { done: check(task.answer, task.rules, task.material, task.context) };
    return { done: await read(task.mail, task.raw, task.context, task.sure, task.forModel) };
  } catch (error) {
    if (error instanceof Failure) return { failure: { type: error.type, message: error.message } };
    throw error;
  }
}

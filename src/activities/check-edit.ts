import { Value } from 'typebox/value';
import { contradiction } from '../domain/contradiction.ts';
import { Edit } from '../domain/decision.ts';

/** The API checks an edit's form before it comes here; a signal written by hand was checked by nobody. Null: it can be worked in. */
export function checkEdit(values: Omit<Edit, 'step'>): string | null {
  const edit = { ...values, step: 's1' };
  if (Value.Check(Edit, edit)) return contradiction(values)?.sentence ?? null;
  const [error] = Value.Errors(Edit, edit);
  return `${error?.instancePath.slice(1) || 'the edit'} ${error?.message ?? 'is malformed'}`;
}

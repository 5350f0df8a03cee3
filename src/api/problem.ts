/** Refusals as clients get them: RFC 9457 problem details, made from the failures table and nothing else. */
import Type, { type Static } from 'typebox';
import { failures, isFailureType, type Failure, type FailureType } from '../domain/failures.ts';
import { Nullable } from '../domain/schema.ts';
import { refTo } from './schemas.ts';

export const PROBLEM_TYPE = 'application/problem+json';

export const Problem = Type.Object(
  {
    type: Type.String({ description: '`urn:quotewright:problem:` and the code' }),
    code: Type.String({ description: "the failure's name", examples: ['StepIsStale'] }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'a sentence for people' }),
    step: Type.Optional(Nullable(Type.String({ description: 'the step that waits now' }))),
    allowed: Type.Optional(Type.Array(Type.String(), { description: 'the decisions that are possible now' })),
    errors: Type.Optional(
      Type.Array(Type.Object({ field: Type.String({ examples: ['lines/0/item'] }), message: Type.String() })),
    ),
  },
  { $id: 'Problem', description: 'Further members say what helps to mend it.' },
);
export type Problem = Static<typeof Problem>;

/** The failure's details become members beside the standard ones, which they cannot replace. */
export function problemOf(failure: Failure): Problem {
  const { status, title } = failures[failure.type];
  return {
    ...failure.details,
    type: `urn:quotewright:problem:${failure.type}`,
    code: failure.type,
    title,
    status,
    detail: failure.message,
  };
}

const everywhere: FailureType[] = ['Invalid', 'TooMany', 'Internal', 'Unavailable'];

/** The `response` of a route: its answers, and the refusals it may give besides those every route may give. */
export function answers<T extends Record<number, unknown>>(success: T, ...refusals: FailureType[]): T {
  const byStatus = new Map<number, FailureType[]>();
  for (const type of [...refusals, ...everywhere].filter(isFailureType)) {
    const { status } = failures[type];
    byStatus.set(status, [...(byStatus.get(status) ?? []), type]);
  }
  const problems = [...byStatus].map(([status, types]) => [
    status,
    {
      description: types.map((type) => `\`${type}\`: ${failures[type].title}.`).join(' '),
      content: { [PROBLEM_TYPE]: { schema: refTo<Problem>('Problem') } },
    },
  ]);
  return { ...success, ...(Object.fromEntries(problems) as object) };
}

/** Shapes that several routes share. Schemas with a `$id` are components of the OpenAPI document under that name. */
import Type from 'typebox';
import { Nullable, Ulid } from '../domain/schema.ts';

/** A schema by name, a handler by type: how a route speaks of a component. */
export const refTo = <T>(id: string) => Type.Unsafe<T>(Type.Ref(id));

export const ById = Type.Object({ id: Ulid });
export const ByNumber = Type.Object({ number: Type.String({ minLength: 1, maxLength: 60, examples: ['Q-000123'] }) });

/** The query part of every list: the cursor is what the page before gave as `next`. */
export const paging = {
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  after: Type.Optional(Type.String({ minLength: 1, maxLength: 500, description: '`next` of the page before' })),
};

export const pageOf = <T>(id: string) =>
  Type.Object({ items: Type.Array(refTo<T>(id)), next: Nullable(Type.String()) });

export const Nothing = Type.Null({ description: 'No content' });

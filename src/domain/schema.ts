/**
 * The few schema shapes that everything else is made of. TypeBox schemas are the one source for the API's checks, its
 * OpenAPI document and the TypeScript types.
 */
import Type, { type Static } from 'typebox';

/** One of a fixed list of words. */
export const OneOf = <const T extends readonly string[]>(words: T, options: object = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: [...words], ...options });

/** T or null. Written out because OpenAPI 3.1 has no `nullable`. */
export const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** An object that refuses fields it does not know: a misspelt field is an error, never silence. */
export const Strict = <T extends Type.TProperties>(properties: T, options: object = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options });

/** Money and quantities travel as decimal strings: "12", "0.5", "1299.90". Never floats. */
export const Decimal = Type.String({ pattern: '^-?\\d{1,15}(\\.\\d{1,6})?$', examples: ['12.50'] });
export const PositiveDecimal = Type.String({ pattern: '^(?=.*[1-9])\\d{1,12}(\\.\\d{1,6})?$', examples: ['12'] });

export const Ulid = Type.String({ pattern: '^[0-9A-HJKMNP-TV-Z]{26}$', examples: ['01JD8ZK3M4N5P6Q7R8S9T0V1W2'] });
/** ISO 8601 instant in UTC. */
export const Timestamp = Type.String({ format: 'date-time' });
/** Calendar day, YYYY-MM-DD. */
export const Day = Type.String({ format: 'date' });
/** ISO 639-1. */
export const Language = Type.String({ pattern: '^[a-z]{2}$', examples: ['fr'] });
/** ISO 4217. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$', examples: ['EUR'] });

export const Address = Strict({
  name: Type.Optional(Type.String({ maxLength: 200 })),
  street: Type.Optional(Type.String({ maxLength: 300 })),
  city: Type.Optional(Type.String({ maxLength: 200 })),
  postalCode: Type.Optional(Type.String({ maxLength: 20 })),
  state: Type.Optional(Type.String({ maxLength: 100 })),
  country: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' })),
});
export type Address = Static<typeof Address>;

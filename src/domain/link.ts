import Type, { type Static } from 'typebox';
import { OneOf, Ulid } from './schema.ts';

/** How two inquiries belong together, as the one at hand sees the other. */
export const relations = ['follows', 'followed-by', 'split-from', 'split-into', 'merged-from', 'merged-into'] as const;
export const Link = Type.Object({ inquiry: Ulid, relation: OneOf(relations) });
export type Link = Static<typeof Link>;

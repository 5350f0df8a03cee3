import Type, { type Static } from 'typebox';
import { Nullable, OneOf } from './schema.ts';

/** What a mail server reports of a mail of ours (RFC 3464): `delayed` goes on trying, `mailbox-full` may do so again later. */
export const Delivery = Type.Object({
  outcome: OneOf(['failed', 'mailbox-full', 'delayed', 'delivered']),
  recipient: Nullable(Type.String()),
  /** RFC 3463, such as 5.1.1. */
  status: Nullable(Type.String()),
  /** The other server's own words. */
  words: Type.String(),
});
export type Delivery = Static<typeof Delivery>;

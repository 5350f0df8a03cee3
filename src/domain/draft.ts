/** An outgoing mail not yet sent, as the API shows it. */
import Type, { type Static } from 'typebox';
import { Attachment } from './mail.ts';

export const DraftAttachment = Type.Pick(Attachment, ['file', 'name', 'sha256', 'bytes', 'type']);
export type DraftAttachment = Static<typeof DraftAttachment>;

export const Draft = Type.Object({
  id: Type.String(),
  to: Type.Array(Type.String()),
  cc: Type.Array(Type.String()),
  subject: Type.String(),
  /** HTML. Left out of lists. */
  body: Type.Optional(Type.String()),
  attachments: Type.Array(DraftAttachment),
  warnings: Type.Array(Type.String()),
});
export type Draft = Static<typeof Draft>;

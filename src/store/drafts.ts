/** Outgoing mails not yet sent. A draft never changes: another content is another draft. */
import type { Connection } from 'mongoose';
import type { Draft } from '../domain/draft.ts';
import type { KeptDraft, Store } from './contract.ts';
import { declare, Plain } from './model.ts';
import { recent } from './recent.ts';

type Row = Omit<KeptDraft, 'id'> & { _id: string };

/** The summaries of drafts just made: each publish of their inquiry asks for them. */
const MOST_KEPT = 100;

export function drafts(connection: Connection) {
  const model = declare<Row>(connection, {
    collection: 'drafts',
    fields: {
      _id: String,
      inquiry: String,
      to: [String],
      cc: [String],
      subject: String,
      body: String,
      text: String,
      attachments: [Plain],
      warnings: [String],
      inReplyTo: String,
      references: [String],
      document: Plain,
      ours: Plain,
      asked: Plain,
    },
    indexes: [[{ inquiry: 1 }]],
  });

  const kept = recent<Draft>(MOST_KEPT);

  const port: Store['drafts'] = {
    keep: async ({ id, ...draft }) => {
      const written = await model.updateOne({ _id: id }, { $setOnInsert: draft }, { upsert: true });
      if (written.upsertedCount === 0) return;
      const { to, cc, subject, attachments, warnings } = draft;
      kept.keep(id, { id, to, cc, subject, attachments, warnings });
    },
    find: async (id) => {
      const row = await model.findById(id).lean<Row | null>();
      if (!row) return null;
      const { _id, ...draft } = row;
      return { id: _id, ...draft };
    },
  };
  return {
    port,
    /** As lists show it: without the body. */
    summary: async (id: string): Promise<Draft | null> => {
      const known = kept.find(id);
      if (known) return known;
      const fields = { to: 1, cc: 1, subject: 1, attachments: 1, warnings: 1 } as const;
      const row = await model.findById(id, fields).lean<(Omit<Draft, 'id'> & { _id: string }) | null>();
      if (!row) return null;
      const { _id, ...draft } = row;
      return { id: _id, ...draft };
    },
    /** How many drafts each of these inquiries has. */
    countsOf: async (inquiries: string[]): Promise<Map<string, number>> => {
      const rows = await model.find({ inquiry: { $in: inquiries } }, { inquiry: 1 }).lean<Pick<Row, 'inquiry'>[]>();
      const counts = new Map<string, number>();
      for (const { inquiry } of rows) counts.set(inquiry, (counts.get(inquiry) ?? 0) + 1);
      return counts;
    },
    removeOf: async (inquiry: string): Promise<void> => {
      await model.deleteMany({ inquiry });
    },
  };
}

export type Drafts = ReturnType<typeof drafts>;

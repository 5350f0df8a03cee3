/** Outgoing mails not yet sent. A draft never changes: another content is another draft. */
import type { Connection } from 'mongoose';
import type { Draft } from '../domain/draft.ts';
import type { KeptDraft, Store } from './contract.ts';
import { declare, Plain } from './model.ts';
import { recent } from './recent.ts';
import { escaped } from './words.ts';

type Row = Omit<KeptDraft, 'id'> & { _id: string };

/** In the place of an address: valid, and nobody's (RFC 2606). */
const ERASED = 'erased@invalid';

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
      wished: String,
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
    /**
     * The one change to a draft: an address goes out of it, and with it our first wording of what a person then edited, which
     * nobody needs once the inquiry has ended. Says of how many drafts.
     */
    eraseAddress: async (address: string, { except }: { except: string[] }): Promise<number> => {
      const named = new RegExp(escaped(address), 'i');
      const fields = ['to', 'cc', 'subject', 'body', 'text', 'ours.subject', 'ours.body', 'warnings'];
      const rows = await model
        .find({ inquiry: { $nin: except }, $or: fields.map((field) => ({ [field]: named })) })
        .lean<Row[]>();
      const without = (words: string): string => words.replace(new RegExp(named, 'gi'), ERASED);
      const writes = rows.map(({ _id, to, cc, subject, body, text, warnings }) => ({
        updateOne: {
          filter: { _id },
          update: {
            $set: {
              ...{ to: to.map(without), cc: cc.map(without), warnings: warnings.map(without) },
              ...{ subject: without(subject), body: without(body), text: without(text) },
            },
            $unset: { ours: 1 as const },
          },
        },
      }));
      if (writes.length > 0) await model.bulkWrite(writes);
      kept.drop((_, id) => rows.some((row) => row._id === id));
      return rows.length;
    },
    removeOf: async (inquiry: string): Promise<void> => {
      await model.deleteMany({ inquiry });
    },
  };
}

export type Drafts = ReturnType<typeof drafts>;

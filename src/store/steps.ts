/** The timelines' entries. A step is written again when its status changes; a late older write never wins. */
import type { Connection } from 'mongoose';
import type { Step } from '../domain/inquiry.ts';
import { areDuplicates, isDuplicate } from './edge.ts';
import { byInquiry } from './by-inquiry.ts';
import { declare } from './model.ts';

type Row = Step & {
  /** `inquiry/step`. */
  _id: string;
  inquiry: string;
  /** Of `s12` the 12. */
  n: number;
  /** Of the view that it was published with. */
  version: number;
};

export function steps(connection: Connection) {
  const model = declare<Row>(connection, {
    collection: 'steps',
    fields: {
      _id: String,
      inquiry: String,
      n: Number,
      version: Number,
      step: String,
      kind: String,
      status: String,
      at: String,
      since: String,
      by: String,
      summary: String,
      mail: String,
      file: String,
      leadsTo: String,
    },
    indexes: [[{ inquiry: 1, n: 1 }, { unique: true }]],
  });

  return {
    write: async (inquiry: string, version: number, news: Step[]): Promise<void> => {
      if (news.length === 0) return;
      // What one publish says of a step twice is written once, as said last: the writes of a batch do not wait for each other.
      const last = new Map(news.map((step) => [step.step, step]));
      const writes = [...last.values()].map((step) => {
        const _id = `${inquiry}/${step.step}`;
        const replacement = { ...step, _id, inquiry, version, n: Number(step.step.slice(1)) };
        return { replaceOne: { filter: { _id, version: { $lt: version } }, replacement, upsert: true } };
      });
      try {
        await model.bulkWrite(writes, { ordered: false, throwOnValidationError: true });
      } catch (error) {
        if (!areDuplicates(error)) throw error;
      }
    },
    /** The first one told under a number stands. */
    tellOnce: async (inquiry: string, n: number, step: Omit<Step, 'step'>): Promise<Step> => {
      const _id = `${inquiry}/s${n}`;
      const row = { ...step, inquiry, n, step: `s${n}`, version: 0 };
      try {
        await model.updateOne({ _id }, { $setOnInsert: row }, { upsert: true });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
      }
      return (await model.findById(_id).lean<Row | null>()) ?? row;
    },
    find: (inquiry: string, n: number): Promise<Step | null> => model.findById(`${inquiry}/s${n}`).lean<Row | null>(),
    /** Oldest first. */
    of: async (inquiry: string): Promise<Step[]> => {
      const rows = await model.find({ inquiry }).sort({ n: 1 }).lean<Row[]>();
      return rows.map(({ _id, inquiry: _inquiry, n: _n, version: _version, ...step }) => step);
    },
    /** Of several inquiries, each oldest first. */
    ofMany: async (inquiries: string[]): Promise<Map<string, Step[]>> => {
      const rows = await model
        .find({ inquiry: { $in: inquiries } }, { inquiry: 1, kind: 1, status: 1, at: 1, since: 1 })
        .sort({ inquiry: 1, n: 1 })
        .lean<Row[]>();
      return byInquiry(rows);
    },
    removeOf: async (inquiry: string): Promise<void> => {
      await model.deleteMany({ inquiry });
    },
  };
}

export type Steps = ReturnType<typeof steps>;

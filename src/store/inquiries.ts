/** The read model: one row per inquiry, as lists show it, written whole at each published view. */
import type { Connection, Model } from 'mongoose';
import { statuses } from '../domain/inquiry.ts';
import type { Running } from '../domain/stop-all.ts';
import type { InquiryFilter, Store } from './contract.ts';
import type { Drafts } from './drafts.ts';
import { isDuplicate } from './edge.ts';
import { inquiryFields, inquiryIndexes, placeOf, rowOf, summaryOf, type InquiryRow } from './inquiry-row.ts';
import type { Lines } from './lines.ts';
import { declare } from './model.ts';
import { keyOf, pageOf } from './page.ts';
import type { Steps } from './steps.ts';
import { beginningsOf } from './words.ts';

type Port = Store['inquiries'];

interface Parts {
  steps: Steps;
  lines: Lines;
  drafts: Drafts;
}

const MOST_RELATED = 50;
const inList = { place: 0, words: 0, draftId: 0, uncounted: 0 } as const;

export function inquiries(connection: Connection, { steps, lines, drafts }: Parts) {
  const model = declare<InquiryRow>(connection, {
    collection: 'inquiries',
    fields: inquiryFields,
    indexes: inquiryIndexes,
  });

  const port: Omit<Port, 'remove' | 'watch'> = {
    open: async ({ draftId, ...head }) => {
      const row = rowOf({ ...head, lines: [], lineCount: 0, draft: null }, draftId);
      const before = await model
        .findOneAndUpdate({ _id: row._id }, { $setOnInsert: row }, { upsert: true, returnDocument: 'before' })
        .lean<InquiryRow | null>();
      return before && summaryOf(before);
    },
    /** Steps first: whoever sees the new version finds its timeline complete. */
    project: async ({ draftId, ...head }, news) => {
      const [draft, listed] = await Promise.all([
        draftId === null ? null : drafts.summary(draftId),
        lines.summary(head.id),
        steps.write(head.id, head.version, news),
      ]);
      const row = rowOf({ ...head, ...listed, draft }, draftId);
      try {
        await model.replaceOne({ _id: row._id, version: { $lt: row.version } }, row, { upsert: true });
      } catch (error) {
        // This version, or a higher one, is there: the upsert tried to insert beside it.
        if (!isDuplicate(error)) throw error;
      }
    },
    find: async (id) => {
      const row = await model.findById(id).lean<InquiryRow | null>();
      return row && { ...summaryOf(row), draftId: row.draftId };
    },
    timeline: (id) => steps.of(id),
    related: async (id, others) => {
      const rows = await model
        .find({ $or: [{ follows: id }, { _id: { $in: others } }] }, inList)
        .sort({ _id: 1 })
        .limit(MOST_RELATED)
        .lean<InquiryRow[]>();
      return rows.map(summaryOf);
    },
    list: async (filter, { limit, after }) => {
      const rows = await listQuery(model, filter, after)
        .limit(limit + 1)
        .lean<InquiryRow[]>();
      return pageOf(rows, limit, { give: summaryOf, key: ({ attention, _id }) => placeOf(attention, _id) });
    },
    totals: (filter) => totals(model, filter),
    attention: (mailboxes) => attention(model, mailboxes),
  };

  return {
    port,
    model,
    /** Rows published since they were counted for the KPIs. */
    uncounted: async (limit: number, only?: string[]): Promise<InquiryRow[]> =>
      await model
        .find({ uncounted: true, ...(only && { _id: { $in: only } }) }, { lines: 0, words: 0, draft: 0 })
        .limit(limit)
        .lean<InquiryRow[]>(),
    /** What was published meanwhile is counted again. */
    counted: async (rows: Pick<InquiryRow, '_id' | 'version'>[]): Promise<void> => {
      const writes = rows.map(({ _id, version }) => ({
        updateOne: { filter: { _id, version }, update: { $unset: { uncounted: 1 } } },
      }));
      await model.bulkWrite(writes, { ordered: false });
    },
    removeRow: async (id: string): Promise<void> => {
      await model.deleteOne({ _id: id });
    },
  };
}

/** Attention first, then newest: a plain walk down the index of `place`, alone or below one filter. */
export function listQuery(model: Model<InquiryRow>, filter: InquiryFilter, after?: string) {
  const { attention, status, running, createdBefore, customer, assignee, mailbox, q } = filter;
  const below = after === undefined ? [] : [keyOf(after, /^[01][0-9A-Z]{26}$/)];
  if (attention === false) below.push('1');
  const [lowest] = below.sort();
  const place = {
    ...(lowest !== undefined && { $lt: lowest }),
    ...(attention === true && { $gte: '1' }),
  };
  const beginnings = beginningsOf(q ?? '');
  const where: Record<string, unknown> = {
    ...(Object.keys(place).length > 0 && { place }),
    ...(running && { status: { $in: statuses.filter((one) => one !== 'ended') } }),
    ...(status !== undefined && { status }),
    ...(createdBefore !== undefined && { createdAt: { $lt: createdBefore } }),
    ...(customer !== undefined && { 'customer.account': customer }),
    ...(assignee !== undefined && { 'assignee.id': assignee }),
    ...(mailbox !== undefined && { mailbox: { $in: mailbox } }),
    ...(beginnings.length > 0 && { $and: beginnings.map((words) => ({ words })) }),
  };
  return model.find(where, inList).sort({ place: -1 });
}

async function totals(model: Model<InquiryRow>, filter: InquiryFilter): Promise<Running> {
  const there = (field: string) => ({ $ne: [{ $ifNull: [field, null] }, null] });
  const one = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } });
  const [found] = await model.aggregate<Running>([
    { $match: listQuery(model, filter).getFilter() },
    {
      $group: {
        _id: null,
        inquiries: { $sum: 1 },
        quotes: one({ $and: [there('$quote'), { $not: [there('$order')] }] }),
        orders: one(there('$order')),
        drafts: one({ $and: [there('$draftId'), there('$review')] }),
      },
    },
    { $project: { _id: 0 } },
  ]);
  return found ?? { inquiries: 0, quotes: 0, orders: 0, drafts: 0 };
}

/** The badge. `oldest`: since when the longest waiting one waits. Paused inquiries count as `paused`. */
async function attention(model: Model<InquiryRow>, mailboxes?: string[]): ReturnType<Port['attention']> {
  const groups = await attentionQuery(model, mailboxes);
  const since = groups.flatMap(({ oldest }) => oldest ?? []).sort();
  return {
    count: groups.reduce((all, { count }) => all + count, 0),
    byKind: Object.fromEntries(groups.map(({ _id, count }) => [_id, count])),
    oldest: since[0] ?? null,
  };
}

export function attentionQuery(model: Model<InquiryRow>, mailboxes?: string[]) {
  const kind = { $cond: [{ $eq: ['$status', 'paused'] }, 'paused', { $ifNull: ['$review.kind', 'assistance'] }] };
  return model.aggregate<{ _id: string; count: number; oldest: string | null }>([
    { $match: { attention: true, ...(mailboxes && { mailbox: { $in: mailboxes } }) } },
    { $group: { _id: kind, count: { $sum: 1 }, oldest: { $min: { $ifNull: ['$review.since', '$updatedAt'] } } } },
  ]);
}

export type Inquiries = ReturnType<typeof inquiries>;

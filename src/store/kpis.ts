/**
 * One small fact per inquiry, without personal data, that stays when the inquiry is removed. It is derived from what is stored
 * anyway (timeline, mails, drafts), once somebody asks or the inquiry is removed: publishing a view costs nothing more.
 */
import type { Connection } from 'mongoose';
import { secondsBetween, type Fact } from '../domain/kpis.ts';
import type { Step } from '../domain/inquiry.ts';
import type { Store } from './contract.ts';
import type { Drafts } from './drafts.ts';
import type { Inquiries } from './inquiries.ts';
import type { InquiryRow } from './inquiry-row.ts';
import type { Mails, MailTimes } from './mails.ts';
import { declare, Plain } from './model.ts';
import type { Steps } from './steps.ts';

type FactRow = Omit<Fact, 'inquiry'> & { _id: string };
type Row = FactRow & { firstAt: string; lastAt: string };

interface Parts {
  drafts: Drafts;
  inquiries: Inquiries;
  mails: Mails;
  steps: Steps;
}

/** Inquiries counted at a time. */
const BATCH = 200;

export function kpis(connection: Connection, parts: Parts) {
  const model = declare<Row>(connection, {
    collection: 'kpi-facts',
    fields: {
      _id: String,
      mailbox: String,
      firstAt: String,
      lastAt: String,
      mailsIn: [String],
      mailsOut: [String],
      quote: Plain,
      order: Plain,
      drafts: [String],
      edits: Number,
      reviews: [Plain],
      ended: Plain,
    },
    indexes: [[{ lastAt: 1, firstAt: 1 }]],
  });

  /** Counts what has changed since it was counted last; of `only` these, where given. Safe to repeat and to run twice at once. */
  async function catchUp(only?: string[]): Promise<void> {
    for (;;) {
      const rows = await parts.inquiries.uncounted(BATCH, only);
      if (rows.length === 0) return;
      const ids = rows.map(({ _id }) => _id);
      const [steps, mails, drafts] = await Promise.all([
        parts.steps.ofMany(ids),
        parts.mails.timesOf(ids),
        parts.drafts.countsOf(ids),
      ]);
      const writes = rows.map((row) => {
        const fact = factOf(row, steps.get(row._id) ?? [], mails.get(row._id) ?? [], drafts.get(row._id) ?? 0);
        const replacement: Row = { ...fact, _id: row._id, firstAt: row.createdAt, lastAt: row.updatedAt };
        return { replaceOne: { filter: { _id: row._id }, replacement, upsert: true } };
      });
      await model.bulkWrite(writes, { ordered: false });
      await parts.inquiries.counted(rows);
      if (rows.length < BATCH) return;
    }
  }

  const port: Store['kpis'] = {
    catchUp: () => catchUp(),
    facts: ({ since, before, mailbox }) => factsOf(since, before, mailbox),
  };

  async function* factsOf(since: string, before: string, mailbox?: string): AsyncGenerator<Fact> {
    const within = { lastAt: { $gte: since }, firstAt: { $lt: before }, ...(mailbox !== undefined && { mailbox }) };
    const rows = model.find(within, { firstAt: 0, lastAt: 0 }).lean<FactRow[]>().cursor({ batchSize: 1000 });
    for await (const { _id, ...row } of rows) yield { inquiry: _id, ...row };
  }

  return { port, catchUp };
}

export type Kpis = ReturnType<typeof kpis>;

function factOf(
  { mailbox, quote, order, outcome, updatedAt }: InquiryRow,
  steps: Step[],
  mails: MailTimes[],
  drafts: number,
): Omit<Fact, 'inquiry'> {
  const first = (kind: Step['kind']) => steps.find((step) => step.kind === kind && step.status === 'done')?.at;
  const drafted = steps.filter(({ kind }) => kind === 'draft').map(({ at }) => at);
  const ending = steps.findLast(({ kind }) => kind === 'ended')?.at ?? updatedAt;
  const at = (document: InquiryRow['quote'], kind: 'quote' | 'order') =>
    document && { at: first(kind) ?? updatedAt, total: document.total, currency: document.currency };
  return {
    mailbox,
    mailsIn: mails.filter(({ direction }) => direction === 'in').map((mail) => mail.at),
    mailsOut: mails.filter(({ direction }) => direction === 'out').map((mail) => mail.at),
    quote: at(quote, 'quote'),
    order: at(order, 'order'),
    drafts: drafted,
    // A draft never changes: each edit of one is another (drafts.ts).
    edits: Math.max(0, drafts - drafted.length),
    reviews: steps.flatMap(({ since, at, status }) =>
      since !== undefined && (status === 'done' || status === 'skipped')
        ? [{ at, seconds: secondsBetween(since, at) }]
        : [],
    ),
    ended: outcome && { at: ending, outcome },
  };
}

/** One inquiry as `GET /v1/inquiries/:id` and every decision answer it: the read model, joined with what lists leave out. */
import { Failure } from '../domain/failures.ts';
import type { Draft } from '../domain/draft.ts';
import type { InquiryHead, InquirySummary, InquiryView, Related, Step } from '../domain/inquiry.ts';
import type { Link } from '../domain/link.ts';
import { inquiryWorkflowId, type Published } from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';

/** How long a view waits for what only Temporal can say. */
const TEMPORAL_MS = 1_000;

/** News are steps the store may not have yet, or not in their latest form. Steps are numbered in the order of the story. */
export function withNews(timeline: Step[], news: Step[]): Step[] {
  const steps = new Map([...timeline, ...news].map((step) => [step.step, step]));
  const number = ({ step }: Step) => Number(step.slice(1));
  return [...steps.values()].sort((a, b) => number(a) - number(b));
}

/** False too while Temporal is away: its pages are away with it. */
async function hasHistory({ temporal }: Dependencies, { id, status }: InquiryHead): Promise<boolean> {
  if (status !== 'ended') return true;
  const described = temporal.withDeadline(Date.now() + TEMPORAL_MS, () =>
    temporal.workflow.getHandle(inquiryWorkflowId(id)).describe(),
  );
  return described.then(
    () => true,
    () => false,
  );
}

async function linksOf(dependencies: Dependencies, head: InquiryHead): Promise<InquiryView['links']> {
  const { publicUrl, temporal } = dependencies.config;
  const page = (kind: 'quotes' | 'orders', number: string) =>
    `${publicUrl}/v1/sales/${kind}/${encodeURIComponent(number)}`;
  const history =
    temporal.uiUrl && (await hasHistory(dependencies, head))
      ? `${temporal.uiUrl}/namespaces/${temporal.namespace}/workflows/${inquiryWorkflowId(head.id)}`
      : null;
  return {
    temporal: history,
    quote: head.quote && page('quotes', head.quote.number),
    order: head.order && page('orders', head.order.number),
    customer: null, // The embedded CRM has no pages; other connectors will know theirs.
  };
}

/** A link to what was deleted meanwhile leads nowhere: it is left out. */
async function relatedTo({ store }: Dependencies, { id, follows, linked }: InquiryHead): Promise<Related[]> {
  const links: Link[] = [...(follows ? [{ inquiry: follows, relation: 'follows' as const }] : []), ...linked];
  const found = await store.inquiries.related(
    id,
    links.map(({ inquiry }) => inquiry),
  );
  const relationTo = (other: InquirySummary) =>
    links.find(({ inquiry }) => inquiry === other.id)?.relation ?? 'followed-by';
  return found.map((other) => ({
    inquiry: other.id,
    relation: relationTo(other),
    subject: other.subject,
    status: other.status,
    outcome: other.outcome,
    quote: other.quote?.number ?? null,
    order: other.order?.number ?? null,
  }));
}

/** What goes with this state of the inquiry. */
const joined = (dependencies: Dependencies, { draftId, ...head }: InquiryHead & { draftId: string | null }) =>
  Promise.all([
    draftId ? dependencies.store.drafts.find(draftId) : null,
    relatedTo(dependencies, head),
    linksOf(dependencies, head),
  ]);

/**
 * `published`: what a decision was answered with; where it is newer than the store its state and news come first. Who decided
 * waits for this: all is asked for at once, and what goes with the state again only where the store knows a newer one.
 * Throws `NotFound`.
 */
export async function viewOf(dependencies: Dependencies, id: string, published?: Published): Promise<InquiryView> {
  const { inquiries, lines } = dependencies.store;
  const [stored, allLines, timeline, ofPublished] = await Promise.all([
    inquiries.find(id),
    lines.of(id),
    inquiries.timeline(id),
    published && joined(dependencies, published.head),
  ]);
  const isNewer = published && (!stored || stored.version < published.head.version);
  const current = isNewer ? published.head : stored;
  if (!current) throw new Failure('NotFound', `There is no inquiry ${id}`);

  const { draftId: _, ...head } = current;
  const [draft, related, links] = (isNewer && ofPublished) || (await joined(dependencies, current));
  return {
    ...head,
    lines: allLines,
    lineCount: allLines.length,
    draft: draft && shown(draft),
    timeline: withNews(timeline, published?.news ?? []),
    related,
    links,
  };
}

const shown = ({ id, to, cc, subject, body, attachments, warnings }: Draft): Draft => ({
  id,
  to,
  cc,
  subject,
  body,
  attachments,
  warnings,
});

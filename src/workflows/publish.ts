/** At each rest the view goes to the store, and what operators see in the Temporal Web UI is brought up to date. */
import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { SearchAttributeUpdatePair } from '@temporalio/common';
import type { Review } from '../domain/inquiry.ts';
import { headOf, type InquiryState } from '../domain/state.ts';
import { publishLater, publishNow } from './activities.ts';
import type { Story } from './story.ts';
import { AmountMinor, Attention, Currency, InquiryStatus, QuoteNumber, ReviewKind } from './search-attributes.ts';

/**
 * `endsTask`: not as part of this workflow task, since a run that something has just come for is not continued by another: the
 * server lets its task be done again, and a view that was published in it would have shown what then happens otherwise.
 */
export type Publish = (how?: { endsTask?: boolean }) => Promise<void>;

/**
 * Publishes the story as it stands. What is decided while it runs is published by the next round: the loop rests only
 * when nothing is left to tell. A first attempt that fails or hangs leaves the rest to an ordinary activity.
 */
export function createPublisher(story: Story): Publish {
  let published = -1;
  let attributes = '';
  let storeAnswers = true;

  const send = async (endsTask: boolean): Promise<void> => {
    const { state } = story;
    const message = { head: headOf(state), news: state.news };
    const atOnce = !story.settleAnswer() && !endsTask && storeAnswers;
    const kept =
      atOnce &&
      (await publishNow(message).then(
        () => true,
        () => false,
      ));
    if (!kept) await publishLater(message);
    if (atOnce) storeAnswers = kept;
    published = state.version;
    story.drop(state.news);
  };

  return async ({ endsTask = false } = {}) => {
    setCurrentDetails(detailsOf(story.state));
    const values = attributesOf(story.state);
    const text = JSON.stringify(values);
    if (text !== attributes) upsertSearchAttributes(pairsOf(values));
    attributes = text;
    while (published < story.state.version) await send(endsTask);
  };
}

const attributesOf = (state: InquiryState) => {
  const head = headOf(state);
  return {
    status: head.status,
    attention: head.attention,
    review: head.review?.kind ?? null,
    quote: head.quote?.number ?? null,
    amount: state.amountMinor,
    currency: head.quote?.currency ?? null,
  };
};

const pairsOf = (values: ReturnType<typeof attributesOf>): SearchAttributeUpdatePair[] => [
  { key: InquiryStatus, value: values.status },
  { key: Attention, value: values.attention },
  { key: ReviewKind, value: values.review },
  { key: QuoteNumber, value: values.quote },
  { key: AmountMinor, value: values.amount },
  { key: Currency, value: values.currency },
];

/** Markdown, read by the Temporal Web UI; it is computed on demand and costs no history. */
function detailsOf(state: InquiryState): string {
  const { review, quote, order, customer } = state;
  const waiting = review
    ? `**Waits for a person**: ${review.kind} (${review.step}), since ${review.since}`
    : `**${headOf(state).status}**`;
  return [
    waiting,
    ...(review?.reason ? [`> ${review.reason.sentence}`] : []),
    '',
    `| | |\n|---|---|`,
    // The summary that the inquiry began with is gone once its run was continued by another (SDK 1.24).
    `| subject | ${cell(state.subject)} |`,
    `| customer | ${cell(customer?.name ?? customer?.email ?? 'not known yet')} |`,
    ...(quote ? [`| quote | ${quote.number}, revision ${quote.revision}, ${quote.total} ${quote.currency} |`] : []),
    ...(order ? [`| order | ${order.number}, ${order.total} ${order.currency} |`] : []),
    ...(review
      ? [
          `| may be sent | ${review.allowed.map((verb) => `\`${verb} {"step":"${review.step}"${needed(verb, state)}}\``).join(' ')} |`,
        ]
      : []),
    `| inquiry | ${state.id}, run ${workflowInfo().runId} |`,
  ].join('\n');
}

/** Customer text in a Markdown table: nothing in it may end the cell or become markup. */
const cell = (text: string): string => text.replace(/[\\`*_{}[\]<>|\r\n]/g, ' ').slice(0, 120);

/** What a verb needs beside the step, so that what is copied from here is not refused. */
function needed(verb: Review['allowed'][number], { review, edited }: InquiryState): string {
  if (verb === 'edit') return ',…';
  if (verb === 'resume') return ',"outcome":"unchanged"';
  if (verb === 'stop') return ',"confirm":true';
  const [choice] = review?.choices ?? [];
  return verb === 'confirm' && choice && !edited ? `,"choice":"${choice.id}"` : '';
}

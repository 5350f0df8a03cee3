import { WorkflowExecutionAlreadyStartedError, type Client } from '@temporalio/client';
import { ulid } from 'ulid';
import { Failure } from '../domain/failures.ts';
import { followedOf, heirOf } from '../domain/followed.ts';
import type { Link } from '../domain/link.ts';
import type { Mail } from '../domain/mail.ts';
import type { Policy } from '../domain/policy.ts';
import { otherRefusal } from '../domain/merge.ts';
import { opened } from '../domain/opening.ts';
import { headOf } from '../domain/state.ts';
import { INQUIRY, inquiryWorkflowId, mailReceived, TASK_QUEUE, type InquiryInput } from '../workflows/messages.ts';
import type { IntakeDependencies } from './index.ts';
import { threadOf } from './thread.ts';

/** Longest wait for the Temporal server; the mail is stored, so giving up loses nothing. */
const DEADLINE_MS = 5_000;

interface Router {
  /** Starts or signals the mail's inquiry and marks the row; safe to repeat. */
  (mail: Mail): Promise<Mail>;
  newInquiry(): string;
  /** Moves the mail to a new inquiry, which is linked with the one that it comes from. Nothing is moved twice. */
  part(mail: Mail, from: string, into: string): Promise<void>;
  /** Moves all mails of an inquiry to another and tells it of those that came in. */
  merge(from: string, into: string): Promise<void>;
}

/** Mails that continue an inquiry that has ended open a new one, linked to the old. */
export function createRouter({ store, temporal, debounceSeconds }: IntakeDependencies): Router {
  const policyNow = async (): Promise<Policy> => {
    const policy = await store.settings.policy();
    return debounceSeconds === null || debounceSeconds === undefined ? policy : { ...policy, debounceSeconds };
  };

  /** False where that inquiry has ended. */
  const signal = async (
    mail: Mail,
    inquiry: string,
    follows: string | null,
    { linked = [], from }: { linked?: Link[]; from?: string } = {},
  ): Promise<boolean> => {
    const old = follows === null ? null : await store.inquiries.find(follows);
    const input: InquiryInput = {
      id: inquiry,
      mailbox: mail.mailbox,
      subject: mail.subject.slice(0, 300),
      createdAt: mail.receivedAt,
      follows,
      followed: old && followedOf(old),
      assignee: old && heirOf(old),
      linked,
      policy: await policyNow(),
    };
    // In the lists from the first moment, also while Temporal is away; the workflow's first view is newer than this one.
    const before = await store.inquiries.open(headOf(opened(input)));
    // Past its retention Temporal forgets a closed workflow and would start it anew.
    if (before?.outcome) return false;
    try {
      await temporal.withDeadline(Date.now() + DEADLINE_MS, () => start(temporal, input, mail, from));
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      return false;
    }
    return true;
  };

  const route = async (mail: Mail): Promise<Mail> => {
    const inquiry = mail.inquiry!;
    if (!(await signal(mail, inquiry, await followedBy(mail)))) return await follow(mail, inquiry);
    await store.mails.markRouted(mail.id);
    return mail;
  };

  /** A crash may come between the move to an inquiry of its own and that one's start: the link is found in the thread again. */
  const followedBy = async (mail: Mail): Promise<string | null> => {
    if (mail.disposition !== 'continues') return null;
    const before = (await threadOf(store, mail))?.inquiry ?? null;
    return before === mail.inquiry ? null : before;
  };

  /** The inquiry has ended: the mail goes on in one of its own. A robot's mail opens nothing. */
  const follow = async (mail: Mail, ended: string): Promise<Mail> => {
    const robot = mail.disposition === 'auto-reply' || mail.disposition === 'bounce';
    const handled = robot || (await store.inquiries.timeline(ended)).some((step) => step.mail === mail.id);
    const heir = await mergedInto(ended);
    const moved = handled ? null : await store.mails.reassign(mail.id, ended, heir ?? ulid());
    if (moved && heir) return await route(moved);
    if (moved) await signal(moved, moved.inquiry!, ended);
    await store.mails.markRouted(mail.id);
    return moved ?? mail;
  };

  /** Null where that one has ended too: two that were merged into each other would pass a mail to and fro. */
  const mergedInto = async (ended: string): Promise<string | null> => {
    const links = (await store.inquiries.find(ended))?.linked ?? [];
    const into = links.find(({ relation }) => relation === 'merged-into')?.inquiry;
    const heir = into === undefined ? null : await store.inquiries.find(into);
    return heir?.outcome === null ? heir.id : null;
  };

  const part = async ({ id, inquiry }: Mail, from: string, into: string): Promise<void> => {
    const moved = inquiry === into ? await store.mails.find(id) : await store.mails.reassign(id, from, into);
    if (!moved) throw new Failure('NotFound', 'This inquiry has no such mail.');
    await signal(moved, into, null, { linked: [{ inquiry: from, relation: 'split-from' }] });
    await store.mails.markRouted(id);
  };

  const merge = async (from: string, into: string): Promise<void> => {
    const [one, other] = await Promise.all([store.inquiries.find(from), store.inquiries.find(into)]);
    const sentence = otherRefusal({ id: from, customer: one?.customer ?? null }, into, other);
    if (sentence) throw new Failure('NothingToMerge', sentence);
    for (const id of await store.mails.idsOf(from)) {
      const moved = await store.mails.reassign(id, from, into);
      const taken = moved?.direction !== 'in' || (await signal(moved, into, null, { from }));
      // It ended in this very moment: what nobody would read there stays here.
      if (!taken) await store.mails.reassign(id, into, from);
      await store.mails.markRouted(id);
      if (!taken) throw new Failure('NothingToMerge', `Inquiry ${into} has ended.`);
    }
  };

  return Object.assign(route, { newInquiry: () => ulid(), part, merge });
}

/** Summary and search attributes hold no personal data of the customer's beyond what the codec encrypts. */
const start = async (temporal: Client, input: InquiryInput, mail: Mail, from?: string): Promise<unknown> =>
  await temporal.workflow.signalWithStart(INQUIRY, {
    workflowId: inquiryWorkflowId(input.id),
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    taskQueue: TASK_QUEUE,
    args: [input],
    signal: mailReceived,
    signalArgs: [{ mail: mail.id, ...(from === undefined ? {} : { from }) }],
    staticSummary: `${mail.from?.name || mail.from?.address || 'Unknown sender'}: ${mail.subject}`.slice(0, 190),
    staticDetails: `Mail to ${mail.mailbox}, received ${mail.receivedAt}.`,
  });

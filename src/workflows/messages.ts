/**
 * The inquiry's protocol. Every human action exists twice under one name: an update (the API; its caller learns the result)
 * and a signal (any other front end, the Temporal Web UI; what is not legal now is written to the timeline as refused).
 */
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Assign, Confirm, Edit, Merge, Person, Resume, Skip, Snooze, Split, Stop } from '../domain/decision.ts';
import type { Followed } from '../domain/followed.ts';
import type { InquiryHead, Step } from '../domain/inquiry.ts';
import type { Link } from '../domain/link.ts';
import type { Policy } from '../domain/policy.ts';
import type { InquiryState } from '../domain/state.ts';

/** Workflow type name and id prefix; the API starts and signals by name so that it never loads workflow code. */
export const INQUIRY = 'inquiry';
export const inquiryWorkflowId = (inquiry: string): string => `inquiry-${inquiry}`;

export const TASK_QUEUE = 'quotewright';
export const pdfQueueOf = (taskQueue: string): string => `${taskQueue}-pdf`;

/** What a decision answers with: the view's own part, and the steps that may not be in the store yet. */
export interface Published {
  head: InquiryHead & { draftId: string | null };
  news: Step[];
}

/** `by` is optional for signals sent by hand. */
export type By<T> = T & { by?: Person };

export const confirm = defineUpdate<Published, [By<Confirm>]>('confirm');
export const edit = defineUpdate<Published, [By<Edit>]>('edit');
export const skip = defineUpdate<Published, [By<Skip>]>('skip');
export const resume = defineUpdate<Published, [By<Resume>]>('resume');
export const stop = defineUpdate<Published, [By<Stop>]>('stop');

export const split = defineUpdate<Published, [By<Split>]>('split');
export const merge = defineUpdate<Published, [By<Merge>]>('merge');

/** Neither is a decision: whose it is to look at, and from when. */
export const snooze = defineUpdate<Published, [By<Snooze>]>('snooze');
export const assign = defineUpdate<Published, [By<Assign>]>('assign');

export const confirmSignal = defineSignal<[By<Confirm>]>('confirm');
export const editSignal = defineSignal<[By<Edit>]>('edit');
export const skipSignal = defineSignal<[By<Skip>]>('skip');
export const resumeSignal = defineSignal<[By<Resume>]>('resume');
export const stopSignal = defineSignal<[By<Stop>]>('stop');
export const splitSignal = defineSignal<[By<Split>]>('split');
export const mergeSignal = defineSignal<[By<Merge>]>('merge');
export const snoozeSignal = defineSignal<[By<Snooze>]>('snooze');
export const assignSignal = defineSignal<[By<Assign>]>('assign');

/** A stored mail now belongs to this inquiry; `from`: the inquiry that was merged into it. Sent at least once; the workflow drops what it has seen. */
export const mailReceived = defineSignal<[{ mail: string; from?: string }]>('mailReceived');

/** The state as published next; reads history, writes nothing. */
export const view = defineQuery<Published>('view');

/** What starts an inquiry. Plain JSON. */
export interface InquiryInput {
  id: string;
  mailbox: string;
  subject: string;
  /** ISO instant. */
  createdAt: string;
  /** The ended inquiry that this one goes on from, if any. */
  follows: string | null;
  /** What became of that one. */
  followed?: Followed | null;
  /** Inquiries that it was parted from. */
  linked?: Link[];
  /** Whose it is from the beginning. */
  assignee?: Person | null;
  /** The settings as they stood when the inquiry began. */
  policy: Policy;
  /** Set when a run continues another. */
  state?: InquiryState;
  /** Events after which a run is continued by another, sooner than the server suggests it: for tests. */
  renewAfter?: number;
}

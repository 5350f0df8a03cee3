/** The inquiry's protocol with nothing behind it: what the API meets on a real server, whatever the product's workflow does. */
import { ApplicationFailure, condition, setHandler } from '@temporalio/workflow';
import type { InquiryHead } from '../../src/domain/inquiry.ts';
import { confirm, stop, type Published } from '../../src/workflows/messages.ts';

export async function deciding(head: InquiryHead & { draftId: string | null }): Promise<void> {
  let ended = false;
  setHandler(confirm, () => ({ head: { ...head, version: head.version + 1 }, news: [] }), {
    validator: ({ step }) => {
      if (step === head.review?.step) return;
      const details = [{ step: head.review?.step, allowed: head.review?.allowed }];
      throw ApplicationFailure.create({ type: 'StepIsStale', message: `${step} is over`, details });
    },
  });
  setHandler(stop, (): Published => {
    ended = true;
    return {
      head: { ...head, version: head.version + 2, status: 'ended', outcome: 'stopped', review: null },
      news: [],
    };
  });
  await condition(() => ended);
}

import type { Published } from '../workflows/messages.ts';
import type { Dependencies } from './dependencies.ts';

/** Writes the view to the read model, unless a newer one is there. */
export const publish =
  ({ store }: Dependencies) =>
  async ({ head, news }: Published): Promise<void> =>
    await store.inquiries.project(head, news);

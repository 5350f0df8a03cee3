import type { Dependencies } from './dependencies.ts';

/** Mails that reached an inquiry after its end, unread: intake routes them anew, each to an inquiry that follows this one. */
export const returnMails =
  ({ store }: Dependencies) =>
  async ({ inquiry, mails }: { inquiry: string; mails: string[] }): Promise<void> => {
    // Given from the inquiry to itself a mail counts as not routed; one that is not its own is left alone.
    for (const mail of mails) await store.mails.reassign(mail, inquiry, inquiry);
  };

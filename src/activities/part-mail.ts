import type { Dependencies } from './dependencies.ts';

/** The mail of somebody else goes to an inquiry of its own; asked again, to the same one. */
export const partMail =
  ({ intake }: Dependencies) =>
  async ({ inquiry, mail, into }: { inquiry: string; mail: string; into: string }): Promise<void> =>
    await intake.part(mail, inquiry, into);

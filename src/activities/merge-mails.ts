import type { Dependencies } from './dependencies.ts';

/** The mails of an inquiry go to another, which is told of each; asked again, those that are left. */
export const mergeMails =
  ({ intake }: Dependencies) =>
  async ({ inquiry, into }: { inquiry: string; into: string }): Promise<void> =>
    await intake.merge(inquiry, into);

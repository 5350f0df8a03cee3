import type { Dependencies } from './dependencies.ts';

/** Routes mails that were stored but, after a crash or while Temporal was away, never reached their inquiry. */
export const driveMails =
  ({ intake }: Dependencies) =>
  async (): Promise<number> =>
    await intake.drive();

/** One turn of the mailbox schedule: mails that were stored but never reached their inquiry are routed again. */
import { driveMails } from './activities.ts';

export async function mailbox(): Promise<number> {
  return await driveMails();
}

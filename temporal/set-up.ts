import { type Connection, ScheduleClient } from '@temporalio/client';
import { setMailboxSchedule } from './mailbox-schedule.ts';
import { registerSearchAttributes } from './search-attributes.ts';

/**
 * Prepares a namespace for Quotewright: search attributes and schedules. May run at every start and in several processes at once.
 * The namespace itself and its retention belong to whoever runs the server.
 */
export async function setUpTemporal({
  connection,
  namespace,
  log,
}: {
  connection: Connection;
  namespace: string;
  log: { info(facts: object, sentence: string): void };
}): Promise<void> {
  const registered = await registerSearchAttributes(connection, namespace);
  const schedule = await setMailboxSchedule(new ScheduleClient({ connection, namespace }));
  log.info({ namespace, registered, schedule }, 'Temporal is set up');
}

import type { Address } from '../domain/schema.ts';
import type { Wishes } from '../domain/state.ts';
import type { Store } from '../store/contract.ts';

/** What the customer wants beside the lines, from the newest mail that says it; what a person set comes first. A day that is over is named, not used. */
export async function wishesOf(
  store: Pick<Store, 'readings'>,
  mails: string[],
  set: Wishes,
): Promise<{
  requestedDate: string | null;
  shipTo: Address | null;
  reference: string | null;
  passedDay: string | null;
}> {
  const readings = (await Promise.all(mails.map((mail) => store.readings.find(mail))))
    .filter((reading) => reading !== null)
    .reverse();
  const newest = <T>(value: (reading: (typeof readings)[number]) => { value: T } | null): T | null =>
    readings.map(value).find((read) => read !== null)?.value ?? null;
  const day = newest(({ requestedDate }) => requestedDate);
  const passed = day !== null && day < new Date().toISOString().slice(0, 10);
  return {
    requestedDate: set.requestedDate !== undefined ? set.requestedDate : passed ? null : day,
    shipTo: set.shipTo !== undefined ? set.shipTo : newest(({ shipTo }) => shipTo),
    reference: newest(({ reference }) => reference),
    passedDay: passed && set.requestedDate === undefined ? day : null,
  };
}

import { today } from '../domain/day.ts';

/**
 * The day the customer wants it by, as it is looked at when their mail is drafted: `wished` where it is ahead, so that sending
 * looks again; a warning where it is over.
 */
export function wishedDay(
  day: string | null | undefined,
  { timeZone }: { timeZone: string },
): { wished: string | null; warnings: string[] } {
  if (!day) return { wished: null, warnings: [] };
  if (day >= today(timeZone)) return { wished: day, warnings: [] };
  return { wished: null, warnings: [`The customer wants it by ${day}, which is over.`] };
}

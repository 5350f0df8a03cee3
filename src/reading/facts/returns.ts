/** When somebody is back, as their automatic reply says: the last of the days it names, for absences are told from first to last. */
import type { Language } from '../languages/index.ts';
import { dates } from './dates.ts';

/** YYYY-MM-DD, after the day of the mail; null where it names none. */
export function returns(text: string, language: Language, asOf: string, country: string | null): string | null {
  const days = dates(text, language, asOf, country).flatMap(({ day }) => (day > asOf ? day : []));
  return days.sort().at(-1) ?? null;
}

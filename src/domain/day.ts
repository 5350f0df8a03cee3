/** Calendar days at a place. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once a time zone: making one takes a millisecond. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return format;
}

/** The day it is now in a time zone (IANA name), YYYY-MM-DD. */
export const today = (timeZone: string, now = new Date()): string => formatOf(timeZone).format(now);

export function plusDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** A calendar day at the customer's: it is over when it is over in all of their country. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** Made once a time zone: making one takes a millisecond. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const two = '2-digit';
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric' },
    ...{ month: two, day: two, hour: two, minute: two, second: two },
  });
  formats.set(timeZone, format);
  return format;
}

/** The instant after the last moment of a day (YYYY-MM-DD) in the country (ISO 3166); where that is not known, in `timeZone`. */
export function endOfLastDay(day: string, country: string | null | undefined, timeZone: string): string {
  const ends = zonesOf(country ?? '').map((zone) => endOfDay(day, zone));
  return ends.sort().at(-1) ?? endOfDay(day, timeZone);
}

/** A property in Node 20, a method since Node 24 (ECMA-402, Intl Locale Info). */
type LocaleInfo = Intl.Locale & { timeZones?: string[]; getTimeZones?: () => string[] | undefined };

function zonesOf(country: string): string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const locale: LocaleInfo = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

function endOfDay(day: string, timeZone: string): string {
  const next = Date.parse(`${day}T00:00:00Z`) + 86_400_000;
  const wall = (at: number): number => {
    const parts = formatOf(timeZone).formatToParts(at);
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '00';
    return Date.parse(`${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}:${of('second')}Z`);
  };
  // Two rounds: the offset at the first guess may be the other side of a change to or from summer time.
  const guess = next - (wall(next) - next);
  return new Date(guess - (wall(guess) - next)).toISOString();
}

/** Dates as customers write them, resolved against the day of the mail and the order of day and month in the sender's country. */
import { list } from '../languages/contract.ts';
import { language as knownLanguage, type Language } from '../languages/index.ts';
import { fold } from '../words.ts';

export interface DateRead {
  start: number;
  end: number;
  /** YYYY-MM-DD */
  day: string;
  /** False where day and month may be meant the other way round, or only a week or month is said. */
  certain: boolean;
}

const iso = (date: Date): string => date.toISOString().slice(0, 10);
const utc = (year: number, month: number, day: number): Date | null => {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date : null;
};
const plus = (day: string, days: number): Date => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000);

/** Monday of an ISO 8601 week. */
export function weekStart(year: number, week: number): Date {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * 86_400_000;
  return new Date(monday + (week - 1) * 7 * 86_400_000);
}

/** The next such day on or after the mail's; a date some weeks past is meant as past only with its year. */
function nearest(asOf: string, month: number, day: number): string | null {
  const year = Number(asOf.slice(0, 4));
  const date = utc(year, month, day);
  if (!date) return null;
  return iso(date) < iso(plus(asOf, -30))
    ? utc(year + 1, month, day)
      ? iso(utc(year + 1, month, day) as Date)
      : null
    : iso(date);
}

const alternatives = (words: string[]): string =>
  [...words]
    .map(fold)
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'))
    .join('|');

interface Patterns {
  months: Map<string, number>;
  weekdays: Map<string, number>;
  dayMonth: RegExp;
  monthDay: RegExp;
  weekday: RegExp;
  week: RegExp;
  nextWeek: RegExp;
  inSpan: RegExp;
  relative: RegExp;
  endOf: RegExp;
  endOfThis: RegExp;
}
const built = new Map<string, Patterns>();

function patterns(language: Language): Patterns {
  const found = built.get(language.code);
  if (found) return found;
  const dates = language.knowledge.dates;
  const months = new Map(dates.months.flatMap((names, i) => list(names).map((name) => [fold(name), i + 1] as const)));
  const weekdays = new Map(dates.weekdays.flatMap((names, i) => list(names).map((name) => [fold(name), i] as const)));
  const month = alternatives([...months.keys()]);
  // Two-letter weekdays are too short to be told from other words when they stand alone.
  const weekday = alternatives([...weekdays.keys()].filter((name) => name.length > 3));
  const next = `(?:${alternatives(list(dates.next))})`;
  const weeks = `(?:${alternatives(list(dates.week))})`;
  const b = '(?<![\\p{L}\\p{N}])';
  const e = '(?![\\p{L}\\p{N}])';
  const numbers = alternatives([...language.numbers].filter(([, value]) => value < 60).map(([word]) => word));
  const made: Patterns = {
    months,
    weekdays,
    dayMonth: new RegExp(
      `${b}(\\d{1,2})(?:\\s?(?:${alternatives([...list(dates.ordinal), 'º', '°', '.'])}))?(?:\\s+(?:de|of|of the))?[\\s.-]{1,3}(${month})\\.?(?:(?:\\s+de|,)?\\s+(\\d{4}))?${e}`,
      'gu',
    ),
    monthDay: new RegExp(`${b}(${month})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4}))?${e}(?![:.]\\d)`, 'gu'),
    weekday: new RegExp(
      `${b}(?:(${alternatives(list(dates.next))})\\s+)?(${weekday})(?:\\s+(${alternatives(list(dates.next))}))?${e}`,
      'gu',
    ),
    week: new RegExp(
      `${b}(?:(${weekday})\\s+(?:\\p{L}{1,5}\\s+){0,2})?(?:${alternatives(list(dates.calendarWeek))})\\.?\\s*(\\d{1,2})(?:[/\\s](\\d{4}|\\d{2}))?${e}`,
      'gu',
    ),
    nextWeek: new RegExp(
      `${b}(?:(${weekday})\\s+(?:\\p{L}{1,5}\\s+){0,2})?(?:${next}\\s+${weeks}|${weeks}\\s+${next})(?:,?\\s+(?:\\p{L}{1,4}\\s+)?(${weekday}))?${e}`,
      'gu',
    ),
    inSpan: new RegExp(
      `${b}(?:${alternatives(list(dates.in))})\\s+(\\d{1,3}|${numbers}|${alternatives([...language.articles])})\\s+(${alternatives([...list(dates.week), ...list(dates.day), ...list(dates.month)])})${e}`,
      'gu',
    ),
    relative: new RegExp(`${b}(${alternatives([...list(dates.dayAfterTomorrow), ...list(dates.tomorrow)])})${e}`, 'gu'),
    endOfThis: new RegExp(
      `${b}(?:${alternatives(list(dates.endOf))})\\s+(?:\\p{L}{1,6}['’\\s]\\s?){0,2}(?:${alternatives(list(dates.month))})${e}`,
      'gu',
    ),
    endOf: new RegExp(`${b}(?:${alternatives(list(dates.endOf))})\\s+(?:\\p{L}{1,3}\\s+){0,2}(${month})${e}`, 'gu'),
  };
  built.set(language.code, made);
  return made;
}

const monthFirst = new Set(['US', 'PH', 'FM', 'MH', 'PW']);

/** All dates in a text, in order, without overlaps; places are those of the text. */
export function dates(text: string, language: Language, asOf: string, country: string | null): DateRead[] {
  const folded = fold(text);
  const found: DateRead[] = [];
  const add = (match: RegExpExecArray | RegExpMatchArray, day: string | null, certain: boolean): void => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if (day !== null && !found.some((other) => start < other.end && end > other.start))
      found.push({ start, end, day, certain });
  };
  const full = (year: string | undefined, month: number, day: number): string | null => {
    if (year === undefined || year === '') return nearest(asOf, month, day);
    const date = utc(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
    return date && iso(date);
  };
  for (const match of folded.matchAll(/(?<![\p{L}\p{N}.-])(20\d{2})-(\d{1,2})-(\d{1,2})(?![\p{N}-])/gu))
    add(match, full(match[1], Number(match[2]), Number(match[3])), true);
  for (const match of folded.matchAll(
    /(?<![\p{L}\p{N}./-])(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\p{L}\p{N}/]|[.,-]\d|["″])/gu,
  )) {
    const [first, second] = [Number(match[1]), Number(match[3])];
    const sign = match[2];
    // Without a year only where a date is likely: "12/4" yes, "3.5" no.
    const bare = match[4] === undefined;
    if (bare && (sign === '-' || (sign === '.' && folded[(match.index ?? 0) + match[0].length] !== '.'))) continue;
    if (
      bare &&
      sign === '/' &&
      !/(?:by|before|on|for|for the|le|pour le|avant le|am|bis|bis zum|zum|antes del|el|entro il|il|op|voor|den|senest|ate|dia|do|na|dnia|per)\s+(?:[\p{L}.]{2,10}\s+)?$/u.test(
        folded.slice(Math.max(0, (match.index ?? 0) - 24), match.index),
      )
    )
      continue;
    const american = sign === '/' && (country === null ? language.code === 'en' : monthFirst.has(country));
    const [day, month] =
      first > 12 ? [first, second] : second > 12 ? [second, first] : american ? [second, first] : [first, second];
    const clear = first > 12 || second > 12 || first === second || sign !== '/' || country !== null;
    add(match, full(match[4], month, day), clear);
  }
  for (const each of language.code === 'en' ? [language] : [language, knownLanguage('en')]) {
    const p = patterns(each);
    const own = each === language;
    for (const match of folded.matchAll(p.dayMonth))
      add(match, full(match[3], p.months.get(match[2] ?? '') ?? 0, Number(match[1])), true);
    for (const match of folded.matchAll(p.monthDay))
      add(match, full(match[3], p.months.get(match[1] ?? '') ?? 0, Number(match[2])), true);
    if (!own) continue;
    for (const match of folded.matchAll(p.endOf)) {
      const month = p.months.get(match[1] ?? '') ?? 1;
      const day = nearest(asOf, month, 28);
      if (day) add(match, iso(new Date(Date.UTC(Number(day.slice(0, 4)), month, 0))), false);
    }
    for (const match of folded.matchAll(p.endOfThis)) {
      const date = new Date(`${asOf}T00:00:00Z`);
      add(match, iso(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0))), false);
    }
    for (const match of folded.matchAll(p.week)) {
      const week = Number(match[2]);
      if (week < 1 || week > 53) continue;
      let year = match[3] ? Number(match[3].padStart(4, '20')) : Number(asOf.slice(0, 4));
      if (!match[3] && iso(new Date(weekStart(year, week).getTime() + 6 * 86_400_000)) < asOf) year++;
      const weekday = match[1] ? (p.weekdays.get(match[1]) ?? 4) : 4;
      add(match, iso(new Date(weekStart(year, week).getTime() + weekday * 86_400_000)), match[1] !== undefined);
    }
    for (const match of folded.matchAll(p.nextWeek)) {
      const weekday = p.weekdays.get(match[1] ?? match[2] ?? '');
      const today = (new Date(`${asOf}T00:00:00Z`).getUTCDay() + 6) % 7;
      if (weekday !== undefined) add(match, iso(plus(asOf, 7 - today + weekday)), true);
    }
    for (const match of folded.matchAll(p.inSpan)) {
      const amount = /^\d/.test(match[1] ?? '') ? Number(match[1]) : (each.numbers.get(match[1] ?? '') ?? 1);
      const unit = match[2] ?? '';
      const weeks = list(each.knowledge.dates.week).map(fold).includes(unit);
      const months = list(each.knowledge.dates.month).map(fold).includes(unit);
      if (months) {
        const date = new Date(`${asOf}T00:00:00Z`);
        date.setUTCMonth(date.getUTCMonth() + amount);
        add(match, iso(date), true);
      } else add(match, iso(plus(asOf, amount * (weeks ? 7 : 1))), true);
    }
    for (const match of folded.matchAll(p.relative)) {
      const after = list(each.knowledge.dates.dayAfterTomorrow)
        .map(fold)
        .includes(match[1] ?? '');
      add(match, iso(plus(asOf, after ? 2 : 1)), true);
    }
    for (const match of folded.matchAll(p.weekday)) {
      const weekday = p.weekdays.get(match[2] ?? '');
      if (weekday === undefined) continue;
      const today = (new Date(`${asOf}T00:00:00Z`).getUTCDay() + 6) % 7;
      const next = match[1] !== undefined || match[3] !== undefined;
      let ahead = (weekday - today + 7) % 7 || 7;
      // "Next Friday", said early in the week, is the Friday after this one: not certain.
      // "Friday week", "a week from Friday".
      const later =
        each.code === 'en' &&
        (/^ week\b/.test(
          folded.slice((match.index ?? 0) + match[0].length, (match.index ?? 0) + match[0].length + 6),
        ) ||
          /\ba week (?:from|on) $/.test(folded.slice(Math.max(0, (match.index ?? 0) - 14), match.index)));
      if (later) ahead += 7;
      else if (next && weekday > today) ahead += 7;
      add(match, iso(plus(asOf, ahead)), !next);
    }
  }
  // A weekday right before its date belongs to it.
  return found
    .sort((a, b) => a.start - b.start)
    .filter((one, i, all) => {
      const following = all[i + 1];
      return !(
        following &&
        following.start - one.end <= 6 &&
        !/\d/.test(folded.slice(one.start, one.end)) &&
        /^[\s,]*(?:the |den |der |d\. |le |il |el )?[\s,]*$/.test(folded.slice(one.end, following.start))
      );
    });
}

/** Days with their year as people write them in a language: in words, in figures, as ISO 8601. */

const iso = (year: number, month: number, day: number): string[] =>
  month >= 1 && month <= 12 && day >= 1 && day <= 31
    ? [`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`]
    : [];

/** Each in every way it may be read: 3/4/2027 is a day of March or of April. */
export function daysIn(line: string, tag: string): { text: string; readings: string[] }[] {
  const format = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, month) =>
    format
      .formatToParts(Date.UTC(2026, month, 15))
      .find(({ type }) => type === 'month')!
      .value.toLowerCase(),
  );
  const month = months.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const at = (name: string) => months.indexOf(name.toLowerCase()) + 1;
  return [
    ...[...line.matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g)].map(([text, y, m, d]) => ({
      text,
      readings: iso(+y!, +m!, +d!),
    })),
    ...[...line.matchAll(/\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b/g)].map(([text, a, b, y]) => ({
      text,
      readings: [...iso(+y!, +b!, +a!), ...iso(+y!, +a!, +b!)],
    })),
    ...[
      ...line.matchAll(new RegExp(`\\b(\\d{1,2})(?:er|º|\\.)?\\s+(?:de\\s+)?(${month})\\s+(?:de\\s+)?(\\d{4})`, 'giu')),
    ].map(([text, d, m, y]) => ({
      text,
      readings: iso(+y!, at(m!), +d!),
    })),
    ...[...line.matchAll(new RegExp(`(${month})\\s+(\\d{1,2}),?\\s+(\\d{4})`, 'giu'))].map(([text, m, d, y]) => ({
      text,
      readings: iso(+y!, at(m!), +d!),
    })),
  ];
}

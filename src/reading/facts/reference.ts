/** The customer's own number for the request or order. Our quote numbers and item numbers are never it. */
import type { Read } from '../../domain/reading.ts';
import type { Language } from '../languages/index.ts';
import { language as knownLanguage } from '../languages/index.ts';
import { evidence, type Page } from '../lines/page.ts';
import { fold } from '../words.ts';

const value =
  /^[\s:#.°ºo№()'’-]{0,6}(?:(?:is|are|ist|lautet|est|es|e|é|è|er|är|ar|jest|number|no|nr|num|n|numero|nummer|numer|auf|mit|ref|le|la|el|il|de|den|det|a|o)[\s:.°º#]{1,3}){0,4}((?<![A-Za-z])(?:[A-Za-z]{1,6}[-\s/])?[A-Za-z0-9]{0,10}\d[A-Za-z0-9./_-]{1,30})/;
/** A day of a month; "47/11/2026" numbers something. */
const isDate = (text: string): boolean => {
  const [, day = '', month = ''] = /^(\d{1,2})[./](\d{1,2})[./]\d{2,4}$/.exec(text) ?? [];
  const within = (a: string, b: string): boolean => Number(a) <= 31 && Number(b) <= 12;
  return day !== '' && (within(day, month) || within(month, day));
};
const ours = /^q-?\d/i;
const others =
  /(?:your|yours|ihr|ihre|ihrem|ihrer|ihren|votre|vos|su|sus|vs|vostro|vostra|uw|jullie|vosso|vossa|jeres|er|ert|wasz|panstwa)\.?\s+$/;

/** Excludes values that the caller knows to be something else (item numbers, dates, phones). */
export function reference(
  pages: { page: Page; start: number; end: number }[],
  language: Language,
  excluded: (page: Page, start: number, end: number, value: string) => boolean,
): Read<string> | null {
  const known = language.code === 'en' ? [language] : [language, knownLanguage('en')];
  for (const { page, start, end } of pages) {
    const text = page.text.slice(start, end);
    const folded = fold(text);
    for (const each of known)
      for (const cue of each.cue('reference').all(folded)) {
        if (others.test(folded.slice(Math.max(0, cue.start - 14), cue.start))) continue;
        const match = value.exec(text.slice(cue.end, cue.end + 60));
        if (!match) {
          // "RFQ-26-0871", "BC-2026-0932": the word is part of the number.
          const whole = /^[-/]?\s?\d[A-Za-z0-9./-]{2,30}/.exec(text.slice(cue.end));
          if (!whole || cue.text.length > 5) continue;
        }
        let found = (match?.[1] ?? '').replace(/[.,;:)-]+$/, '');
        let from = cue.end + (match ? match[0].length - (match[1] ?? '').length : 0);
        const glued = /^[-/]\d/.test(text.slice(cue.end)) || (match !== null && /^[-/]/.test(match[0]));
        if (glued && cue.text.length <= 5) {
          found = (/^[A-Za-z0-9./_-]{1,40}/.exec(text.slice(cue.start))?.[0] ?? '').replace(/[.,;:)-]+$/, '');
          from = cue.start;
        }
        if (found.replace(/\D/g, '').length < 2 || found.length < 3 || ours.test(found)) continue;
        if (isDate(found.split(' ').pop() ?? '') || /^\d{1,3}(?:[.,]\d{2})$/.test(found)) continue;
        if (excluded(page, start + from, start + from + found.length, found)) continue;
        return {
          value: found,
          confidence: 0.93,
          reason: `named after "${text.slice(cue.start, cue.end)}"`,
          evidence: [evidence(page, start + from, start + from + found.length)],
        };
      }
  }
  return null;
}

/** "RP-58/2026", "26/0417", "4500-112": a code that stands in a subject or a file's name says what the mail is about. */
const code =
  /(?<![\p{L}\p{N}./-])(?:[A-Z]{1,6}[-/]\d{2,8}(?:[-/.]\d{1,8}){0,3}|\d{2,8}[-/]\d{2,8}(?:[-/]\d{1,8})?|[A-Z]{2,6}\d{4,10})(?![\p{L}\p{N}/-])/gu;

/** The only such code of a short text, or null. Dates, our own numbers and what the caller knows are none. */
export function referenceCode(page: Page, excluded: (start: number, end: number) => boolean): Read<string> | null {
  const found = [...page.text.slice(0, 200).matchAll(code)].filter(
    ({ 0: text, index }) =>
      !ours.test(text) &&
      !/^\d{1,2}[-/]\d{1,2}(?:[-/]\d{2,4})?$|^\d{4}-\d{2}(?:-\d{2})?$|^(?:KW|CW|W|Q|COVID)[-/]?\d/.test(text) &&
      !excluded(index, index + text.length),
  );
  const [only] = found;
  if (!only || found.length > 1) return null;
  return {
    value: only[0],
    confidence: 0.75,
    reason: 'the code in the subject or a file name',
    evidence: [evidence(page, only.index, only.index + only[0].length)],
  };
}

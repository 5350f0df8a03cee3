/** When the goods are wanted: of the dates in a mail, the one that is said of delivery and not of our answer. */
import type { Read } from '../../domain/reading.ts';
import type { Language } from '../languages/index.ts';
import { evidence, type Stretch } from '../lines/page.ts';
import { fold } from '../words.ts';
import { dates, type DateRead } from './dates.ts';

interface Candidate {
  date: DateRead;
  stretch: Stretch;
  score: number;
}
const weak = 4;

export function requestedDate(
  list: Stretch[],
  language: Language,
  asOf: string,
  country: string | null,
): Read<string> | null {
  const candidates: Candidate[] = [];
  list.forEach((stretch, i) => {
    const text = stretch.page.text.slice(stretch.start, stretch.end);
    const found = dates(text, language, asOf, country);
    if (found.length === 0) return;
    const folded = fold(text);
    // A heading alone on the line before says what the date is: "Required on dock:".
    const before = list[i - 1];
    const heading =
      before &&
      before.page === stretch.page &&
      stretch.start - before.end < 4 &&
      /[:：]\s*$/.test(before.page.text.slice(before.start, before.end))
        ? fold(before.page.text.slice(before.start, before.end))
        : '';
    const lead = heading === '' ? 0 : heading.length + 1;
    const whole = lead === 0 ? folded : `${heading} ${folded}`;
    const delivery = language.cue('delivery').all(whole);
    const answer = language.cue('answer').all(whole);
    const elsewhere = language.cue('elsewhere').all(whole);
    for (const date of found) {
      if (date.day < asOf) continue;
      const at = date.start + lead;
      const end = date.end + lead;
      const away = (cue: { start: number; end: number }): number =>
        cue.end <= at ? at - cue.end : cue.start >= end ? (cue.start - end) * 1.5 + 10 : 0;
      const near = (cues: { start: number; end: number; text: string }[]): number =>
        Math.min(Infinity, ...cues.map(away));
      const strong = near(delivery.filter((cue) => cue.text.length >= weak));
      const some = near(delivery);
      if (near(elsewhere) < Math.min(strong, 16)) continue;
      const asked = near(answer);
      if (asked < strong && asked < 80) continue;
      if (strong > 140 && some > 25) continue;
      // Of two dates in one sentence, the one right behind the word of delivery.
      const right = strong < 140 && delivery.some((cue) => cue.end <= at && at - cue.end < 10);
      candidates.push({ date, stretch, score: (strong < 140 ? 2 : 1) + (date.certain ? 0.5 : 0) + (right ? 0.2 : 0) });
    }
  });
  const best = candidates.reduce<Candidate | null>(
    (top, one) => (top === null || one.score > top.score ? one : top),
    null,
  );
  if (!best) return null;
  const several =
    new Set(candidates.filter((one) => one.score >= best.score - 0.5).map((one) => one.date.day)).size > 1;
  const start = best.stretch.start + best.date.start;
  return {
    value: best.date.day,
    confidence: several ? 0.6 : best.date.certain ? (best.score >= 2 ? 0.95 : 0.85) : 0.6,
    reason: several
      ? 'several dates are named'
      : best.date.certain
        ? 'the date said of the delivery'
        : 'the date may be meant otherwise',
    evidence: [evidence(best.stretch.page, start, best.stretch.start + best.date.end)],
  };
}

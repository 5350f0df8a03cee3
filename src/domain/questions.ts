/** What the customer is asked before they can be quoted, and what their answer makes of the lines. Pure. */
import type { InquiryLine, LineProblem } from './inquiry.ts';
import { isClear, isShort } from './lines.ts';
import type { ReadAnswer } from './reading.ts';
import type { StockLevel } from './sales.ts';

export type AskedReason = LineProblem | 'delivery-address-unclear' | 'attachment-unreadable';

/** One lettered way out: another item, or another time for the same. Prices and stock are the sales system's. */
export interface AskedOption {
  letter: string;
  /** `split`: `now` at once, the rest `on` that day. `later`: all of it then. `part`: only what is there. */
  kind: 'item' | 'split' | 'later' | 'part' | 'leave-out';
  item: string;
  description: string;
  /** What would be quoted; null where the quantity is asked too. */
  quantity: string | null;
  unit: string;
  unitPrice: string | null;
  total: string | null;
  currency: string | null;
  stock: StockLevel | null;
  now: string | null;
  on: string | null;
}

/** One open point. `line` is null where the mail as a whole is spoken of. */
export interface AskedPoint {
  line: string | null;
  reason: AskedReason;
  /** The customer's own. */
  words: string;
  description: string | null;
  quantity: string | null;
  unit: string | null;
  asksQuantity: boolean;
  options: AskedOption[];
  /** More fit than are listed. */
  more: boolean;
}

/** What a question mail asks, kept with its draft: the points, and all lines as they stood. */
export interface Asked {
  points: AskedPoint[];
  lines: InquiryLine[];
}

/** Not all of it can be had at once, and the customer has not agreed to wait. */
export const lacks = (line: InquiryLine): boolean => isShort(line) && !line.delivery;

/** What is open, each reason once. `withShortage`: only what can be had is quoted. */
export const openReasons = (lines: readonly InquiryLine[], withShortage: boolean): LineProblem[] => [
  ...new Set(
    lines.flatMap((line): LineProblem[] =>
      isClear(line) ? (withShortage && lacks(line) ? ['shortage'] : []) : [line.problem ?? 'match-unsure'],
    ),
  ),
];

/** The lines once these answers are worked in; a point left without one stays as it is. */
export function answered(
  lines: InquiryLine[],
  points: readonly AskedPoint[],
  answers: readonly ReadAnswer[],
): InquiryLine[] {
  return lines.flatMap((line) => {
    const number = points.findIndex((point) => point.line === line.id) + 1;
    const answer = answers.find(({ point }) => point === number);
    const point = points[number - 1];
    if (!answer || !point) return [line];
    const option = point.options.find(({ letter }) => letter === answer.option);
    if (option?.kind === 'leave-out' || answer.none) return [];
    if (!option && answer.quantity === null) return [line];
    const quantity = answer.quantity ?? option?.quantity ?? line.quantity;
    const settled: InquiryLine = {
      ...line,
      quantity,
      sure: true,
      confidence: 1,
      problem: null,
      evidence: [...(line.evidence ?? []), ...answer.evidence],
      reason: `The customer answered “${answer.evidence
        .map(({ quote }) => quote)
        .join(' … ')
        .slice(0, 80)}”.`,
    };
    if (!option) return [settled];
    const agreed = option.kind === 'split' || option.kind === 'later';
    return [
      {
        ...settled,
        status: 'matched',
        item: option.item,
        description: option.description,
        unit: option.unit,
        candidates: [],
        ...(agreed ? { delivery: { now: option.now, on: option.on } } : {}),
      },
    ];
  });
}

/** The lines of a mail that offer something: "B) …". */
const offers = (text: string): string[] =>
  text.split('\n').flatMap((line) => {
    const words = line.replace(/\s+/g, ' ').trim();
    return /^[A-E]\) /.test(words) ? [words] : [];
  });

/** An option whose line a reviewer cut or rewrote was not offered as it is known here: its letter means nothing then, and a person reads the answer. */
export function stillAsked({ points, lines }: Asked, before: string, now: string): Asked {
  const was = offers(before);
  const left = offers(now);
  const options = points.flatMap((point) => point.options);
  const isKept = (option: AskedOption): boolean => {
    const line = was[options.indexOf(option)];
    const at = line === undefined ? -1 : left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  return { lines, points: points.map((point) => ({ ...point, options: point.options.filter(isKept) })) };
}

/** In words, for the timeline: "1B (Hammer), 2A (Saw)". */
export const answersInWords = (points: readonly AskedPoint[], answers: readonly ReadAnswer[]): string =>
  answers
    .map(({ point, option, quantity, none }) => {
      const chosen = points[point - 1]?.options.find(({ letter }) => letter === option);
      const what = chosen ? `${chosen.letter} (${chosen.kind === 'item' ? chosen.description : chosen.kind})` : '';
      return `${points.length > 1 ? `${point}: ` : ''}${none ? 'none' : [what, quantity].filter(Boolean).join(', ')}`;
    })
    .join('; ');

import type { InquiryLine } from '../domain/inquiry.ts';
import { linesAfter } from '../domain/lines.ts';
import type { Trouble } from '../domain/progress.ts';
import { answered, answersInWords, type Asked } from '../domain/questions.ts';
import type { Kind, Reading } from '../domain/reading.ts';

interface Answered {
  lines: InquiryLine[];
  /** What the customer chose, in words. */
  chosen?: string;
  trouble?: Trouble;
}

/** Answers are worked into the lines as they stood when they were asked about: the same again gives the same. */
export function answeredLines({ points, lines: before }: Asked, readings: Reading[], said: Kind | undefined): Answered {
  let lines = before;
  const chosen: string[] = [];
  for (const reading of readings) {
    const { answers = [], lines: read } = reading;
    if (answers.length > 0) {
      lines = answered(lines, points, answers);
      chosen.push(answersInWords(points, answers));
    } else if (read.length > 0) {
      const open = points.filter(({ line }) => line !== null);
      const [only] = open;
      // One thing was asked about and one is named: that is it. A mail asked about as a whole is answered by what it lists.
      if (open.length === 0 || said === 'change') lines = linesAfter(lines, [{ kind: 'change', lines: read }]);
      else if (open.length === 1 && read.length === 1) lines = named(lines, only!.line!, reading);
      else return { lines, trouble: unclear };
    }
  }
  return { lines, ...(chosen.length > 0 ? { chosen: chosen.join('; ') } : {}) };
}

const unclear: Trouble = {
  code: 'answer-unclear',
  sentence: 'The answer to our question names goods; which of the points they answer is not clear.',
};

function named(lines: InquiryLine[], id: string, { lines: [read] }: Reading): InquiryLine[] {
  return lines.map((line) => {
    if (line.id !== id) return line;
    const [now] = linesAfter([], [{ kind: 'inquiry', lines: [read!] }]);
    const isSure = read!.quantity === null ? read!.itemSure === true && line.quantity !== null : read!.sure;
    return { ...now!, id, text: line.text, quantity: read!.quantity ?? line.quantity, sure: isSure };
  });
}

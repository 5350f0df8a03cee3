/** Our own text where an answer repeats it without marks. */
import { fold } from '../words.ts';
import type { Line } from './text-line.ts';

/** Lines of ours that stand unmarked in the answer: three in a row, word for word, are our text and not the customer's. */
export function withoutAnswered(lines: Line[], answered: string, quoted: Line[]): Line[] {
  const norm = (text: string): string =>
    fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();
  const ours = new Set(
    answered
      .split('\n')
      .map(norm)
      .filter((line) => line.length > 3),
  );
  const mine = lines.map((line) => ours.has(norm(line.text)));
  return lines.filter((line, i) => {
    if (!mine[i]) return true;
    const run =
      (mine[i - 1] ? 1 : 0) +
      (mine[i + 1] ? 1 : 0) +
      (mine[i - 2] && mine[i - 1] ? 1 : 0) +
      (mine[i + 2] && mine[i + 1] ? 1 : 0);
    if (run < 2) return true;
    quoted.push(line);
    return false;
  });
}

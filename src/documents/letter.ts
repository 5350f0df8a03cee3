/** What a reply says, before it is HTML or plain text; and its plain text. */
import type { SalesDocument } from '../domain/sales.ts';
import { fill, type Texts } from './catalogue.ts';
import type { History } from './history.ts';
import type { PrintedLadders } from './ladders.ts';
import { hasDiscounts, type PrintedLine, printedLines } from './lines.ts';
import type { Locale } from './locale.ts';
import type { LetterPoint } from './points.ts';
import { taxSentences, totalRows, type TotalRow } from './totals.ts';

/** A mail is read on a telephone: beyond this the PDF has the rest. */
const maxSummaryLines = 40;
const textWidth = 76;

interface Summary {
  lines: PrintedLine[];
  discounts: boolean;
  /** "Further lines, listed in the attached PDF: 160", or null. */
  more: string | null;
  totals: TotalRow[];
  taxes: string[];
}

/** A sentence, and the customer's words it speaks of. */
export interface Point {
  sentence: string;
  words: string[];
}

export interface Letter {
  language: string;
  greeting: string;
  opening: string[];
  question: string[] | null;
  summary: Summary | null;
  points: LetterPoint[];
  ladders: PrintedLadders | null;
  remarks: Point[];
  next: string[];
  closing: string;
  signature: string[];
  history: History | null;
  words: Texts['sheet'] & Texts['mail'];
}

export function summaryOf(document: SalesDocument, texts: Texts, locale: Locale): Summary {
  const more = document.lines.length - maxSummaryLines;
  return {
    lines: printedLines(document.lines.slice(0, maxSummaryLines), texts, locale),
    discounts: hasDiscounts(document),
    more: more > 0 ? fill(texts.mail.moreLines, { count: locale.quantity(String(more)) }) : null,
    totals: totalRows(document, texts, locale),
    taxes: taxSentences(document, texts),
  };
}

/** Plain text of at most 76 columns (RFC 5322 asks for 78); quoted lines are kept as they came. */
export function letterText(letter: Letter): string {
  const { words, summary, question, remarks, history } = letter;
  const blocks = [
    letter.greeting,
    ...letter.opening.map(wrap),
    ...(question ? [wrap(words.question), question.map((line) => `> ${line}`).join('\n')] : []),
    ...(summary ? summaryText(summary, words) : []),
    ...letter.points.map(pointText),
    ...(letter.ladders ? laddersText(letter.ladders, words) : []),
    ...remarks.map((point) => [wrap(point.sentence), ...point.words.map((word) => wrap(`- ${word}`))].join('\n')),
    ...letter.next.map(wrap),
    [letter.closing, ...letter.signature].join('\n'),
    ...(history ? [[history.introduction, ...history.lines.map(quoted)].join('\n')] : []),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const pointText = ({ number, sentence, options, after }: LetterPoint): string =>
  [wrap(`${number}${sentence}`), ...options.map(wrap), ...after.map(wrap)].join('\n');

function summaryText({ lines, more, totals, taxes }: Summary, words: Letter['words']): string[] {
  const rows = lines.map(({ item, description, quantity, unit, unitPrice, discount, total }) =>
    [
      wrap(`- ${item}  ${description}`),
      `  ${quantity} (${unit}) × ${unitPrice}${discount ? ` − ${discount}` : ''} = ${total}`,
    ].join('\n'),
  );
  return [[words.summary, ...rows, ...(more ? [more] : [])].join('\n'), columns(totals), ...taxes.map(wrap)];
}

function laddersText({ ladders, counted }: PrintedLadders, words: Letter['words']): string[] {
  const each = ladders.map(({ item, description, unit, tiers }) =>
    [
      wrap(`- ${item}  ${description}`),
      ...tiers.map(
        ({ quantity, unitPrice, discount, total }) =>
          `  ${quantity} (${unit}) × ${unitPrice}${discount ? ` − ${discount}` : ''}${total ? ` = ${total}` : ''}`,
      ),
    ].join('\n'),
  );
  return [[`${words.ladder}:`, ...each].join('\n'), wrap(`${counted} ${words.chooseQuantity}`)];
}

/** Labels to the left, amounts flush right. */
function columns(totals: TotalRow[]): string {
  const width = (key: 'label' | 'amount') => Math.max(...totals.map((row) => row[key].length));
  const [labels, amounts] = [width('label'), width('amount')];
  return totals.map(({ label, amount }) => `${label.padEnd(labels)}  ${amount.padStart(amounts)}`).join('\n');
}

/** A quoted line that is itself a quotation gets its mark without a space between (RFC 3676, section 4.5). */
const quoted = (line: string): string => (line.startsWith('>') ? `>${line}` : `> ${line}`.trimEnd());

function wrap(text: string): string {
  const indent = /^(?:- |[A-E]\) )/.exec(text)?.[0].replace(/./g, ' ') ?? '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > textWidth) {
      lines.push(line);
      line = indent + word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}

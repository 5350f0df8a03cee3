import { forgotten } from '../domain/alias.ts';
import { saidKind } from '../domain/arrival.ts';
import { bothChanged, keepingOurs, type BothChanged } from '../domain/both-changed.ts';
import { quotedLines } from '../domain/document-lines.ts';
import type { InquiryLine } from '../domain/inquiry.ts';
import { beforeInWords, confirmedBefore, linesBefore } from '../domain/last-time.ts';
import { linesAfter } from '../domain/lines.ts';
import type { Trouble } from '../domain/progress.ts';
import type { Read, Reading, SameAs } from '../domain/reading.ts';
import type { Store } from '../store/contract.ts';
import { answeredLines } from './answered-lines.ts';
import type { CheckItems } from './check-items.ts';
import type { Dependencies } from './dependencies.ts';
import { earlier, type Earlier } from './last-time.ts';

export interface AskedLines {
  lines: InquiryLine[];
  /** What a person changed in the sales system and the mails would change again. */
  both: BothChanged[];
  /** The mails are changes of which nothing could be read. */
  isSilent: boolean;
  /** What the customer chose among the options that were asked, in words. */
  chosen?: string;
  /** Their answer leaves open what it answers, or the mail asks for the same as an earlier document. */
  trouble?: Trouble;
}

/** What a person edited stands; else, after a question, the lines that were asked about with their answers; else what the mails say, on top of the quote where there is one. */
export async function askedLines(
  { store, sales }: Pick<Dependencies, 'store' | 'sales'>,
  { inquiry, mails, account, quote, basis, overrides, wishes, asked: question, joined = [] }: CheckItems,
): Promise<AskedLines> {
  if (overrides.includes('lines-edited')) {
    // Who edits lines of an earlier document has seen the others too.
    const lines = (await store.lines.of(inquiry)).map(confirmedBefore);
    return { lines, both: [], isSilent: false };
  }
  const isSeen = overrides.includes('trust-matches') || overrides.includes('leave-out');
  const splitBefore = overrides.includes('lines-split') && !isSeen;
  const said = saidKind(overrides);
  const found = await Promise.all(
    mails.map(async (mail) => {
      const reading = await store.readings.find(mail);
      return reading && joined.includes(mail) ? besideOthers(reading) : reading;
    }),
  );
  const readings = found.filter((reading) => reading !== null);
  const open = question && said !== 'inquiry' ? (await store.drafts.find(question.draft))?.asked : null;
  if (open && question) {
    const since = mails.indexOf(question.since) + 1;
    const answers = found.slice(since).filter((reading) => reading !== null);
    // Nobody asked the inquiry that was merged into this one: what it wants is no answer.
    const isMerged = mails.slice(since).some((mail) => joined.includes(mail));
    return { ...answeredLines(open, answers, isMerged ? 'change' : said), both: [], isSilent: false };
  }
  const again = quote ? undefined : readings.findLast((reading) => reading.sameAs !== undefined)?.sameAs;
  const chosen = overrides.find((mark) => mark.startsWith('before:'))?.slice('before:'.length);
  const before = again && (await earlier(sales, { account, inquiry, chosen }, again.value));
  const asked = readings.map(({ kind, lines, ordered, sameAs }) =>
    overrides.includes('take-ordered')
      ? { kind: 'inquiry' as const, lines: ordered ?? lines }
      : {
          kind: said ?? kind.value,
          lines,
          ...(sameAs && sameAs === again && before?.document ? { before: linesBefore(before.document, sameAs) } : {}),
        },
  );
  const number = quote?.number ?? basis;
  const document = number ? await sales.quote(number) : null;
  // A quote deleted in the sales system leaves its lines here.
  const kept = quote ? await store.lines.of(inquiry) : [];
  const base = document ? agreed(quotedLines(document.lines, kept), kept) : kept;
  const read = await withoutRevoked(store, linesAfter(base, asked));
  const after = overrides.includes('trust-before') ? read.map(confirmedBefore) : read;
  const trouble = splitBefore
    ? { trouble: splitTrouble }
    : again && before
      ? beforeTrouble(again, before, after, overrides)
      : {};
  const isSilent =
    quote !== null &&
    Object.keys(wishes).length === 0 &&
    asked.length > 0 &&
    asked.every(({ kind, lines }) => kind === 'change' && lines.length === 0) &&
    readings.every(saysNoTerms);
  const known =
    quote && document && document.hash !== quote.hash ? await sales.quote(quote.number, quote.revision) : null;
  const both = known && document ? bothChanged(known.lines, document.lines, after) : [];
  if (overrides.includes('keep-ours')) return { lines: keepingOurs(both, base, after), both: [], isSilent };
  return { lines: after, both: overrides.includes('customer-decides') ? [] : both, isSilent, ...trouble };
}

/** An inquiry that was merged into this one asks for more; alone its lines would take the place of what stands. */
const besideOthers = (reading: Reading): Reading =>
  reading.kind.value === 'inquiry' ? { ...reading, kind: { ...reading.kind, value: 'change' } } : reading;

/** The lines are read from the mails once more, those that went to another inquiry among them. */
const splitTrouble: Trouble = {
  code: 'lines-unclear',
  sentence: 'The customer wrote again after lines were split off, which may be among these once more: remove them.',
};

/** "The same as last time" is never sure by itself: a person sees which document and what differs from it. */
function beforeTrouble(
  { value, evidence }: Read<SameAs>,
  { document, choices }: Earlier,
  lines: InquiryLine[],
  overrides: string[],
): Pick<AskedLines, 'trouble'> {
  const words = evidence[0]?.quote ?? '';
  if (document) {
    if (overrides.includes('trust-before')) return {};
    return { trouble: { code: 'as-before', sentence: beforeInWords(document, words, lines), choices } };
  }
  if (overrides.includes('without-before')) return {};
  const what = value.number === null ? 'They have no earlier quote or order here' : `They have no ${value.number} here`;
  return { trouble: { code: 'nothing-before', sentence: `“${words.slice(0, 80)}”: ${what}.`, choices } };
}

/** That a customer agreed to wait holds as long as they want as much of the same. */
const agreed = (lines: InquiryLine[], before: InquiryLine[]): InquiryLine[] =>
  lines.map((line) => {
    const { delivery } = before.find(({ item, quantity }) => item === line.item && quantity === line.quantity) ?? {};
    return delivery ? { ...line, delivery } : line;
  });

const saysNoTerms = ({ requestedDate, shipTo }: Reading): boolean => requestedDate === null && shipTo === null;

/** A correction may be taken back between the reading of a mail and its quote. */
async function withoutRevoked(store: Pick<Store, 'aliases'>, lines: InquiryLine[]): Promise<InquiryLine[]> {
  const used = [...new Set(lines.flatMap(({ alias }) => alias ?? []))];
  if (used.length === 0) return lines;
  const revoked = new Set(await store.aliases.revoked(used));
  return lines.map((line) => (line.alias !== undefined && revoked.has(line.alias) ? forgotten(line) : line));
}

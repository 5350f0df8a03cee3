import type { InquiryLine } from '../domain/inquiry.ts';
import { isClear, unclearBecause } from '../domain/lines.ts';
import type { ItemsFound } from '../domain/progress.ts';
import { lacks, openReasons, type AskedReason } from '../domain/questions.ts';
import type { Store } from '../store/contract.ts';
import type { CheckItems } from './check-items.ts';

type Block = Pick<ItemsFound, 'trouble' | 'open'>;

const named = (rows: InquiryLine[], words: (line: InquiryLine) => string): string =>
  `${rows.slice(0, 4).map(words).join('; ')}${rows.length > 4 ? `; and ${rows.length - 4} more` : ''}.`;

/** What must be settled before these lines are quoted: the first trouble for a person, every open reason for the customer. */
export async function blockOf(
  store: Pick<Store, 'readings'>,
  lines: InquiryLine[],
  { mails, overrides, onlyAvailable, wishes }: CheckItems,
): Promise<Block> {
  const has = (mark: string): boolean => overrides.includes(mark);
  const readings = (await Promise.all(mails.map((mail) => store.readings.find(mail)))).filter((one) => one !== null);
  const newest = readings.at(-1);
  const unclear = lines.filter((line) => !isClear(line));
  const counted = has('leave-out') && unclear.length < lines.length ? lines.filter(isClear) : lines;
  const withShortage = onlyAvailable && !has('quote-short');

  const unread = has('without-attachment') || has('lines-edited') ? [] : (newest?.unread ?? []);
  const needsThem = lines.length === 0 || unclear.length > 0 || newest?.speaksOfAttachment === true;
  const address = readings.findLast(({ shipTo }) => shipTo !== null)?.shipTo ?? null;
  const vague = address !== null && address.confidence < 0.9 && wishes.shipTo === undefined && !has('address-as-read');

  const open: AskedReason[] = [
    ...(unread.length > 0 && needsThem ? (['attachment-unreadable'] as const) : []),
    ...openReasons(counted, withShortage),
    ...(vague ? (['delivery-address-unclear'] as const) : []),
  ];
  const trouble = (code: NonNullable<Block['trouble']>['code'], sentence: string): Block => ({
    trouble: { code, sentence },
    open,
  });
  if (open.includes('attachment-unreadable'))
    return trouble(
      'attachment-unreadable',
      `Not read, and it may hold what is asked for: ${unread.slice(0, 5).join(', ')}.`,
    );
  if (lines.length === 0) return trouble('no-lines', 'No line was found in the mail.');
  if (counted === lines && unclear.length > 0) return trouble('lines-unclear', named(unclear, unclearBecause));
  const short = withShortage ? counted.filter((line) => isClear(line) && lacks(line)) : [];
  if (short.length > 0)
    return trouble(
      'items-unavailable',
      named(short, (line) => `${line.quantity} ${line.unit} of ${line.item} cannot be had now`),
    );
  if (open.length === 0) return { trouble: null };
  const words = Object.values(address!.value).filter(Boolean).join(', ');
  return trouble('delivery-address-unclear', `Goods shall go to “${words}”, which is not a whole address.`);
}

/** Numbers of quotes and orders: Q-000001, O-000001. One per idempotency key, however often it is asked for. */
import { isDuplicate } from '../../store/edge.ts';
import type { Collections } from './collections.ts';
import type { CounterRow, NumberRow } from './sales-rows.ts';

const prefix = { quote: 'Q', order: 'O' } as const;

export async function documentNumber(
  { numbers, counters }: Pick<Collections, 'numbers' | 'counters'>,
  kind: 'quote' | 'order',
  key: string,
): Promise<string> {
  const _id = `${kind}/${key}`;
  const given = await numbers.findById(_id).lean<NumberRow | null>();
  if (given) return given.number;
  const counter = await counters
    .findOneAndUpdate({ _id: kind }, { $inc: { last: 1 } }, { upsert: true, returnDocument: 'after' })
    .lean<CounterRow>();
  const number = `${prefix[kind]}-${String(counter.last).padStart(6, '0')}`;
  try {
    const row = await numbers
      .findOneAndUpdate({ _id }, { $setOnInsert: { number } }, { upsert: true, returnDocument: 'after' })
      .lean<NumberRow>();
    return row.number;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
  return (await numbers.findById(_id).lean<NumberRow>())!.number;
}

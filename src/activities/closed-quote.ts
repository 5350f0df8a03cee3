import type { SalesDocument } from '../domain/sales.ts';
import type { Dependencies } from './dependencies.ts';

/** The quote of the inquiry that this one follows, where it was closed there: what closing words say of it. */
export async function closedQuote({ store, sales }: Dependencies, inquiry: string): Promise<SalesDocument | null> {
  const { follows } = (await store.inquiries.find(inquiry)) ?? {};
  const ref = follows ? (await store.inquiries.find(follows))?.quote : null;
  const quote = ref ? await sales.quote(ref.number) : null;
  return quote?.status === 'cancelled' || quote?.status === 'lost' ? quote : null;
}

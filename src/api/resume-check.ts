/** Whether the document a paused inquiry is to go on with is there, and still the one its draft was made of. */
import type { Resume } from '../domain/decision.ts';
import { difference, type ComparedDocument } from '../domain/difference.ts';
import { Failure } from '../domain/failures.ts';
import type { DocumentRef, InquiryLine } from '../domain/inquiry.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Dependencies } from './dependencies.ts';

/** As much of the drafted document as the inquiry itself has kept. */
const kept = (ref: DocumentRef, lines: InquiryLine[]): ComparedDocument => ({
  total: ref.total,
  currency: ref.currency,
  validUntil: ref.validUntil,
  lines: lines.flatMap(({ item, quantity, unit, unitPrice, total }) =>
    item && quantity && unit
      ? [{ item, quantity, unit, unitPrice: unitPrice ?? undefined, total: total ?? undefined }]
      : [],
  ),
});

/** Compared with the drafted revision where the sales system still has it, else with what the inquiry kept. */
async function changed(
  { sales, store }: Dependencies,
  inquiry: string,
  ref: DocumentRef,
  now: SalesDocument,
): Promise<Failure> {
  const before = (await sales[now.kind](now.number, ref.revision)) ?? kept(ref, await store.lines.of(inquiry));
  return new Failure('DocumentChanged', `${now.number} is no longer the document this draft was made of`, {
    document: { kind: now.kind, number: now.number, revision: now.revision },
    draftedRevision: ref.revision,
    difference: difference(before, now),
  });
}

/** Throws `NoSuchDocument`, `DocumentChanged`. An unknown inquiry is not judged here. */
export async function checkResume(
  dependencies: Dependencies,
  inquiry: string,
  { outcome }: Pick<Resume, 'outcome'>,
): Promise<void> {
  const { sales, store } = dependencies;
  const head = await store.inquiries.find(inquiry);
  if (!head || head.status !== 'paused') return;

  const isOrder = outcome === 'order-updated' || (outcome === 'unchanged' && head.order !== null);
  const kind = isOrder ? 'order' : 'quote';
  const ref = head[kind];
  const document = ref && (await sales[kind](ref.number));
  if (outcome !== 'unchanged') {
    if (!document) throw new Failure('NoSuchDocument', `This inquiry has no ${kind}`);
    return;
  }
  if (!ref) return; // A draft without a document, an answer to a question, cannot have been overtaken by one.
  if (!document) throw new Failure('NoSuchDocument', `${ref.number} is no longer there`);
  if (document.hash !== ref.hash) throw await changed(dependencies, inquiry, ref, document);
}

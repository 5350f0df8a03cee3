import type { SalesDocument } from './sales.ts';

/** Exactly one state of a quote or order: what a PDF shows, what a draft was made for. */
export type DocumentShown = Pick<SalesDocument, 'kind' | 'number' | 'revision' | 'hash'>;

/** Design rule 6: why a PDF of this state must not be sent now, or null. Compared by content: a revision that was taken back is as it was. */
export function overtaken(shown: DocumentShown, current: SalesDocument | null): string | null {
  if (current?.hash === shown.hash) return null;
  const now = current ? `is at revision ${current.revision} now` : 'is no longer there';
  return `revision ${shown.revision} of ${shown.number}, which ${now}`;
}

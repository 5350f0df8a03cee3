import type { ResumeOutcome } from '../domain/decision.ts';
import { difference } from '../domain/difference.ts';
import { quotedLine } from '../domain/document-lines.ts';
import type { Rereading } from '../domain/progress.ts';
import type { InquiryState } from '../domain/state.ts';
import type { Dependencies, DocumentKey } from './dependencies.ts';
import { made } from './made.ts';

export interface RereadDocument {
  inquiry: string;
  resume: ResumeOutcome;
  about: InquiryState['about'];
  quote: DocumentKey | null;
  order: DocumentKey | null;
}

/** After a pause: the document as it is now, and what differs from the one the draft was made of. */
export const rereadDocument =
  ({ store, sales }: Dependencies) =>
  async ({ inquiry, resume, about, quote, order }: RereadDocument): Promise<Rereading> => {
    const kind = resume === 'order-updated' || (resume === 'unchanged' && about === 'order') ? 'order' : 'quote';
    const known = kind === 'order' ? order : quote;
    if (!known) return { made: null, differences: [] };
    const [before, now] = await Promise.all([sales[kind](known.number, known.revision), sales[kind](known.number)]);
    if (!now) return { made: null, differences: [`${known.number} is no longer in the sales system.`] };
    const same = now.hash === known.hash;
    if (!same && resume !== 'unchanged') await store.lines.replace(inquiry, now.lines.map(quotedLine));
    const differences = same
      ? []
      : before
        ? difference(before, now).map(({ sentence }) => sentence)
        : [`Revision ${known.revision} became ${now.revision}.`];
    return { made: made(now, await store.settings.company()), differences };
  };

import { Failure } from '../domain/failures.ts';
import { parted } from '../domain/lines.ts';
import type { InquiryState } from '../domain/state.ts';
import type { Dependencies } from './dependencies.ts';

export interface SplitLines {
  inquiry: string;
  into: string;
  /** Ids of those that go. */
  lines: string[];
  /** The new inquiry as it begins. */
  begins: InquiryState;
}

/**
 * Moves lines to a new inquiry and begins it. They are written there before they are removed here, so that a try cut short
 * anywhere is finished by the next one, and no line is ever on neither side.
 */
export const splitLines =
  ({ store, intake }: Dependencies) =>
  async ({ inquiry, into, lines, begins }: SplitLines): Promise<void> => {
    const before = await store.lines.of(inquiry);
    const { going, staying, wrong } = parted(before, lines);
    const moved = (await store.lines.of(into)).length > 0;
    if (!moved) {
      if (wrong) throw new Failure('EditRefused', wrong.sentence, { field: wrong.field });
      await store.lines.replace(into, going);
    }
    await store.mails.share(begins.seen, into);
    await intake.begin(begins);
    await store.lines.replace(inquiry, staying);
  };

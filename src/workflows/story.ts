/** What the loop, the message handlers and the publisher share: the state, replaced as a whole by pure transitions. */
import { endIfEnded } from '../domain/ending.ts';
import type { Step } from '../domain/inquiry.ts';
import type { InquiryState } from '../domain/state.ts';

export interface Story {
  readonly state: InquiryState;
  /** Puts the next state in place, as a new version. */
  tell(next: InquiryState): void;
  /** Drops these steps of the news: they are in the store. */
  drop(kept: readonly Step[]): void;
  /** A decision was taken: its answer leaves with this workflow task, which a local activity would hold up. */
  oweAnswer(): void;
  /** Whether an answer may still be owed: what is then begun must end the task. Asked once, for that settles it. */
  settleAnswer(): boolean;
}

/** The workflow's clock: the same on replay. */
export const now = (): string => new Date().toISOString();

export function tellStory(state: InquiryState): Story {
  let current = state;
  let owed = false;
  return {
    get state() {
      return current;
    },
    tell(next) {
      if (next === current) return;
      const at = now();
      current = { ...endIfEnded(current, next, at), version: current.version + 1, updatedAt: at };
    },
    drop(kept) {
      current = { ...current, news: current.news.filter((step) => !kept.includes(step)) };
    },
    oweAnswer() {
      owed = true;
    },
    settleAnswer() {
      const was = owed;
      owed = false;
      return was;
    },
  };
}

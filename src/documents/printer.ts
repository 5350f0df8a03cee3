/** HTML → PDF in a warm Chromium: a few pages used again and again, the browser renewed when it dies or has printed enough. */
import type { Page } from 'playwright-core';
import type { Logger } from 'pino';
import { Failure } from '../domain/failures.ts';
import { type RunningBrowser, startBrowser } from './browser.ts';
import { printPage } from './print-page.ts';

export interface Printer {
  print: (html: string, head: { title: string; language: string }) => Promise<Buffer>;
  /** Process id of the browser in use; null before the first document and while it is being renewed. */
  pid: () => number | null;
  close: () => Promise<void>;
}

interface PrinterOptions {
  chromiumPath: string | null;
  log: Logger;
  /** Documents printed at the same time. On two cores a third adds nothing. */
  pages: number;
  documentsPerBrowser?: number;
  /** A page keeps something of every document: its process grew by 10 to 20 MB in a hundred, and slower with it. */
  documentsPerPage?: number;
  /** Longest time for one document. 5,000 lines took 3 s on two idle cores. */
  printMilliseconds?: number;
}

/** A browser and how far it is used. */
interface Press {
  browser: RunningBrowser;
  begun: number;
  using: number;
}

/** A place to print at. Its page belongs to one press and is replaced with it. */
interface Desk {
  page: Page | null;
  press: Press | null;
  /** Documents on this page. */
  begun: number;
}

export function createPrinter(options: PrinterOptions): Printer {
  const { chromiumPath, log, pages } = options;
  const { documentsPerBrowser = 5_000, documentsPerPage = 100, printMilliseconds = 60_000 } = options;
  const free: Desk[] = Array.from({ length: pages }, () => ({ page: null, press: null, begun: 0 }));
  const waiting: ((desk: Desk) => void)[] = [];
  const leaving = new Set<Promise<void>>();
  let current: Press | null = null;
  let starting: Promise<Press> | null = null;
  let closed = false;

  const takeDesk = async (): Promise<Desk> => free.pop() ?? new Promise((resolve) => waiting.push(resolve));
  const giveBack = (desk: Desk): void => {
    const next = waiting.shift();
    if (next) next(desk);
    else free.push(desk);
  };

  async function takePress(): Promise<Press> {
    if (current && (!current.browser.alive() || current.begun >= documentsPerBrowser)) {
      const old = current;
      current = null;
      closeIfLeft(old);
    }
    if (closed) throw new Failure('Unavailable', 'No more PDFs are made: this process is stopping.');
    const press = current ?? (await startPress());
    press.begun += 1;
    press.using += 1;
    return press;
  }

  function startPress(): Promise<Press> {
    starting ??= startBrowser(chromiumPath, log)
      .then((browser) => (current = { browser, begun: 0, using: 0 }))
      .finally(() => (starting = null));
    return starting;
  }

  /** A press that is no longer the current one goes when the last document on it is done. */
  function closeIfLeft(press: Press): void {
    if (press === current || press.using > 0) return;
    const gone = press.browser.close().finally(() => leaving.delete(gone));
    leaving.add(gone);
  }

  async function pageAt(desk: Desk, press: Press): Promise<Page> {
    if (desk.press !== press || !desk.page) {
      desk.page = await press.browser.context.newPage();
      desk.press = press;
      desk.begun = 0;
    }
    desk.begun += 1;
    return desk.page;
  }

  /** The next document gets a new page. How the old one closes, or that it went with its browser, matters to nobody. */
  function leavePage(desk: Desk): void {
    desk.page?.close().catch(() => undefined);
    desk.page = null;
  }

  async function printAt(desk: Desk, press: Press, html: string, head: { title: string; language: string }) {
    let late = false;
    // Playwright's pdf() knows no time-out, and a browser that hangs answers no call: only its end frees the caller.
    const timer = setTimeout(() => {
      late = true;
      log.warn({ pid: press.browser.pid }, 'Chromium hangs and is killed');
      press.browser.kill();
    }, printMilliseconds);
    try {
      const page = await pageAt(desk, press);
      const pdf = await printPage(page, html, head);
      if (desk.begun >= documentsPerPage) leavePage(desk);
      return pdf;
    } catch (error) {
      leavePage(desk);
      if (late) throw new Failure('Unavailable', 'The PDF took too long to make.', {}, { cause: error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async function print(html: string, head: { title: string; language: string }): Promise<Buffer> {
    const desk = await takeDesk();
    try {
      for (let attempt = 1; ; attempt += 1) {
        const press = await takePress();
        try {
          return await printAt(desk, press, html, head);
        } catch (error) {
          if (error instanceof Failure) throw error;
          // A browser that died between two documents shows it only now: once more with a new one, then it is for the caller.
          if (press.browser.alive() || attempt > 1 || closed) {
            throw new Failure('Unavailable', 'Chromium could not finish the PDF.', {}, { cause: error });
          }
          log.warn({ pid: press.browser.pid }, 'Chromium died and is started again');
        } finally {
          press.using -= 1;
          closeIfLeft(press);
        }
      }
    } finally {
      giveBack(desk);
    }
  }

  async function close(): Promise<void> {
    closed = true;
    await starting?.catch(() => undefined); // Whoever waits for it has the error.
    const last = current;
    current = null;
    await Promise.all([last?.browser.close(), ...leaving]);
  }

  return { print, close, pid: () => current?.browser.pid ?? null };
}

/** One Chromium, started by path, closed so that no process stays. */
import type { Browser, BrowserContext } from 'playwright-core';
import type { Logger } from 'pino';
import { Failure } from '../domain/failures.ts';

/** A cold start from a slow disk has taken 12 s. */
const launchMilliseconds = 45_000;
const prepareMilliseconds = 15_000;
const closeMilliseconds = 5_000;

export interface RunningBrowser {
  /** Process id of the browser itself, also where the executable is a wrapper script. */
  pid: number;
  context: BrowserContext;
  /** False as soon as the process is gone. */
  alive(): boolean;
  /** Ends the process at once; every call in flight rejects. */
  kill(): void;
  close(): Promise<void>;
}

/** Throws Failure `Unavailable` when there is no path, or nothing at the path that starts. */
export async function startBrowser(executablePath: string | null, log: Logger): Promise<RunningBrowser> {
  if (!executablePath) {
    throw new Failure('Unavailable', 'No Chromium to make PDFs with: set CHROMIUM_PATH to a Chromium executable.');
  }
  const browser = await launch(executablePath, log);
  let kill = () => {};
  const deadline = setTimeout(() => kill(), prepareMilliseconds);
  try {
    const pid = await processId(browser);
    kill = () => killProcess(pid);
    const context = await sealedContext(browser);
    log.debug({ pid, version: browser.version() }, 'Chromium started');
    return { pid, context, kill, alive: () => browser.isConnected(), close: () => close(browser, kill) };
  } catch (error) {
    await close(browser, kill);
    const message = `Chromium at CHROMIUM_PATH does not work: ${firstLine(error)}`;
    throw new Failure('Unavailable', message, {}, { cause: error });
  } finally {
    clearTimeout(deadline);
  }
}

async function processId(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (pid === undefined) throw new Error('it does not tell its process id');
  return pid;
}

/**
 * Chromium's sandbox needs a user that is not root and a kernel that lends user namespaces. Root goes without one, and so
 * does, with a warning, a user whose container or chroot forbids it: pages here are our own templates with customer text
 * escaped, without scripts and without network. Site isolation and web security stay on.
 */
async function launch(executablePath: string, log: Logger): Promise<Browser> {
  // Loaded with the first PDF: 40 MB that an idle app does not need.
  const { chromium } = await import('playwright-core');
  const start = (chromiumSandbox: boolean) =>
    chromium.launch({
      executablePath,
      chromiumSandbox,
      timeout: launchMilliseconds,
      args: ['--disable-gpu', '--font-render-hinting=none'],
      // main.ts decides when to stop; without this Playwright ends the process at Ctrl-C under our hands.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  try {
    if (process.getuid?.() === 0) return await start(false);
    try {
      return await start(true);
    } catch (error) {
      if (!/sandbox|namespace/i.test(String(error))) throw error;
      log.warn('this system lends Chromium no sandbox: it runs without one');
      return await start(false);
    }
  } catch (error) {
    const message = `Chromium at CHROMIUM_PATH (${executablePath}) does not start: ${firstLine(error)}`;
    throw new Failure('Unavailable', message, {}, { cause: error });
  }
}

/** No scripts, no network: neither markup in a text nor a link in a logo fetches anything, loopback included. */
async function sealedContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true, serviceWorkers: 'block' });
  await context.route('**', (route) => route.abort());
  return context;
}

async function close(browser: Browser, kill: () => void): Promise<void> {
  // A browser that hangs does not close by being asked.
  const timer = setTimeout(kill, closeMilliseconds);
  await browser.close().catch(() => kill());
  clearTimeout(timer);
}

function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const firstLine = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
};

/**
 * Quotes to PDF through our Documents against the least Chromium needs for the same HTML: setContent and pdf() in one warm
 * page. Both run one document at a time, in turns, so that a noisy machine is as noisy for both. Then the memory of our
 * Chromium over 2,000 documents. Run: npx tsx bench/pdf.ts (CHROMIUM_PATH set; SECONDS and DOCUMENTS shorten it).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chromium, type Page } from 'playwright-core';
import { pino } from 'pino';
import { createPrinter, type Printer } from '../src/documents/printer.ts';
import { sheet } from '../src/documents/sheet.ts';
import { companyOf, documentOf } from '../test/documents/samples.ts';

const executablePath = process.env.CHROMIUM_PATH;
if (!executablePath) throw new Error('set CHROMIUM_PATH');
const seconds = Number(process.env.SECONDS ?? 20);
const documents = Number(process.env.DOCUMENTS ?? 2_000);
const head = { title: 'Quote', language: 'en' };
const quote = (number: number, lines: number, language = 'en') =>
  documentOf({ number: `Q-${String(number).padStart(6, '0')}`, lines, language });

/** What the activity does: a quote's data to a PDF. */
const printOurs = (printer: Printer, number: number) => printer.print(sheet(quote(number, 12), companyOf()), head);

async function printBare(page: Page, html: string): Promise<void> {
  await page.setContent(html);
  await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
}

/** Documents a second of either, measured in turns of a second. */
async function speeds(printer: Printer, page: Page): Promise<{ ours: number; limit: number }> {
  const spent = { ours: 0, limit: 0 };
  const made = { ours: 0, limit: 0 };
  const turn = async (who: 'ours' | 'limit', work: (number: number) => Promise<unknown>) => {
    const begin = performance.now();
    while (performance.now() - begin < 1_000) await work(++made[who]);
    spent[who] += performance.now() - begin;
  };
  const html = sheet(quote(1, 12), companyOf());
  for (let warm = 0; warm < 30; warm += 1) await Promise.all([printOurs(printer, warm), printBare(page, html)]);
  for (let second = 0; second < seconds; second += 2) {
    await turn('ours', (number) => printOurs(printer, number));
    await turn('limit', () => printBare(page, html));
  }
  return { ours: (made.ours * 1_000) / spent.ours, limit: (made.limit * 1_000) / spent.limit };
}

/** Proportional memory of a process and all below it, MB. */
function memory(pid: number): number {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/stat`))
    .map((name) => [Number(name), Number(statOf(name).split(') ')[1]?.split(' ')[1])] as const);
  const family = (root: number): number[] => [
    root,
    ...parents.filter(([, parent]) => parent === root).flatMap(([child]) => family(child)),
  ];
  const kilobytes = family(pid).map((member) => Number(/^Pss:\s+(\d+)/m.exec(rollupOf(member))?.[1] ?? 0));
  return Math.round(kilobytes.reduce((sum, size) => sum + size, 0) / 1024);
}

/** A process may end while it is looked at: it then counts nothing. */
const readGone = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
const statOf = (pid: string) => readGone(`/proc/${pid}/stat`);
const rollupOf = (pid: number) => readGone(`/proc/${pid}/smaps_rollup`);

const log = pino({ level: 'warn' });
const printer = createPrinter({ chromiumPath: executablePath, log, pages: 2 });
const browser = await chromium.launch({ executablePath });
const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
const { ours, limit } = await speeds(printer, await context.newPage());
await browser.close();
const round = (value: number) => Math.round(value * 100) / 100;
console.log(
  JSON.stringify({ name: 'pdf', ours: round(ours), limit: round(limit), ratio: round(ours / limit), unit: 'pdf/s' }),
);

// Sizes and languages mixed, two at a time, with one browser for all: what grows here would grow in production.
const steady = createPrinter({ chromiumPath: executablePath, log, pages: 2, documentsPerBrowser: documents + 2 });
const samples: number[] = [];
const begin = performance.now();
for (let number = 0; number < documents; number += 2) {
  const languages = ['en', 'fr', 'de', 'pl'] as const;
  await Promise.all(
    [number, number + 1].map((each) =>
      steady.print(sheet(quote(each, [1, 5, 12, 40][each % 4] ?? 1, languages[(each >> 2) % 4]), companyOf()), head),
    ),
  );
  // Every 26th: with a round number all samples would be of pages of the same age.
  if (number % 26 === 0) samples.push(memory(steady.pid() ?? 0));
}
const rate = (documents * 1_000) / (performance.now() - begin);
await Promise.all([steady.close(), printer.close()]);
// Peaks are compared, for pages are renewed in between: of the first half after warming up, and of the second.
const half = Math.floor(samples.length / 2);
const [early, late] = [Math.max(...samples.slice(8, half)), Math.max(...samples.slice(half))];
console.log(
  JSON.stringify({
    name: 'pdf-memory',
    ours: late,
    limit: early,
    ratio: round(late / early),
    unit: 'MB',
    documents,
    perSecond: round(rate),
    least: Math.min(...samples.slice(8)),
  }),
);

/** PDFs by a real Chromium, read back with a PDF reader. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { createDocuments } from '../../src/documents/index.ts';
import { createPrinter, type Printer } from '../../src/documents/printer.ts';
import { sheet } from '../../src/documents/sheet.ts';
import { pagesOf, readPdf } from './pdf.ts';
import { companyOf, documentOf, lineOf } from './samples.ts';

const chromiumPath = process.env.CHROMIUM_PATH ?? null;
const log = pino({ level: 'silent' });
const head = { title: 'Quote', language: 'en' };
const page = (body: string) => `<!doctype html><html lang="en"><title>T</title><body>${body}</body></html>`;

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie still has its number until its parent has asked for it.
    return !/ Z/.test(
      execFileSync('ps', ['-o', 'stat=', '-p', String(pid)])
        .toString()
        .padStart(3),
    );
  } catch {
    return false;
  }
};
const children = (pid: number): number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,comm='])
    .toString()
    .trim()
    .split('\n')
    .filter((row) => !row.endsWith(' ps'))
    .map((row) => row.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .flatMap(([child]) => [child as number, ...children(child as number)]);
const until = async (done: () => boolean) => {
  for (let waited = 0; waited < 10_000 && !done(); waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return done();
};

describe('without Chromium', () => {
  test.each([
    [null, /CHROMIUM_PATH/],
    ['/nowhere/chromium', /CHROMIUM_PATH \(\/nowhere\/chromium\) does not start/],
    ['/bin/true', /CHROMIUM_PATH \(\/bin\/true\) does not start/],
  ])('%s: one sentence, to be tried again', async (path, sentence) => {
    const documents = createDocuments({ chromiumPath: path, log });
    const refused = documents.pdf(page('x'), head);
    await expect(refused).rejects.toMatchObject({ name: 'Failure', type: 'Unavailable' });
    await expect(refused).rejects.toThrow(sentence);
    await documents.close();
  });
});

(chromiumPath ? describe : describe.skip)('pages', () => {
  let printer: Printer;
  beforeAll(() => {
    printer = createPrinter({ chromiumPath, log, pages: 2 });
  });
  afterAll(() => printer.close());
  const print = (...[document, company = companyOf()]: [Parameters<typeof sheet>[0], Parameters<typeof sheet>[1]?]) =>
    printer.print(sheet(document, company), head);

  test('say who, what and how much; title, language and tags are in the file', async () => {
    const pdf = await print(documentOf({ language: 'fr' }));
    const { pages, ...file } = await readPdf(pdf);
    expect(pages[0]).toMatch(/Devis Q-000123/);
    expect(pages[0]).toMatch(/Total 74,91 EUR/);
    expect(pages[0]).toMatch(/Page 1 sur 1/);
    expect(pages[0]).toContain('Trade register Rotterdam');
    expect(file).toEqual({ title: 'Devis Q-000123', language: 'fr', tagged: true, titles: ['Devis Q-000123'] });
  });

  test.each([
    ['Greek', 'Αφοί Παπαδόπουλοι Α.Ε.'],
    ['Cyrillic', 'Петров и синове ООД № 7'],
    ['Central European', 'Świętokrzyskie Šťáva Ștefănești ő'],
    ['markup', '<b>A & B</b> {{x}}'],
  ])('hold %s names letter for letter, fonts within', async (_script, name) => {
    const pdf = await print(documentOf({ contact: { name, email: '' } }));
    expect((await pagesOf(pdf)).join(' ')).toContain(name);
    expect(pdf.toString('latin1')).not.toMatch(/\/BaseFont \/(?!\w+\+NotoSans)/);
  });

  test.each([15, 33, 34, 35, 36, 37, 200])(
    '%i lines: heads repeat, rows stay whole, totals together',
    async (lines) => {
      const rows = Array.from({ length: lines }, (_, index) =>
        lineOf(index, {
          item: `ITEM-${index + 1}`,
          description: `Begin${index + 1} of a description that needs two lines or even three of them to end in Ending${index + 1}`,
        }),
      );
      const pages = await pagesOf(await print(documentOf({ lines: rows })));
      expect(pages.length).toBeGreaterThan(1);
      const table = pages.filter((words) => words.includes('ITEM-'));
      for (const words of table) expect(words).toContain('Pos. Item no. Description');
      for (const [index, words] of pages.entries()) {
        expect(words).toContain(`Page ${index + 1} of ${pages.length}`);
        if (index > 0) expect(words).toContain('Quote Q-000123 · Havnbergh');
        for (const [, number] of words.matchAll(/Begin(\d+) /g)) expect(words).toContain(`Ending${number}`);
      }
      const sums = pages.filter((words) => /Subtotal|VAT 21%|Total EUR/.test(words));
      expect(sums).toHaveLength(1);
      expect(sums[0]).toMatch(new RegExp(`ITEM-${lines} .*Subtotal .*VAT 21% .*Total EUR`));
    },
  );

  test('are the same twice but for the dates', async () => {
    const html = sheet(documentOf(), companyOf());
    const [first, second] = await Promise.all([printer.print(html, head), printer.print(html, head)]);
    const undated = (pdf: Buffer | undefined) => pdf?.toString('latin1').replace(/D:\d{14}[^)]*/g, 'D:');
    expect(undated(first)).toBe(undated(second));
  });

  test('fetch nothing, whatever markup came in', async () => {
    const hits: string[] = [];
    const server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end('x');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await printer.print(
      page(
        `words<img src="${url}/img"><iframe src="${url}/frame"></iframe><link rel="stylesheet" href="${url}/css">
         <object data="${url}/object"></object><video src="${url}/video"></video><style>@import "${url}/import";</style>
         <script>fetch("${url}/script")</script><svg><image href="${url}/svg"/></svg><img src="file:///etc/passwd">`,
      ),
      head,
    );
    server.close();
    expect(hits).toEqual([]);
  });

  test.each([
    ['nothing on it', page('')],
    ['only blanks', page(' &nbsp; ')],
    [
      'a refresh that leads away',
      page('words').replace('<title>', '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/"><title>'),
    ],
  ])('with %s are no PDF', async (_what, html) => {
    await expect(printer.print(html, head)).rejects.toMatchObject({ type: 'Internal' });
    expect((await pagesOf(await printer.print(page('next'), head)))[0]).toContain('next');
  });
});

(chromiumPath ? describe : describe.skip)('Chromium', () => {
  const withPrinter = async (
    options: Partial<Parameters<typeof createPrinter>[0]>,
    work: (printer: Printer) => Promise<void>,
  ) => {
    const printer = createPrinter({ chromiumPath, log, pages: 2, ...options });
    try {
      await work(printer);
    } finally {
      await printer.close();
    }
  };
  const big = sheet(documentOf({ lines: 1_000 }), companyOf());
  const pidOf = (printer: Printer): number => {
    const pid = printer.pid();
    if (pid === null) throw new Error('no browser runs');
    return pid;
  };

  test('is started once for many, and gone after close with all its children', async () => {
    const before = new Set(children(process.pid));
    let pid = 0;
    await withPrinter({}, async (printer) => {
      await Promise.all(Array.from({ length: 9 }, (_, index) => printer.print(page(`n ${index}`), head)));
      pid = pidOf(printer);
      expect(children(process.pid).filter((child) => !before.has(child))).toContain(pid);
      await printer.print(page('more'), head);
      expect(pidOf(printer)).toBe(pid);
    });
    expect(alive(pid)).toBe(false);
    expect(await until(() => children(process.pid).every((child) => before.has(child)))).toBe(true);
  });

  test('killed between two documents is started again', () =>
    withPrinter({}, async (printer) => {
      await printer.print(page('one'), head);
      const pid = pidOf(printer);
      process.kill(pid, 'SIGKILL');
      expect((await pagesOf(await printer.print(page('two'), head)))[0]).toContain('two');
      expect(pidOf(printer)).not.toBe(pid);
    }));

  test('killed in the middle of two documents finishes both with a new one', () =>
    withPrinter({}, async (printer) => {
      await printer.print(page('warm'), head);
      const both = [printer.print(big, head), printer.print(page('small').repeat(1), head), printer.print(big, head)];
      await new Promise((resolve) => setTimeout(resolve, 150));
      process.kill(pidOf(printer), 'SIGKILL');
      const made = await Promise.all(both);
      expect(made.map((pdf) => pdf.length > 1_000)).toEqual([true, true, true]);
    }));

  test('that does not finish in time is killed, the failure can be tried again, the next document is made', () =>
    withPrinter({ printMilliseconds: 4_000 }, async (printer) => {
      await printer.print(page('warm'), head);
      const pid = pidOf(printer);
      process.kill(pid, 'SIGSTOP');
      await expect(printer.print(page('x'), head)).rejects.toMatchObject({ type: 'Unavailable' });
      expect(await until(() => !alive(pid))).toBe(true);
      expect((await pagesOf(await printer.print(page('next'), head)))[0]).toContain('next');
    }));

  test('that hangs is closed all the same', async () => {
    const printer = createPrinter({ chromiumPath, log, pages: 1 });
    await printer.print(page('warm'), head);
    const pid = pidOf(printer);
    process.kill(pid, 'SIGSTOP');
    await printer.close();
    expect(await until(() => !alive(pid))).toBe(true);
  });

  test('is renewed after so many documents, with none lost', () =>
    withPrinter({ documentsPerBrowser: 5 }, async (printer) => {
      const seen = new Set<number>();
      const made = await Promise.all(
        Array.from({ length: 24 }, async (_, index) => {
          const pdf = await printer.print(page(`document ${index}`), head);
          const pid = printer.pid();
          if (pid !== null) seen.add(pid);
          return pagesOf(pdf);
        }),
      );
      expect(made.map(([words]) => words?.trim())).toEqual(made.map((_, index) => `document ${index}`));
      expect(seen.size).toBeGreaterThan(2);
      const current = printer.pid();
      expect(await until(() => [...seen].every((pid) => pid === current || !alive(pid)))).toBe(true);
    }));

  test('is not started after close', async () => {
    const printer = createPrinter({ chromiumPath, log, pages: 1 });
    await printer.close();
    await expect(printer.print(page('x'), head)).rejects.toMatchObject({ type: 'Unavailable' });
    expect(printer.pid()).toBeNull();
  });
});

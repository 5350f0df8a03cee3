/** Evidence is exact: what stands between its start and end in the part it names is the words it quotes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Evidence } from '../../src/domain/reading.ts';
import { catalogueIndex } from '../../src/reading/items/catalogue-index.ts';
import { parseMessage } from '../../src/reading/mail/mime.ts';
import { readWithPassages } from '../../src/reading/reader.ts';
import { companyFolder } from './company-folder.ts';
import { unknown } from './mails.ts';

const shared = resolve('../shared/data');
const sets: [string, string, string][] = [
  ['of the sample', resolve('sample/inquiries'), resolve('sample')],
  ['of the development set', join(shared, 'inquiries'), join(shared, 'adventure-works')],
];

describe.each(sets)('every mail %s', (_, mails, company) => {
  const run = existsSync(mails) && existsSync(company) ? test : test.skip;

  run(
    'quotes what stands where it points',
    async () => {
      const { catalogue } = companyFolder(company);
      const index = catalogueIndex(catalogue);
      let held = 0;
      const wrong: string[] = [];
      for (const name of readdirSync(mails).filter((file) => file.endsWith('.eml'))) {
        const message = await parseMessage(readFileSync(join(mails, name)));
        const { reading, passages } = await readWithPassages('m1', message, unknown, index);
        const fileNames = message.mail.attachments.map((one) => ({ part: `${one.part}#name`, text: one.name }));
        const pages = [...passages.map(({ page }) => page), ...fileNames];
        const all: Evidence[] = [
          ...reading.lines.flatMap(({ evidence }) => evidence),
          ...[reading.requestedDate, reading.shipTo, reading.reference].flatMap((value) => value?.evidence ?? []),
        ];
        for (const { part, start, end, quote } of all) {
          held++;
          // Of what is said of a whole sheet, passages hold the rows alone.
          const rows = pages.filter((page) => page.part.startsWith(`${part}!`));
          const stands =
            pages.some((page) => page.part === part && page.text.slice(start, end) === quote) ||
            rows.some((page) => page.text.includes(quote));
          if (!stands || quote.trim() === '') wrong.push(`${name} ${part} ${start}–${end}: ${quote}`);
        }
        for (const { id, evidence } of reading.lines)
          if (evidence.length === 0) wrong.push(`${name} ${id}: no evidence`);
      }
      expect(wrong).toEqual([]);
      expect(held).toBeGreaterThan(20);
    },
    60_000,
  );
});

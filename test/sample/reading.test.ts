/** The sample's own mails read as their answers say: what a newcomer sees first is right. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { ReadLine } from '../../src/domain/reading.ts';
import { companyFolder } from '../reading/company-folder.ts';
import { readRaw } from '../reading/mails.ts';
import { folder } from './folder.ts';

interface Line {
  status: ReadLine['status'];
  item?: string;
  candidates?: string[];
  quantity: number | null;
  unit?: string;
}
interface Answer {
  kind: string;
  language: string;
  lines: Line[];
  requestedDate: string | null;
  shipTo: Record<string, string> | null;
  reference: string | null;
  signature: Record<string, string> | null;
}

const inquiries = join(folder, 'inquiries');
const { catalogue, contacts } = companyFolder(folder);
const names = readdirSync(inquiries)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => file.slice(0, -'.eml'.length));

const asAnswered = (line: ReadLine | Line): Line => ({
  status: line.status,
  ...(line.status === 'matched' || line.status === 'discontinued' ? { item: line.item ?? '' } : {}),
  ...(line.status === 'matched' && line.unit ? { unit: line.unit } : {}),
  ...(line.status === 'ambiguous' ? { candidates: [...(line.candidates ?? [])].sort() } : {}),
  quantity: line.quantity === null ? null : Number(line.quantity),
});

describe.each(names)('%s', (name) => {
  test('is read as its answer says', async () => {
    const raw = readFileSync(join(inquiries, `${name}.eml`));
    const answer = JSON.parse(readFileSync(join(inquiries, `${name}.json`), 'utf8')) as Answer;
    const from = /^From:.*?([^\s<>]+@[^\s<>]+)/im.exec(raw.toString('latin1'))?.[1];
    const contact = contacts.find(({ email }) => email === from);
    const read = await readRaw(
      raw,
      {
        country: contact?.country ?? null,
        language: contact?.language ?? null,
        aliases: contact?.aliases ?? [],
      },
      catalogue,
    );
    expect({
      kind: read.kind.value,
      language: read.language.value,
      lines: read.lines.map(asAnswered),
      requestedDate: read.requestedDate?.value ?? null,
      reference: read.reference?.value ?? null,
    }).toEqual({
      kind: answer.kind,
      language: answer.language,
      lines: answer.lines.map(asAnswered),
      requestedDate: answer.requestedDate,
      reference: answer.reference,
    });
    const { city, postalCode } = answer.shipTo ?? {};
    expect(read.shipTo === null).toBe(answer.shipTo === null);
    if (answer.shipTo) expect(read.shipTo?.value).toMatchObject({ city, postalCode });
    if (answer.signature) expect(read.signature?.value.name).toBe(answer.signature.name);
    // Whatever needs no person is right.
    for (const [i, line] of read.lines.entries()) if (line.sure) expect(answer.lines[i]?.status).toBe('matched');
  });
});

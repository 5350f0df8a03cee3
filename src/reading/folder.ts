/** Reads a folder of mails, each as of its own day, and writes what was read beside the names: `npm run read`. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultPolicy } from '../domain/default-policy.ts';
import { Failure } from '../domain/failures.ts';
import type { Catalogue, Reading, ReadingContext } from '../domain/reading.ts';
import { createReading } from './index.ts';
import type { ModelSettings } from './model/settings.ts';

export interface KnownContact {
  email: string;
  account: string | null;
  country: string | null;
  language: string | null;
  /** The account's own words and numbers for items. */
  aliases?: ReadingContext['aliases'];
}

/** A reading as `data/inquiries` writes it: plain values, quantities as numbers, proof beside each line. */
export function plain(reading: Reading, account: string | null): Record<string, unknown> {
  const { kind } = reading;
  return {
    kind: kind.value,
    language: reading.language.value,
    account,
    lines: reading.lines.map((line) => ({
      text: line.text,
      status: line.status,
      ...(line.item ? { item: line.item } : {}),
      ...(line.candidates.length > 0 ? { candidates: line.candidates } : {}),
      quantity: line.quantity === null ? null : Number(line.quantity),
      ...(line.unit ? { unit: line.unit } : {}),
      ...(line.action ? { action: line.action } : {}),
      sure: line.sure,
      confidence: line.confidence,
      reason: line.reason,
      evidence: line.evidence,
    })),
    requestedDate: reading.requestedDate?.value ?? null,
    shipTo: reading.shipTo?.value ?? null,
    reference: reading.reference?.value ?? null,
    signature: reading.signature?.value ?? null,
    confidence: { kind: kind.confidence, language: reading.language.confidence },
    notes: reading.notes,
  };
}

/** How many mails were read. A mail that cannot be read gets a file that says why. */
export async function readFolder({
  folder,
  out,
  catalogue,
  contacts,
  model,
}: {
  folder: string;
  out: string;
  catalogue: Catalogue;
  contacts: KnownContact[];
  model: ModelSettings | null;
}): Promise<number> {
  const reading = createReading({ threads: 0, model });
  await reading.useCatalogue('folder', catalogue);
  await mkdir(out, { recursive: true });
  const known = new Map(contacts.map((contact) => [contact.email.toLowerCase(), contact]));
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
  for (const name of names) {
    const raw = await readFile(join(folder, name));
    let result: Record<string, unknown>;
    try {
      const parsed = await reading.parse(raw);
      const contact = known.get(parsed.from?.address ?? '');
      const context: ReadingContext = {
        country: contact?.country ?? null,
        language: contact?.language ?? null,
        quoted: null,
        answered: null,
        aliases: contact?.aliases ?? [],
        sureLine: defaultPolicy.sureLine,
      };
      result = plain(await reading.read(name, raw, context), contact?.account ?? null);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      result = {
        kind: 'other',
        language: 'en',
        account: null,
        lines: [],
        requestedDate: null,
        shipTo: null,
        reference: null,
        signature: null,
        failure: error.message,
      };
    }
    await writeFile(join(out, `${name.slice(0, -4)}.json`), `${JSON.stringify(result, null, 2)}\n`);
  }
  await reading.close();
  return names.length;
}

/** The work of reading, as one thread does it: it keeps the catalogue given last and its indexes. */
import { Failure } from '../domain/failures.ts';
import type { Catalogue, Reading, ReadingContext } from '../domain/reading.ts';
import type { ParsedMail } from './contract.ts';
import { catalogueIndex, type CatalogueIndex } from './items/catalogue-index.ts';
import { parseMessage } from './mail/mime.ts';
import { readMessage } from './reader.ts';
import { defaultThresholds } from './sureness.ts';

let known: { version: string; index: CatalogueIndex } | null = null;

/** Bytes that crossed a thread boundary are plain Uint8Arrays. */
const bytes = (raw: Uint8Array): Buffer =>
  Buffer.isBuffer(raw) ? raw : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);

export async function parse(raw: Uint8Array): Promise<ParsedMail> {
  return (await parseMessage(bytes(raw))).mail;
}

export function takeCatalogue(version: string, catalogue: Catalogue): void {
  known = { version, index: catalogueIndex(catalogue) };
}
export const holds = (version: string): boolean => known?.version === version;

export async function read(
  mail: string,
  raw: Uint8Array,
  context: ReadingContext,
  sure: number | null,
): Promise<Reading> {
  if (!known) throw new Failure('Unavailable', 'There is no catalogue to read against yet.');
  const { index } = known;
  return readMessage(
    mail,
    await parseMessage(bytes(raw)),
    context,
    index,
    sure === null ? defaultThresholds : { sure },
  );
}

/** Raw mails for tests, and the reading of them against a catalogue. */
import type { Catalogue, Reading, ReadingContext } from '../../src/domain/reading.ts';
import { catalogueIndex } from '../../src/reading/items/catalogue-index.ts';
import { parseMessage } from '../../src/reading/mail/mime.ts';
import { readMessage } from '../../src/reading/reader.ts';
import { workshop } from './catalogue.ts';

export const unknown: ReadingContext = {
  country: null,
  language: null,
  quoted: null,
  answered: null,
  aliases: [],
  sureLine: 0.9,
};

/** A plain text mail of Monday, 23 November 2026. */
export function plainMail(text: string, headers: Record<string, string> = {}): Buffer {
  const all = {
    From: 'Ann Example <ann@buyer.example>',
    To: 'desk@vendor.example',
    Subject: 'Request',
    Date: 'Mon, 23 Nov 2026 09:00:00 +0100',
    'Message-ID': '<1@buyer.example>',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...headers,
  };
  const head = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n');
  return Buffer.from(`${head}\r\n\r\n${text.replace(/\n/g, '\r\n')}`);
}

const indexes = new Map<Catalogue, ReturnType<typeof catalogueIndex>>();

export async function readText(
  text: string,
  {
    headers = {},
    context = {},
    catalogue = workshop,
  }: { headers?: Record<string, string>; context?: Partial<ReadingContext>; catalogue?: Catalogue } = {},
): Promise<Reading> {
  return readRaw(plainMail(text, headers), context, catalogue);
}

export async function readRaw(
  raw: Buffer,
  context: Partial<ReadingContext> = {},
  catalogue: Catalogue = workshop,
): Promise<Reading> {
  const index = indexes.get(catalogue) ?? catalogueIndex(catalogue);
  indexes.set(catalogue, index);
  return readMessage('m1', await parseMessage(raw), { ...unknown, ...context }, index);
}

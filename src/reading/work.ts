/** The work of reading, as one thread does it: it keeps the catalogue given last and its indexes. */
import { Failure } from '../domain/failures.ts';
import type { CatalogueChange, CatalogueSource, Reading, ReadingContext } from '../domain/reading.ts';
import { readChange, readWhole, type CatalogueFiles } from './catalogue-files.ts';
import type { ParsedMail, ReadingService } from './contract.ts';
import { catalogueIndex, type CatalogueIndex } from './items/catalogue-index.ts';
import { parseMessage } from './mail/mime.ts';
import type { Answer } from './model/answer.ts';
import { checked } from './model/check.ts';
import { materialOf, notAsked, type Material } from './model/material.ts';
import { readWithPassages } from './reader.ts';

let known: { state: number; index: CatalogueIndex } | null = null;

/** Bytes that crossed a thread boundary are plain Uint8Arrays. */
const bytes = (raw: Uint8Array): Buffer =>
  Buffer.isBuffer(raw) ? raw : Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);

export async function parse(raw: Uint8Array): Promise<ParsedMail> {
  return (await parseMessage(bytes(raw))).mail;
}

export async function takeCatalogue({ words, items }: CatalogueSource, state = 0): Promise<void> {
  const index = catalogueIndex({ words, items: [] });
  for await (const item of items) index.add(item);
  known = { state, index };
}

/** Only what changed is indexed. False where there is no catalogue to change. */
export function changeCatalogue(change: CatalogueChange): boolean {
  known?.index.change(change);
  return known !== null;
}

/** Reads what this thread does not have yet of a catalogue. */
export async function catchUp({ whole, changes }: CatalogueFiles): Promise<void> {
  const last = changes.at(-1) ?? whole;
  if (known?.state === last.state) return;
  const held = known ? [whole, ...changes].findIndex(({ state }) => state === known?.state) : -1;
  if (held < 0) await takeCatalogue(await readWhole(whole), whole.state);
  for (const file of changes.slice(Math.max(held, 0))) {
    changeCatalogue(await readChange(file));
    if (known) known.state = file.state;
  }
}

/** What the rules read, and what a model may be shown of the mail; or why it is not asked. */
export interface RulesReading {
  reading: Reading;
  material: Material | null;
  notAsked: string | null;
}

const current = (): CatalogueIndex => {
  if (!known) throw new Failure('Unavailable', 'There is no catalogue to read against yet.');
  return known.index;
};

/** `forModel`: with what a model is shown of it. */
export async function read(
  mail: string,
  raw: Uint8Array,
  context: ReadingContext,
  forModel: boolean,
): Promise<RulesReading> {
  const index = current();
  const message = await parseMessage(bytes(raw));
  const { reading, passages } = await readWithPassages(mail, message, context, index);
  if (!forModel) return { reading, material: null, notAsked: null };
  const reason = notAsked(reading, passages, message.mail.automatic !== null);
  if (reason !== null) return { reading, material: null, notAsked: reason };
  const read = { index, language: reading.language.value, day: message.day };
  return { reading, material: materialOf(reading, passages, context, read), notAsked: null };
}

/** Holds a model's answer against the mail, the catalogue and the rules' reading. */
export const check = (answer: Answer, rules: Reading, material: Material, context: ReadingContext): Reading =>
  checked(answer, rules, { material, context, index: current() });

/** The same work, in threads or in this one. */
export interface Work {
  parse(raw: Buffer): Promise<ParsedMail>;
  read(mail: string, raw: Buffer, context: ReadingContext, forModel: boolean): Promise<RulesReading>;
  check(answer: Answer, rules: Reading, material: Material, context: ReadingContext): Promise<Reading>;
  useCatalogue: ReadingService['useCatalogue'];
  changeCatalogue: ReadingService['changeCatalogue'];
  catalogueVersion(): string | null;
  close(): Promise<void>;
}

/**
 * The development mails through the rules reader on one core: mails a second, against the 25 that are asked for. Then
 * parsing alone against the least it can be, mailparser's simpleParser on the same mails, in turns of one round each.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { createReading } from '../src/reading/index.ts';
import { companyFolder } from '../test/reading/company-folder.ts';
import { unknown } from '../test/reading/mails.ts';

const wanted = 25;
const rounds = Number(process.env.ROUNDS ?? 6);

const shared = '../shared/data';
const there = existsSync(join(shared, 'inquiries'));
const folder = there ? join(shared, 'inquiries') : 'sample/inquiries';
const company = companyFolder(there ? join(shared, 'adventure-works') : 'sample');
if (!there) console.error(`${shared}/inquiries is not there: the sample's mails are read instead.`);
const mails = readdirSync(folder)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => readFileSync(join(folder, name)));

const reading = createReading({ threads: 0 });
await reading.useCatalogue('bench', company.catalogue);
const known = new Map(company.contacts.map((contact) => [contact.email.toLowerCase(), contact]));

/** As the activity does: the sender is known, the mail is parsed and read. */
async function read(raw: Buffer): Promise<void> {
  const from = /^From:.*?<?([^\s<>]+@[^\s<>]+)/im.exec(raw.toString('latin1', 0, 4000))?.[1] ?? '';
  const contact = known.get(from.toLowerCase());
  await reading.read('m', raw, {
    ...unknown,
    country: contact?.country ?? null,
    language: contact?.language ?? null,
  });
}

async function seconds(work: (raw: Buffer) => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  for (const raw of mails) await work(raw);
  return (performance.now() - begin) / 1000;
}

const cold = await seconds(read);
const spent = { read: 0, ours: 0, bare: 0 };
await seconds((raw) => reading.parse(raw));
await seconds((raw) => simpleParser(raw));
for (let round = 0; round < rounds; round++) {
  spent.read += await seconds(read);
  spent.ours += await seconds((raw) => reading.parse(raw));
  spent.bare += await seconds((raw) => simpleParser(raw));
}
await reading.close();

const round = (value: number): number => Math.round(value * 100) / 100;
const rate = (time: number): number => (mails.length * rounds) / time;
const ours = rate(spent.read);
console.log(
  JSON.stringify({
    name: 'reading',
    ours: round(ours),
    limit: wanted,
    ratio: round(ours / wanted),
    unit: 'mails/s',
    mails: mails.length,
    firstRound: round(mails.length / cold),
  }),
);
console.log(
  JSON.stringify({
    name: 'reading-parse',
    ours: round(rate(spent.ours)),
    limit: round(rate(spent.bare)),
    ratio: round(spent.bare / spent.ours),
    unit: 'mails/s',
  }),
);
process.exit(ours >= wanted ? 0 : 1);

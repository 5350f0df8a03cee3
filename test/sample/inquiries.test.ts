/** The sample inquiries are mails a parser reads, and their answers speak of what the mail and the company's data say. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { contacts, discontinued, folder, isDay, itemByNumber, sold } from './folder.ts';

interface Line {
  text: string;
  status: 'matched' | 'ambiguous' | 'unknown' | 'discontinued';
  item?: string;
  candidates?: string[];
  quantity: number | null;
  unit?: string;
}
interface Answer {
  kind: string;
  language: string;
  account: string | null;
  lines: Line[];
  requestedDate: string | null;
  shipTo: Record<string, string> | null;
  reference: string | null;
  signature: Record<string, string> | null;
}

const inquiries = join(folder, 'inquiries');
const names = readdirSync(inquiries)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => file.slice(0, -'.eml'.length));

const folded = (text: string) => text.replace(/\s+/g, ' ');
const withoutTags = (html: string) => html.replace(/<[^>]*>/g, ' ');

async function open(name: string) {
  const raw = readFileSync(join(inquiries, `${name}.eml`));
  const mail = await simpleParser(raw);
  const attached = mail.attachments.map((a) => a.content.toString('latin1'));
  const words = folded([mail.subject, mail.text, withoutTags(mail.html || ''), ...attached].join('\n'));
  const answer = JSON.parse(readFileSync(join(inquiries, `${name}.json`), 'utf8')) as Answer;
  return { raw, mail, words, answer };
}

test('a dozen inquiries in five languages', async () => {
  const answers = await Promise.all(names.map(async (name) => (await open(name)).answer));
  const count = (language: string) => answers.filter((a) => a.language === language).length;
  expect(['en', 'fr', 'de', 'es', 'nl'].map(count)).toEqual([4, 3, 3, 1, 1]);
  const statuses = new Set(answers.flatMap((a) => a.lines.map((line) => line.status)));
  expect(statuses).toEqual(new Set(['matched', 'ambiguous', 'unknown', 'discontinued']));
});

describe.each(names)('%s', (name) => {
  test('is a message with CRLF line ends, a sender, a date and our mailbox', async () => {
    const { raw, mail } = await open(name);
    expect(raw.toString('latin1')).not.toMatch(/[^\r]\n|\r[^\n]/);
    expect(mail.from?.value[0]?.address).toMatch(/\.example$/);
    expect(mail.date?.getTime()).toBeGreaterThan(0);
    expect(mail.messageId).toMatch(/^<[^<>@\s]+@[^<>@\s]+>$/);
    expect([mail.to].flat().flatMap((to) => to?.value.map((v) => v.address))).toEqual(['sales@kranenwaard.example']);
  });

  test('is decoded without damage', async () => {
    expect((await open(name)).words).not.toMatch(/\uFFFD|Ã/);
  });

  test('names the account that the sender belongs to', async () => {
    const { mail, answer } = await open(name);
    const own = contacts.filter((c) => c.email === mail.from?.value[0]?.address);
    expect(own.map((c) => c.account_number)).toEqual(answer.account === null ? [] : [answer.account]);
  });

  test('has lines that stand in the mail and items that stand in the catalogue', async () => {
    const { words, answer } = await open(name);
    expect(answer.kind).toBe('inquiry');
    expect(answer.lines.length).toBeGreaterThan(0);
    for (const line of answer.lines) {
      expect(words).toContain(line.text);
      expect(line.quantity === null || line.quantity > 0).toBe(true);
      const item = itemByNumber.get(line.item ?? '');
      if (line.status === 'matched') expect([sold(item), line.unit]).toEqual([true, item?.unit]);
      if (line.status === 'discontinued') expect(item && discontinued(item)).toBe(true);
      if (line.status === 'unknown') expect(line.item).toBeUndefined();
      if (line.status !== 'ambiguous') continue;
      expect(line.candidates?.length).toBeGreaterThan(1);
      expect(line.candidates?.filter((number) => !sold(itemByNumber.get(number)))).toEqual([]);
    }
  });

  test('has a date, a reference, an address and a signature as written', async () => {
    const { words, answer } = await open(name);
    expect(answer.requestedDate === null || isDay(answer.requestedDate)).toBe(true);
    if (answer.reference !== null) expect(words).toContain(answer.reference);
    const { country, ...address } = answer.shipTo ?? { country: 'NL' };
    expect(country).toMatch(/^[A-Z]{2}$/);
    for (const written of Object.values({ ...address, ...answer.signature })) expect(words).toContain(written);
  });
});

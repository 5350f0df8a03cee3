/** Customer text is data: whatever it holds, pages and mails keep their structure and show it as it is. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { ReplyInput } from '../../src/documents/contract.ts';
import { reply } from '../../src/documents/reply.ts';
import { sheet } from '../../src/documents/sheet.ts';
import { companyOf, documentOf, lineOf } from './samples.ts';

const list = new URL('../../../shared/data/mail-fixtures/inject/naughty/blns.json', import.meta.url);
const present = existsSync(list);
const naughty = (present ? (JSON.parse(readFileSync(list, 'utf8')) as string[]) : ['']).filter((text) => text.trim());
const own = [
  '{{company.name}} {name} {total} {{{x}}}',
  '</td></tr></table><meta http-equiv="refresh" content="0;url=http://127.0.0.1/">',
  '" onload="alert(1)" x="',
  "' style='x",
  '<!-- ]]> --> <![CDATA[',
  '\u202eevil\u202c \u0000 \ud800 \ufeff',
  '$& $1 $` \\',
];

const pageOf = (text: string) =>
  sheet(
    documentOf({
      number: text,
      reference: text,
      account: {
        number: text,
        name: text,
        address: { name: text, street: text, city: text, postalCode: text, state: text },
        vatId: text,
      },
      contact: { name: text, email: text },
      shipTo: { name: text, street: text },
      lines: [lineOf(0, { item: text, description: text, unit: text })],
    }),
    companyOf({ name: text, phone: text, website: text, legal: [text], vatId: text }),
  );

const mailOf = (text: string): ReplyInput => ({
  kind: 'answer',
  language: 'en',
  company: companyOf({ name: text, signature: undefined }),
  greet: text,
  document: documentOf({ number: text, lines: [lineOf(0, { item: text, description: text, unit: text })] }),
  question: text,
  remarks: [{ code: 'left-out', words: [text, text] }],
  answered: { subject: text, date: text, from: { name: text, address: text }, text },
});

/** All tags of a page with the rest taken away; line breaks are what a text may rightly add. */
const tags = (html: string) => (html.match(/<[^>]*>/g) ?? []).filter((tag) => tag !== '<br>').join('');
const withoutStyle = (html: string) => html.replace(/<style>[\s\S]*<\/style>/, '').replace(/alt="[^"<>]*"/, '');
const decoded = (html: string) =>
  html.replace(/&(?:amp|lt|gt|quot|#x27|#x60|#x3D);/g, (entity) => entities[entity] as string);
const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x60;': '`',
  '&#x3D;': '=',
};

describe.each([
  ['strings we made', own, true],
  ['the big list of naughty strings', naughty, present],
])('%s', (_name, strings, there) => {
  const run = there ? test : test.skip;

  run('change nothing in a page', () => {
    const plain = tags(withoutStyle(pageOf('plain')));
    for (const text of strings) {
      const html = withoutStyle(pageOf(text));
      expect(tags(html)).toBe(plain);
      expect(decoded(html)).toContain(`<td class="description">${text}</td>`);
    }
  });

  run('cannot leave the style sheet', () => {
    for (const text of strings) {
      const style = /<style>([\s\S]*?)<\/style>/.exec(pageOf(text))?.[1] ?? '';
      expect(style.split('{')).toHaveLength(style.split('}').length);
      expect(style.match(/@bottom-left\{content:"[A-Za-z0-9 \\]*";/)).not.toBeNull();
    }
  });

  run('change nothing in a mail, nor in its subject line', () => {
    for (const kind of ['quote', 'answer'] as const) {
      const plain = tags(reply({ ...mailOf('plain'), kind }).html);
      for (const text of strings) {
        const made = reply({ ...mailOf(text), kind });
        expect(tags(made.html)).toBe(plain);
        expect(decoded(made.html)).toContain(`<li>${text}</li>`);
        // eslint-disable-next-line no-control-regex -- control characters are what must not be there
        expect(made.subject).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
        expect(made.subject).not.toBe('');
      }
    }
  });
});

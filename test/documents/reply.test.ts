import { describe, expect, test } from '@jest/globals';
import type { ReplyInput } from '../../src/documents/contract.ts';
import { catalogueOf, languages } from '../../src/documents/catalogue.ts';
import { reply } from '../../src/documents/reply.ts';
import { companyOf, documentOf } from './samples.ts';

const inputOf = (changes: Partial<ReplyInput> = {}): ReplyInput => ({
  kind: 'quote',
  language: 'en',
  company: companyOf(),
  greet: 'Anna Petit',
  document: documentOf(),
  question: null,
  remarks: [],
  answered: {
    subject: 'Screws and gloves',
    date: '2026-11-22T09:12:00Z',
    from: { name: 'Anna Petit', address: 'anna.petit@lakeside.example' },
    text: 'Hello,\r\nplease quote 2 boxes.\n> earlier words\n',
  },
  ...changes,
});
const flat = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');
const words = (html: string) => flat(html.replace(/<[^>]*>/g, ' '));

describe('a reply', () => {
  test('with a quote says what is attached, what it comes to, until when, and how to accept', () => {
    const { subject, html, text } = reply(inputOf());
    expect(subject).toBe('Re: Screws and gloves');
    for (const body of [words(html), flat(text)]) {
      for (const part of [
        'Dear Anna Petit,',
        'Please find attached our quote Q-000123, revision 1, as a PDF.',
        'GLV-NIT-09',
        'EUR 74.91',
        'valid until 22 December 2026',
        'accept quote Q-000123',
        'Havnbergh Industrial Supply B.V.',
        'On 22 November 2026 at 10:12, Anna Petit',
      ]) {
        expect(body).toContain(part);
      }
    }
    expect(html).not.toMatch(/<\/?(html|head|body|script|style)\b/i);
  });

  test('with an order asks to check it and nothing more', () => {
    const { text } = reply(
      inputOf({ kind: 'order', document: documentOf({ kind: 'order', number: 'O-7', validUntil: null }) }),
    );
    expect(text).toContain('order confirmation O-7');
    expect(text).toContain('If anything differs from your order');
    expect(text).not.toMatch(/valid until|accept quote/);
  });

  test('to a question repeats it and promises an answer', () => {
    const { text, html } = reply(inputOf({ kind: 'answer', question: 'How heavy?\nAnd how long?' }));
    expect(text).toContain('> How heavy?\n> And how long?');
    expect(text).toContain('We have received your question');
    expect(text).toContain('Your message concerns our quote Q-000123');
    expect(html).not.toContain('<table');
  });

  test('without a quote or a name stays friendly', () => {
    const { text, subject } = reply(inputOf({ kind: 'answer', document: null, greet: null, answered: null }));
    expect(text).toMatch(/^Hello,\n/);
    expect(subject).toBe('Your message to Havnbergh Industrial Supply B.V.');
  });

  test('states what was left out and a day that is over', () => {
    const { text, html } = reply(
      inputOf({
        remarks: [
          { code: 'left-out', words: ['3 blue <things>', '1 other'] },
          { code: 'date-passed', day: '2026-11-02' },
        ],
      }),
    );
    expect(text).toContain('is not included:\n- 3 blue <things>\n- 1 other');
    expect(flat(text)).toContain('2 November 2026, has passed');
    expect(html).toContain('<li>3 blue &lt;things&gt;</li>');
  });

  test('quotes the mail answered, short', () => {
    const long = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n');
    const { text, html } = reply(inputOf({ answered: { subject: '', date: null, from: null, text: long } }));
    expect(text).toContain('You wrote:\n> line 0\n> line 1\n');
    expect(text).toContain('> line 119\n> [… shortened]');
    expect(text).not.toContain('line 120');
    expect(html).toContain('line 119<br>[… shortened]</blockquote>');
    const wide = reply(inputOf({ answered: { subject: '', date: null, from: null, text: '😀'.repeat(50_000) } }));
    expect(wide.html.length).toBeLessThan(40_000);
    expect(encodeURIComponent(wide.text)).not.toBe('');
  });

  test('keeps quotation marks of earlier mails', () => {
    expect(reply(inputOf()).text).toContain('> please quote 2 boxes.\n>> earlier words');
  });

  test('of 200 lines shows the first and counts the others', () => {
    const { html, text } = reply(inputOf({ document: documentOf({ lines: 200 }) }));
    expect(html.match(/<tr style/g)).toHaveLength(1 + 40 + 1);
    expect(text).toContain('Further lines, listed in the attached PDF: 160');
    expect(html.length).toBeLessThan(200_000);
  });

  test('takes the company’s signature as it is', () => {
    const { text, html } = reply(inputOf({ company: companyOf({ signature: 'The desk\nTel. 1 & 2' }) }));
    expect(text).toContain('Kind regards\nThe desk\nTel. 1 & 2\n');
    expect(html).toContain('Kind regards<br>The desk<br>Tel. 1 &amp; 2');
  });

  test('keeps lines of its own text within 78 columns', () => {
    const { text } = reply(inputOf({ answered: null, language: 'de' }));
    expect(text.split('\n').filter((line) => line.length > 78)).toEqual([]);
  });

  test.each(
    languages.flatMap((language) => (['quote', 'order', 'answer'] as const).map((kind) => [language, kind] as const)),
  )('in %s, %s: every value filled', (language, kind) => {
    const document = documentOf({ kind: kind === 'order' ? 'order' : 'quote', language });
    const { html, text, subject } = reply(inputOf({ language, kind, document, question: 'Q?', answered: null }));
    for (const part of [html.replace(/style="[^"]*"/g, ''), text, subject]) {
      expect(part).not.toMatch(/\{\w+\}|undefined|\[object|null/);
    }
    const { mail } = catalogueOf(language, companyOf()).texts;
    expect(text).toContain(mail.closing);
    expect(text.startsWith(mail.greetName.replace('{name}', 'Anna Petit'))).toBe(true);
  });
});

describe('a revision says what changed', () => {
  const before = documentOf();
  const [screws, gloves, cable] = before.lines;
  const after = documentOf({
    revision: 2,
    requestedDate: '2026-12-18',
    lines: [screws!, { ...gloves!, quantity: '1200', total: '9.99' }, { ...cable!, item: 'CBL-5G15-B' }],
  });
  const said = (changes: Partial<ReplyInput>) => flat(reply(inputOf({ document: after, ...changes })).text);

  test('line by line, in the numbers of the reader', () => {
    const text = said({ remarks: [{ code: 'changed', before }] });
    for (const part of [
      'the following has changed: - GLV-NIT-09 Nitrile work gloves, black, size 9 (pair): 5 → 1,200',
      'New: 8 m CBL-5G15-B Rubber cable',
      'No longer included: 8 m CBL-3G15-B Rubber cable',
      'Requested delivery: 14 December 2026 → 18 December 2026',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('9.99 →');
  });

  test('and nothing where nothing did', () =>
    expect(said({ remarks: [{ code: 'changed', before: after }] })).not.toContain('has changed'));

  test.each(languages)('in %s without an English word', (language) => {
    const { changed } = catalogueOf(language, companyOf()).texts.mail;
    const text = said({ language, remarks: [{ code: 'changed', before }] });
    expect(text).toContain(flat(changed));
    expect(language === 'en' || !/No longer|Requested/.test(text)).toBe(true);
  });
});

describe('a reminder', () => {
  test.each(languages)('in %s: number, amount, last day and how to accept, and no table', (language) => {
    const document = documentOf();
    const { subject, html, text } = reply(inputOf({ kind: 'reminder', language, document }));
    expect(subject).toBe('Re: Screws and gloves');
    for (const body of [words(html), flat(text)]) {
      expect(body).toContain(document.number);
      expect(body).toMatch(/74[.,]91/);
      expect(body).toMatch(/2026/);
      expect(body).not.toContain('GLV-NIT-09');
      expect(body).not.toMatch(/[{}]/);
    }
    const named = reply(inputOf({ kind: 'reminder', language, document, answered: null })).subject;
    expect(named).toContain(document.number);
    expect(named).not.toBe(reply(inputOf({ kind: 'quote', language, document, answered: null })).subject);
  });
});

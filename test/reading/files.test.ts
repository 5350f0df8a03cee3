/** Attached files that are not what they should be: each that is not read has its reason in the notes, and the mail stands. */
import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { createReading } from '../../src/reading/index.ts';
import { workshop } from './catalogue.ts';
import { plainMail, readRaw, unknown } from './mails.ts';

interface Attached {
  name: string;
  content: Buffer;
  type?: string;
}

/** A mail that asks for 4 hand saws, with these files. */
const mailWith = (...files: Attached[]): Buffer =>
  plainMail(
    [
      '--b\nContent-Type: text/plain\n\nPlease quote 4 hand saws.',
      ...files.map(
        ({ name, content, type = 'application/octet-stream' }) =>
          `--b\nContent-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${content.toString('base64').replace(/.{76}/g, '$&\n')}`,
      ),
      '--b--\n',
    ].join('\n'),
    { 'Content-Type': 'multipart/mixed; boundary=b' },
  );

const cell = (at: string, value: string, formula = ''): string =>
  `<c r="${at}" t="str">${formula ? `<f>${formula}</f>` : ''}<v>${value}</v></c>`;
const row = (number: number, item: string, quantity: string, more = '', formula = ''): string =>
  `<row r="${number}" ${more}>${cell(`A${number}`, item)}${cell(`B${number}`, quantity, formula)}</row>`;
const sheet = (rows: string[]): string => `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`;

function workbook(
  sheets: { name: string; state?: string; rows: string[] }[],
  more: Record<string, string> = {},
): Buffer {
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook><sheets>${sheets.map(({ name, state = 'visible' }, i) => `<sheet name="${name}" sheetId="${i + 1}" state="${state}" r:id="r${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, i) => `<Relationship Id="r${i + 1}" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map(({ rows }, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet(rows)])),
    ...more,
  };
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}
const header = row(1, 'Item', 'Qty');

/** A PDF of so many pages with a line of text on each. */
function pdf(pages: number, line: (page: number) => string, trailer = ''): Buffer {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, i) => `${4 + 2 * i} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  for (let page = 1; page <= pages; page++) {
    const stream = `BT /F1 12 Tf 72 700 Td (${line(page)}) Tj ET`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${3 + 2 * page} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    );
  }
  let text = '%PDF-1.4\n';
  const places = objects.map((body, i) => {
    const at = text.length;
    text += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const xref = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  return Buffer.from(
    `${text}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${xref}\n%%EOF\n`,
    'latin1',
  );
}
const locked = `/ID [<${'ab'.repeat(16)}> <${'ab'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`;

describe('a file that cannot be read', () => {
  test.each<[string, Attached, RegExp]>([
    [
      'a bomb',
      { name: 'a.xlsx', content: workbook([], { 'xl/sharedStrings.xml': ' '.repeat(70_000_000) }) },
      /a\.xlsx was not read: it unfolds to more/,
    ],
    [
      'a workbook with a password',
      { name: 'a.xlsx', content: Buffer.from('d0cf11e0a1b11ae1'.repeat(40), 'hex') },
      /a\.xlsx was not read: .*password/,
    ],
    ['a damaged workbook', { name: 'a.xlsx', content: Buffer.from('PK\u0003\u0004 nothing') }, /a\.xlsx was not read/],
    ['a program', { name: 'a.exe', content: Buffer.from('MZ') }, /a\.exe was not read/],
    [
      'a file above 10 MB',
      { name: 'a.csv', content: Buffer.alloc(11 * 1024 * 1024, 'a,1\n'), type: 'text/csv' },
      /a\.csv was not read: it is larger/,
    ],
  ])('%s: its reason stands in the notes, and what the mail itself asks for is read', async (_, file, reason) => {
    const { kind, lines, notes } = await readRaw(mailWith(file));
    expect([kind.value, lines.map(({ item, quantity }) => [item, quantity])]).toEqual(['inquiry', [['SW-3300', '4']]]);
    expect(notes.join('\n')).toMatch(reason);
  });

  test('500 files: the first are read, each other has its reason', async () => {
    const many = Array.from({ length: 500 }, (_, i) => ({
      name: `${i}.csv`,
      content: Buffer.from('Item,Qty\nHM-1001,4\n'),
      type: 'text/csv',
    }));
    const { kind, notes } = await readRaw(mailWith(...many));
    expect([kind.value, notes.filter((note) => note.includes('was not read')).length]).toEqual(['inquiry', 480]);
  });
});

describe('a file that is read in part', () => {
  test('a workbook with macros: its cells are read, its macros are not run', async () => {
    const content = workbook([{ name: 'Order', rows: [header, row(2, 'HM-1001', '6')] }], { 'xl/vbaProject.bin': 'x' });
    const type = 'application/vnd.ms-excel.sheet.macroEnabled.12';
    const { lines, notes } = await readRaw(mailWith({ name: 'order.xlsm', content, type }));
    expect(lines.map(({ item, quantity }) => [item, quantity])).toContainEqual(['HM-1001', '6']);
    expect(notes.join('\n')).toMatch(/order\.xlsm: its macros were not run/);
  });

  test('hidden sheets and rows are left out and said so; of formulas the stored result counts', async () => {
    const content = workbook([
      { name: 'Order', rows: [header, row(2, 'HM-1001', '6', '', '2*3'), row(3, 'HM-1002', '9', 'hidden="1"')] },
      { name: 'Old', state: 'hidden', rows: [header, row(2, 'GV-200-L', '7')] },
    ]);
    const { lines, notes } = await readRaw(mailWith({ name: 'order.xlsx', content }));
    expect(lines.map(({ item, quantity }) => [item, quantity])).toEqual([
      ['SW-3300', '4'],
      ['HM-1001', '6'],
    ]);
    expect(notes.join('\n')).toMatch(
      /hidden sheet Old was not read[^]*1 hidden rows of sheet Order|1 hidden rows of sheet Order[^]*hidden sheet Old was not read/,
    );
  });
});

const built = existsSync('dist/src/reading/worker.js');

/** In a thread: the PDF library loads modules in a way that Jest's own loader does not know. */
(built ? describe : describe.skip)('a PDF', () => {
  const reading = createReading({ threads: 1 });
  afterAll(() => reading.close());

  async function readPdf(content: Buffer): Promise<{ items: (string | null)[]; notes: string }> {
    await reading.useCatalogue('1', workshop);
    const mail = mailWith({ name: 'list.pdf', content, type: 'application/pdf' });
    const { lines, notes } = await reading.read('m1', mail, unknown);
    return { items: lines.map(({ item }) => item), notes: notes.join('\n') };
  }

  test('of 200 pages: the first 40', async () => {
    const content = pdf(200, (page) => (page === 1 ? '6 x HM-1001 Claw Hammer' : `page ${page}`));
    const { items, notes } = await readPdf(content);
    expect(items).toEqual(['SW-3300', 'HM-1001']);
    expect(notes).toMatch(/only the first 40 of 200 pages/);
  });

  test.each<[string, Buffer, RegExp]>([
    ['with a password', pdf(1, () => '6 x HM-1001', locked), /list\.pdf was not read: it is protected by a password/],
    ['that is cut off', pdf(1, () => '6 x HM-1001').subarray(0, 60), /list\.pdf was not read: it is damaged/],
  ])('%s: its reason stands in the notes', async (_, content, reason) => {
    const { items, notes } = await readPdf(content);
    expect(items).toEqual(['SW-3300']);
    expect(notes).toMatch(reason);
  });
});

describe('forwards within forwards', () => {
  test('attached to each other, 30 deep: bounded, said, and still an inquiry', async () => {
    let mail = plainMail('Please quote 4 hand saws.').toString();
    for (let depth = 0; depth < 30; depth++)
      mail = plainMail(
        `--b${depth}\nContent-Type: text/plain\n\nPlease see the attached request.\n--b${depth}\nContent-Type: message/rfc822\nContent-Disposition: attachment\n\n${mail.replace(/\r\n/g, '\n')}\n--b${depth}--\n`,
        { 'Content-Type': `multipart/mixed; boundary=b${depth}` },
      ).toString();
    const { kind, notes } = await readRaw(Buffer.from(mail));
    expect(notes.join('\n')).toMatch(/too deep/);
    expect(['inquiry', 'question', 'other']).toContain(kind.value);
  });

  test('written below each other, 200 of them', async () => {
    const head =
      '---------- Forwarded message ---------\nFrom: Bea <bea@buyer.example>\nDate: Mon, 23 Nov 2026\nSubject: saws\nTo: Ann\n\n';
    const { kind, lines } = await readRaw(plainMail(`Please quote 4 hand saws.\n\n${head.repeat(200)}`));
    expect([kind.value, lines.map(({ quantity }) => quantity)]).toEqual(['inquiry', ['4']]);
  });
});

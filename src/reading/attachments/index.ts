/** Attached sheets and documents as pages and tables. What is not read says why; nothing here throws on a bad file. */
import type { ParsedMail } from '../contract.ts';
import type { PageTable } from '../lines/table-lines.ts';
import type { Page } from '../lines/page.ts';
import { csvTable } from './csv.ts';
import { pdfPages } from './pdf.ts';
import { sheets } from './xlsx.ts';

export interface Attached {
  pages: Page[];
  tables: PageTable[];
  notes: string[];
}

const maxRead = 20;
const maxBytes = 10 * 1024 * 1024;

export async function readAttachments(
  mail: string,
  attachments: ParsedMail['attachments'],
  delimiterHint: ',' | ';',
): Promise<Attached & { unread: string[] }> {
  /** With the names of those that were not read. */
  const found: Attached & { unread: string[] } = { pages: [], tables: [], notes: [], unread: [] };
  const passOver = (name: string, why: string): void => {
    found.unread.push(name);
    found.notes.push(`Attachment ${name} was not read: ${why}.`);
  };
  let read = 0;
  for (const attachment of attachments) {
    const name = attachment.name || `part ${attachment.part}`;
    const ending = /\.([a-z0-9]{1,5})$/i.exec(attachment.name)?.[1]?.toLowerCase() ?? '';
    const is = (type: RegExp, ...endings: string[]): boolean => type.test(attachment.type) || endings.includes(ending);
    if (
      attachment.type === 'message/rfc822' ||
      /^image\//.test(attachment.type) ||
      is(/calendar|vcard|pkcs7|pgp/, 'ics', 'vcf', 'p7s', 'asc')
    )
      continue;
    const reader = is(/csv|tab-separated/, 'csv', 'tsv')
      ? csvTable
      : is(/spreadsheetml|ms-excel\.sheet\.macroenabled/i, 'xlsx', 'xlsm')
        ? sheets
        : is(/\/pdf$/, 'pdf')
          ? pdfPages
          : null;
    if (!reader) {
      if (!attachment.inline) passOver(name, 'its format is not one that is read (CSV, XLSX, PDF are)');
      continue;
    }
    if (++read > maxRead) {
      passOver(name, `only the first ${maxRead} are`);
      continue;
    }
    if (attachment.content.length > maxBytes) {
      passOver(name, 'it is larger than 10 MB');
      continue;
    }
    try {
      const part = await reader(mail, attachment.part, attachment.content, delimiterHint);
      found.pages.push(...part.pages);
      found.tables.push(...part.tables);
      if (ending === 'xlsm') part.notes.push('its macros were not run.');
      found.notes.push(...part.notes.map((note) => `Attachment ${name}: ${note}`));
    } catch (error) {
      passOver(name, error instanceof Error ? error.message.slice(0, 200) : 'it is damaged');
    }
  }
  return found;
}

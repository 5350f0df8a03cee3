/** A company's folder: company.json and CSV files, read and checked as a whole. The format: docs/company-format.md. */
import { createHash } from 'node:crypto';
import Value from 'typebox/value';
import { Failure } from '../../domain/failures.ts';
import { Company } from '../../domain/settings.ts';
import { columns, type File, type Row } from './company-columns.ts';
import { contradictions } from './contradictions.ts';
import { readPart, tableOf } from './table.ts';

export interface CompanyFolder {
  /** sha256 over all files: the same folder has the same. */
  hash: string;
  company: Company;
  items: Row<'items.csv'>[];
  breaks: Row<'price-breaks.csv'>[];
  itemNames: Row<'item-translations.csv'>[];
  words: Row<'category-translations.csv'>[];
  accounts: Row<'accounts.csv'>[];
  contacts: Row<'contacts.csv'>[];
  customerItems: Row<'customer-items.csv'>[];
}

const required: readonly string[] = ['items.csv', 'accounts.csv', 'contacts.csv'];

/**
 * Reads and checks a whole folder. Throws Failure `Invalid`: the first thing that is wrong, with file, line and column;
 * `details.problems` lists up to 50.
 */
export async function readCompanyFolder(dir: string): Promise<CompanyFolder> {
  const hash = createHash('sha256').update('company format 1');
  const problems: string[] = [];

  const part = async (file: string): Promise<Buffer | null> => {
    const content = await readPart(dir, file);
    if (!content && (required.includes(file) || file === 'company.json')) problems.push(`${file} is missing in ${dir}`);
    hash.update(`\0${file}\0`).update(content ?? '');
    return content;
  };
  const table = async <F extends File>(file: F): Promise<Row<F>[]> => {
    const content = await part(file);
    if (!content) return [];
    const read = tableOf(file, content, columns[file]);
    problems.push(...read.problems);
    return read.rows;
  };

  const company = companyOf(await part('company.json'), problems);
  const folder = {
    items: await table('items.csv'),
    breaks: await table('price-breaks.csv'),
    itemNames: await table('item-translations.csv'),
    words: await table('category-translations.csv'),
    accounts: await table('accounts.csv'),
    contacts: await table('contacts.csv'),
    customerItems: await table('customer-items.csv'),
  };
  if (company && problems.length === 0) problems.push(...contradictions(folder, company));
  if (!company || problems.length > 0) throw refused(problems);
  return { hash: hash.digest('hex'), company, ...folder };
}

function refused(problems: string[]): Failure {
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return new Failure('Invalid', `The company cannot be loaded: ${problems[0]}${more}`, {
    problems: problems.slice(0, 50),
  });
}

function companyOf(content: Buffer | null, problems: string[]): Company | null {
  if (!content) return null;
  let company: unknown;
  try {
    company = JSON.parse(content.toString('utf8'));
  } catch (error) {
    problems.push(`company.json is not JSON: ${(error as Error).message}`);
    return null;
  }
  if (!Value.Check(Company, company)) {
    const [first] = Value.Errors(Company, company);
    problems.push(`company.json ${first?.instancePath || 'as a whole'}: ${first?.message ?? 'is wrong'}`);
    return null;
  }
  if (!known(() => new Intl.DateTimeFormat('en', { timeZone: company.timeZone })))
    problems.push(`company.json /timeZone: ${company.timeZone} is not a time zone`);
  for (const [code, rate] of Object.entries(company.exchangeRates ?? {}))
    if (!/^[A-Z]{3}$/.test(code) || !/^(?=.*[1-9])\d{1,9}(\.\d{1,10})?$/.test(rate))
      problems.push(`company.json /exchangeRates/${code}: ${rate} is not a rate such as "1.08"`);
  return company;
}

function known(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}

/** A company's folder: company.json and CSV files, read and checked as a whole. The format: docs/company-format.md. */
import { createHash } from 'node:crypto';
import Value from 'typebox/value';
import { Failure } from '../../domain/failures.ts';
import { Company } from '../../domain/settings.ts';
import * as column from './column.ts';
import { readPart, tableOf, type RowOf } from './table.ts';

const columns = {
  'items.csv': {
    number: column.text(),
    name: column.text(),
    model: column.text(''),
    category: column.text(''),
    subcategory: column.text(''),
    color: column.text(''),
    size: column.text(''),
    unit: column.text('EA'),
    listPrice: column.decimal(),
    currency: column.currency(''),
    stock: column.number('0'),
    soldFrom: column.day(),
    soldUntil: column.day(),
    sellable: column.oneOf({ yes: 'yes', no: 'no' }, 'yes'),
    gtin: column.text(''),
    successor: column.text(''),
    availableOn: column.day(),
    minQuantity: column.decimal(),
  },
  'price-breaks.csv': {
    itemNumber: column.text(),
    minQuantity: column.number(),
    maxQuantity: column.decimal(),
    discountPercent: column.percent(),
  },
  'item-translations.csv': { itemNumber: column.text(), language: column.language(), name: column.text() },
  'category-translations.csv': {
    kind: column.oneOf({ category: 'category', subcategory: 'subcategory', color: 'color' }),
    en: column.text(),
    language: column.language(),
    name: column.text(),
    synonyms: column.list(),
  },
  'accounts.csv': {
    number: column.text(),
    name: column.text(),
    domain: column.text(''),
    street: column.text(''),
    city: column.text(''),
    postalCode: column.text(''),
    state: column.text(''),
    country: column.country(''),
    currency: column.currency(''),
    language: column.language(''),
    blocked: column.oneOf({ no: 'no', order: 'order', all: 'all', yes: 'all' }, 'no'),
    creditLimit: column.decimal(),
    taxPercent: column.percent('0'),
    taxNote: column.oneOf(
      {
        standard: 'standard',
        'reverse-charge': 'reverse-charge',
        export: 'export',
        exempt: 'exempt',
        none: 'none',
        '': '',
      },
      '',
    ),
    vatId: column.text(''),
  },
  'contacts.csv': {
    accountNumber: column.text(),
    firstName: column.text(''),
    lastName: column.text(''),
    email: column.mailAddress(),
    phone: column.text(''),
    language: column.language(''),
  },
  'customer-items.csv': { accountNumber: column.text(), customerNumber: column.text(), itemNumber: column.text() },
} as const;

type File = keyof typeof columns;
type Row<F extends File> = RowOf<(typeof columns)[F]>;

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

/** What each file says by itself may be right and yet not fit the others. */
function contradictions(folder: Omit<CompanyFolder, 'hash' | 'company'>, company: Company): string[] {
  const items = new Set(folder.items.map(({ number }) => number));
  const accounts = new Set(folder.accounts.map(({ number }) => number));
  return [
    ...twice('items.csv', 'number', folder.items, ({ number }) => number),
    ...twice('accounts.csv', 'number', folder.accounts, ({ number }) => number),
    ...twice('contacts.csv', 'email', folder.contacts, (row) => `${row.email} of account ${row.accountNumber}`),
    ...twice('item-translations.csv', 'language', folder.itemNames, (row) => `${row.itemNumber} in ${row.language}`),
    ...twice('customer-items.csv', 'customer_number', folder.customerItems, (row) =>
      [row.customerNumber, 'of account', row.accountNumber, 'for item', row.itemNumber].join(' '),
    ),
    ...unknown('items.csv', 'successor', folder.items, ({ successor }) => successor, items),
    ...unknown('price-breaks.csv', 'item_number', folder.breaks, ({ itemNumber }) => itemNumber, items),
    ...unknown('item-translations.csv', 'item_number', folder.itemNames, ({ itemNumber }) => itemNumber, items),
    ...unknown('contacts.csv', 'account_number', folder.contacts, ({ accountNumber }) => accountNumber, accounts),
    ...unknown('customer-items.csv', 'account_number', folder.customerItems, (row) => row.accountNumber, accounts),
    ...unknown('customer-items.csv', 'item_number', folder.customerItems, ({ itemNumber }) => itemNumber, items),
    ...folder.items
      .filter(({ currency }) => currency !== '' && currency !== company.currency)
      .map(({ line, currency }) => {
        const place = `items.csv line ${line}, column currency`;
        return `${place}: is ${currency}, but prices are in the company's currency, ${company.currency}`;
      }),
  ];
}

type Placed = { line: number };

function twice<T extends Placed>(file: string, name: string, rows: T[], key: (row: T) => string): string[] {
  const first = new Map<string, number>();
  return rows.flatMap((row) => {
    const before = first.get(key(row));
    if (before !== undefined)
      return [`${file} line ${row.line}, column ${name}: ${key(row)} is in line ${before} already`];
    first.set(key(row), row.line);
    return [];
  });
}

function unknown<T extends Placed>(
  file: string,
  name: string,
  rows: T[],
  key: (row: T) => string,
  numbers: Set<string>,
): string[] {
  return rows
    .filter((row) => key(row) !== '' && !numbers.has(key(row)))
    .map((row) => `${file} line ${row.line}, column ${name}: there is no ${key(row)}`);
}

import type { Company } from '../../domain/settings.ts';
import type { CompanyFolder } from './company.ts';

/** What each file says by itself may be right and yet not fit the others. */
export function contradictions(folder: Omit<CompanyFolder, 'hash' | 'company'>, company: Company): string[] {
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

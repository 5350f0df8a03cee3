import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { readCompanyFolder } from '../connectors/embedded/company.ts';
import { folderCatalogue } from '../connectors/embedded/folder-catalogue.ts';
import { Failure } from '../domain/failures.ts';
import { readFolder } from '../reading/folder.ts';

/**
 * `read FOLDER --out DIR [--company DIR] [--model]`: reads every .eml against a company's folder. Needs no server. By rules
 * alone, so that figures compare, unless `--model` asks for the configured model too.
 */
export async function run(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { out: { type: 'string' }, company: { type: 'string' }, model: { type: 'boolean' } },
  });
  const [folder] = positionals;
  if (!folder || !values.out)
    throw new Failure('Invalid', 'Usage: npm run read -- FOLDER --out DIR [--company DIR] [--model]');
  const config = readConfig();
  if (values.model && !config.model) throw new Failure('Invalid', '--model needs MODEL_URL and MODEL_NAME.');
  const company = await readCompanyFolder(resolve(values.company ?? config.companyDir));
  const accounts = new Map(company.accounts.map((account) => [account.number, account]));
  const own = new Map<string, { words: string; item: string }[]>();
  for (const row of company.customerItems)
    own.set(row.accountNumber, [
      ...(own.get(row.accountNumber) ?? []),
      { words: row.customerNumber, item: row.itemNumber },
    ]);
  const contacts = company.contacts.map(({ email, accountNumber, language }) => {
    const account = accounts.get(accountNumber);
    return {
      email,
      account: accountNumber,
      country: account?.country || null,
      language: language || account?.language || null,
      aliases: own.get(accountNumber) ?? [],
    };
  });
  const count = await readFolder({
    folder: resolve(folder),
    out: resolve(values.out),
    catalogue: folderCatalogue(company),
    contacts,
    model: values.model ? config.model : null,
  });
  console.log(`Read ${count} mails into ${values.out}.`);
}

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { readCompanyFolder } from '../connectors/embedded/company.ts';
import { folderCatalogue } from '../connectors/embedded/folder-catalogue.ts';
import { Failure } from '../domain/failures.ts';
import { readFolder } from '../reading/folder.ts';

/** `read FOLDER --out DIR [--company DIR]`: reads every .eml against a company's folder. Needs no server. */
export async function run(words: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { out: { type: 'string' }, company: { type: 'string' } },
  });
  const [folder] = positionals;
  if (!folder || !values.out) throw new Failure('Invalid', 'Usage: npm run read -- FOLDER --out DIR [--company DIR]');
  const company = await readCompanyFolder(resolve(values.company ?? readConfig().companyDir));
  const accounts = new Map(company.accounts.map((account) => [account.number, account]));
  const contacts = company.contacts.map(({ email, accountNumber, language }) => {
    const account = accounts.get(accountNumber);
    return {
      email,
      account: accountNumber,
      country: account?.country || null,
      language: language || account?.language || null,
    };
  });
  const count = await readFolder({
    folder: resolve(folder),
    out: resolve(values.out),
    catalogue: folderCatalogue(company),
    contacts,
  });
  console.log(`Read ${count} mails into ${values.out}.`);
}

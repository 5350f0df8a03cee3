/** Small company folders for tests. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const companyJson = {
  name: 'Test Tools',
  mailbox: 'sales@tools.example',
  address: { city: 'Utrecht', country: 'NL' },
  currency: 'EUR',
  language: 'en',
  languages: ['en', 'fr'],
  timeZone: 'Europe/Amsterdam',
  tax: 'accounts',
  quoteValidityDays: 30,
  exchangeRates: { GBP: '0.86', JPY: '162.4' },
};

export const files = {
  'items.csv': [
    'number,name,unit,list_price,currency,stock,sold_from,sold_until,sellable,gtin,successor,available_on,min_quantity',
    'HAMMER,Hammer,EA,12.50,EUR,100,,,yes,4000000000017,,,',
    'BOLT,Bolt M8,BOX100,7.40,EUR,420,,,yes,,,,',
    'ROPE,Rope,M,0.85,EUR,50.5,,,yes,,,2099-01-15,5',
    'SAW,Saw,EA,30,EUR,0,,2020-01-31,yes,,SAW-2,,',
    'SAW-2,Saw II,EA,33,EUR,0,,,yes,,,2099-03-01,',
    'OLD,Old plane,EA,9,EUR,3,,2020-01-31,yes,,,,',
    'PART,Inner part,EA,,EUR,10,,,no,,,,',
    'SOON,Next year,EA,5,EUR,10,2099-01-01,,yes,,,,',
    'GONE,Gone,EA,5,EUR,0,,,yes,,,2020-01-01,',
  ],
  'price-breaks.csv': [
    'item_number,min_quantity,max_quantity,discount_percent',
    'BOLT,5,19,3',
    'BOLT,20,99,7.5',
    'BOLT,100,,12',
    'ROPE,5,12,2',
  ],
  'item-translations.csv': ['item_number,language,name', 'HAMMER,fr,Marteau'],
  'category-translations.csv': ['kind,en,language,name,synonyms', 'color,Black,fr,Noir,noire|noirs'],
  'accounts.csv': [
    'number,name,street,city,country,currency,language,blocked,credit_limit,tax_percent,tax_note,vat_id',
    'A1,Boats BV,Kade 1,Harlingen,NL,EUR,nl,no,1000,21,standard,NL1',
    'A2,Garage GmbH,,Kleve,DE,EUR,de,no,,0,reverse-charge,DE2',
    'A3,Yard Ltd,,Leeds,GB,GBP,en,no,,0,export,',
    'A4,Late payers,,Ghent,BE,EUR,nl,order,,21,standard,',
    'A5,Never again,,Ghent,BE,EUR,nl,all,,21,standard,',
    'A6,Kura,,Osaka,JP,JPY,en,no,,0,export,',
    'A7,Fjord AS,,Bergen,NO,NOK,en,no,,0,export,',
  ],
  'contacts.csv': [
    'account_number,first_name,last_name,email,phone,language',
    'A1,Anna,Bakker,Anna@boats.example,,nl',
    'A1,Shared,Desk,desk@shared.example,,',
    'A2,Shared,Desk,desk@shared.example,+49 1,de',
  ],
  'customer-items.csv': ['account_number,customer_number,item_number', 'A1,70-1040,BOLT'],
};

export type Files = Record<string, string[] | string | Buffer | null>;

/** A folder with these files changed (null: left out); removed by `drop`. */
export async function companyFolder(changes: Files = {}, company: object = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'company-'));
  const all: Files = {
    'company.json': JSON.stringify({ ...companyJson, ...company }),
    ...files,
    ...changes,
  };
  for (const [name, content] of Object.entries(all))
    if (content !== null)
      await writeFile(join(dir, name), Array.isArray(content) ? `${content.join('\n')}\n` : content);
  return { dir, drop: () => rm(dir, { recursive: true }) };
}

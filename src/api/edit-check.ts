/** What can be known to be wrong with an edit before it is sent: the caller then learns which field, and the review stays as it was. */
import { IsEmail } from 'typebox/format';
import { contradiction } from '../domain/contradiction.ts';
import type { CustomerEdit, DraftEdit, Edit } from '../domain/decision.ts';
import { Failure } from '../domain/failures.ts';
import { overtaken } from '../domain/overtaken.ts';
import type { Item } from '../domain/sales.ts';
import type { Dependencies } from './dependencies.ts';

const refused = (field: string, sentence: string) => new Failure('EditRefused', sentence, { field });

/** The calendar day where the company is: an item sold until today can still be sold there. */
const today = (timeZone: string) => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format();

function whyNot(item: Item, day: string): string | null {
  const instead = item.successor ? `; its successor is ${item.successor}` : '';
  if (item.soldUntil && item.soldUntil < day) return `${item.number} is no longer sold${instead}`;
  return item.sellable ? null : `${item.number} is not sold on its own${instead}`;
}

/** Of these item numbers, those that cannot be sold today, each with the reason. */
export async function unsellable(
  { sales, store }: Pick<Dependencies, 'sales' | 'store'>,
  numbers: string[],
): Promise<Map<string, string>> {
  const [items, company] = await Promise.all([sales.items([...new Set(numbers)]), store.settings.company()]);
  const byNumber = new Map(items.map((item) => [item.number, item]));
  const day = today(company.timeZone);
  return new Map(
    numbers.flatMap((number) => {
      const item = byNumber.get(number);
      const reason = item ? whyNot(item, day) : `There is no item ${number}`;
      return reason ? [[number, reason] as const] : [];
    }),
  );
}

async function checkLines(dependencies: Dependencies, lines: NonNullable<Edit['lines']>): Promise<void> {
  const named = lines.flatMap(({ item, remove }, index) => (item && !remove ? [{ item, index }] : []));
  if (named.length === 0) return;

  const reasons = await unsellable(
    dependencies,
    named.map(({ item }) => item),
  );
  for (const { item, index } of named) {
    const reason = reasons.get(item);
    if (reason) throw refused(`lines/${index}/item`, reason);
  }
}

/** Line breaks in an address have smuggled recipients into mails (reference: libraries, nodemailer); `IsEmail` lets none through. */
function checkAddresses(field: string, addresses: string[]): void {
  addresses.forEach((address, index) => {
    if (!IsEmail(address)) throw refused(`${field}/${index}`, `${JSON.stringify(address)} is not a mail address`);
  });
}

async function checkDraft({ store, sales }: Dependencies, inquiry: string, draft: DraftEdit): Promise<void> {
  checkAddresses('draft/to', draft.to ?? []);
  checkAddresses('draft/cc', draft.cc ?? []);
  if (/[\r\n]/.test(draft.subject ?? '')) throw refused('draft/subject', 'A subject is one line');

  for (const [index, { file }] of (draft.attachments ?? []).entries()) {
    const found = await store.files.find(file);
    if (found?.inquiry !== inquiry) {
      throw refused(`draft/attachments/${index}/file`, `This inquiry has no file ${file}`);
    }
    const { document } = found;
    const stale = document && overtaken(document, await sales[document.kind](document.number));
    if (stale) throw refused(`draft/attachments/${index}/file`, `${found.name} shows ${stale}`);
  }
}

async function checkCustomer({ crm }: Dependencies, { account, contact, create }: CustomerEdit): Promise<void> {
  const accounts = [
    ['customer/account', account],
    ['customer/create/account', create?.account],
  ] as const;
  for (const [field, number] of accounts) {
    if (number !== undefined && !(await crm.account(number))) throw refused(field, `There is no account ${number}`);
  }
  if (contact === undefined) return;
  const found = (await crm.contact(contact)) ?? (await crm.contactsByAddress(contact))[0];
  if (!found) throw refused('customer/contact', `There is no contact ${contact}`);
}

/** Throws `EditRefused` with `field`, the path of what is wrong. Whether the review takes such an edit now is the workflow's to say. */
export async function checkEdit(dependencies: Dependencies, inquiry: string, edit: Edit): Promise<void> {
  const contradicts = contradiction(edit);
  if (contradicts) throw refused(contradicts.field, contradicts.sentence);
  if (edit.lines) await checkLines(dependencies, edit.lines);
  if (edit.draft) await checkDraft(dependencies, inquiry, edit.draft);
  if (edit.customer) await checkCustomer(dependencies, edit.customer);
}

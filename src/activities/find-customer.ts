import type { Choice, Customer } from '../domain/inquiry.ts';
import type { Trouble } from '../domain/progress.ts';
import type { Account, Contact } from '../domain/sales.ts';
import type { Dependencies } from './dependencies.ts';
import { companyDomain } from './free-mail.ts';

export interface FindCustomer {
  inquiry: string;
  mail: string;
  /** The account that the inquiry is for already: of several contacts with the address its own is meant. */
  account?: string | null;
}

/** Who wrote: by the sender's address alone. Says what a person must settle before anything is quoted. */
export const findCustomer =
  ({ store, crm }: Dependencies) =>
  async ({ mail, account: own = null }: FindCustomer): Promise<{ customer: Customer; trouble: Trouble | null }> => {
    const row = await store.mails.find(mail);
    const email = row?.from?.address ?? '';
    const found = email ? await crm.contactsByAddress(email) : [];
    const colleague = found.find(({ account }) => account !== null && account === own);
    const contacts = colleague ? [colleague] : found;
    const [contact] = contacts;
    if (!contact)
      return {
        customer: stranger(email, row?.from?.name ?? null),
        trouble: {
          code: 'unknown-sender',
          sentence: `Nobody with the address ${email || '(none)'} is known.`,
          choices: await proposals(crm, email, row?.from?.name ?? ''),
        },
      };
    const account = contact.account ? await crm.account(contact.account) : null;
    const customer = customerOf(contact, account, email);
    return {
      customer: contacts.length > 1 ? { ...customer, account: null, name: null } : customer,
      trouble: await troubleOf(crm, contacts, account),
    };
  };

const stranger = (email: string, name: string | null): Customer => ({
  account: null,
  name: null,
  contact: name,
  email,
  registered: false,
});

/** A contact of ours, as the inquiry shows it. */
export const customerOf = (contact: Contact, account: Account | null, email: string): Customer => ({
  account: account?.number ?? null,
  name: account?.name ?? null,
  contact: contact.name,
  email,
  registered: true,
});

/** Longest list of choices made of what the CRM knows. */
const MOST_CHOICES = 5;
const short = (text: string): string => text.slice(0, 80);

/** Accounts whose mails come from the sender's domain. Nothing is quoted before a person says so: the address may be a look-alike. */
async function proposals(crm: Dependencies['crm'], email: string, name: string): Promise<Choice[]> {
  const domain = companyDomain(email);
  const accounts = domain === null ? [] : await crm.accountsByDomain(domain);
  return accounts
    .filter(({ blocked }) => blocked !== 'all')
    .slice(0, 2)
    .flatMap(({ number, name: company }, at) => [
      {
        id: `create-${at + 1}`,
        label: `Add the sender to ${short(company)} (${number})`,
        effect: `Makes a contact with this address at ${number} and goes on.`,
        edit: { customer: { create: { account: number, name: short(name || email) } } },
      },
      {
        id: `once-${at + 1}`,
        label: `Use ${short(company)} (${number}) this once`,
        effect: `Quotes for ${number}; the sender stays unknown.`,
        edit: { customer: { account: number } },
      },
    ]);
}

/** One of several contacts with the sender's address. */
async function oneOf(crm: Dependencies['crm'], contacts: Contact[]): Promise<Choice[]> {
  const known = await Promise.all(
    contacts.map(async (contact) => ({
      contact,
      account: contact.account ? await crm.account(contact.account) : null,
    })),
  );
  return known
    .filter(({ account }) => account !== null && account.blocked !== 'all')
    .slice(0, MOST_CHOICES)
    .map(({ contact, account }, at) => ({
      id: `use-${at + 1}`,
      label: `${short(contact.name)}, ${short(account!.name)} (${account!.number})`,
      effect: `Quotes for ${account!.number}; the next inquiry asks again.`,
      edit: { customer: { contact: contact.id } },
    }));
}

async function troubleOf(
  crm: Dependencies['crm'],
  contacts: Contact[],
  account: Account | null,
): Promise<Trouble | null> {
  if (contacts.length > 1) {
    const whom = contacts
      .slice(0, 5)
      .map(({ name, account }) => `${name} (${account ?? 'no account'})`)
      .join(', ');
    const sentence = `${contacts.length} contacts have this address: ${whom}.`;
    return { code: 'several-contacts', sentence, choices: await oneOf(crm, contacts) };
  }
  if (!account) return { code: 'contact-without-account', sentence: 'The contact belongs to no account.' };
  if (account.blocked === 'all') return { code: 'account-blocked', sentence: `Account ${account.number} is blocked.` };
  return null;
}

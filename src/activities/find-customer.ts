import type { Customer } from '../domain/inquiry.ts';
import type { Trouble } from '../domain/progress.ts';
import type { Account, Contact } from '../domain/sales.ts';
import type { Dependencies } from './dependencies.ts';

/** Who wrote: by the sender's address alone. Says what a person must settle before anything is quoted. */
export const findCustomer =
  ({ store, crm }: Dependencies) =>
  async ({ mail }: { inquiry: string; mail: string }): Promise<{ customer: Customer; trouble: Trouble | null }> => {
    const row = await store.mails.find(mail);
    const email = row?.from?.address ?? '';
    const contacts = email ? await crm.contactsByAddress(email) : [];
    const [contact] = contacts;
    if (!contact)
      return {
        customer: stranger(email, row?.from?.name ?? null),
        trouble: { code: 'unknown-sender', sentence: `Nobody with the address ${email || '(none)'} is known.` },
      };
    const account = contact.account ? await crm.account(contact.account) : null;
    const customer = customerOf(contact, account, email);
    return {
      customer: contacts.length > 1 ? { ...customer, account: null, name: null } : customer,
      trouble: troubleOf(contacts, account),
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

function troubleOf(contacts: Contact[], account: Account | null): Trouble | null {
  if (contacts.length > 1) {
    const whom = contacts
      .slice(0, 5)
      .map(({ name, account }) => `${name} (${account ?? 'no account'})`)
      .join(', ');
    return { code: 'several-contacts', sentence: `${contacts.length} contacts have this address: ${whom}.` };
  }
  if (!account) return { code: 'contact-without-account', sentence: 'The contact belongs to no account.' };
  if (account.blocked === 'all') return { code: 'account-blocked', sentence: `Account ${account.number} is blocked.` };
  return null;
}

/** The CRM port: who writes to us. The sender's address is the only key (never name, company or phone). */
import type { Account, Contact } from '../domain/sales.ts';

export interface CrmPort {
  /** All contacts with this address, their first or one stored later, compared without case. Empty: nobody we know. */
  contactsByAddress(address: string): Promise<Contact[]>;
  contact(id: string): Promise<Contact | null>;
  account(number: string): Promise<Account | null>;
  /** Whose mails come from this domain: a proposal for a person, never a key. */
  accountsByDomain(domain: string): Promise<Account[]>;
  /** Keeps one more address of a contact: from then on its mails are that contact's. Idempotent. Throws `NotFound`. */
  storeAddress(contact: string, address: string): Promise<void>;
  /** What `storeAddress` keeps of a contact. */
  storedAddresses(contact: string): Promise<string[]>;
  /** Takes a stored address from every contact that has it; says from how many. Contacts themselves and their first address stay. */
  forgetAddress(address: string): Promise<number>;
  /** Idempotent on address + account: the same contact again is returned, not made twice. */
  createContact(contact: { name: string; email: string; account: string }): Promise<Contact>;
}

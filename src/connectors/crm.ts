/** The CRM port: who writes to us. The sender's address is the only key (never name, company or phone). */
import type { Account, Contact } from '../domain/sales.ts';

export interface CrmPort {
  /** All contacts with this address, compared without case. Empty: nobody we know. */
  contactsByAddress(address: string): Promise<Contact[]>;
  contact(id: string): Promise<Contact | null>;
  account(number: string): Promise<Account | null>;
  /** Idempotent on address + account: the same contact again is returned, not made twice. */
  createContact(contact: { name: string; email: string; account: string }): Promise<Contact>;
}

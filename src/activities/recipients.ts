import type { Mail, Mailbox } from '../domain/mail.ts';
import { mostCopied, othersIn, recipientsOf, type Recipients } from '../domain/recipients.ts';
import type { Dependencies } from './dependencies.ts';
import { companyDomain } from './free-mail.ts';

/** Who gets the answer to this mail. At the customer's are: whoever has an address of their company's domain, and the account's contacts. */
export async function recipients(
  { crm, store }: Pick<Dependencies, 'crm' | 'store'>,
  mail: Mail & { from: Mailbox },
  customer: { account: string | null; email: string } | null,
): Promise<Recipients> {
  const { mailbox } = await store.settings.company();
  const own = [mailbox, mail.mailbox].map((address) => address.toLowerCase());
  const domain = companyDomain(customer?.email ?? mail.from.address);
  const isNear = (address: string) =>
    address === customer?.email || (domain !== null && companyDomain(address) === domain);
  const far = [...(mail.replyTo ?? []).map(({ address }) => address), ...othersIn(mail, own)]
    .filter((address) => !isNear(address))
    .slice(0, mostCopied);
  const account = customer?.account ?? null;
  const contacts = account === null ? [] : await Promise.all(far.map((address) => crm.contactsByAddress(address)));
  const known = new Set(far.filter((_, at) => contacts[at]?.some((contact) => contact.account === account)));
  return recipientsOf(mail, own, (address) => isNear(address) || known.has(address));
}

/** The CRM port over the company's accounts and contacts. */
import type { Account, Contact } from '../../domain/sales.ts';
import { Failure } from '../../domain/failures.ts';
import type { CrmPort } from '../crm.ts';
import type { Collections } from './collections.ts';
import type { AccountRow, ContactAddressRow, ContactRow } from './company-rows.ts';
import { contactId } from './load.ts';

const contactOf = ({ _id, name, email, phone, language, account }: ContactRow): Contact => ({
  id: _id,
  name,
  email,
  phone,
  language,
  account,
});

const accountOf = ({ _id, load: _load, taxPercent: _percent, taxNote: _note, ...account }: AccountRow): Account => ({
  number: _id,
  ...account,
});

export function embeddedCrm({
  accounts,
  contacts,
  contactAddresses,
}: Pick<Collections, 'accounts' | 'contacts' | 'contactAddresses'>): CrmPort {
  const contact: CrmPort['contact'] = async (id) => {
    const row = await contacts.findById(id).lean<ContactRow | null>();
    return row && contactOf(row);
  };
  const account: CrmPort['account'] = async (number) => {
    const row = await accounts.findById(number).lean<AccountRow | null>();
    return row && accountOf(row);
  };
  return {
    contactsByAddress: async (address) => {
      const wanted = address.toLowerCase();
      const stored = await contactAddresses.find({ address: wanted }).lean<ContactAddressRow[]>();
      const ids = stored.map((row) => row.contact);
      const rows = await contacts
        .find({ $or: [{ email: wanted }, { _id: { $in: ids } }] })
        .sort({ _id: 1 })
        .lean<ContactRow[]>();
      return rows.map(contactOf);
    },
    accountsByDomain: async (domain) => {
      const rows = await accounts
        .find({ domain: domain.toLowerCase() })
        .sort({ _id: 1 })
        .limit(20)
        .lean<AccountRow[]>();
      return rows.map(accountOf);
    },
    storeAddress: async (id, address) => {
      if (!(await contact(id))) throw new Failure('NotFound', `There is no contact ${id}`);
      const row = { contact: id, address: address.toLowerCase() };
      await contactAddresses.updateOne({ _id: `${id} ${row.address}` }, { $setOnInsert: row }, { upsert: true });
    },
    storedAddresses: async (id) => {
      const rows = await contactAddresses.find({ contact: id }).sort({ _id: 1 }).lean<ContactAddressRow[]>();
      return rows.map(({ address }) => address);
    },
    forgetAddress: async (address) => {
      const { deletedCount } = await contactAddresses.deleteMany({ address: address.toLowerCase() });
      return deletedCount;
    },
    contact,
    account,
    createContact: async ({ name, email, account: number }) => {
      const belongsTo = await account(number);
      if (!belongsTo) throw new Failure('NotFound', `There is no account ${number}`);
      const _id = contactId(number, email);
      const made = { account: number, name, email: email.toLowerCase(), phone: null, language: null, load: null };
      await contacts.updateOne({ _id }, { $setOnInsert: made }, { upsert: true });
      return (await contact(_id)) ?? contactOf({ ...made, _id });
    },
  };
}

/** The CRM port over the company's accounts and contacts. */
import type { Account, Contact } from '../../domain/sales.ts';
import { Failure } from '../../domain/failures.ts';
import type { CrmPort } from '../crm.ts';
import type { Collections } from './collections.ts';
import type { AccountRow, ContactRow } from './company-rows.ts';
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

export function embeddedCrm({ accounts, contacts }: Pick<Collections, 'accounts' | 'contacts'>): CrmPort {
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
      const rows = await contacts.find({ email: address.toLowerCase() }).sort({ _id: 1 }).lean<ContactRow[]>();
      return rows.map(contactOf);
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

/** Who we are: what stands on documents, and how the company counts. Which reviews are asked for: policy.ts. */
import Type, { type Static } from 'typebox';
import { Address, Currency, Language, OneOf, Strict } from './schema.ts';

/** company.json. */
export const Company = Type.Object(
  {
    name: Type.String(),
    mailbox: Type.String(),
    address: Address,
    phone: Type.Optional(Type.String()),
    website: Type.Optional(Type.String()),
    vatId: Type.Optional(Type.String()),
    /** Company register, bank, managing directors: one line each, printed at the foot of documents. */
    legal: Type.Optional(Type.Array(Type.String())),
    /** SVG or PNG as a data: URI. */
    logo: Type.Optional(Type.String()),
    /** CSS colour of the documents' headings, #rrggbb. */
    color: Type.Optional(Type.String({ pattern: '^#[0-9a-fA-F]{6}$' })),
    currency: Currency,
    language: Language,
    languages: Type.Array(Language),
    timeZone: Type.String(),
    /** `none`: no tax anywhere. `accounts`: each account's own percentage and note (accounts.csv). */
    tax: OneOf(['none', 'accounts']),
    quoteValidityDays: Type.Integer({ minimum: 1, maximum: 365 }),
    /** Units of another currency for one of ours, as decimal strings. */
    exchangeRates: Type.Optional(Type.Record(Type.String(), Type.String())),
    signature: Type.Optional(Type.String()),
  },
  { $id: 'Company' },
);
export type Company = Static<typeof Company>;

const { phone, website, legal, logo, color, language, timeZone, quoteValidityDays, signature } = Company.properties;

/** What an administrator changes beside company.json; it stays when the company is loaded anew. A field left out is company.json's. */
export const CompanyChange = Strict(
  {
    phone,
    website,
    legal,
    logo,
    color,
    language: Type.Optional(language),
    timeZone: Type.Optional(timeZone),
    quoteValidityDays: Type.Optional(quoteValidityDays),
    signature,
  },
  { $id: 'CompanyChange' },
);
export type CompanyChange = Static<typeof CompanyChange>;

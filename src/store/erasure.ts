/**
 * Takes one address out of what is stored. Inquiries of that person are removed whole (removal.ts); here goes what else holds the
 * address. Rare, so that it scans instead of costing every mail an index.
 */
import type { Connection, Model } from 'mongoose';
import type { Aliases } from './aliases.ts';
import type { Audit } from './audit.ts';
import type { Drafts } from './drafts.ts';
import type { ErasurePort } from './ended-port.ts';
import type { Files } from './files.ts';
import type { InquiryRow } from './inquiry-row.ts';
import type { MailRow } from './mail-row.ts';
import type { Readings } from './readings.ts';
import { escaped } from './words.ts';

interface Parts {
  aliases: Aliases;
  audit: Audit;
  drafts: Drafts;
  files: Files;
  inquiries: { model: Model<InquiryRow> };
  mails: { model: Model<MailRow> };
  readings: Readings;
}

const NOBODY = { name: '', address: 'erased@invalid' };

export function erasure(
  connection: Connection,
  { aliases, audit, drafts, files, inquiries, mails, readings }: Parts,
): ErasurePort {
  const running = async (ids: (string | null)[]): Promise<string[]> => {
    const rows = await inquiries.model
      .find({ _id: { $in: ids.filter((id) => id !== null) }, status: { $ne: 'ended' } }, { _id: 1 })
      .lean<{ _id: string }[]>();
    return rows.map(({ _id }) => _id);
  };

  return {
    inquiriesOf: async (address) => {
      const own = await inquiries.model
        .find({ 'customer.email': address }, { status: 1, quote: 1, order: 1 })
        .lean<Pick<InquiryRow, '_id' | 'status' | 'quote' | 'order'>[]>();
      const elsewhere = await mails.model.distinct('inquiry', { 'from.address': address });
      const ended = own.filter(({ status }) => status === 'ended');
      const others = await running(elsewhere);
      return {
        running: [...new Set([...own.filter(({ status }) => status !== 'ended').map(({ _id }) => _id), ...others])],
        ended: ended.map(({ _id, quote, order }) => ({
          id: _id,
          documents: [quote?.number, order?.number].filter((number) => number !== undefined),
        })),
      };
    },

    eraseAddress: async (address, { except }) => {
      const written = await mails.model
        .find({ 'from.address': address, inquiry: { $nin: except } }, { owner: 1 })
        .lean<Pick<MailRow, '_id' | 'owner'>[]>();
      const ids = written.map(({ _id }) => _id);
      // While it is still known which mails are theirs.
      const learned = await aliases.forgetContact(address, ids);
      await readings.removeOf(ids);
      for (const { owner } of written) await files.removeOwned(owner);
      await mails.model.deleteMany({ _id: { $in: ids } });

      const named = { inquiry: { $nin: except }, $or: [{ 'to.address': address }, { 'cc.address': address }] };
      const renamed = await connection
        .collection<MailRow>('mails')
        .updateMany(
          named,
          { $set: { 'to.$[one]': NOBODY, 'cc.$[one]': NOBODY } },
          { arrayFilters: [{ 'one.address': address }] },
        );
      // Whole words of the timeline: the address as it stands there.
      const steps = connection.collection('steps');
      const told = await steps.updateMany(
        { inquiry: { $nin: except }, summary: { $regex: escaped(address), $options: 'i' } },
        [
          {
            $set: { summary: { $replaceAll: { input: '$summary', find: address, replacement: 'an erased address' } } },
          },
        ],
      );
      await connection
        .collection<InquiryRow>('inquiries')
        .updateMany(
          { _id: { $nin: except }, $or: [{ 'draft.to': address }, { 'draft.cc': address }] },
          { $set: { 'draft.to.$[one]': NOBODY.address, 'draft.cc.$[one]': NOBODY.address } },
          { arrayFilters: [{ one: address }] },
        );
      const drafted = await drafts.eraseAddress(address, { except });
      return {
        mails: ids.length,
        mentions: renamed.modifiedCount + told.modifiedCount + drafted,
        aliases: learned,
      };
    },

    noteErased: (contact, { by, ...details }) => audit.note({ what: 'contact erased', about: contact, by, details }),
  };
}

/** What might be quoted, before anything is: prices without a document, and items that may stand in for another. */
import type { PricedLine } from '../../domain/sales.ts';
import type { SalesPort } from '../sales.ts';
import type { ItemRow } from './company-rows.ts';
import type { Desk } from './desk.ts';
import { groundFor } from './ground.ts';
import { currencyFor, figures } from './pricing.ts';
import { accountRefusal, lineRefusals } from './refusal.ts';

export const prices =
  (desk: Desk): SalesPort['prices'] =>
  async (account, lines, { language }) => {
    const ground = await groundFor(
      lines.map(({ item }) => item),
      account,
      desk,
    );
    const refused = ground.account === null || accountRefusal(ground.account, account, 'quote') !== null;
    return lines.map(({ item, quantity }, at): PricedLine | null => {
      const row = ground.items.get(item);
      const wanted = { id: `l${at + 1}`, item, quantity, unit: row?.unit ?? '', discount: null };
      if (refused || !row || lineRefusals([wanted], ground.items, ground.today).length > 0) return null;
      const currency = currencyFor(ground.account!.currency, ground.company);
      const terms = { items: ground.items, company: ground.company, account: ground.account!, language };
      const [line] = figures([wanted], { ...terms, currency, discountPercent: '0' }).lines;
      const { description, unit, unitPrice, discountPercent, total } = line!;
      return { item, description, quantity: line!.quantity, unit, unitPrice, discountPercent, total, currency };
    });
  };

const MOST = 20;

/** Another size is no substitute; another colour of the same model, or another model of the same size, may be. */
export const substitutes =
  ({ collections: { items } }: Desk): SalesPort['substitutes'] =>
  async (number) => {
    const row = await items.findById(number).lean<ItemRow | null>();
    if (!row) return [];
    const { model, size, subcategory, unit, successor } = row;
    const alike = { _id: { $nin: [number, ...(successor ? [successor] : [])] }, sellable: true, unit };
    const find = (more: object) =>
      items
        .find({ ...alike, ...more }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(MOST)
        .lean<Pick<ItemRow, '_id'>[]>();
    const sameModel = model === '' ? [] : await find({ model, size });
    const sameSize = subcategory === '' || size === '' ? [] : await find({ subcategory, size });
    return [...new Set([...(successor ? [successor] : []), ...[...sameModel, ...sameSize].map(({ _id }) => _id)])];
  };

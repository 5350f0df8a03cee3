/** Makes one revision of a document out of its lines: checked, priced, hashed. */
import mongoose from 'mongoose';
import type { SalesDocument } from '../../domain/sales.ts';
import type { DocumentRow } from './sales-rows.ts';
import { contentHash } from './content-hash.ts';
import type { Ground } from './ground.ts';
import { figures, type WantedLine } from './pricing.ts';
import { accountRefusal, editRefused, lineRefusals } from './refusal.ts';

/** Everything of a document that is not computed. */
export type Paper = Omit<SalesDocument, 'hash' | 'lines' | 'subtotal' | 'discount' | 'taxes' | 'total'>;

/** Throws `EditRefused` for what is not sold now, or not to this account. */
export function assertSellable(
  paper: Pick<Paper, 'kind' | 'account'>,
  lines: readonly WantedLine[],
  ground: Ground,
): void {
  const account = accountRefusal(ground.account, paper.account.number, paper.kind);
  const refusals = [...(account ? [account] : []), ...lineRefusals(lines, ground.items, ground.today)];
  if (refusals.length > 0) throw editRefused(refusals);
}

/** The row of this revision. All lines must be sellable. */
export function revisionOf(
  paper: Paper,
  lines: readonly WantedLine[],
  ground: Ground,
  { key, nextLine }: Pick<DocumentRow, 'key' | 'nextLine'>,
): DocumentRow {
  const terms = {
    items: ground.items,
    company: ground.company,
    account: ground.account!,
    language: paper.language,
    discountPercent: paper.discountPercent,
  };
  const content = { ...paper, ...figures(lines, { ...terms, currency: paper.currency }) };
  const atHome = figures(lines, { ...terms, currency: ground.company.currency });
  const discounts = lines.flatMap(({ id, discount }) => (discount === null ? [] : [[id, discount] as const]));
  return {
    _id: paper.number,
    kind: paper.kind,
    key,
    account: paper.account.number,
    status: paper.status,
    revision: paper.revision,
    discounts: Object.fromEntries(discounts),
    nextLine,
    credit: mongoose.Types.Decimal128.fromString(atHome.total),
    document: { ...content, hash: contentHash(content) },
  };
}

/** A row's lines as they were asked for. */
export const wantedLines = ({ document, discounts }: Pick<DocumentRow, 'document' | 'discounts'>): WantedLine[] =>
  document.lines.map(({ id, item, quantity, unit }) => ({ id, item, quantity, unit, discount: discounts[id] ?? null }));

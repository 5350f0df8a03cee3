import type { InquiryLine } from '../domain/inquiry.ts';
import { isClear } from '../domain/lines.ts';
import type { ReviewRule } from '../domain/policy.ts';
import { needsHistory, rulesMet } from '../domain/review-rules.ts';
import type { SalesDocument } from '../domain/sales.ts';
import type { Company } from '../domain/settings.ts';
import type { Dependencies } from './dependencies.ts';

/** Names of the policy's rules for this kind of document that it meets: why a person is asked to look at it. */
export async function namesOfRulesMet(
  { sales }: Pick<Dependencies, 'sales'>,
  {
    rules,
    document,
    lines,
    company,
  }: {
    rules: readonly ReviewRule[];
    document: SalesDocument;
    lines: readonly InquiryLine[];
    company: Company;
  },
): Promise<string[]> {
  const asked = rules.filter(({ review }) => review === document.kind);
  if (asked.length === 0) return [];
  const items = [...new Set(document.lines.map(({ item }) => item))];
  const past = needsHistory(asked) ? await sales.history(document.account.number, items) : [];
  const met = rulesMet(asked, {
    document,
    rate: document.currency === company.currency ? '1' : (company.exchangeRates?.[document.currency] ?? null),
    confidences: lines.filter(isClear).map(({ confidence }) => confidence),
    history: past.filter(({ inquiry }) => inquiry === null || inquiry !== document.inquiry),
  });
  return met.map(({ name }) => name);
}

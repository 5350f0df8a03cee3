/** Whether what is open is asked of the customer, by the policy. Apart from questions.ts, which counts: workflows load no big.js. */
import type { LineProblem } from './inquiry.ts';
import type { MissingDetail, Policy } from './policy.ts';
import type { AskedReason } from './questions.ts';

const ofLines: Partial<Record<LineProblem, MissingDetail>> = {
  'item-ambiguous': 'item-ambiguous',
  'item-unknown': 'item-unknown',
  'item-discontinued': 'item-discontinued',
  'quantity-missing': 'quantity-missing',
  shortage: 'shortage',
};

/** Doubt of our own reader is never the customer's to settle: a person here looks first. */
const isCustomers = (reason: AskedReason, { missingDetails }: Policy): boolean => {
  const detail = reason in ofLines ? ofLines[reason as LineProblem] : reason;
  return detail !== undefined && detail in missingDetails && missingDetails[detail as MissingDetail] === 'customer';
};

/** All that is open can be asked of the customer at once, and was not asked too often already. */
export const asksCustomer = (
  { policy, questions, customer }: { policy: Policy; questions: number; customer: { account: string | null } | null },
  open: readonly AskedReason[],
): boolean =>
  open.length > 0 &&
  customer?.account !== null &&
  customer !== null &&
  questions < policy.questionRounds &&
  open.every((reason) => isCustomers(reason, policy));

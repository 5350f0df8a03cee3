/** Which rules a document meets, over the embedded sales system. Each rule as a table: test/domain/review-rules.test.ts. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReviewRule } from '../../src/domain/policy.ts';
import { activitiesWorld, aLine, type ActivitiesWorld } from './world.ts';

let world: ActivitiesWorld;
beforeAll(async () => (world = await activitiesWorld()));
afterAll(() => world.drop());

const rule = (
  name: string,
  named: Omit<ReviewRule, 'name' | 'review'>,
  review: 'quote' | 'order' = 'quote',
): ReviewRule => ({ name, review, ...named });
const rules = [
  rule('amount', { amountOver: '20' }),
  rule('new', { newCustomer: true }),
  rule('unusual', { timesUsualQuantity: 3 }),
  rule('unsure', { confidenceUnder: 0.9 }),
  rule('order amount', { amountOver: '20' }, 'order'),
  rule('order new', { newCustomer: true }, 'order'),
];

const again = async (quantity: string, account: string, confidence = 0.95) => {
  const { inquiry, mail, quote } = await world.quoteFor([aLine('l1', 'HAMMER', quantity, { confidence })], account);
  const made = await world.quoteMade({
    inquiry,
    mails: [mail],
    customer: { ...world.customer, account },
    language: 'en',
    quote,
    key: `${inquiry}.again`,
    wishes: {},
    rules,
  });
  const { number, revision, hash } = made.ref;
  return { rulesMet: made.rulesMet, inquiry, mail, account, quote: { number, revision, hash } };
};
const order = async ({ inquiry, mail, account, quote }: Awaited<ReturnType<typeof again>>) => {
  const made = await world.act.makeOrder({
    inquiry,
    mail,
    account,
    quote,
    overrides: ['over-credit', 'order-short'],
    rules,
  });
  if ('trouble' in made) throw new Error(made.trouble.sentence);
  return made.rulesMet;
};

describe('review rules over the sales system', () => {
  test('by what the account ordered before; an order does not make its own customer known', async () => {
    const first = await again('1', 'A7');
    expect(first.rulesMet).toEqual(['new']);
    expect(await order(first)).toEqual(['order new']);
    const second = await again('2', 'A7');
    expect(second.rulesMet).toEqual(['amount']);
    expect(await order(second)).toEqual(['order amount']);
    expect((await again('3', 'A7')).rulesMet).toEqual(['amount', 'unusual']);
  });

  test('by how surely the lines were read, and by the company’s currency', async () => {
    // 12.50 EUR a hammer; A3 is quoted in pounds.
    expect((await again('1', 'A3', 0.9)).rulesMet).toEqual(['new']);
    expect((await again('2', 'A3', 0.89)).rulesMet).toEqual(['amount', 'new', 'unsure']);
  });
});
